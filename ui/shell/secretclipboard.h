// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"

#include <QObject>
#include <QTimer>
#include <chrono>

namespace nephoscope {

/// Secrets on their way through the clipboard: marked for clipboard managers, which then do not remember them, and gone
/// after a while, or when the program ends, unless something else was copied meanwhile. GUI thread.
class SecretClipboard : public QObject {
    Q_OBJECT
public:
    static SecretClipboard &instance();

    void copy(const Secret &secret);
    /// Takes the secret out of the clipboard now, if it is still there.
    void clear();
    /// How long a secret stays, 30 s unless a test says otherwise.
    void setStay(std::chrono::milliseconds time) { m_stay.setInterval(time); }

private:
    SecretClipboard();

    QTimer m_stay;
    Secret m_secret; ///< what was copied last, to know it again
};

} // namespace nephoscope
