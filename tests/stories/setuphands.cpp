// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/setuphands.h"

#include <QAbstractButton>
#include <QPushButton>

namespace nephoscope {

bool SetUpHands::openWizard(const QUrl &site)
{
    QDialog *dialog = m_story.openSignIn();
    m_story.fill(dialog, "address", site.toString());
    m_story.fill(dialog, "siteName", QStringLiteral("new"));
    auto *offer = dialog->findChild<QPushButton *>(QStringLiteral("messageAction"));
    const auto isOffered = [&] {
        return m_story.message(dialog).contains(QStringLiteral("not been set up")) && offer->isVisible();
    };
    if (!QTest::qWaitFor(isOffered))
        return false;
    QTest::mouseClick(offer, Qt::LeftButton);
    return QTest::qWaitFor([this] { return wizard() != nullptr; });
}

bool SetUpHands::signInToSetUp(const QUrl &site, const QString &token)
{
    QDialog *dialog = m_story.openSignIn();
    m_story.fill(dialog, "address", site.toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    if (!QTest::qWaitFor([&] { return m_story.isShown(dialog, "secret"); }))
        return false;
    m_story.choose(dialog, "method", QStringLiteral("API token (refresh token)"));
    m_story.fill(dialog, "secret", token);
    m_story.fill(dialog, "siteName", QStringLiteral("new"));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    if (!QTest::qWaitFor([this] { return m_story.dialog<QDialog>("notSetUp") != nullptr; }))
        return false;
    QTest::keyClick(m_story.dialog<QDialog>("notSetUp"), Qt::Key_Return); // "Set up …" is the default
    return QTest::qWaitFor([this] { return wizard() != nullptr; });
}

bool SetUpHands::isOn(const char *page) const
{
    return wizard() && wizard()->currentPage() && wizard()->currentPage()->objectName() == QLatin1String(page);
}

void SetUpHands::press(QWizard::WizardButton button)
{
    QVERIFY(wizard());
    QAbstractButton *pressed = wizard()->button(button);
    QTRY_VERIFY2(pressed->isEnabled(), qPrintable(pressed->text()));
    QTest::mouseClick(pressed, Qt::LeftButton);
}

void SetUpHands::type(const QString &field, const QString &text)
{
    auto *line = wizard()->findChild<QLineEdit *>(field);
    QVERIFY2(line && line->isVisible(), qPrintable(field));
    QTest::mouseClick(line, Qt::LeftButton);
    line->selectAll();
    QTest::keyClicks(line, text);
}

QString SetUpHands::value(const QString &field) const
{
    const auto *line = wizard()->findChild<QLineEdit *>(field);
    return line ? line->text() : QStringLiteral("(none)");
}

} // namespace nephoscope
