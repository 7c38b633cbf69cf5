// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/comparisonmodel.h"
#include "inventory/snapshots.h"
#include "models/sites.h"

#include <QDialog>
#include <functional>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace nephoscope {

class BusyLine;
class Looks;
class MessageBar;

/// What a snapshot can be taken of: a list that has been read, or an object with all below it.
class SnapshotSubject {
public:
    std::shared_ptr<Session> session;
    Ref ref;
    QString what; ///< its name
    std::shared_ptr<RecordStore> store; ///< of a list; null: an object with all below it
};

/// The snapshots that were taken: take another, compare one with now, with another one or with another site, export,
/// remove.
class SnapshotsDialog : public QDialog {
    Q_OBJECT
public:
    SnapshotsDialog(const Sites &sites, const Looks &looks, const SnapshotSubject &subject, QWidget *parent);
    ~SnapshotsDialog() override;

private:
    /// `unread`: what of it could not be read, see Subtree::unread().
    using Read = std::function<void(const std::shared_ptr<RecordStore> &, const QStringList &unread)>;

    void makeTaking(QBoxLayout *all);
    void makeList(QBoxLayout *all);
    void makeButtons(QBoxLayout *all);
    void fill();
    void fillSites();
    void update();
    void take();
    void keep(const std::shared_ptr<RecordStore> &store, const QStringList &unread = {});
    void compareWithNow();
    void compareTwo();
    void removeSelected();
    static void leaveOut(ComparedSides &sides, const QStringList &unread);
    void show(const ComparedSides &sides, const std::shared_ptr<RecordStore> &after, const QStringList &unread);
    QList<Snapshot> selected() const;
    /// Reads what a snapshot is of, as it is now on that site.
    void readNow(const Snapshot &snapshot, const std::shared_ptr<Session> &session, const Read &done);
    void readList(const Ref &list, const std::shared_ptr<Session> &session, const Read &done);
    void readSubtree(const Ref &root, const std::shared_ptr<Session> &session, const Read &done);
    void readKept(const Snapshot &snapshot, const Read &done);
    void fail(const QString &what, const Error &error);
    void setBusy(const QString &words);

    const Sites &m_sites;
    const Looks &m_looks;
    SnapshotSubject m_subject;
    Snapshots m_snapshots;
    QList<Snapshot> m_all;
    QLineEdit *m_name = nullptr;
    QPushButton *m_take = nullptr;
    QTreeWidget *m_list = nullptr;
    QComboBox *m_site = nullptr;
    QPushButton *m_compare = nullptr;
    QPushButton *m_two = nullptr;
    QPushButton *m_remove = nullptr;
    QLabel *m_state = nullptr;
    MessageBar *m_messages = nullptr;
    std::function<void()> m_stop; ///< ends what is being read
};

} // namespace nephoscope
