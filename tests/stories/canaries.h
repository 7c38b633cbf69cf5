// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QMap>
#include <QObject>
#include <QStringList>

class QWidget;

namespace nephoscope {

/// The secrets that went through a story: what was typed into fields that hide it, the tokens of its sessions, and what
/// the test names. Searches for them wherever a secret must never be.
class Canaries : public QObject {
    Q_OBJECT
public:
    Canaries();
    ~Canaries() override;

    void add(const QString &what, const QByteArray &secret);
    void learn(const Session &session);
    /// A secret that the story writes into the clipboard or a file on purpose.
    void release(const QByteArray &secret);

    /// Where one was found, and which: in files below those folders (whatever the user's are, too), the windows, the
    /// accessibility tree, the clipboard, and what was written to standard error so far.
    QStringList found(const QStringList &folders) const;
    /// "canaries: 5 secrets, 40 files, 1203 texts, 0 found"
    static QString figures();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    class Hunt;

    QMap<QByteArray, QString> m_secrets;
    QStringList m_released;
};

} // namespace nephoscope
