// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/transfer.h"
#include "session/session.h"

#include <QIODevice>
#include <QObject>
#include <QTimer>
#include <memory>

namespace nephoscope {

/// Which file of which object goes where.
class TransferOrder {
public:
    std::shared_ptr<Session> session;
    Ref object; ///< that waits for the file, or gives it away
    Transfer file; ///< as the object tells of it
    QString fileName; ///< on this machine
};

/// One file on its way, piece by piece: never more than a piece is in memory. A broken line, a busy server or an
/// address that has lapsed do not end it: after a while the object is asked how far it is, and it goes on from there.
/// GUI thread; ends when it is deleted, what has arrived at the server stays there.
class FileTransfer : public QObject {
    Q_OBJECT
public:
    enum class State { Ready, Running, Waiting, Done, Failed, Canceled };

    explicit FileTransfer(TransferOrder order, QObject *parent = nullptr);
    ~FileTransfer() override;

    /// Begins, or goes on after a failure or a cancellation from where the server is.
    void start();
    /// Nothing more is sent; what the server has got stays there.
    void cancel();

    const TransferOrder &order() const { return m_order; }
    State state() const { return m_state; }
    bool isEnded() const { return m_state >= State::Done; }
    qint64 done() const { return m_done; } ///< bytes that have arrived
    qint64 total() const { return m_total; } ///< bytes; -1 = not known
    /// Why it waits or failed.
    const std::optional<Error> &error() const { return m_error; }

    static constexpr qint64 piece = 4 * 1024 * 1024; ///< bytes sent or fetched at once

signals:
    void changed();
    /// It is done, failed or was canceled.
    void ended();

private:
    bool isUpload() const { return m_order.file.direction == Transfer::Direction::Upload; }
    std::optional<Error> openFile();
    void next();
    void send();
    void sent(const Result<Reply> &reply, qint64 bytes);
    void fetch();
    void fetched(const Result<Reply> &reply);
    void ask();
    void heard(const Result<Resource> &object);
    void interrupted(const Error &error);
    void end(State state, std::optional<Error> error = {});
    void setState(State state);

    TransferOrder m_order;
    std::unique_ptr<QIODevice> m_file;
    QTimer m_pause;
    State m_state = State::Ready;
    std::optional<Error> m_error;
    qint64 m_done = 0;
    qint64 m_total = -1;
    qint64 m_underWay = 0; ///< bytes of the piece whose answer is awaited
    int m_attempts = 0; ///< since a piece arrived
    int m_round = 0; ///< answers to what was asked in an earlier one are not heard
};

} // namespace nephoscope
