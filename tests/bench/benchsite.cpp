// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchsite.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFile>
#include <QScrollBar>
#include <QTableView>

namespace nephoscope::bench {

namespace {

constexpr int longEnough = 600; ///< seconds

/// Notices that a widget paints after something has come about.
class PaintWatch : public QObject {
public:
    PaintWatch(QWidget *widget, const bool &mayCount)
        : m_mayCount(mayCount)
    {
        widget->installEventFilter(this);
    }
    bool isOver() const { return m_isOver; }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        m_isOver = m_isOver || (m_mayCount && event->type() == QEvent::Paint);
        return false;
    }

private:
    const bool &m_mayCount;
    bool m_isOver = false;
};

} // namespace

Site::Site(const Account &account, const QString &url)
    : m_settings(m_folder.filePath(QStringLiteral("settings.ini")))
    , m_connector(m_settings, m_person)
{
    m_settings.set(setting::keepsInventory, false); // else each reading is compared with the one before
    Profile profile;
    profile.id = account.url;
    profile.name = QStringLiteral("demo");
    profile.url = QUrl((url.isEmpty() ? account.url : url) + QLatin1Char('/'));
    profile.user = account.user;
    profile.organization = account.organization;
    std::optional<Result<std::shared_ptr<Session>>> connected;
    QCoro::connect(m_connector.connectTo(profile), QCoreApplication::instance(),
        [&connected](const Result<std::shared_ptr<Session>> &result) { connected.emplace(result); });
    runUntil([&] { return connected.has_value(); }, 60);
    if (!connected || !*connected)
        return;
    std::optional<bool> signedIn;
    QCoro::connect((**connected)->signIn(Credential(account.password.toUtf8())), QCoreApplication::instance(),
        [&signedIn](const Result<Access> &result) { signedIn = result.has_value(); });
    runUntil([&] { return signedIn.has_value(); }, 60);
    if (signedIn.value_or(false))
        session = **connected;
}

Site::~Site()
{
    if (session)
        session->close();
}

Ref Site::list() const
{
    return Ref(session->profile().url.resolved(QUrl(machines)), QStringLiteral("vm")).asCollection();
}

QByteArray Site::token() const
{
    return session->asSent(Request::get(QUrl(machines))).headers().value("Authorization").mid(7);
}

QString Site::curlConfig(int pages, const QString &folder)
{
    QFile file(m_folder.filePath(QStringLiteral("pages")));
    if (!file.open(QFile::WriteOnly))
        return {};
    const Request signedRequest = session->asSent(Request::get(QUrl(machines)));
    QByteArray header;
    for (const auto &[name, value] : signedRequest.headers().all())
        header += "header = \"" + name + ": " + value + "\"\n";
    file.write("silent\ninsecure\nparallel\nparallel-max = 6\n" + header);
    for (int page = 1; page <= pages; ++page) {
        const QByteArray number = QByteArray::number(page);
        const QByteArray output = folder.isEmpty() ? QByteArray("/dev/null") : folder.toUtf8() + "/page-" + number;
        file.write("url = \"" + session->profile().url.toEncoded(QUrl::StripTrailingSlash) + machines.toUtf8()
            + "&page=" + number + "&pageSize=" + QByteArray::number(pageSize) + "\"\noutput = \"" + output + "\"\n");
    }
    return file.fileName();
}

Table::Table(Site &site)
    : pane(site.session, looks, site.settings(), nullptr)
    , m_site(site)
{
    pane.resize(1920, 1080);
    pane.show();
    runUntil([this] { return pane.isVisible(); }, 5);
}

double Table::read(Heartbeat &heartbeat)
{
    RowQuery sorted;
    sorted.sort.column = QStringLiteral("name");
    pane.table().setQuery(sorted);
    QTimer scrolling;
    QObject::connect(&scrolling, &QTimer::timeout, &pane, [this] {
        QScrollBar *bar = pane.view().verticalScrollBar();
        bar->setValue(bar->value() >= bar->maximum() ? 0 : bar->value() + 3);
    });
    scrolling.start(16);
    bool isThere = false;
    const auto done = QObject::connect(&pane.table(), &ListTable::ordered, &pane, [&] {
        const ListTable &read = pane.table();
        isThere = !read.isLoading() && read.model().rowCount() == int(read.store()->rowCount());
    });
    const auto failed = QObject::connect(&pane.table(), &ListTable::failed, &pane, [&](const Error &error) {
        fprintf(stderr, "the list could not be read: %s\n", qPrintable(error.message()));
        isThere = true;
        pane.view().viewport()->update();
    });
    QElapsedTimer clock;
    clock.start();
    heartbeat.start();
    pane.open(m_site.list());
    const PaintWatch paint(pane.view().viewport(), isThere);
    runUntil([&] { return paint.isOver(); }, longEnough);
    const double seconds = double(clock.nsecsElapsed()) / 1e9;
    heartbeat.waitForOne(); // else what came last would not count
    heartbeat.stop();
    QObject::disconnect(done);
    QObject::disconnect(failed);
    for (const ListGap &gap : pane.table().load()->gaps())
        fprintf(stderr, "page %d is missing: %s\n", gap.page, qPrintable(gap.error.message()));
    return seconds;
}

double Table::painted(const std::function<void()> &act)
{
    bool isOrdered = false;
    QElapsedTimer clock;
    const auto done = QObject::connect(&pane.table(), &ListTable::ordered, &pane, [&] {
        isOrdered = true;
        ordered = double(clock.nsecsElapsed()) / 1e6;
    });
    const PaintWatch paint(pane.view().viewport(), isOrdered);
    const RowQuery before = pane.table().query();
    clock.start();
    act();
    if (!(pane.table().query() == before)) // a blank at the end asks for nothing new
        runUntil([&] { return paint.isOver(); }, 60);
    QObject::disconnect(done);
    return double(clock.nsecsElapsed()) / 1e6;
}

int Table::pages() { return int((pane.table().store()->rowCount() + pageSize - 1) / pageSize); }

} // namespace nephoscope::bench
