// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document.h"
#include "promise.h"

using namespace nephoscope;
using namespace nephoscope::fuzz;

namespace {

/// JSON: below the second member of one name, paths lead to the first.
bool isRepeated(const Node &node)
{
    return node.parent().kind() == Node::Kind::Object && !(node.parent().child(node.name()) == node);
}

/// Every node can be asked and is found by its path. Goes as deep as the limit below.
void visit(const Node &node, const Node &root)
{
    if (isRepeated(node))
        return;
    const Path path = node.path();
    const bool hasStep = !node.isXml() || node.kind() == Node::Kind::Element;
    promise(hasStep ? root.at(path) == node : path == node.parent().path());
    for (const Node &attribute : node.attributes())
        promise(root.at(attribute.path()) == attribute && attribute.parent() == node);
    for (const Node &child : node.children()) {
        promise(child.parent() == node);
        visit(child, root);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    DocumentLimits limits;
    limits.depth = 32;
    limits.nodes = 2000;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const Result<Document> document = Document::parse(bytes, {}, limits);
    if (!document) {
        promise(document.error().kind() == Error::Kind::Malformed);
        return 0;
    }
    visit(document->root(), document->root());
    promise(Document::parse(document->root().bytes(), {}, limits).has_value());
    promise(Document::parse(document->pretty()).has_value());
    const QByteArray written = document->serialized();
    const Result<Document> again = Document::parse(written, {}, limits);
    promise(again.has_value() && again->serialized() == written);
    return 0;
}
