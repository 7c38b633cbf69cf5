// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/referenceeditor.h"

#include "editor/fieldwords.h"
#include "editor/proposals.h"

#include <QBoxLayout>
#include <QLineEdit>

namespace nephoscope {

namespace {

bool isWebAddress(const QString &text)
{
    return text.startsWith(QLatin1String("http://")) || text.startsWith(QLatin1String("https://"));
}

} // namespace

ReferenceEditor::ReferenceEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent)
    : FieldEditor(facts, parent)
    , m_line(new QLineEdit(this))
    , m_proposals(new Proposals(m_line, context, facts.path, true))
{
    m_line->setObjectName(QStringLiteral("fieldReference"));
    m_line->setAccessibleName(facts.name);
    m_line->setFrame(!context.isInCell);
    m_line->setPlaceholderText(tr("Name, or paste an address or ID; \u2193 lists them"));
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_line);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &ReferenceEditor::typed);
    connect(m_proposals, &Proposals::came, this, &ReferenceEditor::look);
    connect(m_proposals, &Proposals::chosen, this, [this](const Ref &ref) {
        m_chosen = ref;
        m_line->setText(ref.name());
        emit edited();
    });
}

void ReferenceEditor::typed()
{
    m_chosen = text().isEmpty() ? Ref() : m_proposals->named(text()); // some have no name
    emit edited();
}

/// What was typed before the list came may be in it.
void ReferenceEditor::look()
{
    if (m_line->isModified() && m_chosen.href().isEmpty() && !text().isEmpty())
        typed();
}

void ReferenceEditor::setText(const QString &text)
{
    m_before = text;
    m_line->setText(text);
    mark(m_line);
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
