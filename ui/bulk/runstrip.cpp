// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/runstrip.h"

#include "shell/glyph.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace nephoscope {

/// One run.
class RunStrip::Row : public QWidget {
public:
    explicit Row(QWidget *parent)
        : QWidget(parent)
        , icon(new QLabel(this))
        , words(new QLabel(this))
        , deed(new QPushButton(this))
        , close(new QToolButton(this))
    {
        setObjectName(QStringLiteral("runRow"));
        auto *line = new QHBoxLayout(this);
        line->setContentsMargins(10, 4, 8, 4);
        line->setSpacing(8);
        words->setObjectName(QStringLiteral("runWords"));
        words->setTextFormat(Qt::PlainText);
        words->setWordWrap(true);
        words->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        deed->setObjectName(QStringLiteral("runOpen"));
        deed->setAutoDefault(false);
        close->setObjectName(QStringLiteral("runClose"));
        close->setIcon(glyph(QStringLiteral("close")));
        close->setAutoRaise(true);
        close->setAccessibleName(RunStrip::tr("Close"));
        line->addWidget(icon);
        line->addWidget(words, 1);
        line->addWidget(deed);
        line->addWidget(close);
    }

    QLabel *icon;
    QLabel *words;
    QPushButton *deed;
    QToolButton *close;
    Deed act;
    Deed dismiss;
};

RunStrip::RunStrip(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("runStrip"));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    hide();
}

void RunStrip::show(const QByteArray &run, const QString &words, bool isUrgent, const QString &verb, const Deed &act,
    const Deed &dismiss)
{
    Row *&row = m_rows[run];
    if (!row) {
        row = new Row(this);
        m_column->addWidget(row);
        connect(row->deed, &QPushButton::clicked, row, [made = row] { Deed(made->act)(); });
        connect(row->close, &QToolButton::clicked, row, [made = row] { Deed(made->dismiss)(); });
    }
    const int side = fontMetrics().height();
    const QColor hue = isUrgent ? QColor(0xb3, 0x6b, 0x00) : palette().color(QPalette::Highlight);
    row->icon->setPixmap(glyph(isUrgent ? QStringLiteral("warning") : QStringLiteral("task"), hue).pixmap(side, side));
    row->words->setText(words);
    row->deed->setText(verb);
    row->deed->setAccessibleDescription(words);
    row->close->setVisible(bool(dismiss));
    row->act = act;
    row->dismiss = dismiss;
    setVisible(true);
}

void RunStrip::remove(const QByteArray &run)
{
    if (Row *row = m_rows.take(run)) {
        row->hide();
        row->deleteLater();
    }
    setVisible(!m_rows.isEmpty());
}

} // namespace nephoscope
