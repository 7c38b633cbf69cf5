// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/fieldtyping.h"

#include "editor/fieldeditor.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTableWidget>
#include <QToolButton>
#include <QtTest>

namespace nephoscope {

namespace {

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

QStringList numbers(const QString &text)
{
    const qint64 now = text.section(QLatin1Char(' '), 0, 0).toLongLong();
    QStringList all{QString::number(now + 1), QString::number(now > 0 ? now * 2 : 4), QString::number(now / 2),
        QString::number(now - 1), QStringLiteral("7200"), QStringLiteral("1"), QStringLiteral("2"),
        QStringLiteral("10"), QStringLiteral("64"), QStringLiteral("0")};
    all.removeDuplicates();
    return all;
}

QStringList texts(const FieldFacts &facts, const QString &now)
{
    if (facts.type == PropertyType::Secret)
        return {QStringLiteral("Sw0rd-of-the-story"), QStringLiteral("12345678")};
    if (facts.type == PropertyType::Url)
        return {QStringLiteral("https://example.com/story"), counted(now)};
    if (facts.type == PropertyType::Address)
        return others(now,
            {counted(now), QStringLiteral("192.168.7.21"), QStringLiteral("255.255.255.0"),
                QStringLiteral("192.168.7.0/24"), QStringLiteral("00:50:56:01:02:03")});
    QStringList all{counted(now), QStringLiteral("edited"), QStringLiteral("1"), QStringLiteral("192.168.7.21"),
        QStringLiteral("PT2H"), QStringLiteral("2031-05-06T07:08:09.000Z"), QStringLiteral("https://example.com/story"),
        QStringLiteral("true")};
    for (const QString &choice : facts.choices) // of a list, which is typed line by line
        all.prepend(choice);
    if (isAddressed(facts.name, "ipAddress"))
        all.prepend(QStringLiteral("192.168.7.21"));
    if (isAddressed(facts.name, "domain"))
        all.prepend(QStringLiteral("story.example.com"));
    if (facts.name == QLatin1String("network")) // of a card: not connected
        all.prepend(QStringLiteral("none"));
    if (isAddressed(facts.name, "mail"))
        all.prepend(QStringLiteral("someone@example.com"));
    if (facts.type == PropertyType::Duration)
        all.prepend(QStringLiteral("PT3H"));
    return others(now, all);
}

} // namespace

QString FieldTyping::enterText(QWidget *line, const FieldFacts &facts, const QString &now, int attempt)
{
    if (const QString named = attempt > 0 ? enterReference(line, now, attempt - 1, 1500) : QString(); !named.isEmpty())
        return named; // the name of an object: what there is, is proposed
    const QString text = texts(facts, now).value(attempt);
    if (text.isEmpty())
        return {};
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(line, text);
    return text;
}

/// Lists grow by a line; a text goes on.
QString FieldTyping::enterLines(QWidget *widget, const FieldFacts &facts, const QString &now, int attempt)
{
    const QStringList before = now.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QStringList all = texts(facts, before.isEmpty() ? QString() : before.constLast());
    if (facts.isPlainList)
        all.removeIf([&before](const QString &text) { return before.contains(text); });
    const QString text = all.value(attempt);
    if (text.isEmpty())
        return {};
    if (before.isEmpty())
        QTest::keyClick(widget, Qt::Key_A, Qt::ControlModifier);
    else
        QTest::keyClick(widget, Qt::Key_End, Qt::ControlModifier);
    if (facts.isPlainList && !before.isEmpty())
        QTest::keyClick(widget, Qt::Key_Return);
    QTest::keyClicks(widget, text);
    return text;
}

/// One after the other of what can be chosen; where one may type as well, what is not among them comes last.
QString FieldTyping::enterChoice(FieldEditor *editor, QWidget *widget, const QString &now, int attempt)
{
    constexpr int patient = 8000; // ms: what there is has to be asked for
    auto *combo = qobject_cast<QComboBox *>(widget);
    const auto others = [combo, editor] {
        QStringList values;
        for (int place = 0; place < combo->count(); ++place)
            values << combo->itemData(place).toString();
        values.removeAll(editor->text());
        values.removeAll(QString());
        return values;
    };
    const bool isHere =
        !editor->facts().isOffered || QTest::qWaitFor([&others] { return !others().isEmpty(); }, patient);
    const QStringList offered = isHere ? others() : QStringList();
    m_choices = int(offered.size());
    const QString wanted = offered.value(attempt);
    if (!isHere && now.isEmpty() && editor->facts().isOffered && !editor->text().isEmpty())
        return editor->text(); // filled in already, and the only one there is
    if (wanted.isEmpty() && combo->isEditable())
        return enterText(combo, editor->facts(), now, attempt - int(offered.size()));
    if (wanted.isEmpty())
        return {};
    for (int step = 0; step < combo->count() && combo->currentIndex() > 0; ++step)
        QTest::keyClick(combo, Qt::Key_Up);
    for (int step = 0; step < combo->count() && combo->currentData().toString() != wanted; ++step)
        QTest::keyClick(combo, Qt::Key_Down);
    return combo->currentData().toString() == wanted ? wanted : QString();
}

QString FieldTyping::enterReference(QWidget *widget, const QString &now, int attempt, int patience)
{
    auto *line = qobject_cast<QLineEdit *>(widget);
    if (!line || !line->completer())
        return {};
    const QPointer<QAbstractItemView> list = line->completer()->popup();
    const auto isShown = [&list] { return !list || (list->isVisible() && list->model()->rowCount() > 0); };
    bool isOpen = false;
    for (int waited = 0; waited < patience && !isOpen; waited += 1500) {
        QTest::keyClick(line, Qt::Key_Down); // all that may be chosen; again where nothing came
        isOpen = QTest::qWaitFor(isShown, 1500);
    }
    m_choices = list ? list->model()->rowCount() : 0;
    if (!isOpen || !list)
        return {};
    QList<QModelIndex> others;
    for (int row = 0; row < list->model()->rowCount(); ++row)
        if (list->model()->index(row, 0).data().toString() != now)
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

QString FieldTyping::enterEntry(QWidget *widget, int attempt)
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

QString FieldTyping::enterTime(QWidget *time, int attempt)
{
    const QString text = QStringLiteral("203%1-05-06 07:08:09").arg(attempt + 1);
    QTest::keyClick(time, Qt::Key_Home);
    QTest::keyClicks(time, text);
    return attempt > 1 ? QString() : text;
}

QString FieldTyping::enter(FieldEditor *editor, const FieldFacts &facts, const QString &now, int attempt)
{
    if (auto *combo = visible<QComboBox>(editor, "fieldChoice"))
        return enterChoice(editor, combo, now, attempt);
    if (auto *line = visible<QLineEdit>(editor, "fieldReference"))
        return enterReference(line, now, attempt, 8000);
    if (auto *table = visible<QTableWidget>(editor, "fieldMap"))
        return enterEntry(table, attempt);
    if (auto *time = visible<QDateTimeEdit>(editor, "fieldTime"))
        return enterTime(time, attempt);
    if (auto *unlimited = visible<QCheckBox>(editor, "fieldUnlimited"); unlimited && unlimited->isChecked())
        QTest::mouseClick(unlimited, Qt::LeftButton, {}, QPoint(8, unlimited->height() / 2));
    if (auto *number = visible<QWidget>(editor, "fieldNumber")) {
        const QString text = numbers(now).value(attempt);
        QTest::keyClick(number, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(number, text);
        return text;
    }
    if (auto *lines = visible<QPlainTextEdit>(editor, "fieldLines"))
        return enterLines(lines, facts, now, attempt);
    auto *line = visible<QLineEdit>(editor, "fieldLine");
    return line ? enterText(line, facts, now, attempt) : QString();
}

} // namespace nephoscope
