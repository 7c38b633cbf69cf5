// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/sent.h"

#include "demo/clouddirector/xmlnames.h"

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

namespace nephoscope::demo::clouddirector {

namespace {

using Json = nlohmann::ordered_json;

constexpr int deepest = 64;

constexpr const char *instanceSpace = "http://www.w3.org/2001/XMLSchema-instance";

/// "{http://…}capacity" → "capacity"
QByteArray withoutSpace(const QByteArray &name) { return name.mid(name.lastIndexOf('}') + 1); }

/// "NetworkConnectionSectionType" → "networkConnectionSection"
QByteArray sectionName(const QByteArray &type) { return jsonName(type.endsWith("Type") ? type.chopped(4) : type); }

} // namespace

class SentReader {
public:
    static Sent read(const pugi::xml_node &element, int depth = 0)
    {
        Sent sent;
        sent.m_name = jsonName(localName(element.name()));
        for (const pugi::xml_attribute &attribute : element.attributes()) {
            const QByteArray name = attribute.name();
            if (name.startsWith("xmlns"))
                continue;
            const bool isType = name.endsWith(":type") && spaceOf(element, name) == instanceSpace;
            sent.m_children.push_back(plain(isType ? QByteArray("_type") : localName(name), attribute.value()));
        }
        for (const pugi::xml_node &child : element.children()) {
            if (child.type() == pugi::node_element && depth < deepest)
                sent.m_children.push_back(read(child, depth + 1));
            else if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
                sent.m_text += child.value();
        }
        return sent;
    }

    static Sent read(const QByteArray &name, const Json &value, int depth = 0)
    {
        Sent sent;
        sent.m_name = name;
        if (value.is_string())
            sent.m_text = QByteArray::fromStdString(value.get<std::string>());
        else if (value.is_boolean() || value.is_number())
            sent.m_text = QByteArray::fromStdString(value.dump());
        else if (value.is_object() && depth < deepest)
            addMembers(sent, value, depth);
        return sent;
    }

private:
    static Sent plain(const QByteArray &name, const QByteArray &text)
    {
        Sent sent;
        sent.m_name = jsonName(name);
        sent.m_text = text;
        return sent;
    }

    static void addMembers(Sent &sent, const Json &object, int depth)
    {
        for (const auto &[key, value] : object.items()) {
            const QByteArray name = withoutSpace(QByteArray::fromStdString(key));
            if (name == "otherAttributes" && value.is_object())
                addMembers(sent, value, depth + 1);
            else if (value.is_array())
                addAll(sent, name, value, depth);
            else if (name == "value" && !value.is_structured())
                sent.m_text = read(name, value).text(); // OVF wraps its values
            else if (!value.is_null())
                sent.m_children.push_back(read(name, value, depth + 1));
        }
    }

    static void addAll(Sent &sent, const QByteArray &name, const Json &list, int depth)
    {
        for (const Json &each : list) {
            const bool typed =
                name == "section" && each.is_object() && each.contains("_type") && each["_type"].is_string();
            const QByteArray own =
                typed ? sectionName(QByteArray::fromStdString(each["_type"].get<std::string>())) : name;
            if (!each.is_null())
                sent.m_children.push_back(read(own, each, depth + 1));
        }
    }
};

Sent Sent::from(const pugi::xml_node &element) { return SentReader::read(element); }

std::optional<Sent> Sent::fromJson(const QByteArray &body, const QByteArray &rootElement)
{
    const Json document = Json::parse(body.toStdString(), nullptr, false);
    if (!document.is_object())
        return std::nullopt;
    return SentReader::read(jsonName(rootElement), document);
}

const Sent *Sent::child(const char *xmlName) const
{
    const std::vector<const Sent *> found = all(xmlName);
    return found.empty() ? nullptr : found.front();
}

std::vector<const Sent *> Sent::all(const char *xmlName) const
{
    const QByteArray wanted = jsonName(xmlName);
    std::vector<const Sent *> found;
    for (const Sent &each : m_children) {
        if (each.m_name == wanted)
            found.push_back(&each);
    }
    return found;
}

std::optional<QByteArray> Sent::value(const char *xmlName) const
{
    const Sent *found = child(xmlName);
    return found ? std::optional(found->m_text) : std::nullopt;
}

bool Sent::truth(const char *xmlName, bool otherwise) const
{
    const QByteArray text = value(xmlName).value_or("").trimmed();
    return text.isEmpty() ? otherwise : text == "true" || text == "1";
}

qint64 Sent::number(const char *xmlName, qint64 otherwise) const
{
    bool isNumber = false;
    const qint64 number = value(xmlName).value_or("").trimmed().toLongLong(&isNumber);
    return isNumber ? number : otherwise;
}

Id Sent::reference(const char *xmlName) const
{
    const Sent *found = child(xmlName);
    return found ? found->reference() : Id();
}

Id Sent::reference() const
{
    const Id byAddress = idIn(value("href").value_or(""));
    return byAddress.isNull() ? idIn(value("id").value_or("")) : byAddress;
}

Id idIn(const QByteArray &address)
{
    const QByteArray whole = address.endsWith('/') ? address.chopped(1) : address;
    return Id::fromString(QString::fromLatin1(whole.right(36)));
}

} // namespace nephoscope::demo::clouddirector
