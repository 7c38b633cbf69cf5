// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/merge.h"
#include "editor/changewords.h"
#include "editor/sitedialog.h"

#include <QHash>

class QGridLayout;
class QPushButton;

namespace nephoscope {

/// Fields that the person and somebody else changed to different values: for each, mine or theirs, none chosen at
/// first.
class MergeDialog : public SiteDialog {
    Q_OBJECT
public:
    MergeDialog(
        const QString &name, const Merge &merge, const FieldGuide &guide, const Labels &labels, QWidget *parent);

    /// The conflicts for which the person wants their own value.
    QList<Conflict> wantedMine() const;

private:
    void addConflict(QGridLayout *grid, int place, const Conflict &conflict, const QStringList &words);
    void check();

    QList<Conflict> m_conflicts;
    QHash<int, bool> m_isMine; ///< by number of the conflict; absent = not decided
    QPushButton *m_goOn = nullptr;
};

} // namespace nephoscope
