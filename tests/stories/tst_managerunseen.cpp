// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/fieldeditor.h"
#include "models/propertymodel.h"
#include "navigator/navigatorview.h"
#include "resource/resourcepage.h"
#include "shell/messagebar.h"
#include "shell/pagetabs.h"
#include "stories/frontsite.h"
#include "stories/managerstory.h"

#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeView>
#include <QTreeWidget>

using namespace nephoscope;

namespace {

const QString lights = QStringLiteral("/occm/api/SeaMarks/light_houses");

QJsonObject object(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }

} // namespace

/// A resource that no code and no catalogue has heard of, published by a Cloud Manager; and descriptions that cannot be
/// read.
class ManagerUnseenStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup();
    void unseenResourceIsListedOpenedEditedAndActedOn();
    void everyOperationIsFoundFilledInAndAnswered();
    void unreadableDescriptionsCostOnlyThemselves();
    void builtInCopyStandsInForAnUnreadableDescription();

private:
    /// What a server may say instead of a description: missing, broken, empty, HTML, 500.
    static QList<demo::Answer> unreadable();
    std::optional<demo::Answer> answer(const demo::Message &message);
    std::optional<demo::Answer> answerLight(const demo::Message &message, const QString &id);
    void signIn();
    ResourcePage *page() { return m_story->window().pages().currentPage(); }
    void expand(const QString &text);
    QPushButton *operation(const QString &label);
    void type(QWidget *where, const QString &field, const QString &text);
    /// True where a table or tree that shows holds that text.
    static bool shows(const QWidget *where, const QString &text);
    QModelIndex node(const QString &text);
    static QModelIndex named(const QAbstractItemModel &model, const QString &name, const QModelIndex &parent = {});

    std::unique_ptr<DemoSite> m_demo;
    std::unique_ptr<FrontSite> m_front;
    std::unique_ptr<StoryWindow> m_story;
    QStringList m_index;
    QHash<QString, demo::Answer> m_declarations;
    QMap<QString, QJsonObject> m_lights;
    QStringList m_written; ///< method, path, query and body of every write
};

void ManagerUnseenStory::init()
{
    QDir(QStandardPaths::writableLocation(QStandardPaths::CacheLocation)).removeRecursively(); // kept descriptions
    m_index = QStringList{QStringLiteral("/tenants"), QStringLiteral("/sea-marks:LightHouses")};
    QFile file(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/tests/data/stories/lighthouses.json"));
    QVERIFY(file.open(QFile::ReadOnly));
    m_declarations = {{m_index.last(), jsonAnswer(file.readAll())}};
    m_lights = {
        {QStringLiteral("L-1"), object(R"({"publicId":"L-1","name":"Old Harry","range NM":12,"keeper.name":"Ada"})")},
        {QStringLiteral("L-2"), object(R"({"publicId":"L-2","name":"New Dora","range NM":30})")}};
    m_written.clear();
    m_demo = std::make_unique<DemoSite>(manager);
    m_front = std::make_unique<FrontSite>(
        m_demo->server().site(), [this](const demo::Message &message) { return answer(message); });
    m_story = std::make_unique<StoryWindow>();
}

void ManagerUnseenStory::cleanup()
{
    m_story.reset();
    m_front.reset();
    m_demo.reset();
}

std::optional<demo::Answer> ManagerUnseenStory::answer(const demo::Message &message)
{
    const QString path = QString::fromUtf8(QByteArray::fromPercentEncoding(message.path));
    const QString docs = QStringLiteral("/occm/api/api-docs");
    if (path == docs + QLatin1Char('/')) {
        QJsonArray apis;
        for (const QString &resource : std::as_const(m_index))
            apis << QJsonObject{{QStringLiteral("path"), resource}};
        return jsonAnswer(QJsonDocument(QJsonObject{{QStringLiteral("apis"), apis}}).toJson());
    }
    if (path.startsWith(docs) && m_declarations.contains(path.mid(docs.size())))
        return m_declarations.value(path.mid(docs.size()));
    if (path.startsWith(QStringLiteral("/occm/api/SeaMarks")) && message.method != "GET")
        m_written << QStringLiteral("%1 %2?%3 %4")
                         .arg(QString::fromLatin1(message.method), path, QString::fromUtf8(message.query),
                             QString::fromUtf8(message.body));
    if (path == QStringLiteral("/occm/api/SeaMarks/charts/count"))
        return jsonAnswer(R"([{"sheet":"Solent","copies":3},{"sheet":"Skagerrak","copies":5}])");
    return path.startsWith(lights) ? answerLight(message, path.mid(lights.size() + 1)) : std::nullopt;
}

std::optional<demo::Answer> ManagerUnseenStory::answerLight(const demo::Message &message, const QString &id)
{
    const QString key = id.section(u'/', 0, 0);
    if (message.method == "POST" && id.isEmpty()) {
        QJsonObject made = object(message.body);
        made.insert(QStringLiteral("publicId"), QStringLiteral("L-9"));
        m_lights.insert(QStringLiteral("L-9"), made);
        return jsonAnswer(QJsonDocument(made).toJson());
    }
    if (message.method == "PUT") {
        const QJsonObject sent = object(message.body);
        for (auto member = sent.begin(); member != sent.end(); ++member)
            m_lights[key].insert(member.key(), member.value());
        return jsonAnswer({}, 204);
    }
    if (message.method != "GET")
        return jsonAnswer({}, 204);
    QJsonArray all;
    for (const QJsonObject &light : std::as_const(m_lights))
        all << light;
    return jsonAnswer(id.isEmpty() ? QJsonDocument(all).toJson() : QJsonDocument(m_lights.value(key)).toJson());
}

void ManagerUnseenStory::signIn()
{
    m_story->signIn(m_front->url(), m_demo->user(QStringLiteral("Administrator")), QStringLiteral("coast"), false);
    QTRY_VERIFY(
        m_story->site(QStringLiteral("coast"))->session->schema().call(QStringLiteral("GET /SeaMarks/light_houses")));
}

QModelIndex ManagerUnseenStory::node(const QString &text)
{
    QTreeView &tree = m_story->tree();
    for (QModelIndex index = tree.model()->index(0, 0); index.isValid(); index = tree.indexBelow(index))
        if (index.data().toString() == text)
            return index;
    return {};
}

QModelIndex ManagerUnseenStory::named(const QAbstractItemModel &model, const QString &name, const QModelIndex &parent)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (index.data(PropertyModel::NameRole).toString() == name)
            return index;
        if (const QModelIndex below = named(model, name, index); below.isValid())
            return below;
    }
    return {};
}

void ManagerUnseenStory::expand(const QString &text)
{
    QTRY_VERIFY2(node(text).isValid(), qPrintable(text));
    m_story->clickNode(node(text), false);
    QTest::keyClick(&m_story->tree(), Qt::Key_Right);
}

QPushButton *ManagerUnseenStory::operation(const QString &label)
{
    for (QPushButton *button : page()->findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == label)
            return button;
    return nullptr;
}

void ManagerUnseenStory::type(QWidget *where, const QString &field, const QString &text)
{
    auto *editor = where->findChild<QWidget *>(QStringLiteral("field:") + field);
    QVERIFY2(editor && editor->isVisible(), qPrintable(field));
    QTest::mouseClick(editor->focusProxy(), Qt::LeftButton);
    QTest::keyClick(editor->focusProxy(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor->focusProxy(), text);
}

void ManagerUnseenStory::unseenResourceIsListedOpenedEditedAndActedOn()
{
    signIn();
    expand(QStringLiteral("More of this API"));
    expand(QStringLiteral("/SeaMarks"));
    expand(QStringLiteral("Light houses"));
    QTRY_VERIFY(node(QStringLiteral("New Dora")).isValid()); // listed
    m_story->clickNode(node(QStringLiteral("Old Harry")), true);
    QTRY_VERIFY(page() && page()->title() == QStringLiteral("Old Harry")); // opened
    QTRY_VERIFY(operation(QStringLiteral("Flash")));
    auto *tree = page()->findChild<QTreeView *>(QStringLiteral("properties"));
    const QString range = QStringLiteral("range NM");
    QTRY_VERIFY(named(*tree->model(), range).isValid());
    const QPersistentModelIndex value = named(*tree->model(), range).siblingAtColumn(PropertyModel::ValueColumn);
    QCOMPARE(value.data().toString(), QStringLiteral("12"));

    tree->scrollTo(value);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(value).topLeft() + QPoint(5, 5));
    QTest::keyClick(&m_story->window(), Qt::Key_F2);
    auto *field = page()->findChild<FieldEditor *>();
    QVERIFY2(field, qPrintable(value.data(Qt::ToolTipRole).toString()));
    QTest::keyClick(field->focusProxy(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field->focusProxy(), QStringLiteral("15"));
    QTest::keyClick(field->focusProxy(), Qt::Key_Return);
    QTRY_VERIFY(page()->isChanged());
    QTest::keyClick(&m_story->window(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(m_story->dialog<QDialog>("reviewDialog"));
    QVERIFY(QTest::qWaitForWindowActive(m_story->dialog<QDialog>("reviewDialog")));
    m_story->click(m_story->dialog<QDialog>("reviewDialog"), "reviewSend");
    QTRY_COMPARE(m_story->message(page()), QStringLiteral("Old Harry is saved."));
    QCOMPARE(m_written, QStringList{QStringLiteral("PUT %1/L-1? {\"range NM\":15}").arg(lights)}); // edited

    QTRY_VERIFY(operation(QStringLiteral("Flash")));
    QTest::mouseClick(operation(QStringLiteral("Flash")), Qt::LeftButton);
    QTRY_VERIFY(m_story->dialog<QDialog>("operationDialog"));
    type(m_story->dialog<QDialog>("operationDialog"), QStringLiteral("how-often"), QStringLiteral("3"));
    m_story->click(m_story->dialog<QDialog>("operationDialog"), "operationSend");
    QTRY_COMPARE(m_written.size(), 2);
    QCOMPARE(m_written.last(), QStringLiteral("POST %1/L-1/Flash-Now?how-often=3 ").arg(lights)); // acted on
}

void ManagerUnseenStory::everyOperationIsFoundFilledInAndAnswered()
{
    signIn();
    QTest::keyClick(&m_story->window(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(m_story->dialog<QDialog>("operationsDialog"));
    QDialog *dialog = m_story->dialog<QDialog>("operationsDialog");
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    auto *list = dialog->findChild<QTreeView *>(QStringLiteral("operations"));
    QVERIFY(list->model()->rowCount() > 50);
    auto *search = dialog->findChild<QLineEdit *>(QStringLiteral("operationSearch"));
    QTest::keyClicks(search, QStringLiteral("count chart"));
    QCOMPARE(list->model()->rowCount(), 1);
    m_story->click(dialog, "operationFill");
    QTRY_VERIFY(m_story->dialog<QDialog>("operationDialog"));
    type(m_story->dialog<QDialog>("operationDialog"), QStringLiteral("of year"), QStringLiteral("1894"));
    m_story->click(m_story->dialog<QDialog>("operationDialog"), "operationSend");
    QTRY_VERIFY(shows(dialog, QStringLiteral("Skagerrak"))); // a list is a table

    search->clear();
    QTest::keyClicks(search, QStringLiteral("lighthouses get {lightHouseId}"));
    m_story->click(dialog, "operationFill");
    QTRY_VERIFY(m_story->dialog<QDialog>("operationDialog"));
    auto *send = m_story->dialog<QDialog>("operationDialog")->findChild<QPushButton *>(QStringLiteral("operationSend"));
    QVERIFY(!send->isEnabled()); // an address has no gaps
    type(m_story->dialog<QDialog>("operationDialog"), QStringLiteral("lightHouseId"), QStringLiteral("L-2"));
    QTest::mouseClick(send, Qt::LeftButton);
    QTRY_VERIFY(shows(dialog, QStringLiteral("New Dora"))); // an item is a page
    m_story->click(dialog, "operationOpen");
    QTRY_VERIFY(page() && page()->title() == QStringLiteral("New Dora"));

    search->clear();
    QTest::keyClicks(search, QStringLiteral("builds post"));
    QCOMPARE(list->model()->rowCount(), 1);
    m_story->click(dialog, "operationFill");
    QTRY_VERIFY(m_story->dialog<QDialog>("operationDialog"));
    type(m_story->dialog<QDialog>("operationDialog"), QStringLiteral("name"), QStringLiteral("Third"));
    m_story->click(m_story->dialog<QDialog>("operationDialog"), "operationSend");
    QTRY_COMPARE(m_written, QStringList{QStringLiteral("POST %1? {\"name\":\"Third\"}").arg(lights)});
}

bool ManagerUnseenStory::shows(const QWidget *where, const QString &text)
{
    for (const auto *view : where->findChildren<QAbstractItemView *>()) {
        const QAbstractItemModel *model = view->isVisible() ? view->model() : nullptr;
        if (model && !model->match(model->index(0, 0), Qt::DisplayRole, text, 1, Qt::MatchRecursive).isEmpty())
            return true;
        for (int column = 1; model && column < model->columnCount(); ++column)
            if (!model->match(model->index(0, column), Qt::DisplayRole, text, 1, Qt::MatchRecursive).isEmpty())
                return true;
    }
    return false;
}

QList<demo::Answer> ManagerUnseenStory::unreadable()
{
    demo::Answer page = jsonAnswer("<html><body>Gateway</body></html>");
    page.headers = {{"Content-Type", "text/html"}};
    return {jsonAnswer("{}", 404), jsonAnswer("{\"apis\": [{\"path\": \"/x"), jsonAnswer({}), page,
        jsonAnswer("{\"message\":\"boom\"}", 500)};
}

void ManagerUnseenStory::builtInCopyStandsInForAnUnreadableDescription()
{
    // one resource for each way to be unreadable, and a call of it that the built-in copy describes
    const QStringList names = {QStringLiteral("/tenants"), QStringLiteral("/audit"), QStringLiteral("/replication"),
        QStringLiteral("/vsa:volumes"), QStringLiteral("/user-mng:users")};
    const QStringList calls = {QStringLiteral("GET /tenants"), QStringLiteral("GET /audit"),
        QStringLiteral("GET /replication/status/{workingEnvironmentId}"), QStringLiteral("POST /vsa/volumes"),
        QStringLiteral("GET /users")};
    for (int each = 0; each < names.size(); ++each)
        m_declarations.insert(names.at(each), unreadable().at(each));
    m_index = names + QStringList{m_index.last()};
    signIn();
    QTRY_VERIFY(m_story->message(&m_story->window()).startsWith(QStringLiteral("coast: part of")));
    const Session &session = *m_story->site(QStringLiteral("coast"))->session;
    for (int each = 0; each < names.size(); ++each) {
        QCOMPARE(session.schema().notes().filter(names.at(each)).size(), 1);
        QVERIFY2(session.schema().call(calls.at(each)), qPrintable(calls.at(each)));
    }

    QTest::keyClick(&m_story->window(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(m_story->dialog<QDialog>("operationsDialog"));
    QDialog *dialog = m_story->dialog<QDialog>("operationsDialog");
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTest::keyClicks(dialog->findChild<QLineEdit *>(QStringLiteral("operationSearch")), QStringLiteral("GET /tenants"));
    QVERIFY(dialog->findChild<QTreeView *>(QStringLiteral("operations"))->model()->rowCount() > 0);
    m_story->click(dialog, "operationFill");
    QTRY_VERIFY(m_story->dialog<QDialog>("operationDialog"));
    m_story->click(m_story->dialog<QDialog>("operationDialog"), "operationSend");
    QTRY_VERIFY(shows(dialog, m_demo->user(QStringLiteral("Tenant administrator")).organization)); // as a table
}

void ManagerUnseenStory::unreadableDescriptionsCostOnlyThemselves()
{
    const QStringList names = {QStringLiteral("/gone"), QStringLiteral("/broken"), QStringLiteral("/empty"),
        QStringLiteral("/page"), QStringLiteral("/fails")};
    for (int each = 0; each < names.size(); ++each)
        m_declarations.insert(names.at(each), unreadable().at(each));
    m_index = names + m_index;
    signIn();
    QTRY_VERIFY2(m_story->message(&m_story->window()).startsWith(QStringLiteral("coast: part of")),
        qPrintable(m_story->message(&m_story->window())));
    const QStringList notes = m_story->site(QStringLiteral("coast"))->session->schema().notes();
    for (const QString &name : names)
        QCOMPARE(notes.filter(name).size(), 1);
    QCOMPARE(notes.size(), names.size());
    expand(QStringLiteral("More of this API")); // what was read works
    expand(QStringLiteral("/SeaMarks"));
    QTRY_VERIFY(node(QStringLiteral("Light houses")).isValid());

    QTest::keyClick(&m_story->window(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(m_story->dialog<QDialog>("operationsDialog"));
    QDialog *dialog = m_story->dialog<QDialog>("operationsDialog");
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QVERIFY(m_story->message(dialog).startsWith(QStringLiteral("Part of what the site says")));
    m_declarations.remove(QStringLiteral("/gone")); // the demo has no such thing either
    m_index = m_index.mid(names.size());
    m_story->click(dialog, "messageAction"); // read again
    QTRY_VERIFY(m_story->message(dialog).isEmpty());
    QTRY_VERIFY(m_story->site(QStringLiteral("coast"))->session->schema().notes().isEmpty());
}

QTEST_MAIN(ManagerUnseenStory)
#include "tst_managerunseen.moc"
