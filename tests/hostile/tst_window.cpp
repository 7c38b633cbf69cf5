// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile/hostilesite.h"
#include "hostile/strain.h"
#include "navigator/navigatorview.h"
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"
#include "shell/visibletext.h"
#include "stories/storywindow.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QJsonObject>
#include <QLabel>
#include <QTabWidget>

using namespace nephoscope;

namespace {

constexpr qint64 longestStall = 50; ///< ms of work

bool isRich(const QString &text) { return Qt::mightBeRichText(text); }

} // namespace

/// What hostile answers look like in the real window: a sentence or a page, all of it plain text in which nothing
/// hides; the window goes on, and shows the site as ever afterwards.
class HostileWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void hiddenCharactersAreMadeVisible_data();
    void hiddenCharactersAreMadeVisible();
    void everyAnswerIsShownSafely_data();
    void everyAnswerIsShownSafely();
    void cleanup();
    void cleanupTestCase();

private:
    void open();
    QStringList wordsOnScreen();
    QStringList wordsIn(const QAbstractItemView &view, const QModelIndex &parent, int depth);
    bool hasEnded();

    std::unique_ptr<HostileSite> m_site;
    std::unique_ptr<StoryWindow> m_story;
    QString m_profile;
    QString m_path;
    bool m_hasRead = false;
    int m_cases = 0;
    qint64 m_worst = 0;
    QString m_slowest;
};

void HostileWindow::initTestCase()
{
    m_site = std::make_unique<HostileSite>(director);
    QVERIFY2(m_site->problem().isEmpty(), qPrintable(m_site->problem()));
    m_story = std::make_unique<StoryWindow>();
    const demo::DemoUser user = m_site->behind().user(QStringLiteral("Organization Administrator"));
    m_story->signIn(m_site->url(), user, QStringLiteral("Hostile"), false);
    m_profile = m_story->site(QStringLiteral("Hostile"))->profile.id;
    const auto session = m_story->window().sites().session(m_profile);
    QTRY_VERIFY(session && !session->roots().isEmpty());
    connect(&m_story->window().pages(), &PageTabs::resourceRead, this, [this] { m_hasRead = true; });
    m_path = session->roots().constFirst().href().path();
}

void HostileWindow::hiddenCharactersAreMadeVisible_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << QStringLiteral("web-01 \u00fc\u4e2d") << QStringLiteral("web-01 \u00fc\u4e2d");
    QTest::newRow("direction") << QStringLiteral("a\u202egpj.exe") << QStringLiteral("a[U+202E]gpj.exe");
    QTest::newRow("isolate") << QStringLiteral("\u2066x\u2069") << QStringLiteral("[U+2066]x[U+2069]");
    QTest::newRow("no width") << QStringLiteral("ro\u200bot\ufeff") << QStringLiteral("ro[U+200B]ot[U+FEFF]");
    QTest::newRow("NUL, bell, escape") << QStringLiteral("a") + QChar(0) + QChar(7) + QChar(27)
                                       << QStringLiteral("a\u2400\u2407\u241b");
    QTest::newRow("line separator") << QStringLiteral("a\u2028b") << QStringLiteral("a[U+2028]b");
    QTest::newRow("line and tab") << QStringLiteral("a\n\tb") << QStringLiteral("a\n\tb");
    QTest::newRow("joiner of a script") << QStringLiteral("\u0645\u06cc\u200c\u062e")
                                        << QStringLiteral("\u0645\u06cc\u200c\u062e");
    QTest::newRow("joiner between letters") << QStringLiteral("ro\u200dot") << QStringLiteral("ro[U+200D]ot");
}

void HostileWindow::hiddenCharactersAreMadeVisible()
{
    QFETCH(QString, text);
    QTEST(visibleText(text), "shown");
}

void HostileWindow::everyAnswerIsShownSafely_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isError");
    const QStringList windows{QStringLiteral("endless"), QStringLiteral("gzip bomb"), QStringLiteral("a page of html"),
        QStringLiteral("entity bomb"), QStringLiteral("depth of a million"), QStringLiteral("a million links"),
        QStringLiteral("ten thousand links"), QStringLiteral("ten thousand members"),
        QStringLiteral("a text of eight megabytes"), QStringLiteral("its own parent"),
        QStringLiteral("the same id again and again"), QStringLiteral("absurd numbers and dates"),
        QStringLiteral("controls bidi and zero width in names"), QStringLiteral("scripts in every text"),
        QStringLiteral("a name of a million letters"), QStringLiteral("addresses that lead elsewhere"),
        QStringLiteral("scripts in an error"), QStringLiteral("an error page of many megabytes"),
        QStringLiteral("status 600")};
    for (const QJsonValue &each : m_site->cases()) {
        const QJsonObject what = each.toObject();
        const QString name = what[QStringLiteral("name")].toString();
        if (windows.contains(name))
            QTest::newRow(qPrintable(name)) << name << !what[QStringLiteral("error")].toString().isEmpty();
    }
}

void HostileWindow::open()
{
    m_hasRead = false;
    m_story->window().pages().open(m_profile, Ref(m_site->url(m_path), QStringLiteral("org")), true);
}

/// The page shows the resource, or says why not.
bool HostileWindow::hasEnded()
{
    ResourcePage *page = m_story->window().pages().currentPage();
    return m_hasRead || (page && !m_story->message(page).isEmpty());
}

QStringList HostileWindow::wordsIn(const QAbstractItemView &view, const QModelIndex &parent, int depth)
{
    QStringList words;
    const QAbstractItemModel &model = *view.model();
    const int rows = std::min(model.rowCount(parent), 60);
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < std::min(model.columnCount(parent), 8); ++column)
            words << model.index(row, column, parent).data().toString();
        if (depth > 0)
            words += wordsIn(view, model.index(row, 0, parent), depth - 1);
    }
    return words;
}

/// All that the window says, and whether a text is taken for HTML.
QStringList HostileWindow::wordsOnScreen()
{
    QWidget &window = m_story->window();
    QStringList words{window.windowTitle()};
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        if (label->isVisible()) {
            words << label->text();
            if (isRich(label->text()) && label->textFormat() != Qt::PlainText)
                words << QStringLiteral("\u202e rich: ") + label->text();
        }
    }
    for (const QAbstractButton *button : window.findChildren<QAbstractButton *>())
        words << button->text() << button->accessibleName();
    for (const QTabWidget *tabs : window.findChildren<QTabWidget *>()) {
        for (int index = 0; index < tabs->count(); ++index)
            words << tabs->tabText(index);
    }
    for (const QAbstractItemView *view : window.findChildren<QAbstractItemView *>()) {
        if (view->isVisible() && view->model())
            words += wordsIn(*view, {}, 2);
    }
    return words;
}

void HostileWindow::everyAnswerIsShownSafely()
{
    QFETCH(QString, name);
    QFETCH(bool, isError);
    PageTabs &pages = m_story->window().pages();
    QVERIFY(m_site->choose(name, m_path));
    qint64 stall = 0;
    {
        const Strain strain;
        open();
        QTRY_VERIFY_WITH_TIMEOUT(hasEnded(), 40'000);
        QTest::qWait(50); // what is laid out later is part of it
        stall = strain.worstStall();
    }
    ++m_cases;
    if (stall > m_worst) {
        m_worst = stall;
        m_slowest = name;
    }
    if (isError)
        QVERIFY(!m_story->message(pages.currentPage()).isEmpty());
    for (const QString &words : wordsOnScreen())
        QVERIFY2(visibleText(words) == words, qPrintable(visibleText(words).left(200)));
    QVERIFY2(double(stall) <= double(longestStall) * sanitizerFactor(), qPrintable(QStringLiteral("%1 ms").arg(stall)));

    while (pages.count() > 0)
        pages.closePage(0);
    QVERIFY(m_site->choose({}, {}));
    open();
    QTRY_VERIFY_WITH_TIMEOUT(hasEnded(), 20'000);
    QVERIFY2(m_story->message(pages.currentPage()).isEmpty(), qPrintable(m_story->message(pages.currentPage())));
    pages.closePage(0);
}

/// What one answer did wrong is not blamed on the next.
void HostileWindow::cleanup()
{
    PageTabs &pages = m_story->window().pages();
    while (pages.count() > 0)
        pages.closePage(0);
    (void)m_site->choose({}, {});
}

void HostileWindow::cleanupTestCase()
{
    qInfo(
        "%d hostile answers in the window; worst stall %lld ms of work (%s)", m_cases, m_worst, qPrintable(m_slowest));
    m_story.reset();
    m_site.reset();
}

QTEST_MAIN(HostileWindow)
#include "tst_window.moc"
