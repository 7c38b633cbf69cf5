// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/recordwriter.h"
#include "inventory/walk.h"

namespace nephoscope {

/// An object and all below it, read into a store: one record for each, with every field of its document under its
/// path. GUI thread.
class Subtree : public QObject, public std::enable_shared_from_this<Subtree> {
    Q_OBJECT
public:
    Subtree(std::shared_ptr<Session> session, const Ref &root);

    /// Ends when all was read; failures() tells what could not be.
    QCoro::Task<void> run();
    const std::shared_ptr<RecordStore> &store() const { return m_store; }
    const QList<WalkFailure> &failures() const { return m_walk->failures(); }
    /// What is not all there: addresses of objects that could not be read, and what the rows below a list that could
    /// not be read would have as parent.
    QStringList unread() const;

signals:
    void progress(int resources, int waiting);

private:
    void take(const Resource &resource, const QString &parent);
    void takeRow(const WalkRow &row);
    void setFields(const Node &node, const std::string &path, int depth);

    std::shared_ptr<Walk> m_walk;
    std::shared_ptr<RecordStore> m_store;
    RecordWriter m_writer;
    QSet<QString> m_taken; ///< identities of what came with its document
};

} // namespace nephoscope
