// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/referenceeditor.h"

#include "editor/fieldwords.h"

#include <QAbstractItemView>
#include <QBoxLayout>
#include <QCompleter>
#include <QLineEdit>
#include <QStandardItemModel>

namespace nephoscope {

namespace {

enum Role { RefRole = Qt::UserRole + 1 };

bool isWebAddress(const QString &text)
{
    return text.startsWith(QLatin1String("http://")) || text.startsWith(QLatin1String("https://"));
}

} // namespace

ReferenceEditor::ReferenceEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent)
    : FieldEditor(facts, parent)
    , m_line(new QLineEdit(this))
    , m_completer(new QCompleter(this))
    , m_found(new QStandardItemModel(this))
    , m_context(context)
{
    m_line->setObjectName(QStringLiteral("fieldReference"));
    m_line->setAccessibleName(facts.name);
    m_line->setFrame(!context.isInCell);
    m_line->setPlaceholderText(tr("Name, or paste an address or ID"));
    m_completer->setModel(m_found);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_line->setCompleter(m_completer);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_line);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &ReferenceEditor::typed);
    connect(
        m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, [this](const QModelIndex &index) {
            m_chosen = index.data(RefRole).value<Ref>();
            emit edited();
        });
}

void ReferenceEditor::typed()
{
    m_chosen = Ref();
    m_found->clear();
    const QString text = m_line->text().trimmed();
    const QList<Ref> refs = m_context.search && text.size() > 1 ? m_context.search(text) : QList<Ref>();
    for (const Ref &ref : refs) {
        auto *item = new QStandardItem(ref.name());
        item->setData(QVariant::fromValue(ref), RefRole);
        item->setToolTip(ref.href().toString());
        m_found->appendRow(item);
        if (ref.name() == text || ref.href().toString() == text || ref.id() == text)
            m_chosen = ref;
    }
    emit edited();
}

void ReferenceEditor::setText(const QString &text)
{
    m_before = text;
    m_line->setText(text);
}

QString ReferenceEditor::text() const { return m_line->text().trimmed(); }

Ref ReferenceEditor::reference() const
{
    if (!m_chosen.href().isEmpty())
        return m_chosen;
    const QString text = this->text();
    if (isWebAddress(text))
        return Ref(QUrl(text), QString());
    Ref byId;
    if (text.startsWith(QLatin1String("urn:")))
        byId.withId(text);
    return byId;
}

QString ReferenceEditor::problem() const
{
    if (text() == m_before)
        return {};
    if (text().isEmpty())
        return facts().isRequired ? faultWords(facts(), FieldFault::Missing) : QString();
    const Ref ref = reference();
    const bool isFound = !ref.href().isEmpty() || !ref.id().isEmpty();
    return isFound ? QString()
                   : tr("Nothing read so far is called \u201c%1\u201d. Paste its address instead.").arg(text());
}

} // namespace nephoscope
