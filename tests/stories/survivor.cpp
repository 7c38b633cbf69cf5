// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/survivor.h"

#include "editor/fieldeditor.h"
#include "editor/resourceeditor.h"
#include "models/propertymodel.h"
#include "resource/busyline.h"
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>

namespace nephoscope {

namespace {

constexpr int patient = 30'000; // ms: sanitizers and a full machine
const QString siteName = QStringLiteral("survival");

} // namespace

const QStringList &Survivor::fields()
{
    static const QStringList all{QStringLiteral("GuestCustomizationSection/ComputerName"), QStringLiteral("@name")};
    return all;
}

Survivor::Survivor(const QString &folder, const QUrl &site, const demo::DemoUser &user, const QString &object)
    : m_story(folder, Credential(user.password.toUtf8()))
    , m_site(site)
    , m_user(user)
    , m_object(object)
    , m_log(logOf(folder))
{
    if (!m_log.open(QFile::WriteOnly | QFile::Append | QFile::Unbuffered))
        qFatal("no log");
}

ResourcePage *Survivor::page() { return m_story.window().pages().currentPage(); }

bool Survivor::signIn()
{
    const bool isBack = QTest::qWaitFor(
        [this] {
            const SiteEntry *entry = m_story.site(siteName);
            return !entry || entry->status == SiteEntry::Status::Connected;
        },
        patient);
    if (!m_story.site(siteName))
        m_story.signIn(m_site, m_user, siteName, true);
    return isBack && m_story.site(siteName) && m_story.site(siteName)->session;
}

bool Survivor::open()
{
    const Ref object(m_site.resolved(QUrl(m_object)), QStringLiteral("vm"));
    m_story.window().pages().open(m_story.site(siteName)->profile.id, object, true);
    return QTest::qWaitFor(
        [this] { return page() && !page()->findChild<BusyLine *>()->isBusy() && row(fields().constFirst()).isValid(); },
        patient);
}

QModelIndex Survivor::row(const QString &path, const QModelIndex &parent)
{
    const auto *tree = page()->findChild<QTreeView *>(QStringLiteral("properties"));
    for (int row = 0; tree && row < tree->model()->rowCount(parent); ++row) {
        const QModelIndex index = tree->model()->index(row, 0, parent);
        if (index.data(PropertyModel::PathRole).toString() == path)
            return index;
        if (const QModelIndex below = this->row(path, index); below.isValid())
            return below;
    }
    return {};
}

void Survivor::note(const QString &field, const QString &text)
{
    m_log.write((QString::number(QDateTime::currentMSecsSinceEpoch()) + u'\t' + field + u'\t' + text + u'\n').toUtf8());
}

/// Key by key, sometimes left open, sometimes taken over.
void Survivor::type(const QString &field)
{
    auto *tree = page()->findChild<QTreeView *>(QStringLiteral("properties"));
    const QPersistentModelIndex value = row(field).siblingAtColumn(PropertyModel::ValueColumn);
    if (!value.isValid())
        return;
    for (QModelIndex group = value.parent(); group.isValid(); group = group.parent())
        tree->expand(group.siblingAtColumn(0));
    tree->scrollTo(value);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(value).topLeft() + QPoint(5, 5));
    QTest::keyClick(&m_story.window(), Qt::Key_F2);
    const QPointer<FieldEditor> editor = qobject_cast<FieldEditor *>(tree->indexWidget(value)); // one that still lives
    if (!editor)
        return;
    QTest::keyClick(editor->focusProxy(), Qt::Key_A, Qt::ControlModifier);
    const QString word = QStringLiteral("w%1").arg(m_random.bounded(1'000'000'000));
    for (const QChar &letter : word) {
        QTest::keyClick(editor->focusProxy(), letter.toLatin1());
        note(field, editor->text());
        QTest::qWait(m_random.bounded(60));
        if (!editor)
            return;
    }
    if (m_random.bounded(4) == 0)
        QTest::qWait(m_random.bounded(3000)); // thinks
    if (editor)
        QTest::keyClick(
            editor->focusProxy(), Qt::Key_Return, editor->lines() > 1 ? Qt::ControlModifier : Qt::NoModifier);
    QTest::qWait(0); // a view takes over what its editor holds when it comes to it
}

void Survivor::save()
{
    const QObject listener;
    bool isEnded = false;
    const auto end = [&isEnded] { isEnded = true; };
    QObject::connect(&page()->editor(), &ResourceEditor::told, &listener, end);
    QObject::connect(&page()->editor(), &ResourceEditor::warned, &listener, end);
    QObject::connect(&page()->editor(), &ResourceEditor::failed, &listener, end);
    QTest::keyClick(&m_story.window(), Qt::Key_S, Qt::ControlModifier);
    QDialog *review = nullptr;
    const auto decide = [this] { // what an earlier life sent and did not read back, this one may have changed since
        auto *merge = m_story.dialog<QDialog>("mergeDialog");
        if (!merge)
            return;
        for (auto *choice : merge->findChildren<QRadioButton *>())
            if (choice->objectName().startsWith(QLatin1String("mergeMine")))
                QTest::mouseClick(choice, Qt::LeftButton, {}, QPoint(8, choice->height() / 2));
        QTest::mouseClick(merge->findChild<QPushButton *>(QStringLiteral("mergeContinue")), Qt::LeftButton);
    };
    const bool isAsked = QTest::qWaitFor(
        [&] {
            decide();
            return isEnded || (review = m_story.dialog<QDialog>("reviewDialog"));
        },
        patient);
    if (isAsked && review)
        QTest::mouseClick(review->findChild<QPushButton *>(QStringLiteral("reviewSend")), Qt::LeftButton);
    isEnded = isEnded && !review;
    const bool waits = m_random.bounded(3) > 0; // else types on while the save is under way
    if (waits && !QTest::qWaitFor([&isEnded] { return isEnded; }, patient))
        qWarning("a save without end");
}

void Survivor::live()
{
    if (!signIn() || !open()) {
        qWarning("%s", page() ? qPrintable(m_story.message(page())) : "no page");
        return;
    }
    note(QStringLiteral("born"), {});
    for (;;) {
        m_story.window().activateWindow();
        QTest::qWait(1); // the window lives on, whatever the person does
        type(fields().at(m_random.bounded(int(fields().size()))));
        if (m_random.bounded(3) == 0 && page()->isChanged() && !page()->editor().isSending())
            save();
    }
}

} // namespace nephoscope
