// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/faultreport.h"

#include <QList>
#include <QWidget>

class QLabel;
class QToolButton;
class QPushButton;
class QPlainTextEdit;

namespace nephoscope {

/// News inside the pane it concerns: icon, one sentence, the button that helps, details behind a fold, ×. One per pane;
/// further messages count ("+2"). Faults have a button that explains them. Plain text only.
class MessageBar : public QWidget {
    Q_OBJECT
public:
    enum class Tone { Information, Waiting, Warning, Error };

    explicit MessageBar(QWidget *parent = nullptr);

    /// actionText empty = no button. details empty = no fold.
    void show(Tone tone, const QString &sentence, const QString &details = {}, const QString &actionText = {});
    void showError(const QString &whatFailed, const Error &error, const QString &actionText = {});
    /// The same with what the pane can do about it; "Explain…" opens its dialog.
    void showFault(const FaultReport &report, const QString &actionText = {});
    void dismiss();
    bool isShowing() const;

signals:
    void actionTriggered();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Message {
        Tone tone;
        QString sentence;
        QString details;
        QString actionText;
        std::optional<FaultReport> fault;
    };

    void layOut();
    void present();
    void showNext();
    void add(const Message &message);
    void explain();

    QList<Message> m_messages; ///< newest first; the first one shows
    QLabel *m_icon = nullptr;
    QLabel *m_sentence = nullptr;
    QLabel *m_more = nullptr;
    QPushButton *m_action = nullptr;
    QPushButton *m_explain = nullptr;
    QToolButton *m_fold = nullptr;
    QToolButton *m_close = nullptr;
    QPlainTextEdit *m_details = nullptr;
};

} // namespace nephoscope
