// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/canaries.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDirIterator>
#include <QFile>
#include <QLineEdit>
#include <QMimeData>
#include <QStandardPaths>
#include <QUrl>
#include <QWidget>

namespace nephoscope {

namespace {

constexpr qsizetype shortest = 8; ///< what is shorter stands in other words by chance
constexpr int mostChildren = 300; ///< of one node of the accessibility tree
constexpr qint64 largestFile = 32 * 1024 * 1024;

QByteArray errorOutput;
QtMessageHandler nextHandler = nullptr;

void record(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    errorOutput += message.toUtf8() + '\n';
    if (nextHandler)
        nextHandler(type, context, message);
}

int hunters = 0; ///< a story may have two windows
int secretsSeen = 0;
int filesSeen = 0;
int textsSeen = 0;
int findings = 0;

} // namespace

/// One search through everything.
class Canaries::Hunt {
public:
    explicit Hunt(const QMap<QByteArray, QString> &secrets)
    {
        for (auto each = secrets.cbegin(); each != secrets.cend(); ++each) {
            m_forms << std::pair(each.key(), each.value()) << std::pair(each.key().toBase64(), each.value());
            const QByteArray encoded = QUrl::toPercentEncoding(QString::fromUtf8(each.key()));
            if (encoded != each.key())
                m_forms << std::pair(encoded, each.value());
            m_forms << std::pair(QString::fromUtf8(each.key()).toHtmlEscaped().toUtf8(), each.value());
        }
    }

    void look(const QByteArray &text, const QString &place)
    {
        ++textsSeen;
        for (const auto &[form, what] : m_forms) {
            if (text.contains(form))
                m_found << what + QStringLiteral(" in ") + place;
        }
    }
    void look(const QString &text, const QString &place)
    {
        if (text.size() >= shortest)
            look(text.toUtf8(), place);
    }

    void lookInFiles(const QString &folder)
    {
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.size() > largestFile || !file.open(QFile::ReadOnly))
                continue;
            ++filesSeen;
            look(file.readAll(), file.fileName());
            look(file.fileName(), QStringLiteral("a file's name"));
        }
    }

    void lookAt(const QWidget *widget)
    {
        const QString place =
            QStringLiteral("%1 %2").arg(QLatin1String(widget->metaObject()->className()), widget->objectName());
        look(widget->windowTitle(), place + QStringLiteral(", title"));
        look(widget->toolTip(), place + QStringLiteral(", tool tip"));
        look(widget->statusTip(), place + QStringLiteral(", status tip"));
        look(widget->whatsThis(), place + QStringLiteral(", what's this"));
        look(widget->accessibleName(), place + QStringLiteral(", accessible name"));
        look(widget->accessibleDescription(), place + QStringLiteral(", accessible description"));
        for (const QAction *action : widget->actions()) {
            look(action->text(), place + QStringLiteral(", action"));
            look(action->toolTip(), place + QStringLiteral(", action's tip"));
        }
    }

    void lookIn(QAccessibleInterface *node, int depth)
    {
        constexpr int deepest = 40;
        if (!node || !node->isValid() || depth > deepest)
            return;
        const auto *object = node->object();
        const QString place =
            QStringLiteral("the accessibility tree at %1 %2")
                .arg(object ? QLatin1String(object->metaObject()->className()) : QLatin1String("item"),
                    object ? object->objectName() : QString());
        for (const QAccessible::Text kind :
            {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
            look(node->text(kind), place);
        if (QAccessibleTextInterface *text = node->textInterface())
            look(text->text(0, text->characterCount()), place);
        const int count = std::min(node->childCount(), mostChildren);
        for (int index = 0; index < count; ++index)
            lookIn(node->child(index), depth + 1);
    }

    QStringList found()
    {
        m_found.removeDuplicates();
        return m_found;
    }

private:
    QList<std::pair<QByteArray, QString>> m_forms;
    QStringList m_found;
};

Canaries::Canaries()
{
    if (hunters++ == 0) {
        errorOutput.clear();
        nextHandler = qInstallMessageHandler(record);
    }
    qApp->installEventFilter(this);
}

Canaries::~Canaries()
{
    qApp->removeEventFilter(this);
    if (--hunters == 0)
        qInstallMessageHandler(nextHandler);
}

void Canaries::add(const QString &what, const QByteArray &secret)
{
    if (secret.size() >= shortest && !m_secrets.contains(secret)) {
        m_secrets.insert(secret, what);
        ++secretsSeen;
    }
}

void Canaries::learn(const Session &session)
{
    add(QStringLiteral("a token"), session.access().token.reveal());
    add(QStringLiteral("a refresh token"), session.access().refreshToken.reveal());
}

void Canaries::release(const QByteArray &secret) { m_released << QString::fromUtf8(secret); }

bool Canaries::eventFilter(QObject *object, QEvent *event)
{
    const bool isLeft =
        event->type() == QEvent::FocusOut || event->type() == QEvent::Hide || event->type() == QEvent::Close;
    const auto *field = isLeft ? qobject_cast<QLineEdit *>(object) : nullptr;
    if (field && field->echoMode() == QLineEdit::Password)
        add(QStringLiteral("what was typed into ") + field->objectName(), field->text().toUtf8());
    return QObject::eventFilter(object, event);
}

QStringList Canaries::found(const QStringList &folders) const
{
    QMap<QByteArray, QString> wanted = m_secrets;
    for (const QString &released : m_released)
        wanted.remove(released.toUtf8());
    if (wanted.isEmpty())
        return {};
    Hunt hunt(wanted);
    QStringList places = folders;
    for (const QStandardPaths::StandardLocation location :
        {QStandardPaths::AppDataLocation, QStandardPaths::AppConfigLocation, QStandardPaths::CacheLocation})
        places << QStandardPaths::writableLocation(location);
    places.removeDuplicates();
    for (const QString &folder : places)
        hunt.lookInFiles(folder);
    const QWidgetList widgets = QApplication::allWidgets();
    for (const QWidget *widget : widgets) {
        hunt.lookAt(widget);
        if (widget->isWindow() && widget->isVisible())
            hunt.lookIn(QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget)), 0);
    }
    const QMimeData *clipboard = QGuiApplication::clipboard()->mimeData();
    for (const QString &format : clipboard ? clipboard->formats() : QStringList())
        hunt.look(clipboard->data(format), QStringLiteral("the clipboard as ") + format);
    hunt.look(errorOutput, QStringLiteral("standard error"));
    const QStringList found = hunt.found();
    findings += int(found.size());
    return found;
}

QString Canaries::figures()
{
    return QStringLiteral("canaries: %1 secrets, %2 files, %3 texts, %4 found")
        .arg(secretsSeen)
        .arg(filesSeen)
        .arg(textsSeen)
        .arg(findings);
}

} // namespace nephoscope
