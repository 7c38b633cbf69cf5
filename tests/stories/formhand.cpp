// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/formhand.h"

#include "editor/fieldeditor.h"
#include "editor/operationdialog.h"
#include "editor/resourceactions.h"
#include "resource/busyline.h"
#include "resource/operationbar.h"
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"

#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>

namespace nephoscope {

namespace {

constexpr int patient = 30'000; // ms: sanitizers and a full machine
const QString noEnd = QStringLiteral("no end");
constexpr int mostFields = 60; // of one form: descriptions may lead into themselves

/// Indexes of entries say nothing about the field.
QString withoutNumbers(const QString &path)
{
    QStringList steps;
    for (const QString &step : path.split(QLatin1Char('/'))) {
        bool isIndex = false;
        step.toUInt(&isIndex);
        if (!isIndex)
            steps << step.section(QLatin1Char('['), 0, 0);
    }
    return steps.join(QLatin1Char('/'));
}

QString plain(QString text) { return text.replace(QLatin1String("&&"), QLatin1String("&")); }

bool isCalled(const QString &button, const QString &label)
{
    return plain(button) == label || plain(button).startsWith(label + QLatin1String(": "));
}

} // namespace

FormHand::FormHand(StoryWindow &story, QString profileId)
    : m_story(story)
    , m_profileId(std::move(profileId))
{
}

ResourcePage *FormHand::open(const FormSpot &spot, bool isFresh)
{
    PageTabs &pages = m_story.window().pages();
    const auto current = [&pages] { return pages.currentPage(); };
    if (isFresh && current()) // what was typed before is forgotten with the page
        pages.closePage(pages.currentIndex());
    if (!current() || current()->ref().identity() != spot.object.identity())
        pages.open(m_profileId, spot.object, false);
    const bool isRead = QTest::qWaitFor(
        [&] {
            return current() && current()->ref().identity() == spot.object.identity()
                && !current()->findChild<BusyLine *>()->isBusy();
        },
        patient);
    return isRead ? current() : nullptr;
}

QDialog *FormHand::dialog() const
{
    auto *asking = m_story.dialog<QDialog>("operationDialog");
    return asking ? asking : m_story.dialog<QDialog>("creationDialog");
}

/// Presses what is called that on the page, among the buttons or in their menu.
bool FormHand::press(const QString &label)
{
    const auto *bar = m_page->findChild<OperationBar *>();
    const auto isLaidOut = [bar] {
        const QList<QPushButton *> buttons = bar->findChildren<QPushButton *>();
        return std::any_of(
            buttons.begin(), buttons.end(), [](const QPushButton *button) { return button->isVisible(); });
    };
    if (!QTest::qWaitFor(isLaidOut))
        return false;
    for (QPushButton *button : bar->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->isEnabled() && !button->menu() && isCalled(button->text(), label)) {
            QTest::mouseClick(button, Qt::LeftButton);
            return true;
        }
    }
    auto *more = visible<QPushButton>(bar, "operationsMore");
    QMenu *menu = more ? more->menu() : nullptr;
    bool isChosen = false;
    bool isTried = false;
    if (menu)
        QTimer::singleShot(
            200, menu, [menu, label, &isChosen, &isTried] { // the button stays down while its menu is open
                for (QAction *action : menu->actions()) {
                    if (isChosen || !action->isEnabled() || !isCalled(action->text(), label))
                        continue;
                    isChosen = true;
                    menu->setActiveAction(action);
                    QTest::keyClick(menu, Qt::Key_Return);
                }
                menu->close();
                isTried = true;
            });
    if (menu)
        QTest::mouseClick(more, Qt::LeftButton);
    return menu && QTest::qWaitFor([&isTried] { return isTried; }, patient) && isChosen;
}

/// Opens the form of the operation on the object's page.
bool FormHand::start(const FormSpot &spot)
{
    m_story.window().activateWindow();
    const auto isOffered = [&] { return press(m_page->findChild<OperationBar *>()->label(spot.operation)); };
    if (!isOffered()) {
        m_news =
            QStringLiteral("the page does not offer ") + m_page->findChild<OperationBar *>()->label(spot.operation);
        return false;
    }
    const bool isOpen = QTest::qWaitFor([this] { return dialog() != nullptr; }, 5000);
    if (!isOpen)
        m_news = QStringLiteral("no form: ") + m_story.message(m_page);
    return isOpen && QTest::qWaitForWindowActive(dialog(), patient);
}

/// Shows all there is to fill in: further fields, groups, and one entry of each list.
void FormHand::unfold(QWidget *form)
{
    for (int round = 0; round < 8; ++round) {
        QAbstractButton *next = nullptr;
        for (QAbstractButton *button : form->findChildren<QAbstractButton *>()) {
            const QString name = button->objectName();
            const bool isFold = name.startsWith(QLatin1String("formMore:")) && !button->isChecked();
            const QString place = name.section(QLatin1Char(':'), 1);
            const bool isAdd = name.startsWith(QLatin1String("add:")) && !m_order.contains(u'+' + place)
                && place.count(QLatin1Char('/')) < 4;
            if (!next && button->isVisible() && (isFold || isAdd)) {
                next = button;
                if (isAdd)
                    m_order << u'+' + place;
            }
        }
        if (!next || form->findChildren<FieldEditor *>().size() > mostFields)
            return;
        next->click(); // it may lie far below what shows
        QTest::qWait(0);
        round = 0;
    }
}

void FormHand::fillPage(const QString &only)
{
    m_order.removeIf([](const QString &each) { return each.startsWith(u'+'); });
    unfold(dialog());
    QList<QPointer<FieldEditor>> editors;
    for (FieldEditor *editor : dialog()->findChildren<FieldEditor *>())
        if (editor->isVisible())
            editors << editor;
    for (const QPointer<FieldEditor> &editor : std::as_const(editors)) {
        if (!editor || !editor->isEnabled())
            continue;
        const FieldFacts facts = editor->facts();
        const QString place = facts.path.text();
        if (!m_order.contains(place))
            m_order << place;
        if (facts.type == PropertyType::Secret)
            m_secrets.insert(place);
        const bool isWanted = only.isEmpty() || only == place || facts.isAsked || facts.isRequired;
        if (!isWanted)
            continue;
        QWidget *input = editor->focusProxy() ? editor->focusProxy() : editor.data();
        input->setFocus();
        QString typed = m_typing.enter(editor, facts, QString(), m_attempts.value(place));
        if (typed.isEmpty() && m_attempts.value(place) > 0) { // from the first again
            m_attempts[place] = 0;
            typed = editor ? m_typing.enter(editor, facts, QString(), 0) : QString();
        }
        m_typed.insert(place, typed);
        if (auto *combo = editor ? visible<QComboBox>(editor, "fieldChoice") : nullptr;
            combo && combo->completer() && combo->completer()->popup()->isVisible())
            QTest::keyClick(combo->completer()->popup(), Qt::Key_Escape);
    }
}

/// Page after page of a wizard, as far as it goes on by itself.
void FormHand::fill(const QString &only)
{
    constexpr int mostPages = 12;
    m_typed.clear();
    for (int page = 0; page < mostPages && dialog(); ++page) {
        const QPointer<QDialog> now(dialog());
        fillPage(only);
        auto *next = now ? visible<QPushButton>(now, "creationNext") : nullptr;
        const bool isLast = !next || visible<QWidget>(now, "requestPage");
        if (isLast || !next->isEnabled())
            return;
        QTest::mouseClick(next, Qt::LeftButton);
    }
}

/// Sends what is filled in; true where it was done.
bool FormHand::submit()
{
    const QPointer<QDialog> now(dialog());
    if (auto *name = visible<QLineEdit>(now, "operationName")) {
        QString wanted = visible<QLabel>(now, "operationConfirm")->text();
        wanted.remove(QRegularExpression(QStringLiteral("^Type | to confirm:$")));
        name->setFocus();
        QTest::keyClicks(name, wanted);
    }
    auto *send = visible<QPushButton>(now, "operationSend");
    if (!send)
        send = visible<QPushButton>(now, "creationNext");
    if (!QTest::qWaitFor([send] { return send->isEnabled(); }, 500)) {
        const auto *fault = visible<QLabel>(now, "operationFault");
        m_news = QStringLiteral("not to be sent: ") + (fault ? fault->text() : send->toolTip());
        return false;
    }
    m_news.clear();
    QObject listener;
    auto *actions = m_page->findChild<ResourceActions *>();
    QObject::connect(actions, &ResourceActions::told, &listener, [this](const QString &sentence, const QString &) {
        m_isDone = !sentence.isEmpty();
        m_news = sentence;
    });
    QObject::connect(actions, &ResourceActions::failed, &listener, [this](const FaultReport &report) {
        m_isAnswered = true;
        m_news = report.what + u' ' + report.error.message() + u' ' + report.error.details().left(600);
    });
    m_isDone = false;
    QTest::mouseClick(send, Qt::LeftButton);
    const auto isRefusedInside = [&] { // a wizard keeps open and says why
        if (!now || now->objectName() != QLatin1String("creationDialog") || !now->isVisible() || !send->isEnabled())
            return false;
        m_news = m_story.message(now);
        m_isAnswered = !m_news.isEmpty();
        return m_isAnswered;
    };
    if (!QTest::qWaitFor([&] { return !m_news.isEmpty() || isRefusedInside(); }, patient))
        m_news = noEnd;
    return m_isDone;
}

void FormHand::giveUp()
{
    for (const char *name : {"operationDialog", "creationDialog", "faultDialog", "pictureDialog"}) {
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

/// The fields that the refusal names get another value; where it names none, all do.
void FormHand::bump(const QString &refusal)
{
    QStringList named;
    for (const QString &place : std::as_const(m_order)) {
        const QString field = withoutNumbers(place).section(QLatin1Char('/'), -1);
        if (!field.startsWith(u'+') && refusal.contains(field, Qt::CaseInsensitive))
            named << place;
    }
    for (const QString &place : named.isEmpty() ? m_order : named)
        ++m_attempts[place];
}

bool FormHand::attempt(const FormSpot &spot, const QString &only)
{
    const bool isAlone = !only.isEmpty();
    m_isAnswered = false;
    m_page = open(spot, isAlone);
    if (!m_page) {
        m_news = QStringLiteral("the page cannot be read");
        return false;
    }
    if (!start(spot))
        return false;
    fill(only);
    const bool isDone = dialog() && submit();
    giveUp();
    if (isDone && !QTest::qWaitFor([this] { return !m_page->findChild<BusyLine *>()->isBusy(); }, patient))
        qWarning("the page is not read again");
    return isDone;
}

bool FormHand::act(const Ref &object, const QString &label)
{
    FormSpot spot;
    spot.object = object;
    spot.operation.label = label;
    m_page = open(spot, true);
    if (!m_page)
        return false;
    QString news;
    QObject listener;
    QObject::connect(m_page->findChild<ResourceActions *>(), &ResourceActions::told, &listener,
        [&news](const QString &sentence, const QString &) { news = sentence; });
    if (!press(label))
        return false;
    const bool isHeard = QTest::qWaitFor([&] { return !news.isEmpty() || dialog(); }, patient);
    const bool isDone = isHeard && dialog() ? submit() : isHeard;
    giveUp();
    return isDone;
}

QList<FormEnd> FormHand::send(const FormSpot &spot)
{
    constexpr int most = 5; // rounds with all of them
    m_order.clear();
    m_attempts.clear();
    m_secrets.clear();
    QHash<QString, FormEnd> ends;
    const auto note = [this, &ends](bool isDone, const QString &only) {
        for (const QString &place : std::as_const(m_order)) {
            FormEnd &end = ends[place];
            if (place.startsWith(u'+') || end.isSent || (!only.isEmpty() && place != only))
                continue;
            end.field = withoutNumbers(place);
            end.typed = m_typed.value(place);
            end.isSecret = m_secrets.contains(place);
            end.isSent = isDone && !end.typed.isEmpty();
            end.why = end.isSent ? QString() : m_news;
            end.isAnswered = m_isAnswered;
        }
    };
    bool isDone = false;
    bool isSilent = false;
    for (int round = 0; round < most && !isDone && !isSilent; ++round) {
        isDone = attempt(spot, {});
        isSilent = m_news == noEnd || m_order.isEmpty();
        note(isDone, {});
        bump(m_news);
    }
    const QStringList all = m_order;
    for (const QString &place : isDone || isSilent ? QStringList() : all) {
        m_attempts.clear();
        for (int round = 0; round < 2 && !place.startsWith(u'+') && !ends.value(place).isSent; ++round) {
            note(attempt(spot, place), place);
            bump(m_news);
        }
    }
    QList<FormEnd> result;
    QSet<QString> told; // two entries of a list have the same fields
    if (all.isEmpty()) { // nothing was seen of the form
        FormEnd end;
        end.field = QStringLiteral("(form)");
        end.why = m_news;
        result << end;
    }
    for (const QString &place : all)
        if (const FormEnd end = ends.value(place); !place.startsWith(u'+') && !told.contains(end.field)) {
            told.insert(end.field);
            result << end;
        }
    return result;
}

} // namespace nephoscope
