// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldeditor.h"

#include <QObject>

class QCompleter;
class QLineEdit;
class QStandardItemModel;

namespace nephoscope {

/// The objects that a line of text may name: those that the service lists for its field, asked for when the person
/// comes to it, and those that the site has shown so far. Drops down while one types, and by the Down key.
class Proposals : public QObject {
    Q_OBJECT
public:
    /// `place` of the field. `all`: what the site has shown counts too, whatever it is.
    Proposals(QLineEdit *line, const FieldContext &context, const Path &place, bool all);

    /// The object of that name, address or id among those known; null where none is.
    Ref named(const QString &text) const;

signals:
    /// The person has picked that one.
    void chosen(const Ref &ref);
    /// More is known than before.
    void came();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void ask();
    void fill(const QString &text);
    void dropDown();

    QLineEdit *m_line;
    QCompleter *m_completer;
    QStandardItemModel *m_model;
    FieldContext m_context;
    Path m_place;
    bool m_all;
    bool m_isAsked = false;
    bool m_isInVain = false; ///< the last answer was empty, as after a failure: Down asks again
    bool m_isWanted = false; ///< drops down as soon as there is something
    QList<Ref> m_listed;
};

} // namespace nephoscope
