// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/sitenews.h"

#include "faults/faultdesk.h"
#include "shell/glyph.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <qcorotask.h>

namespace nephoscope {

namespace {

constexpr int mostAttempts = 5;
constexpr int shownPause = 1500; // ms; shorter ones are over before they are read
constexpr int lookedFor = 15'000; // ms that the news of a lost answer stays

} // namespace

/// What there is to say about one site.
class SiteNews::Row : public QWidget {
public:
    explicit Row(QWidget *parent)
        : QWidget(parent)
        , icon(new QLabel(this))
        , words(new QLabel(this))
        , now(new QPushButton(this))
        , stop(new QPushButton(this))
    {
        auto *line = new QHBoxLayout(this);
        line->setContentsMargins(10, 4, 8, 4);
        line->setSpacing(8);
        words->setObjectName(QStringLiteral("siteNewsWords"));
        words->setTextFormat(Qt::PlainText);
        words->setWordWrap(true);
        words->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        now->setObjectName(QStringLiteral("siteNewsNow"));
        stop->setObjectName(QStringLiteral("siteNewsStop"));
        line->addWidget(icon);
        line->addWidget(words, 1);
        line->addWidget(now);
        line->addWidget(stop);
        hide();
    }
    void show(const QString &drawing, const QColor &hue, const QString &sentence)
    {
        const int side = fontMetrics().height();
        icon->setPixmap(glyph(drawing, hue).pixmap(side, side));
        words->setText(sentence);
        setVisible(true);
    }

    QLabel *icon;
    QLabel *words;
    QPushButton *now;
    QPushButton *stop;
    QDateTime down; ///< since when it gives no answer
    QDateTime until; ///< when the request that waits is sent again
    int attempt = 0;
    QDateTime lost; ///< when an answer was lost
};

SiteNews::SiteNews(Sites &sites, QWidget *parent)
    : QWidget(parent)
    , m_sites(sites)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("siteNews"));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    hide();
    m_clock.setInterval(1000);
    m_again.setSingleShot(true);
    connect(&m_clock, &QTimer::timeout, this, &SiteNews::present);
    connect(&m_again, &QTimer::timeout, this, &SiteNews::askAgain);
    connect(&sites, &Sites::added, this, &SiteNews::watch);
    connect(&sites, &Sites::changed, this, &SiteNews::watch);
    connect(&sites, &Sites::removed, this, &SiteNews::present);
}

SiteNews::~SiteNews() = default;

SiteNews::Row &SiteNews::row(const QString &id)
{
    Row *&known = m_rows[id];
    if (known)
        return *known;
    known = new Row(this);
    m_column->addWidget(known);
    connect(known->now, &QPushButton::clicked, this, [this, id] {
        const auto site = session(id);
        if (site && site->trouble())
            askAgain();
        else if (site)
            site->hurry();
        row(id).until = QDateTime();
        present();
    });
    connect(known->stop, &QPushButton::clicked, this, [this, id] {
        const auto site = session(id);
        if (site && site->trouble())
            FaultDesk::of(this).report(
                FaultReport(tr("%1 does not answer.").arg(site->profile().name), *site->trouble()).at(site), this);
        else if (site)
            site->abort();
        row(id).until = QDateTime();
        present();
    });
    return *known;
}

void SiteNews::watch(int site)
{
    const SiteEntry &entry = m_sites.at(site);
    const QString id = entry.profile.id;
    if (!entry.session || m_watched.value(id) == entry.session.get())
        return;
    m_watched.insert(id, entry.session.get());
    row(id).down = QDateTime();
    const Session *session = entry.session.get();
    connect(session, &Session::pausing, this, [this, id](const QUrl &, int attempt, qint64 milliseconds) {
        if (milliseconds < shownPause)
            return;
        row(id).until = QDateTime::currentDateTimeUtc().addMSecs(milliseconds);
        row(id).attempt = attempt;
        m_clock.start();
        present();
    });
    connect(session, &Session::lookingUp, this, [this, id] {
        row(id).lost = QDateTime::currentDateTimeUtc();
        m_clock.start();
        present();
    });
    connect(session, &Session::troubleChanged, this, [this, id] { troubled(id); });
    troubled(id);
}

void SiteNews::troubled(const QString &id)
{
    const auto site = session(id);
    Row &news = row(id);
    if (site && site->trouble() && !news.down.isValid()) {
        constexpr int soon = 5000; // ms
        news.down = QDateTime::currentDateTimeUtc();
        m_tries = 0;
        m_again.start(soon);
    } else if (!site || !site->trouble()) {
        news.down = QDateTime();
    }
    present();
}

void SiteNews::hurry()
{
    m_tries = 0;
    askAgain();
}

/// Any answer will do: the site is asked for the first thing it has.
void SiteNews::askAgain()
{
    constexpr int latest = 60'000; // ms
    bool isNeeded = false;
    for (int place = 0; place < m_sites.count(); ++place) {
        const auto site = m_sites.at(place).session;
        const QList<Ref> roots = site && site->trouble() ? site->roots() : QList<Ref>();
        if (roots.isEmpty())
            continue;
        isNeeded = true;
        QCoro::connect(site->send(site->platform().read(roots.constFirst(), site->access())), this,
            [this](const Result<Reply> &) { present(); });
    }
    if (isNeeded)
        m_again.start(std::min(latest, 5000 << std::min(4, ++m_tries)));
}

void SiteNews::presentOutage(Row &news, const std::shared_ptr<Session> &site)
{
    const QString time = QLocale().toString(news.down.toLocalTime().time(), QLocale::ShortFormat);
    const QString why = site->trouble()->message();
    news.show(QStringLiteral("error"), QColor(0xd0, 0x2f, 0x2f),
        tr("%1 has not answered since %2: %3 What shows of it was read before. It is asked again from time to time; "
           "everything else works on.")
            .arg(site->profile().name, time, why));
    news.now->setText(tr("Try now"));
    news.stop->setText(tr("Explain \u2026"));
}

void SiteNews::presentPause(Row &news, const std::shared_ptr<Session> &site)
{
    const qint64 left = std::max<qint64>(0, QDateTime::currentDateTimeUtc().msecsTo(news.until) + 999) / 1000;
    news.show(QStringLiteral("waiting"), QColor(0x1f, 0x6f, 0xc4),
        tr("%1 is busy. It is asked again in %n second(s), attempt %2 of %3.", nullptr, int(left))
            .arg(site->profile().name, QString::number(news.attempt), QString::number(mostAttempts)));
    news.now->setText(tr("Ask now"));
    news.stop->setText(tr("Stop"));
}

void SiteNews::present()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    bool isTicking = false;
    bool isAny = false;
    for (auto each = m_rows.cbegin(); each != m_rows.cend(); ++each) {
        Row &news = **each;
        const auto site = session(each.key());
        const bool isPausing = site && news.until.isValid() && now < news.until;
        const bool isLooking = site && news.lost.isValid() && news.lost.msecsTo(now) < lookedFor;
        const bool isDown = site && news.down.isValid();
        if (isDown)
            presentOutage(news, site);
        else if (isPausing)
            presentPause(news, site);
        else if (isLooking)
            news.show(QStringLiteral("waiting"), QColor(0x1f, 0x6f, 0xc4),
                tr("The answer of %1 to a change was lost. What became of it is being looked up.")
                    .arg(site->profile().name));
        news.setVisible(isDown || isPausing || isLooking);
        news.now->setVisible(isDown || isPausing);
        news.stop->setVisible(isDown || isPausing);
        isTicking = isTicking || isPausing || isLooking;
        isAny = isAny || isDown || isPausing || isLooking;
    }
    if (!isTicking)
        m_clock.stop();
    setVisible(isAny);
}

} // namespace nephoscope
