// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/human.h"

#include <QList>
#include <QObject>
#include <QPointer>

class QDialog;
class QWidget;

namespace nephoscope {

class Looks;

/// Asks the person at the window, by dialogs over whatever window is active. One question about the same thing is asked
/// once, however many wait for the answer.
class DialogHuman : public QObject, public Human {
    Q_OBJECT
public:
    /// `window` owns the dialogs and must outlive this object.
    DialogHuman(const Looks &looks, QWidget *window);
    ~DialogHuman() override;

    QCoro::Task<std::optional<Credential>> secretFor(Profile profile, Error why) override;
    QCoro::Task<bool> trust(Profile profile, Certificate certificate, QByteArray previous) override;
    QCoro::Task<SetUpEnd> setUp(std::shared_ptr<Session> session, bool isWanted) override;

    /// Answers every open question with no. Must happen before the window goes.
    void dismissAll();

signals:
    /// The person wants that certificate accepted for the site from now on.
    void pinned(const QString &profileId, const Pin &pin);

private:
    QWidget *parentForDialog() const;
    QDialog *askWhetherToSetUp(const Profile &profile);
    QDialog *openDialog(const QString &question) const;
    void ask(QDialog *dialog, const QString &question);

    const Looks &m_looks;
    QPointer<QWidget> m_window;
    QList<QPointer<QDialog>> m_dialogs;
};

} // namespace nephoscope
