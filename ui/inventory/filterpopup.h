// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/recordstore.h"
#include "inventory/tablecolumns.h"

#include <QFrame>

class QBoxLayout;
class QCheckBox;
class QDateEdit;
class QLineEdit;

namespace nephoscope {

/// A value of a column and how many records have it.
class ValueCount {
public:
    QString value;
    qint64 count = 0;
};

/// The most frequent values of a column, at most so many, the most frequent first.
QList<ValueCount> valuesOf(const RecordStore &store, const QString &member, int most);

/// Fills a filter box for whoever would not type: values to tick, two ends of a range of numbers in the column's unit,
/// two dates. What it makes is the text that the box understands.
class FilterPopup : public QFrame {
    Q_OBJECT
public:
    FilterPopup(const TableColumn &column, const QList<ValueCount> &values, const QString &text, QWidget *parent);

signals:
    void chosen(const QString &text);

private:
    void makeValues(QBoxLayout *all, const QList<ValueCount> &values, const QString &text);
    void makeNumbers(QBoxLayout *all, const QString &text);
    void makeDates(QBoxLayout *all, const QString &text);
    void makeClear(QBoxLayout *all);
    void tellValues();
    void tellNumbers();
    void tellDates();

    TableColumn m_column;
    QList<QCheckBox *> m_ticks;
    QLineEdit *m_least = nullptr;
    QLineEdit *m_most = nullptr;
    QCheckBox *m_hasSince = nullptr;
    QDateEdit *m_since = nullptr;
    QCheckBox *m_hasUntil = nullptr;
    QDateEdit *m_until = nullptr;
};

} // namespace nephoscope
