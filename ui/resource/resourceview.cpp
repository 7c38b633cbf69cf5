// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/resourceview.h"

#include "base/settings.h"
#include "create/likethis.h"
#include "editor/changestrip.h"
#include "editor/editing.h"
#include "inventory/tablepane.h"
#include "resource/busyline.h"
#include "resource/childrentab.h"
#include "resource/linkstab.h"
#include "resource/operationbar.h"
#include "resource/propertiestab.h"
#include "resource/resourceheader.h"
#include "resource/sourcetab.h"
#include "resource/values.h"
#include "shell/looks.h"
#include "shell/messagebar.h"

#include <QBoxLayout>
#include <QTabWidget>

namespace nephoscope {

namespace {

/// What the Source tab shows: all of the answer, or, for a member of a list, that member.
Document sourceOf(const Resource &resource)
{
    if (!resource.self.href().hasFragment())
        return resource.document;
    const auto member =
        Document::parse(resource.root().bytes(), resource.document.isXml() ? "application/xml" : "application/json");
    return member ? *member : resource.document;
}

} // namespace

ResourceView::ResourceView(const Looks &looks, Settings &settings, const QString &service, QWidget *parent)
    : QWidget(parent)
    , m_looks(looks)
    , m_service(service)
    , m_header(new ResourceHeader(looks, service, this))
    , m_busy(new BusyLine(this))
    , m_operations(new OperationBar(looks, service, this))
    , m_changes(new ChangeStrip(this))
    , m_messages(new MessageBar(this))
    , m_tabs(new QTabWidget(this))
{
    setObjectName(QStringLiteral("resourceView"));
    makeTabs(settings);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    const QList<QWidget *> parts = {m_busy, m_header, makeActions(), m_messages};
    for (QWidget *part : parts)
        all->addWidget(part);
    auto *content = new QHBoxLayout;
    content->setContentsMargins(16, 0, 16, 16);
    content->addWidget(m_tabs);
    all->addLayout(content, 1);
    connect(m_operations, &OperationBar::triggered, this,
        [this](const Operation &operation) { emit operationWanted(operation, m_operations->label(operation)); });
    connect(m_changes, &ChangeStrip::reviewWanted, this, &ResourceView::reviewWanted);
    m_tabs->hide();
}

/// What can be done, and beside it what has been changed.
QWidget *ResourceView::makeActions()
{
    auto *actions = new QWidget(this);
    auto *line = new QHBoxLayout(actions);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(0);
    line->addWidget(m_operations, 1);
    line->addStretch();
    line->addWidget(m_changes);
    return actions;
}

void ResourceView::setEditing(Editing &editing, const FieldContext &context)
{
    m_properties->setEditing(editing);
    m_properties->setContext(context);
    m_source->setEditing(editing);
    m_changes->setEditing(editing);
    connect(&editing, &Editing::changed, this, [this, &editing] { m_changes->setFaults(m_properties->faults()); });
}

void ResourceView::editFirst()
{
    m_tabs->setCurrentWidget(m_properties);
    m_properties->editFirst();
}

void ResourceView::editCurrent()
{
    m_tabs->setCurrentWidget(m_properties);
    m_properties->editCurrent();
}

QList<QAction *> ResourceView::operations() const { return m_operations->actions(); }

bool ResourceView::canReview() const { return m_changes->canReview(); }

void ResourceView::makeTabs(Settings &settings)
{
    m_tabs->setObjectName(QStringLiteral("resourceTabs"));
    m_tabs->setAccessibleName(tr("Parts of the resource"));
    m_tabs->setDocumentMode(true);
    m_properties = new PropertiesTab(m_looks, settings, m_service, m_tabs);
    connect(m_properties, &PropertiesTab::refused, this,
        [this](const QString &why) { m_messages->show(MessageBar::Tone::Information, why); });
    m_children = new ChildrenTab(m_looks, settings, m_service, m_tabs);
    m_links = new LinksTab(settings, m_tabs);
    m_source = new SourceTab(m_tabs);
    m_tabs->addTab(m_properties, tr("Properties"));
    m_tabs->addTab(m_children, tr("Children"));
    m_tabs->addTab(m_links, tr("Links"));
    m_tabs->addTab(m_source, tr("Source"));
    connectLinks(m_properties);
    connectLinks(m_children);
    connectLinks(m_links);
    connect(m_children, &ChildrenTab::moreWanted, this, &ResourceView::moreWanted);
    connect(m_children, &ChildrenTab::menuWanted, this, &ResourceView::rowMenuWanted);
}

void ResourceView::expect(const Ref &ref)
{
    m_name = ref.name();
    m_header->setRef(ref);
    m_operations->setOperations({}, QString());
    m_hasContent = false;
    m_tabs->hide();
    setStale(false);
}

void ResourceView::setResource(const Resource &resource, const QString &whyReadOnly)
{
    m_name = resource.self.name();
    const Catalog &catalog = m_looks.catalog(m_service);
    m_header->setResource(resource);
    QList<Operation> operations = resource.operations;
    if (!resource.self.isCollection() && !resource.document.isNull())
        operations << LikeThis::entry();
    m_operations->setOperations(operations, whyReadOnly);
    m_properties->setResource(resource, catalog);
    m_children->setResource(resource, catalog);
    m_links->setResource(resource);
    const bool isMember = resource.self.href().hasFragment();
    m_source->setRemark(m_table ? tr("Without the rows, which are in the table") : QString());
    m_source->setDocument(sourceOf(resource), isMember || !whyReadOnly.isEmpty());
    nameTabs(resource);
    // A folder is opened for what is in it.
    const bool isNew = !m_hasContent;
    if (isNew && m_table)
        m_tabs->setCurrentWidget(m_table);
    else if (isNew && resource.self.isCollection())
        m_tabs->setCurrentWidget(m_children);
    else if (isNew && m_tabs->currentWidget() == m_children && resource.children.isEmpty())
        m_tabs->setCurrentWidget(m_properties);
    m_hasContent = true;
    m_tabs->show();
    setStale(false);
}

void ResourceView::nameTabs(const Resource &resource)
{
    const auto named = [](const QString &words, qint64 count) {
        return count == 0 ? words : QStringLiteral("%1 %2").arg(words, groupedDigits(QString::number(count)));
    };
    const qint64 children = std::max<qint64>(resource.total.value_or(0), resource.children.size());
    m_tabs->setTabText(m_tabs->indexOf(m_children), named(tr("Children"), children));
    m_tabs->setTabText(m_tabs->indexOf(m_table), named(tr("Table"), children));
    m_tabs->setTabText(m_tabs->indexOf(m_links), named(tr("Links"), resource.links.size()));
}

void ResourceView::showTable(TablePane *table)
{
    if (table && !m_hasContent) { // its filters can be set before anything has come
        m_tabs->show();
        if (m_tabs->indexOf(table) >= 0)
            m_tabs->setCurrentWidget(table);
    }
    if (table == m_table)
        return;
    if (m_table) {
        m_tabs->removeTab(m_tabs->indexOf(m_table));
        m_table->setParent(this);
        m_table->hide();
    }
    m_table = table;
    if (m_table) {
        m_tabs->insertTab(0, m_table, tr("Table"));
        m_tabs->setCurrentWidget(m_table);
    }
    m_tabs->setTabVisible(m_tabs->indexOf(m_children), !m_table);
}

void ResourceView::append(const Resource &page) { m_children->append(page); }

void ResourceView::setStale(bool stale)
{
    m_header->setStale(stale && m_hasContent);
    QPalette colors = palette();
    if (stale)
        for (const QPalette::ColorRole role : {QPalette::Text, QPalette::WindowText})
            colors.setColor(role, colors.color(QPalette::Disabled, role));
    m_tabs->setPalette(stale ? colors : QPalette());
}

void ResourceView::findInPage()
{
    if (!m_hasContent)
        return;
    if (m_table && m_tabs->currentWidget() == m_table)
        m_table->find();
    else if (m_tabs->currentWidget() == m_children)
        m_children->find();
    else if (m_tabs->currentWidget() == m_source)
        m_source->find();
    else {
        m_tabs->setCurrentWidget(m_properties);
        m_properties->find();
    }
}

} // namespace nephoscope
