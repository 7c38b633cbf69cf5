// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/callrequest.h"
#include "schema/swagger.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>
#include <QUrlQuery>

using namespace nephoscope;

// Every declaration at hand is read twice: by readSwagger, and here from its JSON alone. What goes out for random
// values must be what this second reading wants.

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

const QUrl origin(QStringLiteral("https://manager.example"));

QStringList declarationFiles()
{
    QStringList files = {s(NEPHOSCOPE_SOURCE_DIR "/tests/data/schema/widgets.json")};
    const QDir shared(s(NEPHOSCOPE_SOURCE_DIR "/../shared/api/occm-swagger"));
    for (const QFileInfo &file : shared.entryInfoList({s("*.json")}, QDir::Files, QDir::Name)) {
        if (file.fileName() != s("resource-listing.json"))
            files.append(file.filePath());
    }
    return files;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

quint32 upTo(quint32 most) { return QRandomGenerator::global()->bounded(most + 1); }

QString randomText()
{
    static const QString letters = s("abcXYZ019 -_.~/?&=#%+:;,@äß€\"'{}[]<>|\\");
    QString text = s("v");
    for (quint32 i = 0, size = upTo(12); i < size; ++i)
        text += letters.at(upTo(static_cast<quint32>(letters.size()) - 1));
    return text;
}

/// As the README of the descriptions says which value a type takes.
QString randomValue(const QJsonObject &parameter)
{
    const QString type = parameter[s("type")].toString();
    const QJsonArray choices = parameter[s("enum")].toArray();
    if (!choices.isEmpty())
        return choices.at(upTo(static_cast<quint32>(choices.size()) - 1)).toString().trimmed();
    if (type == s("boolean"))
        return upTo(1) ? s("true") : s("false");
    if (type == s("integer"))
        return QString::number(upTo(100'000));
    return randomText();
}

/// What one operation is sent, and what must arrive.
class Sending {
public:
    Sending(const QString &path, const QJsonObject &operation);

    Arguments arguments;
    QHash<QString, QByteArray> files;
    QByteArray body;
    QString path; ///< decoded segments joined by a character that no segment has
    QHash<QString, QStringList> query;
    QHash<QString, QString> headers;

private:
    void take(const QJsonObject &parameter);
};

const QChar border(0x1f);

Sending::Sending(const QString &pathTemplate, const QJsonObject &operation)
{
    for (const QJsonValue parameter : operation[s("parameters")].toArray())
        take(parameter.toObject());
    QStringList segments;
    for (const QString &segment : pathTemplate.split(u'/', Qt::SkipEmptyParts)) {
        if (!segment.startsWith(u'{')) {
            segments.append(segment);
            continue;
        }
        const QString name = segment.mid(1, segment.size() - 2);
        if (!arguments.contains(name)) // a variable that nobody declared
            arguments.insert(name, {randomText()});
        segments.append(arguments.value(name).first());
    }
    path = segments.join(border);
}

void Sending::take(const QJsonObject &parameter)
{
    const QString name = parameter[s("name")].toString();
    const QString place = parameter[s("paramType")].toString();
    if (parameter[s("type")].toString() == s("file")) {
        files.insert(name, randomText().toUtf8());
        arguments.insert(name, {s("file.bin")});
    } else if (place == s("body")) {
        body = QJsonDocument(QJsonObject{{s("some"), randomText()}}).toJson();
    } else if (place == s("query")) {
        QStringList values = {randomValue(parameter)};
        if (parameter[s("type")].toString() == s("array"))
            values.append(randomValue(parameter));
        arguments.insert(name, values);
        query.insert(name, values);
    } else if (place == s("header")) {
        const QString value = randomValue(parameter);
        arguments.insert(name, {value});
        if (name != s("Authorization")) // the session's own
            headers.insert(name, value);
    } else {
        arguments.insert(name, {randomValue(parameter)});
    }
}

QString pathOf(const Request &request, const QString &base)
{
    QStringList segments;
    const QString path = QString::fromLatin1(request.url().path(QUrl::FullyEncoded).toLatin1());
    for (const QString &segment : path.mid(base.size()).split(u'/', Qt::SkipEmptyParts))
        segments.append(QUrl::fromPercentEncoding(segment.toLatin1()));
    return path.startsWith(base) ? segments.join(border) : s("elsewhere: ") + path;
}

QHash<QString, QStringList> queryOf(const Request &request)
{
    QHash<QString, QStringList> values;
    for (const QByteArray &pair : request.url().query(QUrl::FullyEncoded).toLatin1().split('&')) {
        if (!pair.isEmpty())
            values[QUrl::fromPercentEncoding(pair.left(pair.indexOf('=')))].append(
                QUrl::fromPercentEncoding(pair.mid(pair.indexOf('=') + 1)));
    }
    return values;
}

/// name → content of the parts of a multipart body.
QHash<QString, QByteArray> partsOf(const Request &request)
{
    QHash<QString, QByteArray> parts;
    const QByteArray type = request.headers().value("Content-Type");
    const QByteArray line = "--" + type.mid(type.indexOf("boundary=") + 9);
    QByteArray rest = request.body();
    while (rest.startsWith(line + "\r\n")) {
        const qsizetype end = rest.indexOf("\r\n" + line, line.size());
        const QByteArray part = rest.mid(line.size() + 2, end - line.size() - 2);
        const QByteArray head = part.left(part.indexOf("\r\n\r\n"));
        const qsizetype name = head.indexOf("name=\"") + 6;
        parts.insert(
            QString::fromUtf8(head.mid(name, head.indexOf('"', name) - name)), part.mid(part.indexOf("\r\n\r\n") + 4));
        rest = rest.mid(end + 2);
    }
    return rest == line + "--\r\n" ? parts : QHash<QString, QByteArray>();
}

} // namespace

class TestSharedSwagger : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void readsEveryOperationAndModel_data();
    void readsEveryOperationAndModel();
    void sendsWhatTheDeclarationSays_data();
    void sendsWhatTheDeclarationSays();
    void countsAsTheReferenceSays();
    void keepsModelsOfResourcesApart();
    void offersCleanChoicesOnly();
    void aBrokenDeclarationCostsOnlyItself();

private:
    void addDeclarations();
    Schema m_schema;
    int m_shared = 0;
};

void TestSharedSwagger::initTestCase()
{
    for (const QString &path : declarationFiles()) {
        const Result<SchemaPart> part = readSwagger(u'/' + QFileInfo(path).baseName(), contentOf(path));
        QVERIFY2(part, qPrintable(path));
        QVERIFY2(part->notes.isEmpty(), qPrintable(path + part->notes.join(u'\n')));
        m_schema = m_schema.with(*part);
    }
    m_shared = static_cast<int>(declarationFiles().size()) - 1;
    printf("%d shared files\n", m_shared);
}

void TestSharedSwagger::addDeclarations()
{
    QTest::addColumn<QString>("file");
    for (const QString &path : declarationFiles())
        QTest::newRow(qPrintable(QFileInfo(path).baseName())) << path;
}

void TestSharedSwagger::readsEveryOperationAndModel_data() { addDeclarations(); }

void TestSharedSwagger::readsEveryOperationAndModel()
{
    QFETCH(QString, file);
    const QJsonObject json = QJsonDocument::fromJson(contentOf(file)).object();
    const QString area = u'/' + QFileInfo(file).baseName();
    int operations = 0;
    for (const QJsonValue api : json[s("apis")].toArray())
        operations += static_cast<int>(api[s("operations")].toArray().size());
    QCOMPARE(readSwagger(area, contentOf(file))->calls.size(), operations);
    const QJsonObject models = json[s("models")].toObject();
    for (auto model = models.constBegin(); model != models.constEnd(); ++model) {
        QStringList wanted = model.value()[s("properties")].toObject().keys();
        const bool isText = wanted.contains(s("_1")) || wanted.join(QString()).contains(u'$');
        if (isText && !m_schema.type(area + u'#' + model.key()))
            continue; // a text in a wrapper
        wanted.removeIf([](const QString &name) { return name.contains(u'$'); });
        QStringList names;
        for (const Field &field : m_schema.fields(area + u'#' + model.key()))
            names.append(field.name);
        names.sort();
        QCOMPARE(names, wanted);
    }
}

void TestSharedSwagger::sendsWhatTheDeclarationSays_data() { addDeclarations(); }

void TestSharedSwagger::sendsWhatTheDeclarationSays()
{
    QFETCH(QString, file);
    const QJsonObject json = QJsonDocument::fromJson(contentOf(file)).object();
    const QString base = QUrl(json[s("basePath")].toString()).path().remove(QRegularExpression(s("/$")));
    for (const QJsonValue api : json[s("apis")].toArray()) {
        const QString path = api[s("path")].toString();
        for (const QJsonValue value : api[s("operations")].toArray()) {
            const QString key = value[s("method")].toString() + u' ' + path;
            const Call *call = m_schema.call(key);
            QVERIFY2(call, qPrintable(key));
            for (int round = 0; round < 5; ++round) {
                const Sending sending(path, value.toObject());
                const auto request = requestFor(*call, origin, sending.arguments, sending.body, sending.files);
                QVERIFY2(request, qPrintable(key + (request ? QString() : request.error().message())));
                QCOMPARE(QString::fromLatin1(request->method()), value[s("method")].toString());
                QCOMPARE(request->url().host(), origin.host());
                QCOMPARE(pathOf(*request, base), sending.path);
                QCOMPARE(queryOf(*request), sending.query);
                for (auto it = sending.headers.constBegin(); it != sending.headers.constEnd(); ++it)
                    QCOMPARE(QString::fromUtf8(request->headers().value(it.key().toLatin1())), it.value());
                QVERIFY(!request->headers().contains("Authorization"));
                if (sending.files.isEmpty())
                    QCOMPARE(request->body(), sending.body);
                else
                    QCOMPARE(partsOf(*request), sending.files);
            }
        }
    }
}

void TestSharedSwagger::countsAsTheReferenceSays()
{
    if (m_shared == 0)
        return;
    const QByteArray index = contentOf(s(NEPHOSCOPE_SOURCE_DIR "/../shared/api/occm-swagger/resource-listing.json"));
    const Result<QStringList> resources = swaggerResources(index);
    QVERIFY(resources);
    QCOMPARE(resources->size(), 61);
    QVERIFY(resources->contains(s("/azure-vsa:working-environments")));
    const auto count = [this](const QString &area) {
        return std::count_if(
            m_schema.calls().begin(), m_schema.calls().end(), [&area](const Call &call) { return call.area == area; });
    };
    QCOMPARE(m_shared, 38); // 37 and the made-up one
    QCOMPARE(count(s("/gcp-vsa_working-environments")), 55);
    QCOMPARE(count(s("/vsa_working-environments")), 53);
    QCOMPARE(count(s("/vsa_volumes")), 16);
    QCOMPARE(count(s("/replication")), 15);
    QCOMPARE(count(s("/occm_system")), 14);
    QCOMPARE(count(s("/working-environments")), 4);
}

void TestSharedSwagger::keepsModelsOfResourcesApart()
{
    if (m_shared == 0)
        return;
    const auto unit = [this](const char *area) {
        return m_schema.field(s(area) + s("#Capacity"), Path(s("unit")))->choices.isEmpty();
    };
    QVERIFY(unit("/vsa_volumes"));
    QVERIFY(!unit("/vsa_working-environments"));
}

void TestSharedSwagger::offersCleanChoicesOnly()
{
    int seen = 0;
    for (const Type &type : m_schema.types()) {
        for (const Field &field : type.fields) {
            for (const QString &choice : field.choices) {
                ++seen;
                QVERIFY2(choice == choice.trimmed() && !choice.isEmpty(), qPrintable(type.id + field.name));
                QVERIFY2(!choice.startsWith(u'[') && !choice.endsWith(u']'), qPrintable(type.id + field.name));
            }
        }
    }
    QVERIFY(seen > 5);
}

void TestSharedSwagger::aBrokenDeclarationCostsOnlyItself()
{
    const QByteArray good = contentOf(declarationFiles().first());
    QList<SchemaPart> parts;
    int broken = 0;
    for (const QByteArray &bytes : {good.left(good.size() / 2), QByteArray(), QByteArray("<html>502</html>"),
             QByteArray("{\"error\":\"Internal server error\"}"), good}) {
        const Result<SchemaPart> part = readSwagger(s("/shop"), bytes);
        if (part)
            parts.append(*part);
        else
            ++broken;
    }
    QCOMPARE(broken, 4);
    QVERIFY(Schema().with(parts).call(s("GET /widgets")));
}

QTEST_GUILESS_MAIN(TestSharedSwagger)
#include "tst_sharedswagger.moc"
