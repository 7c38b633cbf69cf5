// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskfilterbar.h"

#include "shell/glyph.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDateTime>
#include <QLineEdit>
#include <QToolButton>

namespace nephoscope {

namespace {

using Phase = TaskState::Phase;

enum class Span { Always, Hour, Today, Week, Month, Before };

/// The states as people ask for them; "Failed" means aborted work too.
QList<Phase> phasesOf(int place)
{
    static const QList<QList<Phase>> all{{}, {Phase::Queued, Phase::Running}, {Phase::Succeeded},
        {Phase::Failed, Phase::Aborted}, {Phase::Canceled}, {Phase::Unknown}, {}};
    return all.value(place);
}

constexpr int needsAttention = 6;

/// A box whose entries are looked up when it is opened.
class FilledBox : public QComboBox {
public:
    using QComboBox::QComboBox;
    std::function<void()> fill;
    void showPopup() override
    {
        if (fill)
            fill();
        QComboBox::showPopup();
    }
};

void fillNames(QComboBox *box, const QString &all, const QList<std::pair<QString, QString>> &names)
{
    const QVariant before = box->currentData();
    const QSignalBlocker silence(box);
    box->clear();
    box->addItem(all, QString());
    for (const auto &[id, name] : names)
        box->addItem(name, id);
    box->setCurrentIndex(std::max(0, box->findData(before)));
}

} // namespace

TaskFilterBar::TaskFilterBar(const TaskMemory &memory, const Sites &sites, QWidget *parent)
    : QWidget(parent)
    , m_memory(memory)
    , m_sites(sites)
    , m_words(new QLineEdit(this))
    , m_object(new QToolButton(this))
{
    constexpr int pause = 150; // ms
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    m_words->setObjectName(QStringLiteral("taskFilter"));
    m_words->setPlaceholderText(tr("Search all tasks"));
    m_words->setToolTip(tr("Name, object, user, error, task id, request id: of all times, dismissed ones too"));
    m_words->setAccessibleName(tr("Search all tasks"));
    m_words->setClearButtonEnabled(true);
    m_words->setMaximumWidth(fontMetrics().averageCharWidth() * 32);
    line->addWidget(m_words, 1);
    m_state = add("taskState", tr("State"), line);
    m_site = add("taskSite", tr("Site"), line);
    m_user = add("taskUser", tr("User"), line);
    m_time = add("taskTime", tr("Time"), line);
    m_object->setObjectName(QStringLiteral("taskObject"));
    m_object->setIcon(glyph(QStringLiteral("close")));
    m_object->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_object->setAccessibleName(tr("Show the work on all objects again"));
    m_object->setToolTip(m_object->accessibleName());
    m_object->hide();
    line->addWidget(m_object);
    fillStates();
    fillTimes();
    fillSites();
    fillUsers();
    static_cast<FilledBox *>(m_site)->fill = [this] { fillSites(); };
    static_cast<FilledBox *>(m_user)->fill = [this] { fillUsers(); };
    m_typing.setSingleShot(true);
    m_typing.setInterval(pause);
    connect(m_words, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(&m_typing, &QTimer::timeout, this, &TaskFilterBar::changed);
    connect(m_object, &QToolButton::clicked, this, [this] { setObject(Ref()); });
}

QComboBox *TaskFilterBar::add(const char *name, const QString &accessible, QHBoxLayout *line)
{
    constexpr int letters = 8;
    auto *box = new FilledBox(this);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(accessible);
    box->setToolTip(accessible);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(letters);
    connect(box, &QComboBox::currentIndexChanged, this, &TaskFilterBar::changed);
    line->addWidget(box);
    return box;
}

void TaskFilterBar::fillStates()
{
    const QSignalBlocker silence(m_state);
    m_state->addItems({tr("Any state"), tr("Under way"), tr("Succeeded"), tr("Failed"), tr("Canceled"), tr("Unknown"),
        tr("Needs attention")});
}

void TaskFilterBar::fillTimes()
{
    const QSignalBlocker silence(m_time);
    m_time->addItems({tr("Any time"), tr("Last hour"), tr("Today"), tr("Last 7 days"), tr("Last 30 days"),
        tr("Older than 30 days")});
}

void TaskFilterBar::fillSites()
{
    QList<std::pair<QString, QString>> names;
    for (int place = 0; place < m_sites.count(); ++place)
        names.append({m_sites.at(place).profile.id, m_sites.at(place).profile.name});
    fillNames(m_site, tr("All sites"), names);
}

void TaskFilterBar::fillUsers()
{
    QList<std::pair<QString, QString>> names;
    const QStringList users = m_memory.users();
    for (const QString &user : users)
        names.append({user, user});
    fillNames(m_user, tr("Everybody"), names);
}

TaskFilter TaskFilterBar::filter() const
{
    TaskFilter filter;
    filter.text = m_words->text().trimmed();
    filter.phases = phasesOf(m_state->currentIndex());
    filter.onlyAttention = m_state->currentIndex() == needsAttention;
    filter.site = m_site->currentData().toString();
    filter.user = m_user->currentData().toString();
    if (!m_only.href().isEmpty())
        filter.object = m_only.identity();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    switch (Span(m_time->currentIndex())) {
    case Span::Hour:
        filter.since = now.addSecs(-3600);
        break;
    case Span::Today:
        filter.since = QDate::currentDate().startOfDay();
        break;
    case Span::Week:
        filter.since = now.addDays(-7);
        break;
    case Span::Month:
        filter.since = now.addDays(-30);
        break;
    case Span::Before:
        filter.until = now.addDays(-30);
        break;
    case Span::Always:
        break;
    }
    return filter;
}

void TaskFilterBar::setObject(const Ref &object)
{
    m_only = object;
    m_object->setText(object.name().isEmpty() ? object.id() : object.name());
    m_object->setVisible(!object.href().isEmpty());
    emit changed();
}

void TaskFilterBar::clear()
{
    m_words->clear();
    m_typing.stop();
    {
        const QSignalBlocker states(m_state), sites(m_site), users(m_user), times(m_time);
        for (QComboBox *box : {m_state, m_site, m_user, m_time})
            box->setCurrentIndex(0);
    }
    setObject(Ref());
}

} // namespace nephoscope
