// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/bulkfields.h"

#include "editor/changewords.h"
#include "editor/editing.h"
#include "models/guideshape.h"
#include "models/propertymodel.h"
#include "shell/looks.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QRegularExpression>

namespace nephoscope {

BulkFields::BulkFields(const Looks &looks, FieldContext context, QWidget *parent)
    : QWidget(parent)
    , m_looks(looks)
    , m_context(std::move(context))
    , m_property(new QComboBox(this))
    , m_line(new QHBoxLayout(this))
{
    m_context.isInCell = false;
    m_property->setObjectName(QStringLiteral("bulkProperty"));
    m_property->setAccessibleName(tr("Property"));
    m_property->setEditable(true); // typing finds
    m_property->setInsertPolicy(QComboBox::NoInsert);
    m_property->completer()->setFilterMode(Qt::MatchContains);
    m_property->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_property->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
    m_line->setContentsMargins(0, 0, 0, 0);
    m_line->setSpacing(8);
    m_line->addWidget(m_property, 0, Qt::AlignTop);
    connect(m_property, &QComboBox::currentIndexChanged, this, &BulkFields::choose);
}

void BulkFields::setSample(const Resource &sample, const FieldGuide &guide, const QString &service)
{
    m_sample = sample;
    m_guide = guide;
    m_service = service;
    m_fields.clear();
    PropertyModel model;
    model.setShowsEmpty(true);
    model.setResource(sample, m_looks.catalog(service));
    model.setDraft(Draft(sample.document, std::make_shared<GuideShape>(guide)), guide);
    collect(model, {});
    const Labels labels = [this](const Path &path) {
        return m_looks.property(m_service, m_sample.self.kind(), own(path).text());
    };
    const QSignalBlocker quiet(m_property);
    m_property->clear();
    for (const FieldLine &field : std::as_const(m_fields))
        m_property->addItem(placeWords(own(field.facts.path), labels));
    choose(m_property->currentIndex());
}

/// Places inside lists mean something else in every object.
void BulkFields::collect(const QAbstractItemModel &model, const QModelIndex &parent)
{
    static const QRegularExpression position(QStringLiteral("\\[\\d+\\]|(^|/)\\d+(/|$)"));
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex name = model.index(row, 0, parent);
        const QModelIndex value = name.siblingAtColumn(PropertyModel::ValueColumn);
        const auto facts = value.data(PropertyModel::FactsRole).value<FieldFacts>();
        const bool isPlace = !facts.path.isEmpty() && !position.match(own(facts.path).text()).hasMatch();
        const bool isField = isPlace && facts.isWritable() && !facts.isGroup && !facts.isFile
            && (!facts.isList || facts.isPlainList) && facts.type != PropertyType::Secret;
        if (isField && (value.flags() & Qt::ItemIsEditable || facts.isMissing))
            m_fields << FieldLine{facts, value.data(Qt::EditRole).toString()};
        else
            collect(model, name);
    }
}

/// From the object itself, which may be a part of what was read.
Path BulkFields::own(const Path &path) const
{
    const QString before = m_sample.part.text() + QLatin1Char('/');
    return before.size() > 1 && path.text().startsWith(before) ? Path(path.text().mid(before.size())) : path;
}

void BulkFields::choose(int index)
{
    if (m_editor)
        m_editor->deleteLater();
    m_editor = nullptr;
    if (index >= 0 && index < m_fields.size()) {
        m_editor = makeFieldEditor(m_fields.at(index).facts, m_context, this);
        m_editor->setObjectName(QStringLiteral("bulkValue"));
        m_editor->setText(m_fields.at(index).text);
        constexpr int mostLines = 3;
        const int lines = std::min(m_editor->lines(), mostLines);
        m_editor->setMaximumHeight(lines * fontMetrics().lineSpacing() + m_property->sizeHint().height());
        m_line->addWidget(m_editor, 1, Qt::AlignTop);
        connect(m_editor, &FieldEditor::edited, this, &BulkFields::edited);
    }
    emit edited();
}

QString BulkFields::property() const { return m_property->itemText(m_property->currentIndex()); }

QString BulkFields::value() const { return m_editor ? m_editor->text() : QString(); }

QString BulkFields::problem() const
{
    return m_editor ? m_editor->problem() : tr("There is no property that may be changed.");
}

Result<QList<BulkStep>> BulkFields::steps()
{
    if (!m_editor || !problem().isEmpty())
        return failure(Error::Kind::Invalid, problem());
    const FieldFacts &facts = m_editor->facts();
    const QString text = m_editor->text();
    if (facts.isPlainList) {
        QList<Value> values;
        const QStringList lines = text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        for (const QString &line : lines)
            values << facts.value(line);
        return QList<BulkStep>{BulkStep::list(own(facts.path), values)};
    }
    Editing editing(nullptr);
    std::optional<Error> refusal;
    connect(&editing, &Editing::refused, &editing, [&refusal](const Error &error) { refusal = error; });
    editing.begin(m_sample.document, m_guide, std::make_shared<GuideShape>(m_guide));
    if (facts.type == PropertyType::Reference)
        editing.refer(facts, m_editor->reference());
    else
        editing.write(facts, text);
    if (refusal)
        return failure(*refusal);
    QList<BulkStep> steps = BulkPlan::stepsAt(editing.draft().document(), facts.path);
    for (BulkStep &step : steps)
        step.path = own(step.path);
    return steps;
}

} // namespace nephoscope
