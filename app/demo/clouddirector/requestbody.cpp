// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/requestbody.h"

#include "demo/clouddirector/schemacheck.h"
#include "demo/clouddirector/xmlnames.h"

namespace nephoscope::demo::clouddirector {

namespace {

constexpr ApiVersion strictOrder(9, 0);
constexpr const char *vcloudSpace = "http://www.vmware.com/vcloud/v1.5";
constexpr const char *ovfSpace = "http://schemas.dmtf.org/ovf/envelope/1";

Reply malformed(const Context &context, const QByteArray &reason)
{
    return context.fault(400, "BAD_REQUEST", "HTTP 400 Bad Request - " + reason);
}

} // namespace

std::optional<Reply> RequestBody::read(const Context &context, const QByteArray &shortType, const QByteArray &element)
{
    const QByteArray &sent = context.message.body;
    QByteArray type = context.message.header("Content-Type").split(';').first().trimmed().toLower();
    if (type.isEmpty() && !sent.isEmpty()) // some clients leave it out; the bytes tell
        type = sent.startsWith('{') ? "application/*+json" : "application/*+xml";
    const QByteArray stem = "application/vnd.vmware." + shortType.toLower();
    if (type == stem + "+xml" || type == "application/*+xml")
        return readXml(context, element);
    if (type == stem + "+json" || type == "application/*+json")
        return readJson(context, element);
    return context.fault(415, "UNSUPPORTED_MEDIA_TYPE", "The content type " + type + " is not supported here.");
}

std::optional<Reply> RequestBody::readXml(const Context &context, const QByteArray &element)
{
    const QByteArray &body = context.message.body;
    pugi::xml_document document;
    const pugi::xml_parse_result result = document.load_buffer(body.constData(), static_cast<size_t>(body.size()));
    if (!result)
        return malformed(context, result.description());
    pugi::xml_node root = document.document_element();
    const QByteArray name = root.name();
    const QByteArray space = element.startsWith("ovf:") ? ovfSpace : vcloudSpace;
    if (localName(name) != localName(element) || spaceOf(root, name) != space)
        return malformed(context, "cvc-elt.1: Cannot find the declaration of element '" + name + "'.");
    if (context.version < strictOrder && name.endsWith("Params"))
        root.prepend_move(root.child("Description")); // clients of that time describe where they like
    if (const std::optional<QByteArray> violation = schemaViolation(root))
        return malformed(context, *violation);
    m_root = Sent::from(root);
    return std::nullopt;
}

std::optional<Reply> RequestBody::readJson(const Context &context, const QByteArray &element)
{
    std::optional<Sent> sent = Sent::fromJson(context.message.body, localName(element));
    if (!sent)
        return malformed(context, "The body is not a JSON object.");
    m_root = std::move(*sent);
    return std::nullopt;
}

} // namespace nephoscope::demo::clouddirector
