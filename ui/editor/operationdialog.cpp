// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/operationdialog.h"

#include "create/likeness.h"
#include "create/presetbutton.h"
#include "editor/childlistslabel.h"
#include "editor/dependents.h"
#include "editor/filerow.h"
#include "editor/operationform.h"
#include "editor/reasonfield.h"
#include "editor/referrerslabel.h"
#include "editor/requestwords.h"
#include "resource/values.h"
#include "shell/glyph.h"
#include "shell/looks.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QToolButton>

namespace nephoscope {

namespace {

QLabel *plainLabel(const QString &text, const char *name, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

QString OperationDialog::consequence(Operation::Danger danger)
{
    switch (danger) {
    case Operation::Danger::Interrupts:
        return tr("This interrupts a service that may be in use.");
    case Operation::Danger::Destroys:
        return tr("This cannot be undone.");
    case Operation::Danger::Harmless:
    case Operation::Danger::Changes:
        break;
    }
    return {};
}

bool OperationDialog::isNeededFor(const Operation &operation)
{
    const bool isAsking = std::any_of(operation.parameters.begin(), operation.parameters.end(),
        [](const Parameter &parameter) { return parameter.in != Parameter::In::Body; });
    const bool isGrave =
        operation.danger == Operation::Danger::Interrupts || operation.danger == Operation::Danger::Destroys;
    return isAsking || isGrave || !operation.bodyType.isEmpty() || !operation.bodySchema.isEmpty();
}

OperationDialog::OperationDialog(const std::shared_ptr<Session> &session, const Operation &operation,
    const QString &label, const Resource &resource, const Looks &looks, const FieldContext &context, QWidget *parent)
    : SiteDialog(session->profile(), parent)
    , m_session(session)
    , m_operation(operation)
    , m_label(label)
    , m_resource(resource)
{
    setObjectName(QStringLiteral("operationDialog"));
    setWindowTitle(label);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 16, 16, 16);
    all->setSpacing(12);
    addTitle(all);
    addFile(all, looks);
    addForm(all, looks, context);
    addWarning(all, looks);
    addPreview(all);
    addButtons(all);
    check();
    const bool hasForm = !m_form->isEmpty();
    resize(fontMetrics().averageCharWidth() * (hasForm ? 90 : 70), hasForm ? fontMetrics().height() * 30 : 0);
    if (hasForm)
        m_form->focusFirst();
}

void OperationDialog::addTitle(QVBoxLayout *all)
{
    const QString name = m_resource.self.name();
    const QString words = name.isEmpty() ? m_label : tr("%1: %2", "operation, name").arg(m_label, name);
    QLabel *title = plainLabel(words, "operationTitle", this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    all->addWidget(title);
    if (m_operation.help.isEmpty())
        return;
    QLabel *help = plainLabel(oneLine(m_operation.help, 400), "operationHelp", this);
    help->setForegroundRole(QPalette::PlaceholderText);
    all->addWidget(help);
}

/// What hangs below the object, as far as it has been read.
QString OperationDialog::whatGoesWithIt(const Looks &looks) const
{
    constexpr qsizetype most = 8;
    QStringList names;
    for (const Ref &child : m_resource.children) {
        const QString kind = looks.kind(m_session->platform().service(), child.kind());
        if (!child.isCollection() && names.size() < most)
            names << (child.name().isEmpty() ? kind : tr("%1 %2", "kind, name").arg(kind, child.name()));
    }
    if (names.isEmpty())
        return {};
    const qint64 total = std::max<qint64>(m_resource.total.value_or(0), m_resource.children.size());
    if (total > names.size())
        names << tr("and %1 more").arg(total - names.size());
    return tr("What goes with it: %1.").arg(names.join(QStringLiteral(", ")));
}

void OperationDialog::addWarning(QVBoxLayout *all, const Looks &looks)
{
    const bool isDeletion = m_operation.role == Operation::Role::Delete;
    const bool destroys = m_operation.danger == Operation::Danger::Destroys
        || (isDeletion && m_session->profile().production); // whatever its danger elsewhere
    const QString words = consequence(destroys ? Operation::Danger::Destroys : m_operation.danger);
    if (words.isEmpty())
        return;
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    auto *icon = new QLabel(this);
    const int side = fontMetrics().height();
    const QColor hue = destroys ? QColor(0xd0, 0x2f, 0x2f) : QColor(0xb3, 0x6b, 0x00);
    icon->setPixmap(glyph(QStringLiteral("warning"), hue).pixmap(side, side));
    line->addWidget(icon, 0, Qt::AlignTop);
    const QString others = destroys ? whatGoesWithIt(looks) : QString();
    line->addWidget(
        plainLabel(others.isEmpty() ? words : words + QLatin1Char(' ') + others, "operationWarning", this), 1);
    all->addLayout(line);
    if (destroys)
        addDependents(all, looks);
    const QString name = nameToType();
    if (!destroys || name.isEmpty())
        return;
    all->addWidget(plainLabel(tr("Type %1 to confirm:").arg(name), "operationConfirm", this));
    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("operationName"));
    m_name->setAccessibleName(tr("Name, to confirm"));
    all->addWidget(m_name);
    connect(m_name, &QLineEdit::textChanged, this, &OperationDialog::check);
}

/// What its own lists hold, which are read for it, and what the lists of others know of it.
void OperationDialog::addDependents(QVBoxLayout *all, const Looks &looks)
{
    m_lists = new ChildListsLabel(m_session, m_resource, looks, this);
    auto *others = new DependentsLabel(*m_session, m_resource, looks, this);
    m_referrers = new ReferrersLabel(m_session, m_resource, looks, this);
    all->addWidget(m_lists);
    all->addWidget(m_referrers);
    all->addWidget(others);
    connect(m_referrers, &ReferrersLabel::done, this, [this] {
        check();
        makeRoomFor(m_referrers);
    });
    connect(m_lists, &ChildListsLabel::done, this, [this, others] {
        others->leaveOut(m_lists->items());
        check();
        makeRoomFor(m_lists);
    });
}

void OperationDialog::makeRoomFor(const QLabel *label)
{
    const int more = label->isVisible() ? label->heightForWidth(label->width()) : 0;
    resize(width(), std::min(height() + more, screen()->availableGeometry().height()));
}

/// What is made to hold a file is described by that file.
void OperationDialog::addFile(QVBoxLayout *all, const Looks &looks)
{
    const QString body = m_operation.bodyType.section(QLatin1Char('.'), -1).section(QLatin1Char('+'), 0, 0);
    const QJsonObject facts =
        looks.catalog(m_session->platform().service()).section(QStringLiteral("uploads")).value(body).toObject();
    if (facts.isEmpty())
        return;
    m_file = new FileRow(this);
    all->addWidget(m_file);
    connect(m_file, &FileRow::chosen, this, [this, facts] { m_file->describe(m_form->input(), facts); });
}

QString OperationDialog::file() const { return m_file ? m_file->fileName() : QString(); }

void OperationDialog::addForm(QVBoxLayout *all, const Looks &looks, const FieldContext &context)
{
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    m_form = new OperationForm(*m_session, m_operation, m_resource.self.kind(), looks, context, area);
    area->setWidget(m_form);
    area->setVisible(!m_form->isEmpty());
    all->addWidget(area, 1);
    connect(m_form, &OperationForm::edited, this, &OperationDialog::check);
}

void OperationDialog::addPreview(QVBoxLayout *all)
{
    m_fold = new QToolButton(this);
    m_fold->setObjectName(QStringLiteral("operationFold"));
    m_fold->setText(tr("What will be sent"));
    m_fold->setAccessibleName(m_fold->text());
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setArrowType(Qt::RightArrow);
    m_fold->setAutoRaise(true);
    m_fold->setCheckable(true);
    m_fold->setFocusPolicy(Qt::StrongFocus);
    m_preview = new QPlainTextEdit(this);
    m_preview->setObjectName(QStringLiteral("operationPreview"));
    m_preview->setAccessibleName(tr("Request"));
    m_preview->setReadOnly(true);
    m_preview->setTabChangesFocus(true);
    m_preview->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_preview->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_preview->setMinimumHeight(8 * fontMetrics().lineSpacing());
    m_preview->hide();
    all->addWidget(m_fold);
    all->addWidget(m_preview, 1);
    connect(m_fold, &QToolButton::toggled, this, [this](bool open) {
        m_fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_preview->setVisible(open);
        adjustSize();
    });
}

void OperationDialog::addButtons(QVBoxLayout *all)
{
    m_reason = new ReasonField(m_session->profile(), this);
    m_reason->setVisible(m_operation.method != "GET"); // the journal keeps what is written
    all->addWidget(m_reason);
    connect(m_reason, &ReasonField::edited, this, &OperationDialog::check);
    connect(this, &QDialog::accepted, m_reason, &ReasonField::remember);
    m_fault = plainLabel({}, "operationFault", this);
    m_fault->setForegroundRole(QPalette::PlaceholderText);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *copy = buttons->addButton(tr("Copy as curl"), QDialogButtonBox::ActionRole);
    copy->setObjectName(QStringLiteral("operationCopy"));
    copy->setAutoDefault(false);
    buttons->addButton(QDialogButtonBox::Cancel)->setAutoDefault(false);
    m_send = buttons->addButton(
        QString(m_label).replace(QLatin1Char('&'), QLatin1String("&&")), QDialogButtonBox::AcceptRole);
    m_send->setObjectName(QStringLiteral("operationSend"));
    m_send->setDefault(true);
    auto *foot = new QHBoxLayout;
    if (!m_form->isEmpty())
        foot->addWidget(makePresets());
    foot->addWidget(m_fault, 1);
    foot->addWidget(buttons);
    all->addLayout(foot);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_curl); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString OperationDialog::reason() const { return m_reason->reason(); }

/// Of the object; where an operation is sent by itself, its own.
QString OperationDialog::nameToType() const
{
    return m_resource.self.name().isEmpty() ? m_label : m_resource.self.name();
}

QPushButton *OperationDialog::makePresets()
{
    const QString key =
        m_operation.call.isEmpty() ? m_operation.name + QLatin1Char(' ') + m_operation.bodyType : m_operation.call;
    const auto all = [this] { return QJsonArray{values()}; };
    auto *presets = new PresetButton(PresetStore(m_session->platform().service(), key), all, this);
    connect(presets, &PresetButton::chosen, this, [this](const QJsonArray &kept) { load(kept.at(0).toObject()); });
    return presets;
}

QJsonObject OperationDialog::values() const { return m_form->input().saved(); }

void OperationDialog::load(const QJsonObject &values) { m_form->input().load(values); }

void OperationDialog::fillLike(const Likeness &model) { model.fill(m_form->input()); }

/// Whether it can be sent, and what that would be.
void OperationDialog::check()
{
    QStringList faults = m_form->faults();
    const Result<Request> request = m_form->request();
    if (request) {
        m_request = *request;
        if (m_request.action().isEmpty())
            m_request.setAction(Session::newAction());
        const Request onWire = m_session->asSent(m_request);
        m_preview->setPlainText(requestText(onWire));
        m_curl = asCurl(onWire);
    } else if (faults.isEmpty()) {
        faults << request.error().message();
    }
    const bool isConfirmed = !m_name || m_name->text() == nameToType();
    const QStringList remarks = faults + m_form->doubts();
    m_fault->setText(remarks.value(0));
    m_fault->setToolTip(plainToolTip(remarks.join(QLatin1Char('\n'))));
    const bool isReasoned = m_reason->isHidden() || m_reason->isEnough();
    const bool isKnown = !m_lists || (m_lists->isDone() && m_referrers && m_referrers->isDone());
    m_send->setEnabled(faults.isEmpty() && isConfirmed && isReasoned && isKnown);
    m_send->setToolTip(!isConfirmed ? tr("Type the name first")
            : !isReasoned           ? tr("Give a reason first")
            : !isKnown              ? tr("What goes with it is still being read")
                                    : QString());
}

} // namespace nephoscope
