// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/filetransfer.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QSaveFile>
#include <algorithm>
#include <qcorotask.h>

namespace nephoscope {

namespace {

constexpr int mostAttempts = 10; // in a row without a byte
constexpr int firstPause = 250; // ms, doubled with each attempt
constexpr int longestPause = 30'000; // ms

/// True for faults that may pass: a broken line, a busy server, an address that is good no more.
bool mayPass(const Error &error)
{
    switch (error.kind()) {
    case Error::Kind::Offline:
    case Error::Kind::Busy:
    case Error::Kind::Server:
    case Error::Kind::NotFound:
    case Error::Kind::Conflict:
        return true;
    default:
        return isSentAgain(error.status());
    }
}

/// The size of the whole file, as the answer with a part of it says ("bytes 0-99/1234").
std::optional<qint64> totalIn(const Reply &reply)
{
    static const QRegularExpression form(QStringLiteral("/(\\d+)\\s*$"));
    const auto match = form.match(QString::fromLatin1(reply.headers().value("Content-Range")));
    return match.hasMatch() ? std::optional(match.captured(1).toLongLong()) : std::nullopt;
}

} // namespace

FileTransfer::FileTransfer(TransferOrder order, QObject *parent)
    : QObject(parent)
    , m_order(std::move(order))
    , m_total(m_order.file.size)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &FileTransfer::ask);
}

FileTransfer::~FileTransfer() = default;

void FileTransfer::start()
{
    if (m_state == State::Running || m_state == State::Waiting || m_state == State::Done)
        return;
    const bool isAgain = m_state != State::Ready;
    ++m_round;
    m_attempts = 0;
    m_error.reset();
    if (m_order.session->isReadOnly() && isUpload())
        return end(State::Failed,
            Error(
                Error::Kind::Unsupported, tr("The site %1 is set to read-only.").arg(m_order.session->profile().name)));
    if (const auto fault = openFile())
        return end(State::Failed, *fault);
    setState(State::Running);
    if (isAgain)
        ask();
    else
        next();
}

/// Looks whether the file is what the server waits for, and opens it.
std::optional<Error> FileTransfer::openFile()
{
    const QString shown = QFileInfo(m_order.fileName).fileName();
    if (!isUpload()) {
        if (m_file)
            return std::nullopt; // what has come is kept for another attempt
        auto file = std::make_unique<QSaveFile>(m_order.fileName);
        if (!file->open(QIODevice::WriteOnly))
            return Error(Error::Kind::Invalid, tr("%1 could not be written: %2").arg(shown, file->errorString()));
        m_file = std::move(file);
        m_done = 0;
        return std::nullopt;
    }
    auto file = std::make_unique<QFile>(m_order.fileName);
    if (!file->open(QIODevice::ReadOnly))
        return Error(Error::Kind::Invalid, tr("%1 could not be read: %2").arg(shown, file->errorString()));
    if (m_order.file.size >= 0 && file->size() != m_order.file.size)
        return Error(Error::Kind::Invalid,
            tr("The server waits for a file of %1 bytes; %2 has %3.")
                .arg(m_order.file.size)
                .arg(shown)
                .arg(file->size()));
    m_total = file->size();
    m_done = std::min(m_order.file.transferred, m_total);
    m_file = std::move(file);
    return std::nullopt;
}

void FileTransfer::next()
{
    if (isUpload())
        send();
    else
        fetch();
}

void FileTransfer::send()
{
    const qint64 size = std::min(piece, m_total - m_done);
    if (!m_file->seek(m_done))
        return end(State::Failed, Error(Error::Kind::Invalid, m_file->errorString()));
    const QByteArray bytes = m_file->read(size);
    if (bytes.size() != size)
        return end(State::Failed,
            Error(Error::Kind::Invalid,
                tr("%1 has become shorter while it was sent.").arg(QFileInfo(m_order.fileName).fileName())));
    m_underWay = size;
    const int mine = m_round;
    const Request request = uploadOf(m_order.file, bytes, m_done, m_total);
    QCoro::connect(m_order.session->send(request), this, [this, mine, size](const Result<Reply> &reply) {
        if (mine == m_round)
            sent(reply, size);
    });
}

void FileTransfer::sent(const Result<Reply> &reply, qint64 bytes)
{
    if (!reply)
        return interrupted(reply.error());
    m_done += bytes;
    m_attempts = 0;
    m_underWay = 0;
    if (m_done >= m_total)
        return end(State::Done);
    emit changed();
    send();
}

void FileTransfer::fetch()
{
    Request request = downloadOf(m_order.file, m_done);
    const QByteArray range = QByteArray::number(m_done) + '-' + QByteArray::number(m_done + piece - 1);
    request.headers().set("Range", "bytes=" + range);
    const int mine = m_round;
    QCoro::connect(m_order.session->send(request), this, [this, mine](const Result<Reply> &reply) {
        if (mine == m_round)
            fetched(reply);
    });
}

void FileTransfer::fetched(const Result<Reply> &reply)
{
    if (!reply && reply.error().status() == 416 && m_done == 0 && m_total <= 0)
        return end(State::Done); // there is no first byte
    if (!reply)
        return interrupted(reply.error());
    const auto start = startOf(*reply);
    if (!start || *start > m_done)
        return end(State::Failed, Error(Error::Kind::Malformed, tr("The server sent another part of the file.")));
    const bool isWhole = reply->status() == 200; // a server that knows no ranges
    if (!m_file->seek(*start) || m_file->write(reply->body()) != reply->body().size())
        return end(State::Failed,
            Error(Error::Kind::Invalid,
                tr("%1 could not be written: %2").arg(QFileInfo(m_order.fileName).fileName(), m_file->errorString())));
    m_done = *start + reply->body().size();
    m_attempts = 0;
    if (const auto total = totalIn(*reply))
        m_total = *total;
    if (isWhole || m_done >= m_total || reply->body().isEmpty()) {
        m_total = m_done;
        return end(State::Done);
    }
    emit changed();
    fetch();
}

/// Waits a while; then the object says how far it is.
void FileTransfer::interrupted(const Error &error)
{
    if (!mayPass(error) || ++m_attempts > mostAttempts)
        return end(State::Failed, error);
    m_error = error;
    m_pause.start(std::min(longestPause, firstPause << (m_attempts - 1)));
    setState(State::Waiting);
}

void FileTransfer::ask()
{
    setState(State::Running);
    const int mine = m_round;
    QCoro::connect(m_order.session->open(m_order.object), this, [this, mine](const Result<Resource> &object) {
        if (mine == m_round)
            heard(object);
    });
}

void FileTransfer::heard(const Result<Resource> &object)
{
    if (!object)
        return interrupted(object.error());
    const QList<Transfer> now = m_order.session->platform().transfers(*object);
    const auto same = resumed(m_order.file, now);
    if (!same) {
        // the last piece has arrived, and only its answer was lost
        const bool hasAll = isUpload() && m_underWay > 0 && m_done + m_underWay >= m_total;
        if (hasAll) {
            m_done = m_total;
            return end(State::Done);
        }
        return end(State::Failed,
            Error(Error::Kind::Conflict,
                isUpload() ? tr("%1 waits for this file no more.").arg(m_order.object.name())
                           : tr("%1 gives this file away no more.").arg(m_order.object.name())));
    }
    m_order.file = *same;
    if (isUpload())
        m_done = std::min(same->transferred, m_total);
    emit changed();
    next();
}

void FileTransfer::cancel()
{
    if (isEnded())
        return;
    end(State::Canceled);
}

void FileTransfer::end(State state, std::optional<Error> error)
{
    ++m_round;
    m_pause.stop();
    m_error = std::move(error);
    if (auto *saved = qobject_cast<QSaveFile *>(m_file.get());
        saved && state == State::Done && (!saved->flush() || !saved->commit())) {
        state = State::Failed;
        m_error = Error(Error::Kind::Invalid,
            tr("%1 could not be written: %2").arg(QFileInfo(m_order.fileName).fileName(), saved->errorString()));
    }
    if (isUpload() || state == State::Done)
        m_file.reset();
    setState(state);
    emit ended();
}

void FileTransfer::setState(State state)
{
    m_state = state;
    emit changed();
}

} // namespace nephoscope
