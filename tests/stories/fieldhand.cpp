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
#include <QContextMenuEvent>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabBar>
#include <QTabWidget>

namespace nephoscope {

namespace {

constexpr int patient = 30'000; // ms: sanitizers and a full machine

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

/// What can be edited at that place and below it.
QList<FieldSpot> FieldHand::editableBelow(const QString &path, const QModelIndex &parent)
{
    QList<FieldSpot> found;
    const auto *tree = visible<QTreeView>(page(), "properties");
    for (int place = 0; tree && place < tree->model()->rowCount(parent); ++place) {
        const QModelIndex value = tree->model()->index(place, PropertyModel::ValueColumn, parent);
        FieldSpot spot;
        spot.facts = value.data(PropertyModel::FactsRole).value<FieldFacts>();
        spot.now = value.data(Qt::EditRole).toString();
        const QString here = spot.facts.path.text();
        const bool isThere = path.isEmpty() || here == path || here.startsWith(path + QLatin1Char('/'));
        if (isThere && value.flags() & Qt::ItemIsEditable)
            found << spot;
        found << editableBelow(path, value.siblingAtColumn(PropertyModel::NameColumn));
    }
    return found;
}

/// The other fields of its group.
QList<FieldSpot> FieldHand::beside(const FieldSpot &spot)
{
    const Path group = spot.facts.path.parent();
    QList<FieldSpot> others = editableBelow(group.text());
    others.removeIf([&](const FieldSpot &other) {
        return other.facts.path.parent() != group || other.facts.path == spot.facts.path;
    });
    return others;
}

/// What must be given together with the field, as the name that goes with a password.
QList<FieldSpot> FieldHand::needed(const FieldSpot &spot)
{
    QList<FieldSpot> others = spot.facts.path.parent().isEmpty() ? QList<FieldSpot>() : beside(spot);
    others.removeIf([](const FieldSpot &other) { return !other.facts.isRequired || !other.now.isEmpty(); });
    return others;
}

/// What the service asks for besides: "providerKeys.secretKey: is required".
QList<FieldSpot> FieldHand::named(const FieldSpot &spot, const QString &refusal)
{
    static const QRegularExpression asked(QStringLiteral("([A-Za-z.]+): is required"));
    QList<FieldSpot> result;
    auto *all = visible<QCheckBox>(page(), "propertiesShowEmpty");
    auto each = asked.globalMatch(refusal);
    if (each.hasNext() && all && !all->isChecked())
        QTest::mouseClick(all, Qt::LeftButton, {}, QPoint(8, all->height() / 2));
    const QString field = spot.field.section(QLatin1Char('/'), 0, 0);
    const QString path = spot.facts.path.text();
    const QString part = path.left(path.indexOf(field)); // the object may be one of a list
    while (each.hasNext()) {
        const QString words = each.next().captured(1);
        const QString place = part + QString(words).replace(QLatin1Char('.'), QLatin1Char('/'));
        const QString beside = spot.facts.path.parent().child(words.section(QLatin1Char('.'), -1)).text();
        for (const FieldSpot &other : editableBelow(place) + editableBelow(beside))
            if (other.now.isEmpty() && other.facts.path != spot.facts.path)
                result << other;
    }
    return result;
}

void FieldHand::close(FieldEditor *editor)
{
    const QPointer<FieldEditor> open(editor);
    const bool isLong = editor->lines() > 1 || editor->facts().isMap;
    QTest::keyClick(editor->focusProxy() ? editor->focusProxy() : editor, Qt::Key_Return,
        isLong ? Qt::ControlModifier : Qt::NoModifier);
    if (!QTest::qWaitFor([&open] { return !open || !open->isVisible(); }, 500))
        qWarning("the editor stays");
}

void FieldHand::fill(const QList<FieldSpot> &spots)
{
    for (const FieldSpot &spot : spots) {
        QString why;
        const QPointer<FieldEditor> field = row(spot.facts.path.text()).isValid() ? editor(spot, &why) : nullptr;
        if (field && !m_typing.enter(field, spot.facts, {}, 0).isEmpty() && field)
            close(field);
    }
}

/// The list gets an entry by the menu of its row, and that what it can hold.
FieldEnd FieldHand::addEntry(const FieldSpot &spot)
{
    FieldEnd end;
    const QModelIndex name = row(spot.facts.path.text());
    auto *tree = visible<QTreeView>(page(), "properties");
    for (QModelIndex group = name.parent(); group.isValid(); group = group.parent())
        tree->expand(group);
    tree->scrollTo(name, QAbstractItemView::PositionAtCenter);
    const QPoint where = tree->visualRect(name).center();
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, where);
    QContextMenuEvent event(QContextMenuEvent::Mouse, where, tree->viewport()->mapToGlobal(where));
    QApplication::sendEvent(tree->viewport(), &event);
    QMenu *menu = nullptr;
    end.why = QStringLiteral("no menu");
    if (!QTest::qWaitFor([&] { return (menu = visible<QMenu>(tree, "propertyMenu")) != nullptr; }))
        return end;
    end.why = QStringLiteral("nothing to add");
    const QList<QAction *> actions = menu->actions();
    for (QAction *action : actions) {
        if (action->text() != QLatin1String("Add entry") || !end.typed.isEmpty())
            continue;
        end.typed = action->text();
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
    }
    if (end.typed.isEmpty() || !QTest::qWaitFor([this] { return page()->isChanged(); }, 1000))
        return end;
    fill(editableBelow(spot.facts.path.text()));
    const QString typed = end.typed;
    end = save();
    end.typed = typed;
    return end;
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

void FieldHand::closeDialogs()
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
}

void FieldHand::giveUp()
{
    closeDialogs();
    if (page())
        page()->editor().discard();
}

/// Types twice the present number into the field and closes its editor; what was typed.
QString FieldHand::typeTwice(const FieldSpot &spot)
{
    QString why;
    const QModelIndex name = row(spot.facts.path.text());
    const QString now = name.siblingAtColumn(PropertyModel::ValueColumn).data(Qt::EditRole).toString();
    const QPointer<FieldEditor> field = name.isValid() ? editor(spot, &why) : nullptr;
    const int attempt = now == QLatin1String("1") ? 0 : 1; // one more, then twice as many
    const QString typed = field ? m_typing.enter(field, spot.facts, now, attempt) : QString();
    if (field)
        close(field);
    return typed;
}

/// Numbers may have to fit each other, as CPUs are a multiple of the cores per socket: twice the one and twice the
/// other.
FieldEnd FieldHand::changeTogether(const FieldSpot &spot)
{
    const auto isNumber = [](const FieldSpot &each) {
        bool isWhole = false;
        each.now.toLongLong(&isWhole);
        return isWhole || each.facts.type == PropertyType::Integer;
    };
    FieldEnd end;
    QList<FieldSpot> others = isNumber(spot) && open(spot) ? beside(spot) : QList<FieldSpot>();
    others.removeIf([&isNumber](const FieldSpot &other) { return !isNumber(other); });
    for (const FieldSpot &other : std::as_const(others)) {
        if (!open(spot))
            return end;
        const QString typed = typeTwice(spot);
        typeTwice(other);
        end = save();
        end.typed = typed;
        giveUp();
        if (end.isSaved)
            return end;
    }
    return end;
}

FieldEnd FieldHand::change(const FieldSpot &spot)
{
    const FieldEnd alone = changeAlone(spot);
    if (alone.isSaved || !alone.isAnswered || spot.isEntry)
        return alone;
    const FieldEnd together = changeTogether(spot);
    return together.isSaved ? together : alone;
}

FieldEnd FieldHand::changeAlone(FieldSpot spot)
{
    constexpr int most = 8; // attempts
    FieldEnd first;
    for (int attempt = 0; attempt < most; ++attempt) {
        FieldEnd end;
        if (!open(spot)) {
            end.why = QStringLiteral("the page does not show it");
            return attempt == 0 ? end : first;
        }
        if (spot.isEntry) {
            end = addEntry(spot);
            giveUp();
            return end;
        }
        FieldEditor *field = editor(spot, &end.why);
        if (!field)
            return attempt == 0 ? end : first;
        const QPointer<FieldEditor> open(field);
        spot.now = row(spot.facts.path.text()) // what was found on the walk may have been changed since
                       .siblingAtColumn(PropertyModel::ValueColumn)
                       .data(Qt::EditRole)
                       .toString();
        const QString typed = m_typing.enter(field, spot.facts, spot.now, attempt);
        if (typed.isEmpty()) {
            if (open)
                QTest::keyClick(open->focusProxy() ? open->focusProxy() : open.data(), Qt::Key_Escape);
            giveUp();
            if (attempt == 0) {
                first.why = QStringLiteral("nothing else to choose among %1").arg(m_typing.choices());
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
            fill(needed(spot));
        end = isTaken ? save() : FieldEnd();
        for (int more = 0; more < 3 && !end.isSaved && end.why.contains(QLatin1String("is required")); ++more) {
            closeDialogs();
            fill(named(spot, end.why));
            end = save();
        }
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
