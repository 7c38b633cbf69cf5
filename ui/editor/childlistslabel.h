// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/childlists.h"

#include <QLabel>

namespace nephoscope {

class Looks;

/// What the lists of an object hold, which goes with it when it is deleted: read now, told as far as it was heard, and
/// plainly what is not known. Hidden where the object leads to no list, and where all of them are empty.
class ChildListsLabel : public QLabel {
    Q_OBJECT
public:
    ChildListsLabel(
        const std::shared_ptr<Session> &session, const Resource &resource, const Looks &looks, QWidget *parent);

    /// True once nothing more will be heard.
    bool isDone() const { return m_lists.isDone(); }
    /// What was found.
    QList<Ref> items() const;

signals:
    void done();

private:
    void present();
    QString words(const ChildList &list) const;
    QString nameOf(const Ref &list) const;

    const Looks &m_looks;
    QString m_service;
    ChildLists m_lists;
};

} // namespace nephoscope
