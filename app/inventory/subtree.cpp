// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/subtree.h"

#include "inventory/recordtext.h"

#include <QHash>

namespace nephoscope {

namespace {

constexpr int deepest = 8;

} // namespace

Subtree::Subtree(std::shared_ptr<Session> session, const Ref &root)
    : m_walk(std::make_shared<Walk>(std::move(session), root))
    , m_store(std::make_shared<RecordStore>())
    , m_writer(m_store)
{
    ListFrame frame;
    frame.open = "[";
    frame.close = "]";
    frame.mediaType = "application/json";
    frame.url = root.href();
    m_writer.setFrame(frame);
    connect(m_walk.get(), &Walk::progress, this, &Subtree::progress);
    connect(m_walk.get(), &Walk::found, this, &Subtree::take);
}

QCoro::Task<void> Subtree::run()
{
    const auto self = shared_from_this();
    co_await m_walk->run();
    for (const WalkRow &row : m_walk->rows()) // what its list says all of
        if (!m_taken.contains(row.href))
            takeRow(row);
    m_writer.publish();
    m_writer.finish();
}

QStringList Subtree::unread() const
{
    QStringList unread;
    for (const WalkFailure &failure : failures())
        unread << (failure.ref.isCollection() && !failure.parent.isEmpty() ? failure.parent
                                                                           : failure.ref.href().toString());
    unread.removeDuplicates();
    return unread;
}

void Subtree::takeRow(const WalkRow &row)
{
    m_writer.begin();
    for (const auto &[name, value] : {std::pair("href", &row.href), std::pair("kind", &row.kind),
             std::pair("name", &row.name), std::pair("parent", &row.parent), std::pair("state", &row.state)})
        if (!value->isEmpty())
            m_writer.setCopy(name, RecordStore::Notation::Text, value->toStdString());
    (void)m_writer.commit();
}

void Subtree::take(const Resource &resource, const QString &parent)
{
    const Ref &self = resource.self;
    m_taken.insert(self.href().toString());
    m_writer.begin();
    const auto set = [this](const char *name, const QString &value) {
        if (!value.isEmpty())
            m_writer.setCopy(name, RecordStore::Notation::Text, value.toStdString());
    };
    set("href", self.href().toString());
    set("kind", self.kind());
    set("name", self.name());
    set("parent", parent);
    set("state", self.state().word());
    setFields(resource.root(), std::string(), 0);
    (void)m_writer.commit();
}

/// Each leaf under its path; of several of one name each has its number. Links say what may be done just now, which is
/// no property.
void Subtree::setFields(const Node &node, const std::string &path, int depth)
{
    for (const Node &attribute : node.attributes())
        m_writer.setCopy(path + columnStep(attribute.name().toStdString()), RecordStore::Notation::Text,
            attribute.text().toStdString());
    QHash<QString, int> count;
    int item = 0;
    for (const Node &child : node.children()) {
        const bool isOther = child.kind() == Node::Kind::Comment || child.kind() == Node::Kind::ProcessingInstruction
            || child.kind() == Node::Kind::Text || child.kind() == Node::Kind::CData
            || child.name() == QLatin1String("Link");
        if (isOther)
            continue;
        const QString name = child.name().isEmpty() ? QString::number(item++) : child.name();
        const int before = count[name]++;
        std::string inner = path + columnStep(name.toStdString());
        if (before > 0)
            inner += ' ' + std::to_string(before + 1);
        if (child.isLeaf() && !child.text().isEmpty())
            m_writer.setCopy(inner, RecordStore::Notation::Text, child.text().toStdString());
        if (depth < deepest)
            setFields(child, inner + '/', depth + 1);
    }
}

} // namespace nephoscope
