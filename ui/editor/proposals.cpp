// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/proposals.h"

#include "resource/values.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStandardItemModel>

namespace nephoscope {

namespace {

enum Role { RefRole = Qt::UserRole + 1 };

bool isCalled(const Ref &ref, const QString &text)
{
    return ref.name() == text || ref.id() == text || ref.href().toString() == text;
}

} // namespace

Proposals::Proposals(QLineEdit *line, const FieldContext &context, const Path &place, bool all)
    : QObject(line)
    , m_line(line)
    , m_completer(new QCompleter(line))
    , m_model(new QStandardItemModel(m_completer))
    , m_context(context)
    , m_place(place)
    , m_all(all)
{
    m_completer->setModel(m_model);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_line->setCompleter(m_completer);
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::textEdited, this, [this](const QString &text) {
        ask();
        fill(text.trimmed());
    });
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
        [this](const QModelIndex &index) { emit chosen(index.data(RefRole).value<Ref>()); });
}

bool Proposals::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::FocusIn)
        ask();
    if (watched == m_line && event->type() == QEvent::KeyPress
        && static_cast<const QKeyEvent *>(event)->key() == Qt::Key_Down && !m_completer->popup()->isVisible()) {
        if (std::exchange(m_isInVain, false))
            m_isAsked = false;
        ask();
        dropDown();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

void Proposals::ask()
{
    if (std::exchange(m_isAsked, true) || !m_context.list)
        return;
    m_context.list(m_place, this, [this](const QList<Ref> &refs) {
        m_listed = refs;
        m_isInVain = refs.isEmpty();
        fill(m_line->isModified() ? m_line->text().trimmed() : QString());
        emit came();
        if (m_isWanted)
            dropDown();
    });
}

void Proposals::fill(const QString &text)
{
    QList<Ref> refs;
    for (const Ref &ref : std::as_const(m_listed))
        if (text.isEmpty() || ref.name().contains(text, Qt::CaseInsensitive) || isCalled(ref, text))
            refs << ref;
    // of kinds that nobody lists for this field one may still know some
    if (m_all && m_listed.isEmpty() && m_context.search && text.size() > 1)
        refs = m_context.search(text);
    int same = 0; // rows that show already stay, with the choice among them, when further pages come
    while (same < std::min<qsizetype>(m_model->rowCount(), refs.size())
        && m_model->item(same)->data(RefRole).value<Ref>().identity() == refs.at(same).identity())
        ++same;
    m_model->removeRows(same, m_model->rowCount() - same);
    for (const Ref &ref : refs.mid(same)) {
        auto *item = new QStandardItem(ref.name());
        item->setData(QVariant::fromValue(ref), RefRole);
        item->setToolTip(plainToolTip(ref.href().toString()));
        m_model->appendRow(item);
    }
}

/// All of them, whatever stands in the line.
void Proposals::dropDown()
{
    fill(QString());
    m_isWanted = m_model->rowCount() == 0;
    if (!m_isWanted)
        m_completer->complete();
}

Ref Proposals::named(const QString &text) const
{
    for (const Ref &ref : m_listed)
        if (isCalled(ref, text))
            return ref;
    if (!m_all || !m_context.search || text.size() < 2)
        return {};
    const QList<Ref> known = m_context.search(text);
    for (const Ref &ref : known)
        if (isCalled(ref, text))
            return ref;
    return {};
}

} // namespace nephoscope
