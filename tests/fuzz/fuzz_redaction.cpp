// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redaction.h"
#include "document/document.h"
#include "promise.h"

using namespace nephoscope;
using namespace nephoscope::fuzz;

namespace {

/// No value with a secret's name is left.
void visit(const Node &node)
{
    const bool hasValue = node.kind() == Node::Kind::String || node.kind() == Node::Kind::Number
        || node.kind() == Node::Kind::Attribute || (node.kind() == Node::Kind::Element && node.isLeaf());
    if (hasValue && isSecretName(node.name())) {
        const QString text = node.text().trimmed();
        promise(text.isEmpty() || text == QLatin1String(redactionMark()));
    }
    for (const Node &attribute : node.attributes())
        visit(attribute);
    for (const Node &child : node.children())
        visit(child);
}

} // namespace

/// The first byte chooses the media type, the rest is the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    static const QByteArray types[] = {"application/json", "application/vnd.vmware.vcloud.session+xml",
        "application/x-www-form-urlencoded", "text/plain", "multipart/form-data", ""};
    const QByteArray &type = types[data[0] % std::size(types)];
    const QByteArray body(reinterpret_cast<const char *>(data) + 1, static_cast<qsizetype>(size) - 1);
    const QByteArray redacted = redactedBody(body, type);
    redactedText(QString::fromUtf8(body));
    const bool structured = type.endsWith("json") || type.endsWith("xml");
    if (!structured || !Document::parse(body, type))
        return 0;
    const Result<Document> document = Document::parse(redacted, type);
    promise(document.has_value());
    visit(document->root());
    return 0;
}
