// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/requestpage.h"

#include "base/redaction.h"
#include "editor/requestwords.h"
#include "shell/messagebar.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>

namespace nephoscope {

namespace {

constexpr int mostLines = 200;

void addLeaves(QTreeWidget *table, const Node &node, const Labels &labels)
{
    if (table->topLevelItemCount() >= mostLines)
        return;
    if (!node.isLeaf()) {
        const QList<Node> children = node.children();
        for (const Node &child : children)
            addLeaves(table, child, labels);
        return;
    }
    const bool isSecret = isSecretName(node.name());
    new QTreeWidgetItem(
        table, {placeWords(node.path(), labels), isSecret ? QStringLiteral("\u2022\u2022\u2022") : node.text()});
}

} // namespace

RequestPage::RequestPage(QWidget *parent)
    : QWidget(parent)
    , m_request(new QPlainTextEdit(this))
    , m_copy(new QPushButton(tr("Copy as curl"), this))
    , m_messages(new MessageBar(this))
    , m_title(new QLabel(tr("What the service answered"), this))
    , m_answer(new QTreeWidget(this))
{
    setObjectName(QStringLiteral("requestPage"));
    m_request->setObjectName(QStringLiteral("creationRequest"));
    m_request->setAccessibleName(tr("Request"));
    m_request->setReadOnly(true);
    m_request->setTabChangesFocus(true);
    m_request->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_request->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_copy->setObjectName(QStringLiteral("creationCopy"));
    m_copy->setAutoDefault(false);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_curl); });
    m_answer->setObjectName(QStringLiteral("creationAnswer"));
    m_answer->setAccessibleName(m_title->text());
    m_answer->setHeaderLabels({tr("Property"), tr("Value")});
    m_answer->setRootIsDecorated(false);
    m_answer->setUniformRowHeights(true);
    m_answer->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(m_messages);
    all->addWidget(m_request, 3);
    all->addWidget(m_copy, 0, Qt::AlignRight);
    all->addWidget(m_title);
    all->addWidget(m_answer, 2);
    m_title->hide();
    m_answer->hide();
}

void RequestPage::setRequest(const Request &request)
{
    m_curl = asCurl(request);
    const QString text = requestText(request);
    if (text == m_request->toPlainText())
        return;
    m_request->setPlainText(text);
    m_messages->dismiss();
    m_isAnswered = false;
    m_title->hide();
    m_answer->hide();
}

void RequestPage::setAnswer(const Document &answer, const QString &text, const Labels &labels)
{
    m_isAnswered = true;
    m_messages->dismiss();
    m_answer->clear();
    if (!answer.isNull())
        addLeaves(m_answer, answer.root(), labels);
    else if (!text.isEmpty())
        new QTreeWidgetItem(m_answer, {QString(), text});
    const bool isThere = m_answer->topLevelItemCount() > 0;
    m_title->setText(isThere ? tr("What the service answered") : tr("The service agrees, without further words."));
    m_title->show();
    m_answer->setVisible(isThere);
}

void RequestPage::setError(const QString &what, const Error &error) { m_messages->showError(what, error); }

} // namespace nephoscope
