// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/fieldeditor.h"

#include "editor/choiceeditor.h"
#include "editor/fieldwords.h"
#include "editor/fileeditor.h"
#include "editor/lineeditor.h"
#include "editor/lineseditor.h"
#include "editor/mapeditor.h"
#include "editor/measureeditor.h"
#include "editor/referenceeditor.h"
#include "editor/timeeditor.h"
#include "resource/values.h"
#include "shell/glyph.h"

#include <QApplication>

namespace nephoscope {

FieldEditor::FieldEditor(FieldFacts facts, QWidget *parent)
    : QWidget(parent)
    , m_facts(std::move(facts))
{
    setObjectName(QStringLiteral("field:") + m_facts.path.text());
    setAutoFillBackground(true);
    setFocusPolicy(Qt::StrongFocus);
    connect(this, &FieldEditor::edited, this, [this] { mark(focusProxy() ? focusProxy() : this); });
}

QString FieldEditor::problem() const { return faultWords(m_facts, faultOf(m_facts, text())); }

void FieldEditor::setOffers(const QList<Choice> &, const QString &) { }

void FieldEditor::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isWatching)
        return;
    m_isWatching = true;
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *old, const QWidget *now) {
        const bool wasHere = old && (old == this || isAncestorOf(old));
        // a list that drops down, or a calendar, belongs to its editor; another window is no farewell
        const bool isHere = !now || now == this || isAncestorOf(now) || now->window() != window();
        if (wasHere && !isHere)
            emit left();
    });
}

/// True where Tab would go on to something that is not part of this.
bool FieldEditor::isLeftFor(bool next) const
{
    const QWidget *from = QApplication::focusWidget();
    const auto step = [next](const QWidget *widget) {
        return next ? widget->nextInFocusChain() : widget->previousInFocusChain();
    };
    if (!from)
        return true;
    for (const QWidget *widget = step(from); widget != from; widget = step(widget)) {
        const bool isStop = widget->focusPolicy() & Qt::TabFocus && !widget->focusProxy() && widget->isVisible();
        if (isStop && widget->isEnabled())
            return !isAncestorOf(widget);
    }
    return true;
}

bool FieldEditor::focusNextPrevChild(bool next)
{
    if (!m_holdsOn || canBeTaken() || !isLeftFor(next))
        return QWidget::focusNextPrevChild(next);
    emit held();
    return true;
}

void FieldEditor::mark(QWidget *field) const
{
    const QString words = problem();
    QPalette colors = palette();
    if (!words.isEmpty()) {
        const QColor red = readable(QColor(0xd0, 0x2f, 0x2f), colors);
        colors.setColor(QPalette::Text, red);
        colors.setColor(QPalette::ButtonText, red);
    }
    field->setPalette(colors);
    field->setToolTip(plainToolTip(words));
}

FieldEditor *makeFieldEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent)
{
    if (facts.isFile)
        return new FileEditor(facts, context, parent);
    if (facts.isMap)
        return new MapEditor(facts, context, parent);
    if (facts.isPlainList)
        return new LinesEditor(facts, context, parent);
    switch (facts.type) {
    case PropertyType::Boolean:
        return new ChoiceEditor(facts, context, parent);
    case PropertyType::Size:
    case PropertyType::Frequency:
    case PropertyType::Duration:
        if (!facts.unit.isEmpty())
            return new MeasureEditor(facts, context, parent);
        break;
    case PropertyType::Integer:
    case PropertyType::Decimal:
    case PropertyType::Percent:
        if (facts.choices.isEmpty() && !facts.isOffered)
            return new MeasureEditor(facts, context, parent);
        break;
    case PropertyType::Time:
        return new TimeEditor(facts, context, parent);
    case PropertyType::MultiLine:
        return new LinesEditor(facts, context, parent);
    case PropertyType::Reference:
        return new ReferenceEditor(facts, context, parent);
    default:
        break;
    }
    if (!facts.choices.isEmpty() || facts.isOffered)
        return new ChoiceEditor(facts, context, parent);
    return new LineEditor(facts, context, parent);
}

} // namespace nephoscope
