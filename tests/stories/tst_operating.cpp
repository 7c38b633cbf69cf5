// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"
#include "editor/requestwords.h"
#include "resource/resourcepage.h"
#include "shell/looks.h"
#include "shell/messagebar.h"
#include "stories/editablesite.h"

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

using namespace nephoscope;

/// Acting on a resource from its page: what runs at once, what asks first, and what has to be confirmed.
class TestOperating : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void harmlessOperationsRunWithOneClick();
    void deletingAsksForTheName();
    void formsAskForWhatIsNeededFirst();
    void formsGrowEntries();
    void refusalsAreExplained();
    void readOnlySitesSendNothing();

private:
    template <class T>
    T *part(const QString &name) const
    {
        for (T *found : m_page->findChildren<T *>(name))
            if (found->isVisible())
                return found;
        return nullptr;
    }
    QPushButton *operation(const QString &label) const
    {
        for (QPushButton *button : m_page->findChildren<QPushButton *>())
            if (button->isVisible() && button->text() == label)
                return button;
        return nullptr;
    }
    QString sentence() const
    {
        const auto *label = part<QLabel>(QStringLiteral("messageSentence"));
        return label ? label->text() : QString();
    }
    void press(const QString &label);
    void type(const QString &field, const QString &text);
    void makePage(bool readOnly);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Looks> m_looks;
    Nobody m_nobody;
    EditableTransport *m_transport = nullptr;
    std::shared_ptr<Session> m_session;
    std::unique_ptr<ResourcePage> m_page;
};

void TestOperating::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_directory->filePath(QStringLiteral("settings.ini")));
    m_looks = std::make_unique<Looks>();
    makePage(false);
}

void TestOperating::makePage(bool readOnly)
{
    cleanup();
    Profile profile;
    profile.id = QStringLiteral("profile-2");
    profile.name = QStringLiteral("lab");
    profile.url = QUrl(QStringLiteral("http://fake/"));
    profile.readOnly = readOnly;
    auto transport = std::make_unique<EditableTransport>();
    m_transport = transport.get();
    m_session =
        std::make_shared<Session>(profile, std::make_shared<EditablePlatform>(), std::move(transport), m_nobody);
    Access access;
    access.isComplete = true;
    m_session->adopt(access, {});
    m_page = std::make_unique<ResourcePage>(
        m_session, FakePlatform::refTo(QStringLiteral("/machine")), *m_looks, *m_settings);
    m_page->resize(1000, 900);
    m_page->QWidget::show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    QTRY_VERIFY(part<QTabWidget>(QStringLiteral("resourceTabs")));
}

void TestOperating::cleanup()
{
    m_page.reset();
    if (m_session)
        m_session->close();
    m_session.reset();
}

void TestOperating::press(const QString &label)
{
    QPushButton *button = operation(label);
    QVERIFY2(button && button->isEnabled(), qPrintable(label));
    QTest::mouseClick(button, Qt::LeftButton);
}

void TestOperating::type(const QString &field, const QString &text)
{
    auto *editor = part<QWidget>(QStringLiteral("field:") + field);
    QVERIFY2(editor, qPrintable(field));
    QWidget *line = editor->focusProxy();
    QTest::mouseClick(line, Qt::LeftButton);
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(line, text);
}

void TestOperating::harmlessOperationsRunWithOneClick()
{
    press(QStringLiteral("Start"));
    QTRY_COMPARE(m_transport->writes().size(), 1);
    QCOMPARE(m_transport->writes().constFirst().url().path(), QStringLiteral("/machine/start"));
    QTRY_COMPARE(sentence(), QStringLiteral("Start: done."));
    QTRY_COMPARE(m_transport->sent.constLast().method(), QByteArray("GET")); // read again
}

void TestOperating::deletingAsksForTheName()
{
    press(QStringLiteral("Delete machine"));
    QTRY_VERIFY(part<QDialog>(QStringLiteral("operationDialog")));
    QVERIFY(part<QLabel>(QStringLiteral("operationWarning"))->text().contains(QStringLiteral("cannot be undone")));
    auto *send = part<QPushButton>(QStringLiteral("operationSend"));
    QCOMPARE(send->text(), QStringLiteral("Delete machine"));
    QVERIFY(!send->isEnabled());
    QTest::keyClicks(part<QLineEdit>(QStringLiteral("operationName")), QStringLiteral("web-0"));
    QVERIFY(!send->isEnabled());
    QTest::keyClicks(part<QLineEdit>(QStringLiteral("operationName")), QStringLiteral("1"));
    QVERIFY(send->isEnabled());
    auto *force = part<QComboBox>(QStringLiteral("fieldChoice"));
    QVERIFY(force);
    force->setFocus();
    QTest::keyClick(force, Qt::Key_Down);
    QTest::mouseClick(part<QToolButton>(QStringLiteral("operationFold")), Qt::LeftButton);
    const QString preview = part<QPlainTextEdit>(QStringLiteral("operationPreview"))->toPlainText();
    QVERIFY2(preview.startsWith(QStringLiteral("DELETE http://fake/machine?force=true\n")), qPrintable(preview));
    QTest::mouseClick(send, Qt::LeftButton);
    QTRY_COMPARE(m_transport->writes().size(), 1);
    QCOMPARE(preview, requestText(m_transport->writes().constFirst()));
    QTRY_COMPARE(sentence(), QStringLiteral("Delete machine: done. web-01 is gone."));
}

void TestOperating::formsAskForWhatIsNeededFirst()
{
    press(QStringLiteral("Clone"));
    QTRY_VERIFY(part<QDialog>(QStringLiteral("operationDialog")));
    auto *send = part<QPushButton>(QStringLiteral("operationSend"));
    // descriptions of JSON call too much required: it is said, but never in the way
    QVERIFY(part<QLabel>(QStringLiteral("operationFault"))->text().contains(QStringLiteral("asks for a value")));
    QVERIFY(!part<QWidget>(QStringLiteral("field:memoryMB")));
    type(QStringLiteral("name"), QStringLiteral("web-02"));
    QVERIFY(send->isEnabled());
    QTest::mouseClick(part<QToolButton>(QStringLiteral("formMore:")), Qt::LeftButton);
    QTRY_VERIFY(part<QWidget>(QStringLiteral("field:memoryMB")));
    type(QStringLiteral("memoryMB"), QStringLiteral("4096"));
    QTest::mouseClick(send, Qt::LeftButton);
    QTRY_COMPARE(m_transport->writes().size(), 1);
    QCOMPARE(QJsonDocument::fromJson(m_transport->writes().constFirst().body()).object(),
        QJsonObject({{QStringLiteral("name"), QStringLiteral("web-02")}, {QStringLiteral("memoryMB"), 4096}}));
}

void TestOperating::formsGrowEntries()
{
    press(QStringLiteral("Clone"));
    QTRY_VERIFY(part<QDialog>(QStringLiteral("operationDialog")));
    type(QStringLiteral("name"), QStringLiteral("web-02"));
    QTest::mouseClick(part<QToolButton>(QStringLiteral("formMore:")), Qt::LeftButton);
    for (int number = 0; number < 2; ++number) {
        QTRY_VERIFY(part<QPushButton>(QStringLiteral("add:tags")));
        QTest::mouseClick(part<QPushButton>(QStringLiteral("add:tags")), Qt::LeftButton);
        const QString key = QStringLiteral("tags/%1/tagKey").arg(number);
        QTRY_VERIFY(part<QWidget>(QStringLiteral("field:") + key));
        type(key, QStringLiteral("key%1").arg(number));
    }
    QTest::mouseClick(part<QToolButton>(QStringLiteral("up:tags/1")), Qt::LeftButton);
    QTRY_VERIFY(part<QPushButton>(QStringLiteral("operationSend"))->isEnabled());
    QTest::mouseClick(part<QPushButton>(QStringLiteral("operationSend")), Qt::LeftButton);
    QTRY_COMPARE(m_transport->writes().size(), 1);
    const QByteArray body = m_transport->writes().constFirst().body();
    QVERIFY2(body.indexOf("key1") > 0 && body.indexOf("key1") < body.indexOf("key0"), body.constData());
}

void TestOperating::refusalsAreExplained()
{
    m_transport->refusal = 409;
    press(QStringLiteral("Start"));
    QTRY_VERIFY(part<QDialog>(QStringLiteral("faultDialog")));
    QCOMPARE(part<QLabel>(QStringLiteral("faultWhat"))->text(), QStringLiteral("web-01: Start was not done."));
    QVERIFY(operation(QStringLiteral("Start"))->isEnabled());
    QTest::mouseClick(part<QPushButton>(QStringLiteral("faultClose")), Qt::LeftButton);
    QTRY_VERIFY(!part<QDialog>(QStringLiteral("faultDialog")));
    QCOMPARE(m_transport->writes().size(), 1); // nothing is repeated by itself
}

void TestOperating::readOnlySitesSendNothing()
{
    makePage(true);
    QTRY_VERIFY(operation(QStringLiteral("Start")));
    QVERIFY(!operation(QStringLiteral("Start"))->isEnabled());
    QVERIFY(operation(QStringLiteral("Start"))->toolTip().contains(QStringLiteral("read-only")));
}

QTEST_MAIN(TestOperating)
#include "tst_operating.moc"
