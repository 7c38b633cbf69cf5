// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/childlistslabel.h"

#include "resource/values.h"
#include "shell/looks.h"

namespace nephoscope {

ChildListsLabel::ChildListsLabel(
    const std::shared_ptr<Session> &session, const Resource &resource, const Looks &looks, QWidget *parent)
    : QLabel(parent)
    , m_looks(looks)
    , m_service(session->platform().service())
    , m_lists(session, resource, nullptr)
{
    setObjectName(QStringLiteral("operationLists"));
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    connect(&m_lists, &ChildLists::progressed, this, &ChildListsLabel::present);
    connect(&m_lists, &ChildLists::finished, this, &ChildListsLabel::done);
    m_lists.read();
    present();
}

QList<Ref> ChildListsLabel::items() const
{
    QList<Ref> all;
    for (const ChildList &list : m_lists.lists())
        all << list.items;
    return all;
}

QString ChildListsLabel::nameOf(const Ref &list) const
{
    return list.name().isEmpty() ? m_looks.kinds(m_service, list.kind()) : oneLine(list.name(), 60);
}

/// "Volumes: vol1, vol2 and 40 more"
QString ChildListsLabel::words(const ChildList &list) const
{
    constexpr qsizetype most = 5;
    QStringList names;
    for (const Ref &item : list.items.mid(0, most))
        names << oneLine(item.name().isEmpty() ? m_looks.kind(m_service, item.kind()) : item.name(), 60);
    const qint64 others = list.total - names.size();
    QString all = names.join(QStringLiteral(", "));
    if (list.hasMore)
        all = tr("%1 and more than %2 others").arg(all).arg(others);
    else if (others > 0)
        all = tr("%1 and %2 more").arg(all).arg(others);
    return tr("%1: %2", "list, names").arg(nameOf(list.list), all);
}

void ChildListsLabel::present()
{
    QStringList lines;
    QStringList unknown;
    for (const ChildList &list : m_lists.lists()) {
        if (list.state == ChildList::State::Read && !list.items.isEmpty())
            lines << words(list);
        else if (list.state == ChildList::State::Failed || (list.state == ChildList::State::Waiting && isDone()))
            unknown << nameOf(list.list);
    }
    if (!lines.isEmpty())
        lines.prepend(tr("Its lists hold:"));
    if (!unknown.isEmpty())
        lines << tr("Not known, as it could not be read: %1.").arg(unknown.join(QStringLiteral(", ")));
    if (m_lists.leftOut() > 0)
        lines << tr("%n more lists were not read.", nullptr, m_lists.leftOut());
    if (!isDone())
        lines << tr("Reading what goes with it: %1 of %2 lists \u2026")
                     .arg(m_lists.answered())
                     .arg(m_lists.lists().size());
    setText(lines.join(QLatin1Char('\n')));
    setVisible(!lines.isEmpty());
}

} // namespace nephoscope
