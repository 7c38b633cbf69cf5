// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/changewords.h"
#include "journal/journalentry.h"

#include <QIdentityProxyModel>

namespace nephoscope {

class Looks;

QString resultWords(WriteResult result);
State::Tone toneOf(WriteResult result);
/// "web-01", or its kind where it has no name, or the address.
QString objectWords(const JournalEntry &entry, const Looks &looks);
/// What an entry changed, as people read it.
QList<ChangeLine> changeLines(const JournalEntry &entry, const Looks &looks);

/// Words, icons and hints for the entries of JournalModel.
class JournalWords : public QIdentityProxyModel {
    Q_OBJECT
public:
    JournalWords(const Looks &looks, QObject *parent);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const JournalEntry &entry, int column) const;
    QString hint(const JournalEntry &entry, int column) const;

    const Looks &m_looks;
};

} // namespace nephoscope
