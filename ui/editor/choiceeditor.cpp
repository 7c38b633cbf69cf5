// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/choiceeditor.h"

#include "editor/fieldwords.h"
#include "shell/wording.h"

#include <QBoxLayout>
#include <QComboBox>
#include <utility>

namespace nephoscope {

namespace {

bool isYes(const QString &text)
{
    return text == QLatin1String("1") || text.compare(QLatin1String("true"), Qt::CaseInsensitive) == 0;
}

/// Knows whether its list was dropped down: what is chosen there is chosen for good, arrows merely look.
class DropDown : public QComboBox {
public:
    using QComboBox::QComboBox;

    void hidePopup() override
    {
        QComboBox::hidePopup();
        m_wasOpen = true;
    }
    bool wasOpen() { return std::exchange(m_wasOpen, false); }

private:
    bool m_wasOpen = false;
};

} // namespace

ChoiceEditor::ChoiceEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent)
    : FieldEditor(facts, parent)
    , m_choice(new DropDown(this))
{
    m_choice->setObjectName(QStringLiteral("fieldChoice"));
    m_choice->setAccessibleName(facts.name);
    m_choice->setFrame(!context.isInCell);
    m_choice->setMaxVisibleItems(20);
    if (!facts.isRequired || facts.isMissing)
        m_choice->addItem(facts.preset.isEmpty() ? tr("not set") : tr("not set (%1)").arg(facts.preset), QString());
    if (facts.type == PropertyType::Boolean) {
        m_choice->addItem(tr("Yes"), QStringLiteral("true"));
        m_choice->addItem(tr("No"), QStringLiteral("false"));
    }
    for (const QString &choice : facts.choices)
        m_choice->addItem(readableState(choice), choice);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_choice);
    if (!context.isInCell)
        all->addStretch();
    setFocusProxy(m_choice);
    connect(m_choice, &QComboBox::activated, this, [this] {
        emit edited();
        if (static_cast<DropDown *>(m_choice)->wasOpen())
            emit left();
    });
}

void ChoiceEditor::setText(const QString &text)
{
    const bool isBoolean = facts().type == PropertyType::Boolean && !text.isEmpty();
    const QString wanted = isBoolean ? (isYes(text) ? QStringLiteral("true") : QStringLiteral("false")) : text;
    int place = m_choice->findData(wanted);
    if (place < 0) {
        m_choice->addItem(wanted.isEmpty() ? tr("not set") : wanted, wanted);
        place = m_choice->count() - 1;
    }
    m_choice->setCurrentIndex(place);
}

QString ChoiceEditor::text() const { return m_choice->currentData().toString(); }

QString ChoiceEditor::problem() const
{
    const bool isMissing = text().isEmpty() && facts().isRequired;
    return isMissing ? faultWords(facts(), FieldFault::Missing) : QString();
}

} // namespace nephoscope
