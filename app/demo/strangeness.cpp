// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/strangeness.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <random>
#include <sstream>

namespace nephoscope::demo {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char *strangeType = "application/vnd.vmware.vcloud.unheardOf";
constexpr const char *strangeRel = "demo:unheardOf";

QByteArray headerOf(const Answer &answer, const QByteArray &name)
{
    for (const auto &[key, value] : answer.headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

void setHeader(Answer &answer, const QByteArray &name, const QByteArray &value)
{
    for (auto &[key, old] : answer.headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            old = value;
    }
}

// XML

/// A name beside that of the root: with the prefix that the root has.
std::string besideRoot(const pugi::xml_node &root, const char *local)
{
    const std::string name = root.name();
    const size_t colon = name.find(':');
    return colon == std::string::npos ? local : name.substr(0, colon + 1) + local;
}

void addElement(pugi::xml_node root)
{
    pugi::xml_node added = root.append_child(besideRoot(root, "UnheardOf").c_str());
    added.append_attribute("since") = "99.0";
    added.append_child(besideRoot(root, "Depth").c_str()).text() = "unfathomed";
}

void addLink(pugi::xml_node root)
{
    pugi::xml_node link = root.prepend_child(besideRoot(root, "Link").c_str());
    const std::string href = root.attribute("href").value();
    link.append_attribute("rel") = strangeRel;
    link.append_attribute("href") = (href + "/action/unheardOf").c_str();
    link.append_attribute("type") = (std::string(strangeType) + "Params+xml").c_str();
}

void renameRoot(pugi::xml_node root)
{
    root.set_name(besideRoot(root, "UnheardOf").c_str());
    if (root.attribute("type"))
        root.attribute("type") = (std::string(strangeType) + "+xml").c_str();
}

/// Children of the same name change places; those between keep theirs.
void shuffle(pugi::xml_node node, std::mt19937 &random)
{
    std::vector<pugi::xml_node> children;
    for (const pugi::xml_node &child : node.children())
        children.push_back(child);
    std::vector<pugi::xml_node> order = children;
    for (size_t i = order.size(); i > 1; --i) {
        std::vector<size_t> twins;
        for (size_t j = 0; j < i; ++j) {
            if (std::string_view(order[j].name()) == order[i - 1].name())
                twins.push_back(j);
        }
        std::swap(order[i - 1], order[twins[random() % twins.size()]]);
    }
    for (const pugi::xml_node &child : order)
        node.append_move(child);
    for (const pugi::xml_node &child : order)
        shuffle(child, random);
}

std::string renamed(const std::string &name, bool isElement)
{
    const size_t colon = name.find(':');
    if (name == "xmlns")
        return "xmlns:q0";
    if (name.rfind("xmlns:", 0) == 0)
        return "xmlns:q" + name.substr(6);
    if (colon != std::string::npos && name.rfind("xml:", 0) != 0)
        return 'q' + name;
    return isElement ? "q0:" + name : name;
}

/// Every namespace gets another prefix, the default one a prefix at all.
void changePrefixes(pugi::xml_node node)
{
    if (node.type() != pugi::node_element)
        return;
    node.set_name(renamed(node.name(), true).c_str());
    for (pugi::xml_attribute attribute : node.attributes()) {
        const std::string value = attribute.value();
        if (std::string_view(attribute.name()) == "xsi:type")
            attribute.set_value(renamed(value, true).c_str());
        attribute.set_name(renamed(attribute.name(), false).c_str());
    }
    for (const pugi::xml_node &child : node.children())
        changePrefixes(child);
}

QByteArray strangeXml(const QByteArray &body, const QStringList &which)
{
    pugi::xml_document document;
    if (!document.load_buffer(body.constData(), static_cast<size_t>(body.size()), pugi::parse_full))
        return body;
    std::mt19937 random(1);
    const pugi::xml_node root = document.document_element();
    if (which.contains(QStringLiteral("link")))
        addLink(root);
    if (which.contains(QStringLiteral("element")))
        addElement(root);
    if (which.contains(QStringLiteral("kind")))
        renameRoot(root);
    if (which.contains(QStringLiteral("order")))
        shuffle(root, random);
    if (which.contains(QStringLiteral("prefixes")))
        changePrefixes(root);
    std::ostringstream out;
    document.save(out, "", pugi::format_raw, pugi::encoding_utf8);
    return QByteArray::fromStdString(out.str());
}

// JSON

void shuffle(Json &value, std::mt19937 &random)
{
    if (value.is_array()) {
        for (size_t i = value.size(); i > 1; --i)
            std::swap(value[i - 1], value[random() % i]);
    }
    if (value.is_structured()) {
        for (Json &each : value)
            shuffle(each, random);
    }
}

QByteArray strangeJson(const QByteArray &body, const QStringList &which)
{
    Json document = Json::parse(body.toStdString(), nullptr, false);
    if (!document.is_object())
        return body;
    std::mt19937 random(1);
    const std::string href =
        document.contains("href") && document["href"].is_string() ? document["href"].get<std::string>() : "";
    if (which.contains(QStringLiteral("link")) && (!document.contains("link") || document["link"].is_array()))
        document["link"].push_back({{"rel", strangeRel}, {"href", href + "/action/unheardOf"}, {"id", nullptr},
            {"type", std::string(strangeType) + "Params+json"}, {"name", nullptr}, {"model", nullptr}});
    if (which.contains(QStringLiteral("element")))
        document["unheardOf"] = {{"since", "99.0"}, {"depth", "unfathomed"}};
    if (which.contains(QStringLiteral("kind"))) {
        document["_type"] = "UnheardOfType";
        if (document.contains("type"))
            document["type"] = std::string(strangeType) + "+json";
    }
    if (which.contains(QStringLiteral("order")))
        shuffle(document, random);
    return QByteArray::fromStdString(document.dump(2, ' ', false, Json::error_handler_t::replace));
}

} // namespace

const QStringList &strangenesses()
{
    static const QStringList all{QStringLiteral("element"), QStringLiteral("link"), QStringLiteral("mediaType"),
        QStringLiteral("kind"), QStringLiteral("order"), QStringLiteral("prefixes")};
    return all;
}

Answer madeStrange(const Answer &answer, const QStringList &which)
{
    Answer strange = answer;
    const QByteArray type = headerOf(answer, "Content-Type");
    const QByteArray plain = type.split(';').first().trimmed();
    const bool xml = plain.endsWith("xml");
    if (!xml && !plain.endsWith("json"))
        return answer;
    if (which != QStringList{QStringLiteral("mediaType")})
        strange.body = xml ? strangeXml(answer.body, which) : strangeJson(answer.body, which);
    if (which.contains(QStringLiteral("mediaType")) || which.contains(QStringLiteral("kind")))
        setHeader(strange, "Content-Type",
            QByteArray(strangeType).toLower() + (xml ? "+xml" : "+json") + type.mid(plain.size()));
    return strange;
}

} // namespace nephoscope::demo
