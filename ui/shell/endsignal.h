// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace nephoscope {

/// Lets the system end the program as a person does: SIGTERM (logging out), SIGINT and SIGHUP come as a signal of this
/// object, in its thread. One per program.
class EndSignal : public QObject {
    Q_OBJECT
public:
    explicit EndSignal(QObject *parent = nullptr);
    ~EndSignal() override;

signals:
    void endWanted();

private:
    static void handle(int number);

    static int s_ends[2]; ///< of a pipe: all that a handler may do is to write a byte
};

} // namespace nephoscope
