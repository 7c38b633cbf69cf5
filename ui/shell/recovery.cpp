// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/recovery.h"

#include "base/settings.h"
#include "base/storefile.h"
#include "diagnostics/crashnote.h"
#include "shell/filedialogs.h"
#include "shell/glyph.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace nephoscope {

Recovery::Recovery(Settings &settings, QWidget *parent)
    : QFrame(parent)
    , m_settings(settings)
    , m_note(CrashNote::left(settings.dataFolder()))
    , m_sites(settings.value(setting::openSites))
    , m_isPending(!m_note.isEmpty())
{
    constexpr int soon = 2000; // ms
    setObjectName(QStringLiteral("recovery"));
    setFrameShape(QFrame::StyledPanel);
    setVisible(m_isPending);
    m_soon.setSingleShot(true);
    m_soon.setInterval(soon);
    connect(&m_soon, &QTimer::timeout, this, &Recovery::saveWanted);
    if (m_isPending)
        layOut();
}

void Recovery::noteChange()
{
    if (!m_isPending)
        m_soon.start();
}

void Recovery::layOut()
{
    m_sentence = new QLabel(tr("Nephoscope ended unexpectedly the last time. Your unsent changes, the journal and the "
                               "list of tasks were kept."),
        this);
    m_sentence->setObjectName(QStringLiteral("recoverySentence"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    auto *restore = new QPushButton(tr("&Reopen what was open"), this);
    restore->setObjectName(QStringLiteral("recoveryRestore"));
    auto *report = new QPushButton(tr("&Save report \u2026"), this);
    report->setObjectName(QStringLiteral("recoveryReport"));
    report->setToolTip(tr("Version, time and place of the fault; no data of your sites and no secrets"));
    auto *close = new QToolButton(this);
    close->setObjectName(QStringLiteral("recoveryClose"));
    close->setIcon(glyph(QStringLiteral("close")));
    close->setAccessibleName(tr("Go on without what was open"));
    close->setToolTip(close->accessibleName());
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::StrongFocus);
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_sentence, 1);
    for (QWidget *each :
        {static_cast<QWidget *>(restore), static_cast<QWidget *>(report), static_cast<QWidget *>(close)})
        row->addWidget(each);
    connect(restore, &QPushButton::clicked, this, &Recovery::restore);
    connect(report, &QPushButton::clicked, this, &Recovery::saveReport);
    connect(close, &QToolButton::clicked, this, &Recovery::settle);
}

void Recovery::restore()
{
    settle();
    QStringList sites = m_sites + m_settings.value(setting::openSites); // others may have been opened meanwhile
    sites.removeDuplicates();
    m_settings.set(setting::openSites, sites);
    emit restoreWanted();
}

void Recovery::saveReport()
{
    askWhereToStore(this, tr("Save report"), QStringLiteral("nephoscope-crash.txt"), [this](const QString &fileName) {
        const Result<void> written = StoreFile::write(fileName, CrashNote::report(m_note).toUtf8());
        m_sentence->setText(written ? tr("The report was saved as %1.").arg(fileName) : written.error().message());
    });
}

void Recovery::settle()
{
    m_isPending = false;
    CrashNote::settle(m_settings.dataFolder());
    hide();
}

} // namespace nephoscope
