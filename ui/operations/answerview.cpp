// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/answerview.h"

#include "base/redaction.h"
#include "base/storefile.h"
#include "resource/resourceview.h"
#include "resource/values.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

namespace nephoscope {

namespace {

constexpr qsizetype mostWords = 2000;

bool isText(const QByteArray &body)
{
    return std::none_of(body.begin(), body.end(), [](char c) { return c >= 0 && c < ' ' && !strchr("\t\r\n", c); });
}

} // namespace

AnswerView::AnswerView(std::shared_ptr<Session> session, const Looks &looks, Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_session(std::move(session))
    , m_stack(new QStackedWidget(this))
    , m_words(new QLabel(this))
    , m_save(new QPushButton(tr("Save answer \u2026"), this))
    , m_resource(new ResourceView(looks, settings, m_session->platform().service(), this))
{
    setObjectName(QStringLiteral("answer"));
    m_words->setObjectName(QStringLiteral("answerWords"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_save->setObjectName(QStringLiteral("answerSave"));
    m_save->setAutoDefault(false);
    auto *words = new QWidget(this);
    auto *column = new QVBoxLayout(words);
    column->setContentsMargins(0, 8, 0, 0);
    column->addWidget(m_words);
    column->addWidget(m_save, 0, Qt::AlignLeft);
    column->addStretch();
    m_stack->addWidget(words);
    m_stack->addWidget(m_resource);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_stack);
    connect(m_save, &QPushButton::clicked, this, &AnswerView::save);
    connect(m_resource, &ResourceView::opened, this, &AnswerView::opened);
    connect(m_resource, &ResourceView::openedInNewTab, this, &AnswerView::opened);
    say(tr("The answer will show here."));
}

void AnswerView::say(const QString &words)
{
    m_words->setText(words);
    m_save->hide();
    m_stack->setCurrentIndex(0);
}

void AnswerView::show(const Request &request, const Reply &reply, const QString &title)
{
    m_file = redactedBody(reply.body(), reply.mediaType()); // it may be saved
    Ref ref(request.url(), QString());
    const Result<Resource> resource = m_session->platform().resource(ref, reply, m_session->access());
    const bool isObject = resource && !resource->document.isNull() && !resource->document.root().isLeaf();
    if (isObject) {
        Resource shown = *resource;
        if (shown.self.name().isEmpty())
            shown.self.withName(title);
        m_resource->expect(shown.self);
        m_resource->setResource(shown, tr("This is an answer. Open it in a tab to act on it."));
        m_stack->setCurrentWidget(m_resource);
        return;
    }
    if (m_file.isEmpty())
        return say(tr("%1: done. The service answered without words.").arg(title));
    const bool isReadable = isText(m_file) && m_file.size() <= mostWords;
    say(isReadable ? QString::fromUtf8(m_file)
                   : tr("%1: the service answered with a file of %2 (%3 bytes).")
                         .arg(title, QString::fromLatin1(reply.mediaType()), QString::number(m_file.size())));
    m_save->show();
}

void AnswerView::save()
{
    auto *dialog = new QFileDialog(this, tr("Save answer"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &name) {
        const Result<void> written = StoreFile::write(name, m_file);
        say(written ? tr("Saved as %1.").arg(name) : written.error().message());
    });
    dialog->open();
}

} // namespace nephoscope
