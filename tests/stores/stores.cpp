// SPDX-License-Identifier: GPL-3.0-or-later
#include "stores/stores.h"

#include "base/settings.h"
#include "connect/profiles.h"
#include "create/presetstore.h"
#include "editor/draftstore.h"
#include "inventory/listpage.h"
#include "inventory/offlinecopy.h"
#include "inventory/recordwriter.h"
#include "inventory/savedviews.h"
#include "journal/database.h"
#include "journal/taskmemory.h"
#include "platform/platform.h"
#include "setup/setupstore.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStandardPaths>

namespace nephoscope {

namespace {

const char *const folders[] = {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"};

QString dataFile(const QString &name)
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QLatin1Char('/') + name;
}

bool replaceIn(const QString &fileName, const QByteArray &before, const QByteArray &after)
{
    QFile file(fileName);
    if (!file.open(QFile::ReadOnly))
        return false;
    QByteArray bytes = file.readAll();
    if (!bytes.contains(before))
        return false;
    bytes.replace(before, after);
    file.close();
    return file.open(QFile::WriteOnly | QFile::Truncate) && file.write(bytes) == bytes.size();
}

/// What is in the settings: sites, and views of lists.
class SettingsThing : public KeptThing {
public:
    QString file(const QString &) const override { return path(); }
    bool makeNewer(const QString &name) const override { return replaceIn(file(name), "version=1", "version=2"); }

protected:
    Settings m_settings{path()};

private:
    static QString path() // QSettings itself asks the environment only once
    {
        return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
            + QStringLiteral("/nephoscope/nephoscope.ini");
    }
};

class ProfileThing : public SettingsThing {
public:
    QString name() const override { return QStringLiteral("sites"); }
    std::unique_ptr<KeptThing> again() const override { return std::make_unique<ProfileThing>(); }
    QString keep(const QString &name, const QString &text) override
    {
        QString problem;
        QObject::connect(&m_profiles, &Profiles::notSaved, &m_profiles, [&](const QString &why) { problem = why; });
        Profile profile;
        profile.id = name;
        profile.name = text;
        m_profiles.put(profile);
        m_profiles.disconnect(&m_profiles);
        return problem;
    }
    QString kept(const QString &name) override
    {
        m_settings.sync();
        return Profiles(m_settings).find(name).value_or(Profile()).name;
    }

private:
    Profiles m_profiles{m_settings};
};

class ViewThing : public SettingsThing {
public:
    QString name() const override { return QStringLiteral("saved views"); }
    std::unique_ptr<KeptThing> again() const override { return std::make_unique<ViewThing>(); }
    QString keep(const QString &name, const QString &text) override
    {
        SavedView view;
        view.name = name;
        view.service = QStringLiteral("s");
        view.search = text;
        SavedViews(m_settings).put(view);
        return m_settings.trouble();
    }
    QString kept(const QString &name) override
    {
        m_settings.sync();
        for (const SavedView &view : SavedViews(m_settings).all()) {
            if (view.name == name)
                return view.search;
        }
        return {};
    }
};

class DraftThing : public KeptThing {
public:
    QString name() const override { return QStringLiteral("drafts"); }
    std::unique_ptr<KeptThing> again() const override { return std::make_unique<DraftThing>(); }
    QString keep(const QString &name, const QString &text) override
    {
        Draft draft(*Document::parse(R"({"a":""})", "application/json"));
        if (!draft.set(Path(QStringLiteral("a")), Value::text(text)))
            return QStringLiteral("not set");
        return DraftStore::keep(QStringLiteral("site"), refOf(name), draft, {});
    }
    QString kept(const QString &name) override
    {
        const auto draft = DraftStore::kept(QStringLiteral("site"), refOf(name), {});
        return draft ? draft->document().root().child(QStringLiteral("a")).text() : QString();
    }
    QString file(const QString &) const override
    {
        const QDir drafts(dataFile(QStringLiteral("drafts")));
        const QString site = drafts.entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0);
        const QDir folder(drafts.filePath(site));
        return folder.filePath(folder.entryList({QStringLiteral("*.draft")}).value(0));
    }
    bool makeNewer(const QString &name) const override { return replaceIn(file(name), "\"draft\":1", "\"draft\":2"); }

private:
    static Ref refOf(const QString &name)
    {
        return Ref(QUrl(QStringLiteral("https://x/") + name), QStringLiteral("vm"), name);
    }
};

class PresetThing : public KeptThing {
public:
    QString name() const override { return QStringLiteral("presets"); }
    std::unique_ptr<KeptThing> again() const override { return std::make_unique<PresetThing>(); }
    QString keep(const QString &name, const QString &text) override { return m_store.keep(name, QJsonArray{text}); }
    QString kept(const QString &name) override { return m_store.values(name).at(0).toString(); }
    QString file(const QString &) const override
    {
        const QDir folder(dataFile(QStringLiteral("presets/service")));
        return folder.filePath(folder.entryList({QStringLiteral("*.json")}).value(0));
    }
    bool makeNewer(const QString &name) const override
    {
        return replaceIn(file(name), "\"version\": 1", "\"version\": 2");
    }

private:
    PresetStore m_store{QStringLiteral("service"), QStringLiteral("operation")};
};

/// One file for each site, with what the person has answered so far.
class SetUpThing : public KeptThing {
public:
    QString name() const override { return QStringLiteral("set-up answers"); }
    std::unique_ptr<KeptThing> again() const override { return std::make_unique<SetUpThing>(); }
    QString keep(const QString &name, const QString &text) override
    {
        return SetUpStore::writeTo(file(name), plan(), {{fieldOf(plan()), text}});
    }
    QString kept(const QString &name) override { return SetUpStore(site(name)).kept(plan()).value(fieldOf(plan())); }
    QString file(const QString &name) const override
    {
        return dataFile(QStringLiteral("setup/")) + QString::fromLatin1(site(name).authority().toUtf8().toHex())
            + QStringLiteral(".json");
    }
    bool makeNewer(const QString &name) const override
    {
        return replaceIn(file(name), "\"version\": 1", "\"version\": 2");
    }

private:
    static QUrl site(const QString &name) { return QUrl(QStringLiteral("https://") + name); }
    static SetUpPlan plan()
    {
        for (const auto &platform : allPlatforms()) {
            Access access;
            access.isSetUp = false;
            const QList<SetUpPlan> plans = platform->setUpPlans(Profile(), access);
            if (!plans.isEmpty())
                return plans.first();
        }
        qFatal("no platform has a set-up");
    }
    static QString fieldOf(const SetUpPlan &plan)
    {
        for (const SetUpPage &page : plan.pages()) {
            for (const SetUpField &field : page.fields) {
                if (!field.isSecret())
                    return field.path;
            }
        }
        return {};
    }
};

/// The file under the journal and the memory of tasks.
class DatabaseThing : public KeptThing {
public:
    DatabaseThing()
    {
        auto database = Database::open(file({}), {{QStringLiteral("CREATE TABLE kept (name TEXT, text TEXT)")}});
        if (database)
            m_database = std::move(*database);
        else
            m_problem = database.error().message();
    }
    QString name() const override { return QStringLiteral("database"); }
    std::unique_ptr<KeptThing> again() const override { return std::make_unique<DatabaseThing>(); }
    QString keep(const QString &name, const QString &text) override
    {
        if (!m_database)
            return m_problem;
        const auto done = m_database->run(QStringLiteral("INSERT INTO kept VALUES (?, ?)"), {name, text});
        return done ? QString() : done.error().message();
    }
    QString kept(const QString &name) override
    {
        if (!m_database)
            return {};
        auto query =
            m_database->run(QStringLiteral("SELECT text FROM kept WHERE name = ? ORDER BY rowid DESC"), {name});
        return query && query->next() ? query->value(0).toString() : QString();
    }
    QString file(const QString &) const override { return dataFile(QStringLiteral("journal/test.sqlite")); }
    bool makeNewer(const QString &) const override
    {
        return m_database && m_database->run(QStringLiteral("PRAGMA user_version = 7")).has_value();
    }

private:
    std::unique_ptr<Database> m_database;
    QString m_problem;
};

class TaskThing : public KeptThing {
public:
    QString name() const override { return QStringLiteral("task memory"); }
    std::unique_ptr<KeptThing> again() const override { return std::make_unique<TaskThing>(); }
    QString keep(const QString &name, const QString &text) override
    {
        TaskState task;
        task.href = QUrl(QStringLiteral("https://x/task/") + text);
        task.id = text;
        task.operation = text;
        task.phase = TaskState::Phase::Running;
        task.user = name;
        m_memory.note(QStringLiteral("site"), QStringLiteral("service"), {task});
        TaskFilter filter;
        filter.user = name;
        const QList<RememberedTask> found = m_memory.find(filter);
        if (std::any_of(found.begin(), found.end(), [&](const RememberedTask &each) { return each.task.id == text; }))
            return {};
        return m_memory.trouble() ? m_memory.trouble()->message() : QStringLiteral("not kept");
    }
    QString kept(const QString &name) override
    {
        TaskFilter filter;
        filter.user = name;
        const QList<RememberedTask> found = m_memory.find(filter);
        return found.isEmpty() ? QString() : found.first().task.operation;
    }
    QString file(const QString &) const override { return folder() + QStringLiteral("/tasks.sqlite"); }
    bool makeNewer(const QString &name) const override
    {
        QSqlDatabase direct = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("newer"));
        direct.setDatabaseName(file(name));
        const bool isDone = direct.open() && direct.exec(QStringLiteral("PRAGMA user_version = 99")).isActive();
        direct = QSqlDatabase();
        QSqlDatabase::removeDatabase(QStringLiteral("newer"));
        return isDone;
    }

private:
    static QString folder() { return dataFile(QStringLiteral("journal")); }
    TaskMemory m_memory{folder()};
};

class ListThing : public KeptThing {
public:
    QString name() const override { return QStringLiteral("offline copies"); }
    std::unique_ptr<KeptThing> again() const override { return std::make_unique<ListThing>(); }
    QString keep(const QString &name, const QString &text) override
    {
        auto store = std::make_shared<RecordStore>();
        RecordWriter writer(store);
        ListLayout layout;
        const QByteArray body = "[{\"id\":\"1\",\"name\":\"" + text.toUtf8() + "\"}]";
        if (!readListPage(ListAnswer(body, "application/json", QUrl(QStringLiteral("https://x/l"))), layout, writer))
            return QStringLiteral("not read");
        OfflineCopy copy;
        copy.store = store;
        copy.readAt = QDateTime::currentDateTimeUtc();
        const auto done = OfflineCopy::write(file(name), copy);
        return done ? QString() : done.error().message();
    }
    QString kept(const QString &name) override
    {
        const auto copy = OfflineCopy::read(file(name));
        if (!copy)
            return {};
        for (int column = 0; column < copy->store->columnCount(); ++column) {
            if (copy->store->columnName(column) == "name")
                return QString::fromStdString(std::string(copy->store->text(0, column)));
        }
        return {};
    }
    QString file(const QString &name) const override
    {
        return OfflineCopy::fileName(QStringLiteral("site"), QUrl(QStringLiteral("https://x/") + name));
    }
};

} // namespace

namespace {

template <class Thing>
std::unique_ptr<KeptThing> made()
{
    return std::make_unique<Thing>();
}

const std::pair<const char *, std::unique_ptr<KeptThing> (*)()> things[] = {{"sites", made<ProfileThing>},
    {"saved views", made<ViewThing>}, {"drafts", made<DraftThing>}, {"presets", made<PresetThing>},
    {"set-up answers", made<SetUpThing>}, {"database", made<DatabaseThing>}, {"task memory", made<TaskThing>},
    {"offline copies", made<ListThing>}};

} // namespace

QStringList keptNames()
{
    QStringList names;
    for (const auto &[name, make] : things)
        names << QLatin1String(name);
    return names;
}

std::unique_ptr<KeptThing> keptThing(const QString &name)
{
    for (const auto &[known, make] : things) {
        if (name == QLatin1String(known))
            return make();
    }
    qFatal("nothing is called %s", qPrintable(name));
}

OwnHome::OwnHome(const QString &below)
{
    for (size_t index = 0; index < std::size(folders); ++index) {
        m_before[index] = qgetenv(folders[index]);
        qputenv(folders[index], (below + QLatin1Char('/') + QLatin1String(folders[index])).toLocal8Bit());
    }
}

OwnHome::~OwnHome()
{
    for (size_t index = 0; index < std::size(folders); ++index)
        qputenv(folders[index], m_before[index]);
}

} // namespace nephoscope
