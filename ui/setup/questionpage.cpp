// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/questionpage.h"

#include "resource/busyline.h"
#include "session/session.h"
#include "setup/setupwizard.h"
#include "shell/messagebar.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <algorithm>
#include <qcorotask.h>

namespace nephoscope {

QuestionPage::QuestionPage(SetUpWizard *wizard, const SetUpPage &page)
    : m_wizard(wizard)
    , m_page(page)
    , m_bar(new MessageBar(this))
    , m_busy(new BusyLine(this))
{
    setObjectName(QStringLiteral("setUpPage.") + page.id);
    setTitle(page.title);
    setSubTitle(page.text);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(m_busy);
    all->addWidget(m_bar);
    auto *form = new QFormLayout;
    form->setVerticalSpacing(4);
    form->setHorizontalSpacing(8);
    form->setLabelAlignment(Qt::AlignRight);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    for (const SetUpField &field : page.fields)
        addRow(form, field);
    all->addLayout(form);
    all->addStretch();
}

void QuestionPage::addRow(QFormLayout *form, const SetUpField &field)
{
    Row row;
    row.field = field;
    if (field.type == SetUpField::Type::Flag) {
        row.flag = new QCheckBox(field.label, this);
        row.flag->setObjectName(field.path);
        form->addRow(QString(), row.flag);
        connect(row.flag, &QCheckBox::clicked, this, [this, row] { edited(row); });
    } else {
        addLine(form, row);
    }
    m_rows << row;
}

void QuestionPage::addLine(QFormLayout *form, Row &row)
{
    const auto makeLine = [this, &row](const QString &objectName) {
        auto *line = new QLineEdit(this);
        line->setObjectName(objectName);
        line->setPlaceholderText(row.field.help);
        line->setToolTip(row.field.help);
        if (row.field.isSecret())
            line->setEchoMode(QLineEdit::Password);
        return line;
    };
    const QString label = row.field.isRequired ? tr("%1 *", "required").arg(row.field.label) : row.field.label;
    row.line = makeLine(row.field.path);
    row.line->setAccessibleName(row.field.label);
    form->addRow(label, row.line);
    if (row.field.type == SetUpField::Type::NewPassword) {
        row.again = makeLine(row.field.path + QStringLiteral(".again"));
        row.again->setPlaceholderText(QString());
        row.again->setAccessibleName(tr("%1 again").arg(row.field.label));
        form->addRow(tr("%1 again").arg(row.field.label), row.again);
    }
    row.problem = addProblem(form, row.field.path);
    const Row whole = row;
    connect(row.line, &QLineEdit::textEdited, this, [this, whole] { edited(whole); });
    if (row.again)
        connect(row.again, &QLineEdit::textEdited, this, [this, whole] { edited(whole); });
}

QLabel *QuestionPage::addProblem(QFormLayout *form, const QString &path)
{
    auto *problem = new QLabel(this);
    problem->setObjectName(path + QStringLiteral(".problem"));
    problem->setTextFormat(Qt::PlainText);
    problem->setWordWrap(true);
    problem->setForegroundRole(QPalette::PlaceholderText);
    problem->hide();
    form->addRow(QString(), problem);
    return problem;
}

void QuestionPage::initializePage()
{
    for (const Row &row : std::as_const(m_rows)) {
        const QString value = m_wizard->answers().value(row.field.path, row.field.preset);
        if (row.flag)
            row.flag->setChecked(value == QLatin1String("true"));
        else if (row.line->text() != value)
            row.line->setText(value);
        m_wizard->setAnswer(row.field.path, value);
    }
    showProblems();
}

void QuestionPage::edited(const Row &row)
{
    const QString value =
        row.flag ? (row.flag->isChecked() ? QStringLiteral("true") : QStringLiteral("false")) : row.line->text();
    m_violations.remove(row.field.path);
    m_wizard->setAnswer(row.field.path, value);
    showProblems();
    emit completeChanged();
}

QString QuestionPage::problemAt(const Row &row, const QHash<QString, QString> &problems) const
{
    const QString own = problems.value(row.field.path, m_violations.value(row.field.path));
    if (own.isEmpty() && row.again && row.again->text() != row.line->text())
        return tr("The two are not the same.");
    return own;
}

void QuestionPage::showProblems()
{
    const QHash<QString, QString> problems = m_wizard->plan().problems(m_page, m_wizard->answers());
    for (const Row &row : std::as_const(m_rows)) {
        if (!row.problem)
            continue;
        // what was not touched yet is marked as required already; no need to scold
        const bool isUntouched = row.line->text().isEmpty() && !m_violations.contains(row.field.path);
        const QString problem = problemAt(row, problems);
        row.problem->setText(problem);
        row.problem->setVisible(!problem.isEmpty() && !isUntouched);
    }
}

bool QuestionPage::isComplete() const
{
    const QHash<QString, QString> problems = m_wizard->plan().problems(m_page, m_wizard->answers());
    return !m_isChecking && std::all_of(m_rows.begin(), m_rows.end(), [this, &problems](const Row &row) {
        return row.flag || problemAt(row, problems).isEmpty();
    });
}

bool QuestionPage::validatePage()
{
    m_wizard->keepAnswers();
    const std::optional<Request> check = m_wizard->plan().check(m_page, m_wizard->answers());
    if (!check || m_accepted == m_wizard->answers())
        return true;
    m_bar->dismiss();
    m_isChecking = true;
    emit completeChanged();
    m_busy->start(tr("Asking %1 whether it accepts this \u2026").arg(m_wizard->session().profile().name));
    QCoro::connect(m_wizard->session().ask(*check), this, [this](const Result<Reply> &reply) { checked(reply); });
    return false;
}

void QuestionPage::checked(const Result<Reply> &reply)
{
    m_isChecking = false;
    m_busy->stop();
    emit completeChanged();
    // a server without this check objects, if at all, when it is set up
    const bool isUnknown = reply && (reply->status() == 404 || reply->status() == 405);
    if (reply && (reply->isSuccess() || isUnknown)) {
        m_accepted = m_wizard->answers();
        m_wizard->next();
        return;
    }
    if (!reply) {
        m_bar->showError(tr("The site did not answer whether it accepts this."), reply.error());
        return;
    }
    const Error error = m_wizard->session().platform().error(*reply);
    showViolations(QString(), m_wizard->plan().violations(*reply, m_page.checkPart));
    m_bar->showError(tr("The site does not accept this."), error);
}

void QuestionPage::showViolations(const QString &sentence, const QHash<QString, QString> &violations)
{
    m_violations = violations;
    m_accepted.clear();
    if (!sentence.isEmpty())
        m_bar->show(MessageBar::Tone::Error, sentence);
    showProblems();
    emit completeChanged();
    for (const Row &row : std::as_const(m_rows)) {
        if (row.line && violations.contains(row.field.path)) {
            row.line->setFocus();
            break;
        }
    }
}

} // namespace nephoscope
