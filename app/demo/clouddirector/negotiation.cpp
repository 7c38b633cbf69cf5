// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/negotiation.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

class MediaRange {
public:
    explicit MediaRange(const QByteArray &text)
    {
        QList<QByteArray> parts = text.split(';');
        type = parts.takeFirst().trimmed().toLower();
        for (const QByteArray &part : std::as_const(parts)) {
            const QByteArray parameter = part.trimmed();
            if (parameter.toLower().startsWith("version="))
                version = parameter.mid(8).trimmed();
        }
    }

    /// What it asks for on this half of the API; nothing where it has no such form.
    std::optional<Format> format(bool cloudapi) const
    {
        const bool any = type == "*/*" || type == "application/*";
        if (cloudapi)
            return any || type.endsWith("json") ? std::optional(Format::Json) : std::nullopt;
        if (any || type.endsWith("xml"))
            return Format::Xml;
        if (type.endsWith("json"))
            return Format::Json;
        return type.startsWith("image/") ? std::optional(Format::Xml) : std::nullopt;
    }

    QByteArray type;
    QByteArray version;
};

std::vector<MediaRange> ranges(const QByteArray &accept)
{
    std::vector<MediaRange> all;
    const QList<QByteArray> parts = accept.split(',');
    for (const QByteArray &part : parts) {
        if (!part.trimmed().isEmpty())
            all.emplace_back(part);
    }
    return all;
}

bool isSpoken(const ApiVersion &version)
{
    const auto &all = apiVersions();
    return version == alphaVersion || std::find(all.begin(), all.end(), version) != all.end();
}

Reply notAcceptable(Context &context, const QByteArray &reason)
{
    context.version = apiVersions().back();
    return context.fault(406, "NOT_ACCEPTABLE",
        "The request has invalid accept header: " + reason + " Supported API versions are: " + supportedVersionsText());
}

QByteArray loginUrl(const Context &context, const ApiVersion &version)
{
    return context.url(version < cloudapiLogin ? "/api/sessions" : "/cloudapi/1.0.0/sessions");
}

void addMappings(const Context &context, Node &info)
{
    for (const KindFacts &facts : allKinds()) {
        if (*facts.type == '\0')
            continue;
        Node mapping("MediaTypeMapping", Space::Versions);
        QByteArray type = QByteArray(facts.type).mid(7) + "Type";
        type[0] = static_cast<char>(type.at(0) - 'a' + 'A');
        mapping.add("MediaType", mediaType(facts.type)).add("ComplexTypeName", type);
        mapping.add("SchemaLocation", context.url("/api/v1.5/schema/master.xsd"));
        info.add(mapping.many());
    }
}

Node versionInfo(const Context &context, const ApiVersion &version)
{
    const bool alpha = version == alphaVersion;
    Node info(alpha ? "AlphaVersion" : "VersionInfo", Space::Versions);
    info.set("deprecated", version.isDeprecated());
    info.add("Version", alpha ? version.toText() + ".0-alpha" : version.toText());
    info.add("LoginUrl", loginUrl(context, version));
    if (version >= cloudapiLogin)
        info.add("ProviderLoginUrl", context.url("/cloudapi/1.0.0/sessions/provider"));
    if (version < ApiVersion(9, 0))
        addMappings(context, info);
    return info.many();
}

} // namespace

std::optional<Reply> negotiate(Context &context)
{
    const std::vector<MediaRange> accepted = ranges(context.message.header("Accept"));
    context.format = Format::Xml;
    for (const MediaRange &range : accepted) {
        auto format = range.format(context.isCloudapi());
        if (!format && context.message.method == "DELETE")
            format = Format::Json; // one client signs out like this; nothing comes back
        const auto version = ApiVersion::parse(range.version);
        if (!format || !version || !isSpoken(*version))
            continue;
        if (*format == Format::Json && *version < firstJson)
            continue;
        context.format = *format;
        context.version = *version;
        return std::nullopt;
    }
    const bool anyVersion =
        std::any_of(accepted.begin(), accepted.end(), [](const MediaRange &range) { return !range.version.isEmpty(); });
    const bool json = std::any_of(
        accepted.begin(), accepted.end(), [](const MediaRange &range) { return range.type.endsWith("json"); });
    context.format = json ? Format::Json : Format::Xml;
    return notAcceptable(context, anyVersion ? "Invalid API version requested." : "No API version requested.");
}

Reply versionsReply(Context &context)
{
    context.version = apiVersions().back();
    for (const MediaRange &range : ranges(context.message.header("Accept"))) {
        const auto version = ApiVersion::parse(range.version);
        if (!range.version.isEmpty() && (!version || !isSpoken(*version)))
            return notAcceptable(context, "Invalid API version requested.");
        if (range.type.endsWith("json"))
            context.format = Format::Json;
    }
    std::vector<ApiVersion> versions = apiVersions();
    // As text, not as numbers: the real list has 5.5 after 37.0.
    std::sort(versions.begin(), versions.end(),
        [](const ApiVersion &a, const ApiVersion &b) { return a.toText() < b.toText(); });
    versions.push_back(alphaVersion);
    Node root("SupportedVersions", Space::Versions);
    for (const ApiVersion &version : versions)
        root.add(versionInfo(context, version));
    Reply reply = Reply::show(root);
    reply.contentType = "text/xml";
    return reply;
}

} // namespace nephoscope::demo::clouddirector
