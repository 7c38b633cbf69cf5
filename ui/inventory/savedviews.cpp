// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/savedviews.h"

#include "base/settings.h"
#include "models/navigatormodel.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace nephoscope {

namespace {

QJsonObject written(const SavedView &view)
{
    QJsonObject filters;
    for (auto each = view.filters.cbegin(); each != view.filters.cend(); ++each)
        filters.insert(each.key(), each.value());
    return QJsonObject{{QStringLiteral("name"), view.name}, {QStringLiteral("service"), view.service},
        {QStringLiteral("kind"), view.kind}, {QStringLiteral("list"), view.list},
        {QStringLiteral("columns"), QJsonArray::fromStringList(view.columns)}, {QStringLiteral("filters"), filters},
        {QStringLiteral("search"), view.search}, {QStringLiteral("sort"), view.sortColumn},
        {QStringLiteral("descending"), view.isDescending}, {QStringLiteral("onServer"), view.isOnServer}};
}

SavedView read(const QJsonObject &object)
{
    SavedView view;
    view.name = object.value(QStringLiteral("name")).toString();
    view.service = object.value(QStringLiteral("service")).toString();
    view.kind = object.value(QStringLiteral("kind")).toString();
    view.list = object.value(QStringLiteral("list")).toString();
    for (const QJsonValue &column : object.value(QStringLiteral("columns")).toArray())
        view.columns << column.toString();
    const QJsonObject filters = object.value(QStringLiteral("filters")).toObject();
    for (auto each = filters.begin(); each != filters.end(); ++each)
        view.filters.insert(each.key(), each.value().toString());
    view.search = object.value(QStringLiteral("search")).toString();
    view.sortColumn = object.value(QStringLiteral("sort")).toString();
    view.isDescending = object.value(QStringLiteral("descending")).toBool();
    view.isOnServer = object.value(QStringLiteral("onServer")).toBool();
    return view;
}

bool isSame(const SavedView &a, const SavedView &b)
{
    return a.name == b.name && a.service == b.service && a.kind == b.kind;
}

const QString fragmentKey = QStringLiteral("view");

} // namespace

SavedViewsNews &SavedViewsNews::ofProgram()
{
    static SavedViewsNews news;
    return news;
}

Ref refTo(const SavedView &view, const QUrl &site)
{
    QUrl address = site.resolved(QUrl(view.list));
    address.setFragment(fragmentKey + QLatin1Char('=') + QString::fromLatin1(QUrl::toPercentEncoding(view.name)));
    return Ref(address, view.kind, view.name).asCollection().withoutChildren();
}

QString viewIn(const QUrl &address)
{
    const QString fragment = address.fragment(QUrl::FullyEncoded);
    const QString start = fragmentKey + QLatin1Char('=');
    if (!fragment.startsWith(start))
        return {};
    return QUrl::fromPercentEncoding(fragment.mid(start.size()).toLatin1());
}

Ref listIn(const Ref &ref)
{
    QUrl address = ref.href();
    address.setFragment(QString());
    return Ref(ref).withHref(address).withName(QString());
}

QList<SavedView> SavedViews::all() const
{
    QList<SavedView> views;
    const QJsonArray list = QJsonDocument::fromJson(m_settings.value(setting::tableViews)).array();
    for (const QJsonValue &each : list)
        views << read(each.toObject());
    return views;
}

QList<SavedView> SavedViews::of(const QString &service, const QString &kind) const
{
    QList<SavedView> views = all();
    views.removeIf([&](const SavedView &view) { return view.service != service || view.kind != kind; });
    return views;
}

void SavedViews::put(const SavedView &view)
{
    m_settings.update([&] { // another window may have saved some meanwhile
        QList<SavedView> views = all();
        views.removeIf([&](const SavedView &other) { return isSame(view, other); });
        write(views << view);
    });
}

void SavedViews::remove(const SavedView &view)
{
    m_settings.update([&] {
        QList<SavedView> views = all();
        views.removeIf([&](const SavedView &other) { return isSame(view, other); });
        write(views);
    });
}

void SavedViews::write(const QList<SavedView> &views)
{
    QJsonArray list;
    for (const SavedView &view : views)
        list << written(view);
    m_settings.set(setting::tableViews, QJsonDocument(list).toJson(QJsonDocument::Compact));
    emit SavedViewsNews::ofProgram().changed();
}

void showSavedViews(Settings &settings, NavigatorModel &model)
{
    model.setShortcuts([&settings](const Session &session) {
        QList<Ref> refs;
        const QList<SavedView> views = SavedViews(settings).all();
        for (const SavedView &view : views)
            if (view.service == session.platform().service() && session.isLive())
                refs << refTo(view, session.profile().url);
        return refs;
    });
    QObject::connect(&SavedViewsNews::ofProgram(), &SavedViewsNews::changed, &model, &NavigatorModel::updateShortcuts);
}

} // namespace nephoscope
