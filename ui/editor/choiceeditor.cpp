// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/choiceeditor.h"

#include "editor/fieldwords.h"
#include "shell/wording.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
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
    QList<Choice> choices;
    if (facts.type == PropertyType::Boolean)
        choices << Choice{QStringLiteral("true"), tr("Yes")} << Choice{QStringLiteral("false"), tr("No")};
    else
        for (const QString &choice : facts.choices)
            choices << Choice{choice, readableState(choice)};
    fill(choices);
    const bool isTypable = facts.isOffered || (facts.isOpen && !context.isInCell); // what is offered may not be all
    if (isTypable && facts.type != PropertyType::Boolean)
        makeTypable();
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_choice);
    if (!context.isInCell && !m_choice->isEditable())
        all->addStretch();
    setFocusProxy(m_choice);
    connect(m_choice, &QComboBox::activated, this, [this] {
        emit edited();
        if (static_cast<DropDown *>(m_choice)->wasOpen())
            emit left();
    });
}

void ChoiceEditor::fill(const QList<Choice> &choices)
{
    const QString preset = facts().preset;
    if (!facts().isRequired || facts().isMissing)
        m_choice->addItem(preset.isEmpty() ? tr("not set") : tr("not set (%1)").arg(preset), QString());
    for (const Choice &choice : choices)
        m_choice->addItem(choice.label.isEmpty() ? choice.value : choice.label, choice.value);
}

void ChoiceEditor::makeTypable()
{
    m_choice->setEditable(true);
    m_choice->setInsertPolicy(QComboBox::NoInsert);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_choice->setMinimumContentsLength(24);
    m_choice->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_choice->completer()->setFilterMode(Qt::MatchContains);
    m_choice->completer()->setCompletionMode(QCompleter::PopupCompletion);
    connect(m_choice->lineEdit(), &QLineEdit::textEdited, this, &FieldEditor::edited);
    connect(m_choice->lineEdit(), &QLineEdit::editingFinished, this, [this] { setText(text()); }); // with its words
    connect(m_choice->completer(), qOverload<const QString &>(&QCompleter::activated), this, &FieldEditor::edited);
}

/// What is offered takes the place of what was; the value stays.
void ChoiceEditor::setOffers(const QList<Choice> &offers, const QString &note)
{
    const QString now = text();
    const bool isTyping = m_choice->lineEdit() && m_choice->lineEdit()->hasFocus() && m_choice->findData(now) < 0;
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    QList<Choice> choices;
    for (const Choice &offer : offers) {
        const bool isName = offer.label.size() <= offer.value.size(); // of what an id says nothing about
        const QString words = isName ? tr("%2 (%1)", "value, words for it") : tr("%1 (%2)", "value, words for it");
        const bool hasWords = !offer.label.isEmpty() && offer.label != offer.value;
        choices << Choice{offer.value, hasWords ? words.arg(offer.value, offer.label) : offer.value};
    }
    for (const QString &own : offers.isEmpty() ? facts().choices : QStringList())
        choices << Choice{own, readableState(own)};
    fill(choices);
    if (m_choice->lineEdit())
        m_choice->lineEdit()->setPlaceholderText(note);
    setText(now);
    if (isTyping)
        m_choice->setEditText(now);
}

void ChoiceEditor::setText(const QString &text)
{
    const bool isBoolean = facts().type == PropertyType::Boolean && !text.isEmpty();
    const QString wanted = isBoolean ? (isYes(text) ? QStringLiteral("true") : QStringLiteral("false")) : text;
    int place = m_choice->findData(wanted);
    if (place < 0 && m_choice->isEditable()) {
        m_choice->setCurrentIndex(-1);
        m_choice->setEditText(wanted);
        m_choice->lineEdit()->setCursorPosition(0);
        return;
    }
    if (place < 0) {
        m_choice->addItem(wanted.isEmpty() ? tr("not set") : wanted, wanted);
        place = m_choice->count() - 1;
    }
    m_choice->setCurrentIndex(place);
    if (m_choice->isEditable() && wanted.isEmpty())
        m_choice->setEditText(QString());
}

QString ChoiceEditor::text() const
{
    if (!m_choice->isEditable())
        return m_choice->currentData().toString();
    const QString typed = m_choice->currentText().trimmed();
    const int place = m_choice->findText(typed, Qt::MatchFixedString | Qt::MatchCaseSensitive);
    return place < 0 ? typed : m_choice->itemData(place).toString();
}

QString ChoiceEditor::problem() const
{
    const bool isMissing = text().isEmpty() && facts().isRequired;
    return isMissing ? faultWords(facts(), FieldFault::Missing) : QString();
}

} // namespace nephoscope
