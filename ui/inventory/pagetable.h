// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/resource.h"
#include "session/session.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <memory>

namespace nephoscope {

class Looks;
class ResourceView;
class Settings;
class TablePane;

/// The table of a page that shows a list: reads the list in place of the page, and stands first among its tabs.
class PageTable : public QObject {
    Q_OBJECT
public:
    PageTable(
        std::shared_ptr<Session> session, ResourceView &view, const Looks &looks, Settings &settings, QObject *parent);

    /// True where that resource is read as a table: then this has begun, and headRead(), isNoList() or failed() come.
    bool read(const Ref &ref);
    /// The page shows something else.
    void leave();
    TablePane *pane() const { return m_pane; }
    /// That resource with what the table lists as its children; as it is where no table shows.
    Resource listed(Resource resource) const;
    bool isShown() const { return m_isShown; }

signals:
    /// All that the list holds is there.
    void loaded();
    void headRead(const Resource &head);
    void isNoList(const Resource &resource);
    void failed(const Error &error);

private:
    void make();

    std::shared_ptr<Session> m_session;
    ResourceView &m_view;
    const Looks &m_looks;
    Settings &m_settings;
    TablePane *m_pane = nullptr;
    bool m_isShown = false;
    QSet<QString> m_noLists; ///< addresses that turned out to answer something else
};

} // namespace nephoscope
