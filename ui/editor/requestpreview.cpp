// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/requestpreview.h"

#include "editor/requestwords.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

namespace nephoscope {

RequestPreview::RequestPreview(QWidget *parent)
    : QWidget(parent)
    , m_fold(new QToolButton(this))
    , m_copy(new QPushButton(tr("Copy as curl"), this))
    , m_text(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("requestPreview"));
    m_fold->setObjectName(QStringLiteral("previewFold"));
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setArrowType(Qt::RightArrow);
    m_fold->setAutoRaise(true);
    m_fold->setCheckable(true);
    m_fold->setFocusPolicy(Qt::StrongFocus);
    m_copy->setObjectName(QStringLiteral("previewCopy"));
    m_copy->setAutoDefault(false);
    m_text->setObjectName(QStringLiteral("previewText"));
    m_text->setAccessibleName(tr("Requests"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setMinimumHeight(8 * fontMetrics().lineSpacing());
    m_text->hide();
    auto *line = new QHBoxLayout;
    line->addWidget(m_fold);
    line->addStretch();
    line->addWidget(m_copy);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addLayout(line);
    all->addWidget(m_text, 1);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_curl); });
    connect(m_fold, &QToolButton::toggled, this, [this](bool isOpen) {
        m_fold->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
        m_text->setVisible(isOpen);
    });
}

void RequestPreview::setRequests(const QString &title, const QList<Request> &requests)
{
    QStringList texts;
    QStringList commands;
    for (const Request &request : requests) {
        texts << requestText(request);
        commands << asCurl(request);
    }
    m_fold->setText(title);
    m_fold->setAccessibleName(title);
    m_text->setPlainText(texts.join(QStringLiteral("\n\n\n")));
    m_curl = commands.join(QStringLiteral("\n\n"));
}

void RequestPreview::setOpen(bool isOpen) { m_fold->setChecked(isOpen); }

} // namespace nephoscope
