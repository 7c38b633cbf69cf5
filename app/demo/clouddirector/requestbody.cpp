// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/requestbody.h"

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr const char *vcloudSpace = "http://www.vmware.com/vcloud/v1.5";

QByteArray localName(const char *name)
{
    const QByteArray whole = name;
    return whole.mid(whole.indexOf(':') + 1);
}

/// The namespace of the root element, by the declarations on it.
QByteArray rootSpace(const pugi::xml_node &root)
{
    const QByteArray name = root.name();
    const qsizetype colon = name.indexOf(':');
    const QByteArray declaration = colon < 0 ? QByteArray("xmlns") : "xmlns:" + name.left(colon);
    return root.attribute(declaration.constData()).value();
}

} // namespace

std::optional<Reply> RequestBody::read(const Context &context, const QByteArray &shortType, const QByteArray &element)
{
    const QByteArray type = context.message.header("Content-Type").split(';').first().trimmed().toLower();
    const QByteArray stem = "application/vnd.vmware." + shortType.toLower();
    const bool xml = type == stem + "+xml" || type == "application/*+xml";
    const bool json = type == stem + "+json" || type == "application/*+json";
    if (!xml && !json)
        return context.fault(415, "UNSUPPORTED_MEDIA_TYPE", "The content type " + type + " is not supported here.");
    const bool read = xml ? readXml(context.message.body, element) : readJson(context.message.body);
    if (read)
        return std::nullopt;
    return context.fault(400, "BAD_REQUEST",
        "HTTP 400 Bad Request - cvc-elt.1: Cannot find the declaration of element; \"" + element + "\" was expected.");
}

bool RequestBody::readXml(const QByteArray &body, const QByteArray &element)
{
    pugi::xml_document document;
    if (!document.load_buffer(body.constData(), static_cast<size_t>(body.size())))
        return false;
    const pugi::xml_node root = document.document_element();
    if (localName(root.name()) != element || rootSpace(root) != vcloudSpace)
        return false;
    for (const pugi::xml_attribute &attribute : root.attributes())
        m_values.insert(jsonName(localName(attribute.name())), attribute.value());
    for (const pugi::xml_node &child : root.children()) {
        if (child.type() == pugi::node_element && !child.first_element_by_path("*"))
            m_values.insert(jsonName(localName(child.name())), child.child_value());
    }
    return true;
}

bool RequestBody::readJson(const QByteArray &body)
{
    const nlohmann::json document = nlohmann::json::parse(body.toStdString(), nullptr, false);
    if (!document.is_object())
        return false;
    for (const auto &[name, value] : document.items()) {
        if (value.is_string())
            m_values.insert(QByteArray::fromStdString(name), QByteArray::fromStdString(value.get<std::string>()));
        else if (value.is_boolean() || value.is_number())
            m_values.insert(QByteArray::fromStdString(name), QByteArray::fromStdString(value.dump()));
    }
    return true;
}

std::optional<QByteArray> RequestBody::value(const QByteArray &name) const
{
    const auto found = m_values.constFind(jsonName(name));
    return found == m_values.constEnd() ? std::nullopt : std::optional(*found);
}

} // namespace nephoscope::demo::clouddirector
