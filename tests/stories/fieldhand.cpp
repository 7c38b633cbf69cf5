// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/fieldhand.h"

#include "editor/fieldeditor.h"
#include "editor/resourceeditor.h"
#include "models/propertymodel.h"
#include "resource/busyline.h"
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDateTimeEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTableWidget>
#include <QToolButton>

namespace nephoscope {

namespace {

constexpr int patient = 30'000; // ms: sanitizers and a full machine

bool isAddressed(const QString &name, const char *what)
{
    return name.contains(QLatin1String(what), Qt::CaseInsensitive);
}

/// "web-01" → "web-02", "10.0.0.5" → "10.0.0.6": what has the form of the present value is right most often.
QString counted(const QString &now)
{
    qsizetype from = now.size();
    while (from > 0 && now.at(from - 1).isDigit())
        --from;
    const QString digits = now.mid(from).right(9);
    if (digits.isEmpty())
        return now.isEmpty() ? QString() : now + QStringLiteral("-2");
    const int next = digits.toInt() % 250 + 1;
    return now.chopped(digits.size()) + QString::number(next).rightJustified(digits.size(), QLatin1Char('0'));
}

QStringList others(const QString &now, QStringList all)
{
    all.removeAll(QString());
    all.removeAll(now);
    all.removeDuplicates();
    return all;
}

QStringList numbers(const FieldSpot &spot)
{
    const qint64 now = spot.now.section(QLatin1Char(' '), 0, 0).toLongLong();
    return {QString::number(now + 1), QString::number(now > 0 ? now * 2 : 4), QString::number(now / 2),
        QString::number(now - 1), QStringLiteral("7200"), QStringLiteral("1"), QStringLiteral("2"),
        QStringLiteral("10"), QStringLiteral("64"), QStringLiteral("0")};
}

QStringList texts(const FieldSpot &spot)
{
    const FieldFacts &facts = spot.facts;
    if (facts.type == PropertyType::Secret)
        return {QStringLiteral("Sw0rd-of-the-story"), QStringLiteral("12345678")};
    if (facts.type == PropertyType::Url)
        return {QStringLiteral("https://example.com/story"), counted(spot.now)};
    if (facts.type == PropertyType::Address)
        return others(spot.now,
            {counted(spot.now), QStringLiteral("192.168.7.21"), QStringLiteral("255.255.255.0"),
                QStringLiteral("192.168.7.0/24"), QStringLiteral("00:50:56:01:02:03")});
    QStringList all{counted(spot.now), QStringLiteral("edited"), QStringLiteral("1"), QStringLiteral("192.168.7.21"),
        QStringLiteral("PT2H"), QStringLiteral("2031-05-06T07:08:09.000Z"), QStringLiteral("https://example.com/story"),
        QStringLiteral("true")};
    for (const QString &choice : facts.choices) // of a list, which is typed line by line
        all.prepend(choice);
    if (isAddressed(facts.name, "mail"))
        all.prepend(QStringLiteral("someone@example.com"));
    if (facts.type == PropertyType::Duration)
        all.prepend(QStringLiteral("PT3H"));
    return others(spot.now, all);
}

template <class T>
T *visible(const QWidget *where, const char *name)
{
    for (T *found : where->findChildren<T *>(QLatin1String(name)))
        if (found->isVisible())
            return found;
    return nullptr;
}

} // namespace

QString typeOver(StoryWindow &story, QTreeView *tree, const QModelIndex &value, const QString &text)
{
    const QPersistentModelIndex cell(value);
    tree->scrollTo(cell);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(cell).topLeft() + QPoint(5, 5));
    QTest::keyClick(&story.window(), Qt::Key_F2);
    auto *field = tree->findChild<FieldEditor *>();
    if (!field)
        return QStringLiteral("no editor: ") + cell.data(Qt::ToolTipRole).toString();
    QTest::keyClick(field->focusProxy(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field->focusProxy(), text);
    QTest::keyClick(field->focusProxy(), Qt::Key_Return);
    return {};
}

FieldHand::FieldHand(StoryWindow &story, QString profileId)
    : m_story(story)
    , m_profileId(std::move(profileId))
{
}

ResourcePage *FieldHand::page() { return m_story.window().pages().currentPage(); }

QModelIndex FieldHand::row(const QString &path, const QModelIndex &parent)
{
    const auto *tree = visible<QTreeView>(page(), "properties");
    for (int row = 0; tree && row < tree->model()->rowCount(parent); ++row) {
        const QModelIndex index = tree->model()->index(row, PropertyModel::NameColumn, parent);
        const QString here = index.data(PropertyModel::PathRole).toString();
        if (here == path && !index.data(PropertyModel::FactsRole).value<FieldFacts>().path.isEmpty())
            return index;
        const bool isAbove = here.isEmpty() || path.startsWith(here + QLatin1Char('/')) || path.startsWith(here + u'[');
        if (const QModelIndex below = isAbove ? this->row(path, index) : QModelIndex(); below.isValid())
            return below;
    }
    return {};
}

void FieldHand::showProperties()
{
    const auto *tabs = visible<QTabWidget>(page(), "resourceTabs");
    const auto *properties = page()->findChild<QWidget *>(QStringLiteral("propertiesTab"));
    for (int place = 0; tabs && place < tabs->count(); ++place)
        if (tabs->widget(place) == properties)
            QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {}, tabs->tabBar()->tabRect(place).center());
}

/// The page of the object, read and with the field in sight.
bool FieldHand::open(const FieldSpot &spot)
{
    if (!page() || page()->ref().identity() != spot.object.identity())
        m_story.window().pages().open(m_profileId, spot.object, false);
    const QString path = spot.facts.path.text();
    const auto isRead = [&] {
        const bool isThere = page() && page()->ref().identity() == spot.object.identity()
            && !page()->findChild<BusyLine *>()->isBusy() && !page()->editor().isSending();
        if (isThere && !visible<QTreeView>(page(), "properties")) // a list shows as a table first
            showProperties();
        return isThere && visible<QTreeView>(page(), "properties");
    };
    if (!QTest::qWaitFor(isRead, patient))
        return false;
    if (row(path).isValid())
        return true;
    auto *all = visible<QCheckBox>(page(), "propertiesShowEmpty");
    if (all && !all->isChecked())
        QTest::mouseClick(all, Qt::LeftButton, {}, QPoint(8, all->height() / 2));
    return QTest::qWaitFor([&] { return row(path).isValid(); }, 3000);
}

FieldEditor *FieldHand::editor(const FieldSpot &spot, QString *why)
{
    auto *tree = visible<QTreeView>(page(), "properties");
    const QPersistentModelIndex value = row(spot.facts.path.text()).siblingAtColumn(PropertyModel::ValueColumn);
    for (QModelIndex group = value.parent(); group.isValid(); group = group.parent())
        tree->expand(group.siblingAtColumn(0));
    tree->scrollTo(value, QAbstractItemView::PositionAtCenter);
    m_story.window().activateWindow();
    const QModelIndex name = value.sibling(value.row(), PropertyModel::NameColumn); // a value may be a link to follow
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(name).center());
    QTest::keyClick(&m_story.window(), Qt::Key_F2);
    auto *field = qobject_cast<FieldEditor *>(tree->indexWidget(value)); // one that still lives
    if (!field) {
        const QWidget *other = QApplication::activeModalWidget();
        *why = QStringLiteral("no editor: %1 %2").arg(m_story.message(page()), other ? other->objectName() : QString());
    }
    return field;
}

QString FieldHand::enterText(QWidget *line, const FieldSpot &spot, int attempt)
{
    const QString text = texts(spot).value(attempt);
    if (text.isEmpty())
        return {};
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(line, text);
    return text;
}

QString FieldHand::enterChoice(QWidget *widget, const FieldSpot &, int attempt)
{
    auto *combo = qobject_cast<QComboBox *>(widget);
    const QString now = combo->currentData().toString();
    QStringList others;
    for (int place = 0; place < combo->count(); ++place)
        others << combo->itemData(place).toString();
    others.removeAll(now);
    others.removeAll(QString());
    const QString wanted = others.value(attempt);
    if (wanted.isEmpty())
        return {};
    QTest::keyClick(combo, Qt::Key_Home);
    for (int step = 0; step < combo->count() && combo->currentData().toString() != wanted; ++step)
        QTest::keyClick(combo, Qt::Key_Down);
    return combo->currentData().toString() == wanted ? wanted : QString();
}

QString FieldHand::enterReference(QWidget *widget, const FieldSpot &spot, int attempt)
{
    auto *line = qobject_cast<QLineEdit *>(widget);
    QTest::keyClick(line, Qt::Key_Down); // all that may be chosen
    const QPointer<QAbstractItemView> list = line->completer()->popup();
    const bool isOpen =
        QTest::qWaitFor([&list] { return !list || (list->isVisible() && list->model()->rowCount() > 0); }, 8000);
    m_choices = list ? list->model()->rowCount() : 0;
    if (!isOpen || !list)
        return {};
    QList<QModelIndex> others;
    for (int row = 0; row < list->model()->rowCount(); ++row)
        if (list->model()->index(row, 0).data().toString() != spot.now)
            others << list->model()->index(row, 0);
    const QModelIndex wanted = others.value(attempt);
    if (!wanted.isValid()) {
        QTest::keyClick(list, Qt::Key_Escape);
        return {};
    }
    const QString name = wanted.data().toString();
    list->scrollTo(wanted);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(wanted).center());
    return name;
}

QString FieldHand::enterEntry(QWidget *widget, int attempt)
{
    auto *table = qobject_cast<QTableWidget *>(widget);
    if (attempt > 1)
        return {};
    QTest::mouseClick(table->parentWidget()->findChild<QToolButton *>(QStringLiteral("fieldMap:add")), Qt::LeftButton);
    const QStringList typed{QStringLiteral("story"), attempt == 0 ? QStringLiteral("edited") : QStringLiteral("1")};
    for (int column = 0; column < typed.size(); ++column) {
        table->setCurrentCell(table->rowCount() - 1, column);
        if (column > 0)
            QTest::keyClick(table, Qt::Key_F2);
        auto *cell = table->findChild<QLineEdit *>();
        if (!cell)
            return {};
        QTest::keyClicks(cell, typed.at(column));
        QTest::keyClick(cell, Qt::Key_Return);
    }
    return typed.join(u'=');
}

/// What was typed; empty where there is nothing else to try.
QString FieldHand::enter(FieldEditor *editor, const FieldSpot &spot, int attempt)
{
    if (auto *combo = visible<QComboBox>(editor, "fieldChoice"))
        return enterChoice(combo, spot, attempt);
    if (auto *line = visible<QLineEdit>(editor, "fieldReference"))
        return enterReference(line, spot, attempt);
    if (auto *table = visible<QTableWidget>(editor, "fieldMap"))
        return enterEntry(table, attempt);
    if (auto *time = visible<QDateTimeEdit>(editor, "fieldTime")) {
        const QString text = QStringLiteral("203%1-05-06 07:08:09").arg(attempt + 1);
        QTest::keyClick(time, Qt::Key_Home);
        QTest::keyClicks(time, text);
        return attempt > 1 ? QString() : text;
    }
    if (auto *unlimited = visible<QCheckBox>(editor, "fieldUnlimited"); unlimited && unlimited->isChecked())
        QTest::mouseClick(unlimited, Qt::LeftButton, {}, QPoint(8, unlimited->height() / 2));
    if (auto *number = visible<QWidget>(editor, "fieldNumber")) {
        const QString text = numbers(spot).value(attempt);
        QTest::keyClick(number, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(number, text);
        return text;
    }
    if (auto *lines = visible<QPlainTextEdit>(editor, "fieldLines")) {
        FieldSpot one = spot;
        one.now = spot.now.section(QLatin1Char('\n'), -1);
        QTest::keyClick(lines, Qt::Key_End, Qt::ControlModifier);
        if (spot.facts.isPlainList && !one.now.isEmpty())
            QTest::keyClick(lines, Qt::Key_Return);
        const QString text = texts(one).value(attempt);
        QTest::keyClicks(lines, text);
        return text;
    }
    auto *line = visible<QLineEdit>(editor, "fieldLine");
    return line ? enterText(line, spot, attempt) : QString();
}

/// What must be given together with the field, as the name that goes with a password.
void FieldHand::fillBeside(const FieldSpot &spot)
{
    const Path group = spot.facts.path.parent();
    const QModelIndex parent = row(spot.facts.path.text()).parent();
    const auto *tree = visible<QTreeView>(page(), "properties");
    QList<FieldSpot> needed;
    for (int place = 0; !group.isEmpty() && place < tree->model()->rowCount(parent); ++place) {
        const QModelIndex value = tree->model()->index(place, PropertyModel::ValueColumn, parent);
        FieldSpot beside;
        beside.facts = value.data(PropertyModel::FactsRole).value<FieldFacts>();
        const bool isNeeded = beside.facts.isRequired && value.data(Qt::EditRole).toString().isEmpty()
            && beside.facts.path.text() != spot.facts.path.text();
        if (isNeeded && value.flags() & Qt::ItemIsEditable)
            needed << beside;
    }
    for (const FieldSpot &beside : std::as_const(needed)) {
        QString why;
        FieldEditor *field = editor(beside, &why);
        if (!field || enter(field, beside, 0).isEmpty())
            continue;
        const QPointer<FieldEditor> open(field);
        QTest::keyClick(field->focusProxy() ? field->focusProxy() : field, Qt::Key_Return);
        if (!QTest::qWaitFor([&open] { return !open; }, 500))
            qWarning("the editor beside stays");
    }
}

/// Reviews and sends; the page says how it ended.
FieldEnd FieldHand::save()
{
    FieldEnd end;
    QString news;
    bool isFault = false;
    QObject listener;
    ResourceEditor *editing = &page()->editor();
    const auto hear = [&](const QString &sentence, const QString &details) { news = sentence + u' ' + details; };
    QObject::connect(editing, &ResourceEditor::told, &listener, hear);
    QObject::connect(editing, &ResourceEditor::warned, &listener, hear);
    QObject::connect(editing, &ResourceEditor::failed, &listener, [&](const FaultReport &report) {
        isFault = true;
        news = report.what + u' ' + report.error.message() + u' ' + report.error.details().left(300);
    });
    m_story.window().activateWindow();
    QTest::keyClick(&m_story.window(), Qt::Key_S, Qt::ControlModifier);
    QDialog *review = nullptr;
    const bool isHeard = QTest::qWaitFor(
        [&] { return !news.isEmpty() || (review = m_story.dialog<QDialog>("reviewDialog")) != nullptr; }, patient);
    if (!isHeard || !review) {
        end.why = news.isEmpty() ? QStringLiteral("no review: ") + m_story.message(page()) : news;
        return end;
    }
    news.clear();
    auto *send = review->findChild<QPushButton *>(QStringLiteral("reviewSend"));
    QTest::mouseClick(send, Qt::LeftButton);
    const bool isEnded = QTest::qWaitFor([&] { return !news.isEmpty(); }, patient);
    end.isSaved = isEnded && !isFault && news.contains(QLatin1String(" is saved"));
    end.why = end.isSaved && !news.contains(QLatin1String("something else")) ? QString() : news;
    end.isAnswered = isEnded;
    if (!isEnded)
        end.why = QStringLiteral("no end");
    return end;
}

void FieldHand::giveUp()
{
    for (const char *name : {"reviewDialog", "faultDialog", "mergeDialog"}) {
        const bool isGone = QTest::qWaitFor([this, name] { // another may wait behind it
            auto *dialog = m_story.dialog<QDialog>(name);
            if (dialog)
                dialog->reject();
            return !dialog;
        });
        if (!isGone)
            qWarning("%s stays", name);
    }
    if (page())
        page()->editor().discard();
}

FieldEnd FieldHand::change(FieldSpot spot)
{
    constexpr int most = 8; // attempts
    FieldEnd first;
    for (int attempt = 0; attempt < most; ++attempt) {
        FieldEnd end;
        if (!open(spot)) {
            end.why = QStringLiteral("the page does not show it");
            return attempt == 0 ? end : first;
        }
        FieldEditor *field = editor(spot, &end.why);
        if (!field)
            return attempt == 0 ? end : first;
        const QPointer<FieldEditor> open(field);
        spot.now = row(spot.facts.path.text()) // what was found on the walk may have been changed since
                       .siblingAtColumn(PropertyModel::ValueColumn)
                       .data(Qt::EditRole)
                       .toString();
        const QString typed = enter(field, spot, attempt);
        if (typed.isEmpty()) {
            if (open)
                QTest::keyClick(open->focusProxy() ? open->focusProxy() : open.data(), Qt::Key_Escape);
            giveUp();
            if (attempt == 0) {
                first.why = QStringLiteral("nothing else to choose among %1").arg(m_choices);
                first.isAnswered = true;
            }
            return first;
        }
        if (open) {
            const bool isLong = open->lines() > 1 || spot.facts.isMap;
            QTest::keyClick(open->focusProxy() ? open->focusProxy() : open.data(), Qt::Key_Return,
                isLong ? Qt::ControlModifier : Qt::NoModifier);
        }
        const bool isTaken = page()->isChanged() || QTest::qWaitFor([this] { return page()->isChanged(); }, 500);
        if (isTaken)
            fillBeside(spot);
        end = isTaken ? save() : FieldEnd();
        end.typed = typed;
        if (end.isSaved)
            return end;
        if (end.why.isEmpty())
            end.why = QStringLiteral("what was typed is no change: ") + typed;
        if (attempt == 0)
            first = end;
        if (open)
            QTest::keyClick(open->focusProxy() ? open->focusProxy() : open.data(), Qt::Key_Escape);
        giveUp();
    }
    return first;
}

} // namespace nephoscope
