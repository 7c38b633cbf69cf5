// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/transferrow.h"

#include "resource/elidedlabel.h"
#include "resource/values.h"
#include "shell/glyph.h"

#include <QBoxLayout>
#include <QFileInfo>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

namespace nephoscope {

namespace {

constexpr int fine = 1000; // steps of the bar: files are larger than an int

QPushButton *button(const QString &name, const QString &words, QWidget *parent)
{
    auto *made = new QPushButton(words, parent);
    made->setObjectName(name);
    made->setAccessibleName(words);
    made->setAutoDefault(false);
    return made;
}

} // namespace

TransferRow::TransferRow(std::unique_ptr<FileTransfer> transfer, QWidget *parent)
    : QWidget(parent)
    , m_transfer(std::move(transfer))
    , m_name(new ElidedLabel(Qt::ElideMiddle, this))
    , m_bar(new QProgressBar(this))
    , m_words(new ElidedLabel(Qt::ElideRight, this))
    , m_again(button(QStringLiteral("transferAgain"), tr("Go on"), this))
    , m_cancel(button(QStringLiteral("transferCancel"), tr("Cancel"), this))
    , m_dismiss(new QToolButton(this))
{
    setObjectName(QStringLiteral("transferRow"));
    const int letter = fontMetrics().averageCharWidth();
    m_name->setFixedWidth(letter * 44);
    m_bar->setObjectName(QStringLiteral("transferBar"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setFixedWidth(letter * 24);
    m_bar->setRange(0, fine);
    m_bar->setTextVisible(false);
    m_words->setObjectName(QStringLiteral("transferWords"));
    m_dismiss->setObjectName(QStringLiteral("transferDismiss"));
    m_dismiss->setIcon(glyph(QStringLiteral("close")));
    m_dismiss->setAccessibleName(tr("Dismiss"));
    m_dismiss->setToolTip(tr("Dismiss"));
    m_dismiss->setAutoRaise(true);
    m_dismiss->setFocusPolicy(Qt::StrongFocus);
    auto *icon = new QLabel(this);
    const bool isUpload = m_transfer->order().file.direction == Transfer::Direction::Upload;
    const int size = fontMetrics().height();
    icon->setPixmap(glyph(isUpload ? QStringLiteral("upload") : QStringLiteral("download")).pixmap(size));
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(8, 2, 8, 2);
    line->setSpacing(8);
    const QList<QWidget *> parts = {icon, m_name, m_bar};
    for (QWidget *part : parts)
        line->addWidget(part);
    line->addWidget(m_words, 1);
    for (QWidget *part : QList<QWidget *>{m_again, m_cancel, m_dismiss})
        line->addWidget(part);
    connect(m_transfer.get(), &FileTransfer::changed, this, &TransferRow::show);
    connect(m_again, &QPushButton::clicked, m_transfer.get(), &FileTransfer::start);
    connect(m_cancel, &QPushButton::clicked, m_transfer.get(), &FileTransfer::cancel);
    connect(m_dismiss, &QToolButton::clicked, this, &TransferRow::dismissed);
    show();
}

TransferRow::~TransferRow() = default;

QString TransferRow::amount() const
{
    const QString done = sizeWords(double(m_transfer->done()));
    return m_transfer->total() < 0 ? done : tr("%1 of %2", "bytes").arg(done, sizeWords(double(m_transfer->total())));
}

QString TransferRow::words() const
{
    const bool isUpload = m_transfer->order().file.direction == Transfer::Direction::Upload;
    const QString why = m_transfer->error() ? oneLine(m_transfer->error()->message()) : QString();
    switch (m_transfer->state()) {
    case FileTransfer::State::Ready:
    case FileTransfer::State::Running:
        return amount();
    case FileTransfer::State::Waiting:
        return tr("%1 \u00b7 interrupted, goes on soon: %2", "how much, why").arg(amount(), why);
    case FileTransfer::State::Done:
        return isUpload ? tr("%1 sent.").arg(sizeWords(double(m_transfer->total())))
                        : tr("Saved as %1.").arg(m_transfer->order().fileName);
    case FileTransfer::State::Failed:
        return tr("Failed: %1").arg(why);
    case FileTransfer::State::Canceled:
        return tr("Canceled after %1.").arg(amount());
    }
    return {};
}

void TransferRow::show()
{
    const TransferOrder &order = m_transfer->order();
    const QString file = QFileInfo(order.fileName).fileName();
    const bool isUpload = order.file.direction == Transfer::Direction::Upload;
    const QString way = isUpload ? tr("%1 \u2192 %2", "file, object").arg(file, order.object.name())
                                 : tr("%1 \u2190 %2", "file, object").arg(file, order.object.name());
    m_name->setText(way);
    setAccessibleName(way);
    const bool isDone = m_transfer->state() == FileTransfer::State::Done;
    const qint64 total = m_transfer->total();
    if (total < 0 && !m_transfer->isEnded())
        m_bar->setRange(0, 0); // it moves, nobody knows how far
    else
        m_bar->setRange(0, fine);
    m_bar->setValue(isDone ? fine : total > 0 ? int(m_transfer->done() * fine / total) : 0);
    m_words->setText(words());
    m_words->setAccessibleName(words());
    const bool failed = m_transfer->state() == FileTransfer::State::Failed;
    m_again->setVisible(failed || m_transfer->state() == FileTransfer::State::Canceled);
    m_cancel->setVisible(!m_transfer->isEnded());
    m_dismiss->setVisible(m_transfer->isEnded());
}

} // namespace nephoscope
