// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/filerow.h"

#include "editor/operationinput.h"
#include "shell/filedialogs.h"

#include <QBoxLayout>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace nephoscope {

FileRow::FileRow(QWidget *parent)
    : QWidget(parent)
    , m_path(new QLineEdit(this))
{
    m_path->setObjectName(QStringLiteral("uploadFile"));
    m_path->setReadOnly(true);
    m_path->setPlaceholderText(tr("May also be chosen later"));
    auto *label = new QLabel(tr("File on this computer"), this);
    label->setBuddy(m_path);
    m_path->setAccessibleName(label->text());
    auto *button = new QPushButton(tr("Choose \u2026"), this);
    button->setObjectName(QStringLiteral("uploadChoose"));
    button->setAccessibleName(tr("Choose the file"));
    button->setAutoDefault(false);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(label);
    line->addWidget(m_path, 1);
    line->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this] {
        askForFile(this, tr("Choose the file to upload"), [this](const QString &fileName) {
            m_path->setText(fileName);
            emit chosen();
        });
    });
}

QString FileRow::fileName() const { return m_path->text(); }

void FileRow::describe(OperationInput &input, const QJsonObject &wanted) const
{
    const QFileInfo file(m_path->text());
    const QJsonObject facts{{QStringLiteral("name"), file.fileName()},
        {QStringLiteral("base"), file.completeBaseName()}, {QStringLiteral("size"), file.size()}};
    const auto document = Document::parse(QJsonDocument(facts).toJson(), "application/json");
    const bool isXml = input.body().draft().document().isXml();
    QList<QPair<QString, QString>> values;
    for (auto each = wanted.begin(); each != wanted.end(); ++each) {
        const bool isAttribute = each.key().startsWith(QLatin1Char('@'));
        values << qMakePair(each.value().toString(), isAttribute && !isXml ? each.key().mid(1) : each.key());
    }
    if (document)
        input.take(values, *document);
}

} // namespace nephoscope
