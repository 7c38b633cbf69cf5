// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/addressbar.h"

#include "resource/values.h"
#include "shell/actions.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QToolButton>

namespace nephoscope {

namespace {

constexpr int longestCrumb = 30; // characters

QToolButton *flat(QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

AddressBar::AddressBar(const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_crumbs(new QWidget(m_stack))
    , m_row(new QHBoxLayout(m_crumbs))
    , m_field(new QLineEdit(m_stack))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    for (QAction *action : {actions.back, actions.forward}) {
        QToolButton *button = flat(this);
        button->setDefaultAction(action);
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        layout->addWidget(button);
    }
    m_row->setContentsMargins(4, 0, 0, 0);
    m_row->setSpacing(0);
    m_field->setObjectName(QStringLiteral("address"));
    m_field->setAccessibleName(tr("Address"));
    m_field->setPlaceholderText(tr("Paste an address or id of the current site"));
    m_field->installEventFilter(this);
    m_stack->addWidget(m_crumbs);
    m_stack->addWidget(m_field);
    m_stack->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    layout->addWidget(m_stack, 1);
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        const QString text = m_field->text().trimmed();
        m_stack->setCurrentWidget(m_crumbs);
        if (!text.isEmpty())
            emit addressEntered(text);
    });
}

void AddressBar::setPath(const QString &site, const QList<QPair<QString, Ref>> &path)
{
    m_site = site;
    m_path = path;
    showCrumbs();
}

void AddressBar::clear() { setPath({}, {}); }

void AddressBar::addSeparator()
{
    auto *separator = new QLabel(QStringLiteral("\u25b8"), m_crumbs);
    separator->setEnabled(false);
    m_row->addWidget(separator);
}

void AddressBar::showCrumbs()
{
    while (QLayoutItem *item = m_row->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    if (!m_site.isEmpty()) {
        QToolButton *site = flat(m_crumbs);
        site->setText(m_site);
        site->setObjectName(QStringLiteral("crumbSite"));
        connect(site, &QToolButton::clicked, this, &AddressBar::siteClicked);
        m_row->addWidget(site);
    }
    // What does not fit is left out in the middle: the site and the page itself always show.
    int room = m_stack->width() - fontMetrics().horizontalAdvance(m_site) - 60;
    qsizetype first = m_path.size();
    while (first > 0) {
        room -= std::min(fontMetrics().horizontalAdvance(m_path[first - 1].first),
                    fontMetrics().averageCharWidth() * longestCrumb)
            + 36;
        if (room < 0 && first < m_path.size())
            break;
        --first;
    }
    if (first > 0) {
        addSeparator();
        m_row->addWidget(new QLabel(QStringLiteral("\u2026"), m_crumbs));
    }
    for (qsizetype position = first; position < m_path.size(); ++position) {
        addSeparator();
        const auto &[name, ref] = m_path[position];
        QToolButton *crumb = flat(m_crumbs);
        crumb->setText(
            fontMetrics().elidedText(oneLine(name), Qt::ElideMiddle, fontMetrics().averageCharWidth() * longestCrumb));
        crumb->setObjectName(QStringLiteral("crumb%1").arg(position));
        connect(crumb, &QToolButton::clicked, this, [this, target = ref] { emit crumbClicked(target); });
        m_row->addWidget(crumb);
    }
    m_row->addStretch(1);
}

void AddressBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showCrumbs();
}

void AddressBar::edit(const QString &address)
{
    m_field->setText(address);
    m_field->selectAll();
    m_stack->setCurrentWidget(m_field);
    m_field->setFocus(Qt::ShortcutFocusReason);
}

bool AddressBar::eventFilter(QObject *watched, QEvent *event)
{
    const bool escape = event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape;
    if (watched == m_field && (escape || event->type() == QEvent::FocusOut))
        m_stack->setCurrentWidget(m_crumbs);
    return escape || QWidget::eventFilter(watched, event);
}

} // namespace nephoscope
