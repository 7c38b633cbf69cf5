// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lineeditor.h"

#include "editor/proposals.h"

#include <QBoxLayout>
#include <QLineEdit>

namespace nephoscope {

LineEditor::LineEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent)
    : FieldEditor(facts, parent)
    , m_line(new QLineEdit(this))
{
    m_line->setObjectName(QStringLiteral("fieldLine"));
    m_line->setFrame(!context.isInCell);
    m_line->setAccessibleName(facts.name);
    if (facts.type == PropertyType::Secret) {
        m_line->setEchoMode(QLineEdit::Password);
        m_line->setPlaceholderText(facts.isMissing ? QString() : tr("unchanged"));
    } else {
        m_line->setPlaceholderText(facts.preset);
        auto *proposals = new Proposals(m_line, context, facts.path, false); // names of objects
        connect(proposals, &Proposals::chosen, this, [this](const Ref &ref) {
            m_line->setText(ref.name());
            emit edited();
        });
    }
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_line);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &FieldEditor::edited);
}

void LineEditor::setText(const QString &text)
{
    if (text != m_line->text())
        m_line->setText(facts().type == PropertyType::Secret ? QString() : text);
    mark(m_line);
}

QString LineEditor::text() const { return m_line->text(); }

} // namespace nephoscope
