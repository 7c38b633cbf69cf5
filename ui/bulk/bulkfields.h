// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldeditor.h"
#include "models/bulkplan.h"
#include "models/fieldguide.h"
#include "platform/resource.h"

#include <QWidget>

class QAbstractItemModel;
class QComboBox;
class QHBoxLayout;
class QModelIndex;

namespace nephoscope {

class Looks;

/// Which property of many objects is to be changed, and to what: those that a sample may be given.
class BulkFields : public QWidget {
    Q_OBJECT
public:
    BulkFields(const Looks &looks, FieldContext context, QWidget *parent);

    void setSample(const Resource &sample, const FieldGuide &guide, const QString &service);
    bool isEmpty() const { return m_fields.isEmpty(); }
    QString property() const;
    QString value() const;
    /// What is wrong with the value; empty where nothing is.
    QString problem() const;
    /// The edit, as steps from the object's own place.
    Result<QList<BulkStep>> steps();

signals:
    void edited();

private:
    struct FieldLine {
        FieldFacts facts;
        QString text; ///< of the sample
    };

    void collect(const QAbstractItemModel &model, const QModelIndex &parent);
    void choose(int index);
    Path own(const Path &path) const;

    const Looks &m_looks;
    FieldContext m_context;
    QString m_service;
    Resource m_sample;
    FieldGuide m_guide;
    QList<FieldLine> m_fields;
    QComboBox *m_property;
    QHBoxLayout *m_line;
    FieldEditor *m_editor = nullptr;
};

} // namespace nephoscope
