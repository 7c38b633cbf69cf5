// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/filterheader.h"

#include "resource/values.h"
#include "shell/glyph.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>

namespace nephoscope {

namespace {

constexpr int gap = 3;

} // namespace

FilterHeader::FilterHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setObjectName(QStringLiteral("tableHeader"));
    setSectionsMovable(true);
    setSectionsClickable(true);
    setSortIndicatorShown(true);
    setStretchLastSection(true);
    setHighlightSections(false);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignTop);
    connect(this, &QHeaderView::sectionResized, this, &FilterHeader::place);
    connect(this, &QHeaderView::sectionMoved, this, &FilterHeader::place);
}

int FilterHeader::lastShown() const
{
    for (int place = count() - 1; place >= 0; --place)
        if (!isSectionHidden(logicalIndex(place)))
            return logicalIndex(place);
    return -1;
}

QLineEdit *FilterHeader::make(const QString &name)
{
    auto *made = new QLineEdit(this);
    made->setObjectName(QStringLiteral("filter_") + name);
    made->setClearButtonEnabled(true);
    made->installEventFilter(this);
    connect(made, &QLineEdit::textChanged, this, &FilterHeader::edited);
    QAction *choosing = made->addAction(glyph(QStringLiteral("down")), QLineEdit::TrailingPosition);
    choosing->setObjectName(QStringLiteral("chooseFilter"));
    choosing->setToolTip(plainToolTip(tr("Choose (Alt+Down)")));
    connect(choosing, &QAction::triggered, this, [this, name] { emit helpWanted(name); });
    return made;
}

void FilterHeader::setColumns(const QStringList &names, const QStringList &titles, const QStringList &help)
{
    for (const QString &gone : std::as_const(m_names)) {
        if (!names.contains(gone))
            m_boxes.take(gone)->deleteLater();
    }
    m_names = names;
    QWidget *before = nullptr;
    for (qsizetype each = 0; each < names.size(); ++each) {
        QLineEdit *&box = m_boxes[names[each]];
        if (!box)
            box = make(names[each]);
        box->setAccessibleName(tr("Filter %1").arg(titles[each]));
        box->setPlaceholderText(tr("Filter"));
        box->setToolTip(plainToolTip(help[each]));
        m_help[names[each]] = help[each];
        if (before)
            setTabOrder(before, box);
        before = box;
    }
    place();
}

QString FilterHeader::text(const QString &name) const
{
    const QLineEdit *found = m_boxes.value(name);
    return found ? found->text() : QString();
}

void FilterHeader::setText(const QString &name, const QString &text)
{
    if (QLineEdit *found = m_boxes.value(name))
        found->setText(text);
}

QHash<QString, QString> FilterHeader::texts() const
{
    QHash<QString, QString> result;
    for (auto each = m_boxes.cbegin(); each != m_boxes.cend(); ++each)
        if (!each.value()->text().trimmed().isEmpty())
            result.insert(each.key(), each.value()->text());
    return result;
}

void FilterHeader::setTexts(const QHash<QString, QString> &texts)
{
    for (auto each = m_boxes.cbegin(); each != m_boxes.cend(); ++each) {
        const QSignalBlocker quiet(each.value());
        each.value()->setText(texts.value(each.key()));
    }
    emit edited();
}

void FilterHeader::setMistake(const QString &name, const QString &mistake)
{
    QLineEdit *found = m_boxes.value(name);
    if (!found)
        return;
    QPalette colors = palette();
    if (!mistake.isEmpty())
        colors.setColor(QPalette::Text, QColor(0xC0, 0x39, 0x2B));
    found->setPalette(mistake.isEmpty() ? QPalette() : colors);
    found->setToolTip(plainToolTip(mistake.isEmpty() ? m_help.value(name) : mistake));
}

void FilterHeader::setBoxesShown(bool shown)
{
    m_areShown = shown;
    updateGeometries();
    emit geometriesChanged();
}

QSize FilterHeader::sizeHint() const
{
    QSize size = QHeaderView::sizeHint();
    size.setHeight(size.height() + 2);
    if (m_areShown && !m_boxes.isEmpty())
        size.setHeight(size.height() + m_boxes.cbegin().value()->sizeHint().height() + 2 * gap);
    return size;
}

void FilterHeader::updateGeometries()
{
    const int box = m_areShown && !m_boxes.isEmpty() ? m_boxes.cbegin().value()->sizeHint().height() + 2 * gap : 0;
    setViewportMargins(0, 0, 0, box);
    QHeaderView::updateGeometries();
    place();
}

void FilterHeader::resizeEvent(QResizeEvent *event)
{
    QHeaderView::resizeEvent(event);
    place();
}

void FilterHeader::place()
{
    const int top = viewport()->height(); // right below the titles, wherever they end just now
    for (qsizetype each = 0; each < m_names.size() && each < count(); ++each) {
        QLineEdit *box = m_boxes.value(m_names[each]);
        const int section = int(each);
        const int x = sectionViewportPosition(section);
        box->setGeometry(x + 2, top + gap, sectionSize(section) - 4, box->sizeHint().height());
        box->setVisible(m_areShown && !isSectionHidden(section) && sectionSize(section) > 24);
    }
}

bool FilterHeader::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        auto *box = qobject_cast<QLineEdit *>(watched);
        const auto *key = static_cast<QKeyEvent *>(event);
        if (box && key->key() == Qt::Key_Escape && !box->text().isEmpty()) {
            box->clear();
            return true;
        }
        if (box && key->key() == Qt::Key_Down && key->modifiers().testFlag(Qt::AltModifier)) {
            emit helpWanted(m_boxes.key(box));
            return true;
        }
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Return) {
            emit left();
            return true;
        }
    }
    return QHeaderView::eventFilter(watched, event);
}

} // namespace nephoscope
