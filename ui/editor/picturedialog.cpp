// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/picturedialog.h"

#include <QBoxLayout>
#include <QBuffer>
#include <QDialogButtonBox>
#include <QImageReader>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScreen>
#include <QTime>

namespace nephoscope {

namespace {

/// Server bytes are no more trusted here than elsewhere: the reader's own limits hold.
QImage decoded(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return QImageReader(&buffer).read();
}

} // namespace

PictureDialog::PictureDialog(const QString &what, const QByteArray &bytes, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("pictureDialog"));
    setWindowTitle(what);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *picture = new QLabel(this);
    picture->setObjectName(QStringLiteral("picture"));
    picture->setAccessibleName(what);
    picture->setTextFormat(Qt::PlainText);
    picture->setAlignment(Qt::AlignCenter);
    auto *facts = new QLabel(this);
    facts->setTextFormat(Qt::PlainText);
    facts->setForegroundRole(QPalette::PlaceholderText);
    QPixmap pixmap = QPixmap::fromImage(decoded(bytes));
    if (pixmap.isNull()) {
        picture->setText(tr("The server sent something that is no picture."));
    } else {
        facts->setText(tr("%1 \u00d7 %2 pixels, seen at %3", "width, height, time")
                           .arg(pixmap.width())
                           .arg(pixmap.height())
                           .arg(QLocale().toString(QTime::currentTime(), QLocale::ShortFormat)));
        constexpr int readable = 480; // thumbnails are small
        const QSize room = screen()->availableSize() * 3 / 4;
        if (pixmap.width() < readable)
            pixmap = pixmap.scaled(pixmap.size() * (readable / std::max(1, pixmap.width())));
        if (pixmap.width() > room.width() || pixmap.height() > room.height())
            pixmap = pixmap.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        picture->setPixmap(pixmap);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *all = new QVBoxLayout(this);
    all->setSpacing(12);
    all->addWidget(picture, 1);
    auto *foot = new QHBoxLayout;
    foot->addWidget(facts, 1);
    foot->addWidget(buttons);
    all->addLayout(foot);
}

} // namespace nephoscope
