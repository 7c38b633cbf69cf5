// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/resource.h"

#include <QWidget>

class QMenu;
class QStackedWidget;
class QTabWidget;

namespace nephoscope {

class BusyLine;
class Catalog;
class ChangeStrip;
class ChildrenTab;
class ChosenRows;
class Editing;
class FieldContext;
class LinksTab;
class Looks;
class MessageBar;
class OperationBar;
class PropertiesTab;
class ResourceHeader;
class Settings;
class SourceTab;
class TablePane;

/// How a resource looks: header, operations, message bar and tabs. Knows no session; whoever owns it reads.
class ResourceView : public QWidget {
    Q_OBJECT
public:
    ResourceView(const Looks &looks, Settings &settings, const QString &service, QWidget *parent);

    /// What is known of a resource that is being read for the first time; its place stays empty until then.
    void expect(const Ref &ref);
    /// whyReadOnly: why no operation may be sent; empty where some may.
    void setResource(const Resource &resource, const QString &whyReadOnly);
    void append(const Resource &page);
    /// What shows is not what the server would say now.
    void setStale(bool stale);
    void findInPage();
    /// A list's rows are a table of their own, in the place of the children; null: they are not.
    void showTable(TablePane *table);
    /// Shows those edits and adds to them; the editing must outlive the view.
    void setEditing(Editing &editing, const FieldContext &context);
    void editFirst();
    /// The same for the current property and no other.
    void editCurrent();
    bool canReview() const;
    /// What may be done with it, as actions with their Operation as data; they go with the next resource.
    QList<QAction *> operations() const;
    OperationBar &operationBar() { return *m_operations; }

    ResourceHeader &header() { return *m_header; }
    MessageBar &messages() { return *m_messages; }
    BusyLine &busy() { return *m_busy; }

signals:
    void opened(const Ref &ref);
    void openedInNewTab(const Ref &ref);
    void moreWanted(const Ref &page);
    void operationWanted(const Operation &operation, const QString &label);
    void reviewWanted();
    /// The menu of rows is about to show, among the children or in the table.
    void rowMenuWanted(QMenu &menu, const ChosenRows &rows);

private:
    void makeTabs(Settings &settings);
    QWidget *makeActions();
    void nameTabs(const Resource &resource);
    template <class Part>
    void connectLinks(Part *part)
    {
        connect(part, &Part::opened, this, &ResourceView::opened);
        connect(part, &Part::openedInNewTab, this, &ResourceView::openedInNewTab);
    }

    const Looks &m_looks;
    QString m_service;
    QString m_name;
    ResourceHeader *m_header;
    BusyLine *m_busy;
    OperationBar *m_operations;
    ChangeStrip *m_changes;
    MessageBar *m_messages;
    QTabWidget *m_tabs;
    PropertiesTab *m_properties = nullptr;
    ChildrenTab *m_children = nullptr;
    LinksTab *m_links = nullptr;
    SourceTab *m_source = nullptr;
    TablePane *m_table = nullptr; ///< null where the children have their usual tab
    bool m_hasContent = false;
};

} // namespace nephoscope
