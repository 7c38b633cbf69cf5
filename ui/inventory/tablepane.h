// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/savedviews.h"
#include "inventory/tablecolumns.h"
#include "models/listtable.h"
#include "models/loadedlists.h"
#include "resource/rowactions.h"

#include <QPointer>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QProgressBar;
class QTableView;
class QToolButton;

namespace nephoscope {

class FilterHeader;
class LiveRefresh;
class Looks;
class MessageBar;
class OfflineCopy;
class RowRefs;
class Settings;
class TableDelegate;
class WorkStrip;

/// A list as a table, whole: search, a filter per column, order, columns, saved views, export. Fills while it is read.
class TablePane : public QWidget {
    Q_OBJECT
public:
    TablePane(std::shared_ptr<Session> session, const Looks &looks, Settings &settings, QWidget *parent);
    ~TablePane() override;

    /// Reads that list, or reads it again; shown as the saved view of that name has it, where there is one.
    void open(const Ref &list, const QString &view = {});
    void stop() { m_table.stop(); }
    void find();
    /// As if somebody had typed it there.
    void searchFor(const QString &text);
    ListTable &table() { return m_table; }
    QTableView &view() { return *m_view; }
    FilterHeader &header() { return *m_header; }
    /// What the rows are.
    const QString &kind() const { return m_kind; }
    /// What is selected, in the order it shows. Naming takes a moment where it is much: then collectSelected().
    QList<Ref> selectedRefs() const;
    void collectSelected(const ChosenRows::Taker &take);
    int selectedCount() const;
    /// All that passes the filters.
    void selectAll();
    SavedView currentView(const QString &name) const;
    void showView(const SavedView &view);
    /// What shows, to that file.
    void exportTo(const QString &fileName, bool asJson);

signals:
    void headRead(const Resource &head);
    void isNoList(const Resource &resource);
    void failed(const Error &error);
    void opened(const Ref &ref);
    void openedInNewTab(const Ref &ref);
    /// So many rows are selected.
    void selectionChanged(int rows);
    /// The menu of the selected rows is about to show: others add what they can do with them.
    void menuWanted(QMenu &menu, const ChosenRows &rows);
    /// How much there is, for a tab's title.
    void counted(qint64 rows);

private:
    void makeBar(QBoxLayout *all);
    void makeView(QBoxLayout *all);
    void listen();
    void keepRowsApart();
    void updateColumns();
    void presetColumns();
    void showWanted();
    void want(const SavedView &view);
    void helpToFilter(const QString &member);
    void chooseColumns(const QStringList &members);
    void rememberColumns();
    QStringList rememberedColumns() const;
    QStringList shownColumns() const; ///< as they stand from left to right
    QHash<QString, int> rememberedWidths() const;
    void restoreWidths();
    void updateQuery();
    void updateStatus();
    void readKept();
    void showKept(const OfflineCopy &copy);
    void keep();
    void takeNote();
    void putOnLoadedLists();
    void useKind(const QString &kind);
    void askServer(bool onServer);
    ListQuery serverQuery() const;
    void sortBy(int section, Qt::SortOrder order);
    void fillColumnMenu();
    void fillViewMenu();
    void saveView();
    void chooseExport(bool asJson);
    void showMenu(const QPoint &place);
    void addCopies(QMenu &menu, const QModelIndex &index);
    std::vector<RecordStore::Row> selectedRecords() const;
    QList<Ref> named(const std::vector<RecordStore::Row> &records) const;
    ChosenRows chosenRows();
    LoadedList loadedList() const;
    QString countWords() const;
    void updateCount();
    State stateOf(int row, const QString &text) const;
    QString kindKey() const;
    const TableColumn &column(int section) const;

    std::shared_ptr<Session> m_session;
    const Looks &m_looks;
    Settings &m_settings;
    SavedViews m_views;
    ListTable m_table;
    std::unique_ptr<TableColumns> m_columns;
    QString m_kind;
    QList<ColumnTest> m_tests; ///< what the boxes say
    bool m_arePreset = false; ///< the columns are what the catalogue expects: no record has come yet
    mutable QHash<QString, State> m_states;
    std::optional<SavedView> m_wanted; ///< to be shown when its columns are known
    MessageBar *m_messages;
    QLineEdit *m_search = nullptr;
    QLabel *m_count = nullptr;
    QProgressBar *m_progress = nullptr;
    QToolButton *m_stop = nullptr;
    QToolButton *m_all = nullptr; ///< selects all
    WorkStrip *m_work = nullptr;
    QPointer<RowRefs> m_naming; ///< the selected rows, under way
    std::shared_ptr<std::atomic<bool>> m_exportStop; ///< of the newest export
    QToolButton *m_server = nullptr;
    LiveRefresh *m_live = nullptr;
    QMenu *m_columnMenu = nullptr;
    QMenu *m_viewMenu = nullptr;
    QTableView *m_view = nullptr;
    FilterHeader *m_header = nullptr;
    TableDelegate *m_delegate = nullptr;
    bool m_isPlacing = false; ///< columns are being set up: nobody chose that
};

} // namespace nephoscope
