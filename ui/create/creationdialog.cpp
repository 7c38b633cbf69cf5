// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/creationdialog.h"

#include "create/inputpage.h"
#include "create/likeness.h"
#include "create/requestpage.h"
#include "editor/reasonfield.h"
#include "resource/values.h"
#include "shell/looks.h"

#include <QBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QStackedWidget>
#include <qcorotask.h>

namespace nephoscope {

namespace {

QLabel *plainLabel(const char *name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QString escaped(QString text) { return text.replace(QLatin1Char('&'), QLatin1String("&&")); }

} // namespace

CreationDialog::CreationDialog(std::shared_ptr<Session> session, const Wizard &wizard, const Resource &resource,
    const Looks &looks, const FieldContext &context, QWidget *parent)
    : SiteDialog(session->profile(), parent)
    , m_session(std::move(session))
    , m_wizard(wizard)
    , m_resource(resource)
    , m_looks(looks)
    , m_rail(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_title(plainLabel("creationTitle", this))
    , m_remark(plainLabel("creationRemark", this))
    , m_reason(new ReasonField(m_session->profile(), this))
    , m_back(new QPushButton(tr("Back"), this))
    , m_next(new QPushButton(this))
{
    setObjectName(QStringLiteral("creationDialog"));
    setWindowTitle(m_wizard.label);
    setAttribute(Qt::WA_DeleteOnClose);
    for (const WizardStep &step : std::as_const(m_wizard.steps))
        addStep(step, context);
    layOut();
    connect(m_rail, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0 && row != m_place)
            go(row);
    });
    connect(m_back, &QPushButton::clicked, this, [this] { go(m_place - 1); });
    connect(m_next, &QPushButton::clicked, this, &CreationDialog::next);
    go(0);
}

void CreationDialog::layOut()
{
    m_rail->setObjectName(QStringLiteral("creationSteps"));
    m_rail->setAccessibleName(tr("Steps"));
    m_rail->setFrameShape(QFrame::NoFrame);
    m_rail->setSpacing(2);
    m_rail->setFixedWidth(fontMetrics().averageCharWidth() * 28);
    m_rail->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    auto *page = new QVBoxLayout;
    page->setSpacing(12);
    page->addWidget(m_title);
    page->addWidget(m_stack, 1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(16);
    middle->addWidget(m_rail);
    middle->addLayout(page, 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 16, 16, 16);
    all->setSpacing(12);
    all->addLayout(middle, 1);
    all->addWidget(m_reason);
    all->addWidget(makeFoot());
    connect(m_reason, &ReasonField::edited, this, &CreationDialog::refresh);
    connect(this, &QDialog::accepted, m_reason, &ReasonField::remember);
    resize(fontMetrics().averageCharWidth() * 125, fontMetrics().height() * 36);
}

QWidget *CreationDialog::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *line = new QHBoxLayout(foot);
    line->setContentsMargins(0, 0, 0, 0);
    const QString key = m_wizard.id.isEmpty() ? operation().call : m_wizard.id;
    auto *presets = new PresetButton(
        PresetStore(m_session->platform().service(), key), [this] { return values(); }, foot);
    connect(presets, &PresetButton::chosen, this, &CreationDialog::load);
    auto *cancel = new QPushButton(tr("Cancel"), foot);
    cancel->setObjectName(QStringLiteral("creationCancel"));
    m_back->setObjectName(QStringLiteral("creationBack"));
    m_next->setObjectName(QStringLiteral("creationNext"));
    m_remark->setForegroundRole(QPalette::PlaceholderText);
    line->addWidget(presets);
    line->addWidget(m_remark, 1);
    for (QPushButton *button : {m_back, m_next, cancel}) {
        button->setAutoDefault(false);
        line->addWidget(button);
    }
    m_next->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    return foot;
}

void CreationDialog::addStep(const WizardStep &step, const FieldContext &context)
{
    auto *input = new OperationInput(*m_session, step.operation, m_resource.self.kind(), m_looks, context, this);
    m_inputs << input;
    addInputs(step, input);
    Page page;
    page.step = m_inputs.size() - 1;
    page.title = step.operation.label;
    page.request = new RequestPage(m_stack);
    addPage(page);
    connect(input, &OperationInput::edited, this, [this] {
        if (m_pages.value(m_place).input)
            refresh();
    });
}

bool CreationDialog::has(OperationInput &input, const QString &field) const
{
    return input.hasBody() && input.body().guide().field(Path(field)).has_value();
}

/// A page for what belongs together; what an earlier page asked for is not asked again.
void CreationDialog::addInputs(const WizardStep &step, OperationInput *input)
{
    QStringList arguments;
    for (const Parameter &parameter : step.operation.parameters)
        if (parameter.in != Parameter::In::Body)
            arguments << parameter.field.name;
    bool isFirst = true;
    for (const WizardPage &asked : step.pages) {
        FormPart ofBody;
        FormPart ofArguments;
        for (const QString &field : asked.fields) {
            const bool isTaken = std::any_of(
                step.takes.begin(), step.takes.end(), [&field](const auto &take) { return take.second == field; });
            if (m_asked.contains(field) && !isTaken)
                continue;
            if (arguments.removeOne(field))
                ofArguments.fields << field;
            else if (has(*input, field))
                ofBody.fields << field;
        }
        if (ofBody.isAll() && ofArguments.isAll())
            continue;
        Page page;
        page.step = m_inputs.size() - 1;
        page.title = asked.title;
        page.input = new InputPage(*input, m_stack);
        if (!ofArguments.isAll())
            page.input->showArguments(ofArguments);
        if (!ofBody.isAll())
            page.input->showBody(ofBody);
        m_asked << ofBody.fields << ofArguments.fields;
        addPage(page);
        isFirst = false;
    }
    addRest(input, arguments, isFirst);
}

/// What no page names is asked at the end; all of it where the wizard has no pages.
void CreationDialog::addRest(OperationInput *input, const QStringList &arguments, bool isFirst)
{
    const qsizetype step = m_inputs.size() - 1;
    const bool isLast = step + 1 == m_wizard.steps.size();
    FormPart ofBody;
    ofBody.isRest = !m_asked.isEmpty();
    ofBody.fields = m_asked;
    bool isNeeded = !arguments.isEmpty();
    const QList<Field> fields = input->hasBody() ? input->body().guide().fields(Path()) : QList<Field>();
    bool hasFields = input->hasBody() && fields.isEmpty();
    for (const Field &field : fields) {
        const bool isShown = ofBody.shows(input->body().guide().placeOf(Path(), field));
        hasFields = hasFields || isShown;
        const Node node = input->body().draft().document().root().child(field.name);
        const bool isOpen = node.isNull() || (node.isLeaf() && node.text().isEmpty());
        isNeeded = isNeeded || (isShown && field.isRequired && isOpen);
    }
    if (!isNeeded && !(isLast && hasFields))
        return;
    Page page;
    page.step = step;
    page.title = isFirst ? tr("Values") : tr("Further values");
    page.input = new InputPage(*input, m_stack);
    if (!arguments.isEmpty()) {
        FormPart ofArguments;
        ofArguments.fields = arguments;
        page.input->showArguments(ofArguments);
    }
    if (hasFields)
        page.input->showBody(ofBody);
    addPage(page);
}

void CreationDialog::addPage(const Page &page)
{
    m_pages << page;
    QWidget *widget = page.input ? static_cast<QWidget *>(page.input) : page.request;
    m_stack->addWidget(widget);
    m_rail->addItem(page.title);
}

/// Up to the first call that has not been answered.
bool CreationDialog::isReachable(int place) const
{
    for (int before = 0; before < place; ++before) {
        const Page &page = m_pages.at(before);
        const bool isOpen = page.request && !page.request->isAnswered();
        if (isOpen || (page.input && !page.input->faults().isEmpty()))
            return false;
    }
    return true;
}

void CreationDialog::go(int place)
{
    m_place = place;
    const Page &page = m_pages.at(place);
    if (page.request)
        showRequest(page);
    m_stack->setCurrentIndex(place);
    m_title->setText(tr("%1: %2", "wizard, page").arg(m_wizard.label, page.title));
    m_rail->setCurrentRow(place);
    refresh();
    if (page.input)
        page.input->focusFirst();
    else
        m_next->setFocus();
}

void CreationDialog::showRequest(const Page &page)
{
    const Result<Request> request = m_inputs.at(page.step)->request();
    if (!request)
        return page.request->setError(tr("The request cannot be made yet."), request.error());
    m_request = *request;
    m_request.setAction(Session::newAction());
    page.request->setRequest(m_session->asSent(m_request));
}

void CreationDialog::refresh()
{
    const Page &page = m_pages.at(m_place);
    const bool sends = page.request && !page.request->isAnswered();
    const QStringList faults = page.input ? page.input->faults() : QStringList();
    const QStringList doubts = page.input ? page.input->doubts() : QStringList();
    const QStringList remarks = faults + doubts;
    m_remark->setText(m_isSending ? tr("Sending \u2026") : remarks.value(0));
    m_remark->setToolTip(plainToolTip(remarks.join(QLatin1Char('\n'))));
    m_next->setText(sends ? escaped(page.title) : tr("Next"));
    const bool isLast = m_place + 1 == m_pages.size();
    m_reason->setVisible(isLast);
    const bool isReasoned = !isLast || m_reason->isEnough();
    const bool canSend = isReasoned && (!sends || m_inputs.at(page.step)->request().has_value());
    m_next->setEnabled(faults.isEmpty() && canSend && !m_isSending);
    m_back->setEnabled(m_place > 0 && !m_isSending);
    for (int row = 0; row < m_rail->count(); ++row) {
        const bool isOpen = row <= m_place || isReachable(row);
        m_rail->item(row)->setFlags(
            isOpen && !m_isSending ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags);
    }
}

void CreationDialog::next()
{
    const Page &page = m_pages.at(m_place);
    if (page.request && !page.request->isAnswered())
        return send();
    const Page &following = m_pages.at(m_place + 1);
    go(m_place + 1);
    if (following.step != page.step)
        refresh();
}

void CreationDialog::send()
{
    m_isSending = true;
    refresh();
    Deed deed;
    deed.operation = m_pages.at(m_place).title;
    deed.role = m_inputs.at(m_pages.at(m_place).step)->operation().role;
    deed.reason = m_reason->reason();
    QCoro::connect(m_session->act(m_request, m_resource, deed), this, [this](const Result<Outcome> &outcome) {
        m_isSending = false;
        if (outcome)
            take(*outcome);
        else
            refuse(outcome.error());
    });
}

void CreationDialog::take(const Outcome &outcome)
{
    if (m_place + 1 == m_pages.size()) {
        m_outcome = outcome;
        accept();
        return;
    }
    const Page &page = m_pages.at(m_place);
    OperationInput *input = m_inputs.at(page.step);
    page.request->setAnswer(outcome.document, outcome.text, input->labels());
    OperationInput *following = m_inputs.at(page.step + 1);
    following->takeOver(*input);
    following->take(m_wizard.steps.at(page.step + 1).takes, outcome.document);
    refresh();
    m_next->setFocus();
}

/// The service's words beside the fields they are about, on the first page that has one; else here.
void CreationDialog::refuse(const Error &error)
{
    const Page &page = m_pages.at(m_place);
    page.request->setError(tr("%1 was not done.").arg(page.title), error);
    int first = -1;
    const QStringList lines = error.details().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const qsizetype colon = line.indexOf(QLatin1String(": "));
        for (int place = 0; colon > 0 && place < m_place; ++place) {
            InputPage *input = m_pages.at(place).input;
            const bool isHere = input && m_pages.at(place).step <= page.step
                && input->showRefusal(line.left(colon).section(QLatin1Char('.'), -1), line.mid(colon + 2));
            if (isHere && first < 0)
                first = place;
        }
    }
    if (first >= 0)
        go(first);
    refresh();
    if (first >= 0)
        m_remark->setText(oneLine(error.message(), 160));
}

QJsonArray CreationDialog::values() const
{
    QJsonArray values;
    for (const OperationInput *input : m_inputs)
        values << input->saved();
    return values;
}

void CreationDialog::load(const QJsonArray &values)
{
    for (qsizetype step = 0; step < m_inputs.size(); ++step)
        m_inputs.at(step)->load(values.at(step).toObject());
    go(0);
}

void CreationDialog::fillLike(const Likeness &model)
{
    for (OperationInput *input : std::as_const(m_inputs))
        model.fill(*input);
    go(0);
}

} // namespace nephoscope
