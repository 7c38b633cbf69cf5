// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/reply.h"
#include "platform/setupplan.h"

#include <QHash>
#include <QWizardPage>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace nephoscope {

class BusyLine;
class MessageBar;
class SetUpWizard;

/// A page of the set-up that asks: its fields with the reason beside each that is wrong; asks the site before going on.
class QuestionPage : public QWizardPage {
    Q_OBJECT
public:
    QuestionPage(SetUpWizard *wizard, const SetUpPage &page);

    void initializePage() override;
    bool isComplete() const override;
    bool validatePage() override;
    /// What a server said about this page's fields.
    void showViolations(const QString &sentence, const QHash<QString, QString> &violations);

private:
    /// What belongs to one question on the page.
    struct Row {
        SetUpField field;
        QLineEdit *line = nullptr;
        QLineEdit *again = nullptr; ///< a new password, typed twice
        QCheckBox *flag = nullptr;
        QLabel *problem = nullptr;
    };

    void addRow(QFormLayout *form, const SetUpField &field);
    void addLine(QFormLayout *form, Row &row);
    QLabel *addProblem(QFormLayout *form, const QString &path);
    void edited(const Row &row);
    void showProblems();
    QString problemAt(const Row &row, const QHash<QString, QString> &problems) const;
    void checked(const Result<Reply> &reply);

    SetUpWizard *m_wizard;
    SetUpPage m_page;
    QList<Row> m_rows;
    QHash<QString, QString> m_violations; ///< what the server objected to, until that field is edited
    MessageBar *m_bar;
    BusyLine *m_busy;
    SetUpAnswers m_accepted; ///< the answers for which the site said yes
    bool m_isChecking = false;
};

} // namespace nephoscope
