// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/fieldeditor.h"
#include "editor/operationform.h"
#include "platform/cloudmanager/cloudmanager.h"
#include "platform/treecatalog.h"
#include "schema/swagger.h"
#include "shell/looks.h"
#include "stories/declaration.h"
#include "stories/editablesite.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace nephoscope;

// Every form that a declaration leads to is filled in with random values, as by hand; what would be sent must be what
// a second reading of the same declaration, from its JSON alone, makes of these values.

namespace {

const QString folder = QStringLiteral(NEPHOSCOPE_SOURCE_DIR);

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

/// What was filled in.
class Filled {
public:
    QHash<QString, QStringList> arguments;
    QJsonObject body;
};

/// Puts a value where the steps lead, making what is on the way.
QJsonValue put(const QJsonValue &into, const QStringList &steps, const QJsonValue &value)
{
    if (steps.isEmpty())
        return value;
    bool isNumber = false;
    const int index = steps.first().toInt(&isNumber);
    if (isNumber && !into.isObject()) {
        QJsonArray array = into.toArray();
        while (array.size() <= index)
            array.append(QJsonValue());
        array[index] = put(array.at(index), steps.mid(1), value);
        return array;
    }
    QJsonObject object = into.toObject();
    object.insert(steps.first(), put(object.value(steps.first()), steps.mid(1), value));
    return object;
}

/// A Cloud Manager that has nothing but that declaration.
class Described : public CloudManager {
public:
    Described(Schema schema, bool withHints)
        : CloudManager(withHints ? treeCatalog(QStringLiteral("cloud-manager")) : Catalog())
        , m_schema(std::move(schema))
    {
    }
    Schema builtInSchema(const Access &) const override { return m_schema; }

private:
    Schema m_schema;
};

/// Beside the declaration, the catalogue says which fields hold addresses, and how large numbers may be.
QString valueFor(const FieldEditor &editor, const Wanted &wanted)
{
    const FieldFacts &facts = editor.facts();
    if (facts.type == PropertyType::Address && !wanted.isList && wanted.choices.isEmpty())
        return QStringLiteral("filer-7.example");
    const QString value = wanted.random();
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    const bool isBeyond = (facts.least && number < *facts.least) || (facts.most && number > *facts.most);
    return isNumber && isBeyond ? QString::number(qint64(facts.most.value_or(facts.least.value_or(0)))) : value;
}

} // namespace

class ManagerForms : public QObject {
    Q_OBJECT
private slots:
    void formsSendWhatTheDeclarationWants_data();
    void formsSendWhatTheDeclarationWants();

private:
    std::shared_ptr<Session> sessionWith(const Schema &schema, bool withHints);
    void check(const Session &session, const Operation &operation, const Declaration &declaration,
        const Declaration::Operation &wanted);
    void addGroups(OperationForm &form);
    void fill(
        OperationForm &form, const Declaration &declaration, const Declaration::Operation &wanted, Filled &filled);
    static void type(FieldEditor *editor, const QString &text);
    void compare(const Request &request, const Declaration::Operation &wanted, const Filled &filled);

    Nobody m_nobody;
    Looks m_looks;
    QTemporaryDir m_folder;
};

void ManagerForms::formsSendWhatTheDeclarationWants_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("withHints");
    const auto row = [](const QString &name, const QByteArray &text) {
        QTest::newRow(qPrintable(name)) << text << false;
        QTest::newRow(qPrintable(name + QStringLiteral(", with hints"))) << text << true;
    };
    row(QStringLiteral("widgets"), contentOf(folder + QStringLiteral("/tests/data/schema/widgets.json")));
    row(QStringLiteral("orchard"), contentOf(folder + QStringLiteral("/tests/data/platform/orchard.json")));
    const QDir shared(folder + QStringLiteral("/../shared/api/occm-swagger"));
    int count = 0;
    for (const QFileInfo &file : shared.entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        ++count;
        if (file.fileName() != QLatin1String("resource-listing.json"))
            row(file.completeBaseName(), contentOf(file.filePath()));
    }
    qInfo("%d shared files", count);
    const QByteArrayList builtIn =
        contentOf(folder + QStringLiteral("/resources/schema/cloud-manager.jsonl")).split('\n');
    for (const QByteArray &line : builtIn) {
        const QString name = QJsonDocument::fromJson(line).object().value(QLatin1String("resourcePath")).toString();
        if (!name.isEmpty())
            QTest::newRow(qPrintable(QStringLiteral("built in: ") + name)) << line << false;
    }
}

std::shared_ptr<Session> ManagerForms::sessionWith(const Schema &schema, bool withHints)
{
    Profile profile;
    profile.url = QUrl(QStringLiteral("https://manager.example/"));
    const auto manager = std::make_shared<const Described>(schema, withHints);
    auto session = std::make_shared<Session>(profile, manager, std::make_unique<EditableTransport>(), m_nobody);
    Access access;
    access.isComplete = true;
    session->adopt(access, {});
    return session;
}

void ManagerForms::formsSendWhatTheDeclarationWants()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, withHints);
    const auto part = readSwagger(QStringLiteral("/tested"), text);
    QVERIFY(part);
    const auto session = sessionWith(Schema().with(*part), withHints);
    const Declaration declaration(text);
    QHash<QString, Operation> operations;
    for (const Operation &operation : session->platform().allOperations(session->access()))
        operations.insert(operation.call, operation);
    const QList<Declaration::Operation> wanted = declaration.operations();
    QVERIFY(!wanted.isEmpty());
    for (const Declaration::Operation &each : wanted) {
        QVERIFY2(operations.contains(each.key), qPrintable(each.key));
        check(*session, operations.value(each.key), declaration, each);
        if (QTest::currentTestFailed()) {
            qInfo() << each.key;
            break;
        }
    }
    session->close();
}

void ManagerForms::check(const Session &session, const Operation &operation, const Declaration &declaration,
    const Declaration::Operation &wanted)
{
    OperationForm form(session, operation, QString(), m_looks, FieldContext(), nullptr);
    connect(&form.input().body(), &Editing::refused, this,
        [](const Error &error) { qWarning() << error.message() << error.details(); });
    form.setAttribute(Qt::WA_DontShowOnScreen);
    form.show(); // what nobody looks at is not drawn
    addGroups(form);
    Filled filled;
    fill(form, declaration, wanted, filled);
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(form.faults().join(u'|'), QString());
    const Result<Request> request = form.request();
    QVERIFY2(request, request ? "" : qPrintable(request.error().message()));
    compare(*request, wanted, filled);
}

/// Presses "Add" wherever it stands, once for groups and up to twice for lists, not too deep.
void ManagerForms::addGroups(OperationForm &form)
{
    constexpr int deepest = 3;
    QHash<QString, int> pressed;
    for (bool found = true; found;) {
        found = false;
        const auto buttons = form.findChildren<QPushButton *>(QRegularExpression(QStringLiteral("^add:")));
        for (QPushButton *button : buttons) {
            const QString place = button->objectName().mid(4);
            const bool isList = button->text() == QLatin1String("Add entry");
            const bool isOpen = !button->isHidden() && button->parentWidget()->parentWidget();
            if (!isOpen || place.count(u'/') >= deepest || pressed.value(place) >= (isList ? 2 : 1))
                continue;
            ++pressed[place];
            button->click();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // the form was built anew
            found = true;
            break;
        }
    }
}

/// As if typed: into the line where it is a secret, which no editor is told.
void ManagerForms::type(FieldEditor *editor, const QString &text)
{
    if (editor->facts().type == PropertyType::Secret && editor->findChild<QLineEdit *>())
        editor->findChild<QLineEdit *>()->setText(text);
    else
        editor->setText(text);
    emit editor->edited();
}

void ManagerForms::fill(
    OperationForm &form, const Declaration &declaration, const Declaration::Operation &wanted, Filled &filled)
{
    QSet<QString> seen;
    const auto editors = form.findChildren<FieldEditor *>();
    for (FieldEditor *editor : editors) {
        const bool isArgument = editor->parentWidget() && !form.findChild<QWidget *>(QStringLiteral("bodyForm"))
            ? true
            : !form.findChild<QWidget *>(QStringLiteral("bodyForm"))->isAncestorOf(editor);
        const QStringList steps = editor->facts().path.steps();
        if (isArgument) {
            const QString name = steps.value(0);
            if (wanted.places.value(name) == QLatin1String("file")) {
                QFile file(m_folder.filePath(name + QStringLiteral(".pem")));
                QVERIFY(file.open(QFile::WriteOnly) && file.write("\x01\r\n--x" + randomText().toUtf8()) > 0);
                type(editor, file.fileName());
                filled.arguments.insert(name, {file.fileName()});
                continue;
            }
            Wanted want = wanted.parameters.value(name); // a variable that nobody declared is a text
            if (want.kind == Wanted::Kind::Any)
                want.kind = Wanted::Kind::Text;
            const QString text = valueFor(*editor, want);
            type(editor, text);
            filled.arguments.insert(name, want.isList ? text.split(u'\n') : QStringList{text});
            continue;
        }
        const auto want = declaration.at(wanted.bodyModel, steps);
        QVERIFY2(want, qPrintable(editor->facts().path.text()));
        seen.insert(steps.first());
        const QString text = valueFor(*editor, *want);
        type(editor, text);
        QStringList place = steps;
        filled.body = put(filled.body, place, want->onWire(text)).toObject();
    }
    const QStringList properties = declaration.properties(wanted.bodyModel);
    for (const QString &property : properties) {
        const bool isGroup = form.findChild<QWidget *>(QStringLiteral("group:") + property);
        const bool isRepaired = seen.contains(QStringLiteral("is") + property.left(1).toUpper() + property.mid(1))
            || seen.contains(QStringLiteral("is") + property);
        QVERIFY2(isGroup || isRepaired || seen.contains(property), qPrintable(property)); // nothing cannot be told
    }
}

void ManagerForms::compare(const Request &request, const Declaration::Operation &wanted, const Filled &filled)
{
    QCOMPARE(QString::fromLatin1(request.method()), wanted.key.section(u' ', 0, 0));
    QCOMPARE(request.url().host(), QString());
    QStringList segments;
    for (const QString &segment : wanted.path.split(u'/'))
        segments << (segment.startsWith(u'{') ? filled.arguments.value(segment.mid(1).chopped(1)).value(0) : segment);
    QByteArrayList sent;
    for (const QByteArray &segment : request.url().toEncoded(QUrl::RemoveQuery).split('/'))
        sent << QByteArray::fromPercentEncoding(segment);
    QCOMPARE(QString::fromUtf8(sent.join('\x1f')), segments.join(QChar(0x1f)));
    QMultiHash<QString, QString> query;
    const auto items = QUrlQuery(request.url()).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        query.insert(name, value);
    for (auto each = wanted.places.begin(); each != wanted.places.end(); ++each) {
        QStringList values = filled.arguments.value(each.key());
        if (each.value() == QLatin1String("query")) {
            QStringList found = query.values(each.key());
            std::sort(found.begin(), found.end());
            std::sort(values.begin(), values.end());
            QCOMPARE(found, values);
        } else if (each.value() == QLatin1String("header")) {
            QCOMPARE(QString::fromUtf8(request.headers().value(each.key().toLatin1())), values.value(0));
        } else if (each.value() == QLatin1String("file")) {
            QVERIFY(request.headers().value("Content-Type").startsWith("multipart/form-data"));
            QVERIFY(request.body().contains(contentOf(values.value(0))));
            QVERIFY(request.body().contains("name=\"" + each.key().toUtf8() + '"'));
        }
    }
    const QJsonObject sentBody = QJsonDocument::fromJson(request.body()).object();
    for (const QString &member : filled.body.keys())
        QCOMPARE(QJsonObject({{member, sentBody.value(member)}}), QJsonObject({{member, filled.body.value(member)}}));
    if (!filled.body.isEmpty())
        QCOMPARE(sentBody, filled.body);
    else if (wanted.bodyModel.isEmpty() && !wanted.places.values().contains(QStringLiteral("file")))
        QCOMPARE(request.body(), QByteArray());
}

QTEST_MAIN(ManagerForms)
#include "tst_managerforms.moc"
