// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/operationinput.h"

#include <QHash>
#include <QSet>
#include <QWidget>

class QFormLayout;
class QVBoxLayout;

namespace nephoscope {

/// Which fields of a body a form shows.
class FormPart {
public:
    QStringList fields; ///< paths, in their order; empty = all
    bool isRest = false; ///< all but those

    bool isAll() const { return fields.isEmpty(); }
    bool shows(const Path &place) const;
};

/// A document as a form, drawn from its type: what is needed first, the rest behind "More fields"; groups inside
/// groups, lists whose entries can be added, taken away and put in order. Writes every key into the editing at once.
class FormView : public QWidget {
    Q_OBJECT
public:
    /// `editing` is the input's body, or its arguments.
    FormView(Editing &editing, OperationInput &input, FormPart part, QWidget *parent);

    /// Sentences for what is not right yet, "Name: A value is needed here."
    QStringList faults() const;
    /// Of fields that the service asks for and that are empty; it may do without them all the same.
    QStringList doubts() const;
    /// True where one of its fields is called that; the sentence shows there until the field is changed.
    bool showRefusal(const QString &field, const QString &sentence);
    bool isEmpty() const { return m_rows.isEmpty() && !m_hasGroups; }
    void focusFirst();

signals:
    void edited();

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Row;

    void build();
    QList<Field> fieldsOf(const Path &group) const;
    void showOffers(const Path &place);
    void reconsiderOffers();
    void takeOnly(Row &row, const QString &value);
    QString offerWords(const Row &row) const;
    void addGroup(QVBoxLayout *into, const Path &group, int depth, bool isNeeded = false);
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
    OperationInput &m_input;
    FieldOffers &m_offers;
    FormPart m_part;
    Labels m_labels;
    QWidget *m_page = nullptr;
    QList<std::shared_ptr<Row>> m_rows;
    QSet<QString> m_open; ///< groups whose further fields show
    bool m_hasGroups = false; ///< shows something to add, though nothing to fill in yet
    bool m_isWriting = false;
    bool m_isStale = false; ///< edited elsewhere while nobody looked
};

} // namespace nephoscope
