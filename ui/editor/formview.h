// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/changewords.h"
#include "editor/fieldeditor.h"

#include <QHash>
#include <QSet>
#include <QWidget>

class QFormLayout;
class QVBoxLayout;

namespace nephoscope {

class Editing;

/// A document as a form, drawn from its type: what is needed first, the rest behind "More fields"; groups inside
/// groups, lists whose entries can be added, taken away and put in order. Writes every key into the editing at once.
class FormView : public QWidget {
    Q_OBJECT
public:
    FormView(Editing &editing, FieldContext context, Labels labels, QWidget *parent);

    /// Sentences for what is not right yet, "Name: A value is needed here."
    QStringList faults() const;
    bool isEmpty() const { return m_rows.isEmpty(); }
    void focusFirst();

signals:
    void edited();

private:
    struct Row;

    void build();
    void addGroup(QVBoxLayout *into, const Path &group, int depth);
    void addField(QFormLayout *form, const Path &place, const Field &field);
    void addNested(QVBoxLayout *into, const Path &place, const Field &field, int depth);
    void addEntries(QVBoxLayout *into, const Path &place, const Field &field, int depth);
    QWidget *makeEntry(const QList<Path> &all, int number, int depth);
    QWidget *makeFold(const Path &group, QWidget *content, qsizetype fields);
    FieldFacts factsOf(const Path &place, const Field &field) const;
    QString textOf(const FieldFacts &facts) const;
    void write(Row &row);
    void showState(const Row &row) const;

    Editing &m_editing;
    FieldContext m_context;
    Labels m_labels;
    QWidget *m_page = nullptr;
    QList<std::shared_ptr<Row>> m_rows;
    QSet<QString> m_open; ///< groups whose further fields show
    bool m_isWriting = false;
};

} // namespace nephoscope
