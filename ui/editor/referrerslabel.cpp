// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/referrerslabel.h"

#include "resource/values.h"
#include "shell/looks.h"

namespace nephoscope {

ReferrersLabel::ReferrersLabel(
    const std::shared_ptr<Session> &session, const Resource &object, const Looks &looks, QWidget *parent)
    : QLabel(parent)
    , m_looks(looks)
    , m_service(session->platform().service())
    , m_referrers(session, object, looks.catalog(m_service), nullptr)
{
    setObjectName(QStringLiteral("operationReferrers"));
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    hide();
    connect(&m_referrers, &Referrers::finished, this, [this] {
        present();
        emit done();
    });
    m_referrers.read();
}

/// "Replication a → b, Virtual machine web-1 and 3 more"
QString ReferrersLabel::listed(bool stays) const
{
    constexpr qsizetype most = 8;
    QStringList names;
    qsizetype total = 0;
    for (const Referrer &each : m_referrers.found())
        if (each.stays == stays && ++total <= most)
            names << tr("%1 %2", "kind, name").arg(m_looks.kind(m_service, each.kind), oneLine(each.name, 80));
    const qint64 others = total - names.size() + (stays ? m_referrers.moreStaying() : m_referrers.more());
    const QString all = names.join(QStringLiteral(", "));
    return others > 0 ? tr("%1 and %2 more").arg(all).arg(others) : all;
}

void ReferrersLabel::present()
{
    QStringList lines;
    if (const QString users = listed(false); !users.isEmpty())
        lines << tr("These use it: %1.").arg(users);
    if (const QString others = listed(true); !others.isEmpty())
        lines << tr("Attached to it, and not deleted with it: %1.").arg(others);
    QStringList unread;
    for (const QString &kind : m_referrers.unread())
        unread << m_looks.kinds(m_service, kind);
    if (!unread.isEmpty())
        lines << tr("Whether these use it is not known, as they could not be read: %1.")
                     .arg(unread.join(QStringLiteral(", ")));
    setText(lines.join(QLatin1Char('\n')));
    setVisible(!lines.isEmpty());
}

} // namespace nephoscope
