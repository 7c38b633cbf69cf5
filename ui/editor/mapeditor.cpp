// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/mapeditor.h"

#include "document/document.h"
#include "shell/glyph.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTableWidget>
#include <QToolButton>

namespace nephoscope {

namespace {

enum Column { NameColumn, ValueColumn };

QByteArray quoted(const QString &text)
{
    return QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact).mid(1).chopped(1);
}

/// A text where the dictionary holds texts; else JSON as it was typed.
QByteArray written(const QString &value, bool isText)
{
    const bool isJson = !isText && Document::parse(value.toUtf8(), "application/json").has_value();
    return isJson ? value.toUtf8() : quoted(value);
}

} // namespace

MapEditor::MapEditor(const FieldFacts &facts, const FieldContext &, QWidget *parent)
    : FieldEditor(facts, parent)
    , m_table(new QTableWidget(0, 2, this))
{
    m_table->setObjectName(QStringLiteral("fieldMap"));
    m_table->setAccessibleName(facts.name);
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Value")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->setTabKeyNavigation(false);
    m_table->setFixedHeight(6 * (fontMetrics().lineSpacing() + 8));
    auto *buttons = new QVBoxLayout;
    const auto button = [&](const char *icon, const QString &words, auto action) {
        auto *made = new QToolButton(this);
        made->setObjectName(QStringLiteral("fieldMap:") + QLatin1String(icon));
        made->setIcon(glyph(QLatin1String(icon)));
        made->setAccessibleName(words);
        made->setToolTip(words);
        made->setAutoRaise(true);
        made->setFocusPolicy(Qt::StrongFocus);
        connect(made, &QToolButton::clicked, this, action);
        buttons->addWidget(made);
    };
    button("add", tr("Add entry"), [this] {
        add(QString(), QString());
        m_table->setCurrentCell(m_table->rowCount() - 1, NameColumn);
        m_table->editItem(m_table->currentItem());
    });
    button("trash", tr("Remove entry"), [this] { removeCurrent(); });
    buttons->addStretch();
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_table, 1);
    all->addLayout(buttons);
    setFocusProxy(m_table);
    connect(m_table, &QTableWidget::itemChanged, this, &FieldEditor::edited);
}

void MapEditor::add(const QString &name, const QString &value)
{
    const QSignalBlocker quiet(m_table);
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, NameColumn, new QTableWidgetItem(name));
    m_table->setItem(row, ValueColumn, new QTableWidgetItem(value));
}

void MapEditor::removeCurrent()
{
    m_table->removeRow(m_table->currentRow());
    emit edited();
}

QString MapEditor::valueAt(int row, int column) const
{
    const QTableWidgetItem *item = m_table->item(row, column);
    return item ? item->text() : QString();
}

void MapEditor::setText(const QString &text)
{
    if (text == this->text())
        return;
    m_table->setRowCount(0);
    const auto document = Document::parse(text.isEmpty() ? "{}" : text.toUtf8(), "application/json");
    const QList<Node> members = document ? document->root().children() : QList<Node>();
    for (const Node &member : members)
        add(member.name(), member.kind() == Node::Kind::String ? member.text() : QString::fromUtf8(member.bytes()));
}

QString MapEditor::text() const
{
    const bool isText = facts().schemaType.isEmpty() && !facts().isAny && !facts().isList;
    QByteArrayList members;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString name = valueAt(row, NameColumn);
        if (!name.isEmpty())
            members << quoted(name) + ':' + written(valueAt(row, ValueColumn), isText);
    }
    return members.isEmpty() ? QString() : QString::fromUtf8('{' + members.join(',') + '}');
}

/// What is wrong with the names: without them there is no such object.
QString MapEditor::nameFault() const
{
    QSet<QString> names;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString name = valueAt(row, NameColumn);
        if (name.isEmpty() && !valueAt(row, ValueColumn).isEmpty())
            return tr("Every entry needs a name.");
        if (!name.isEmpty() && names.contains(name))
            return tr("The name %1 is there twice.").arg(name);
        names.insert(name);
    }
    return {};
}

QString MapEditor::problem() const
{
    const QString words = nameFault();
    return words.isEmpty() ? FieldEditor::problem() : words;
}

} // namespace nephoscope
