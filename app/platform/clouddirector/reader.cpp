// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/reader.h"

#include "platform/clouddirector/kinds.h"
#include "platform/clouddirector/place.h"
#include "platform/clouddirector/readerparts.h"
#include "platform/limits.h"
#include "platform/parts.h"

#include <QCoreApplication>

namespace nephoscope::clouddirector {

Path unwrapped(const Document &document)
{
    const Node root = document.root();
    const bool wrapped = root.kind() == Node::Kind::Object && !root.child(QStringLiteral("declaredType")).isNull()
        && root.child(QStringLiteral("value")).kind() == Node::Kind::Object;
    return wrapped ? Path(QStringLiteral("value")) : Path();
}

Result<Resource> Reader::read(const Ref &ref, const Reply &reply) const
{
    Resource resource;
    resource.self = ref;
    resource.etag = reply.headers().value("ETag");
    resource.requestId = QString::fromLatin1(reply.headers().value("X-VMWARE-VCLOUD-REQUEST-ID"));
    const QByteArray type = reply.mediaType();
    const bool readable = type.isEmpty() || type.contains("xml") || type.contains("json");
    if (type == "text/html") // of whatever stands in front, and says that all is well
        return failure(Error::Kind::Malformed,
            QCoreApplication::translate("CloudDirector", "A web page came instead of an answer of the service: %1")
                .arg(plainText(reply.body(), type, 200)));
    if (reply.body().trimmed().isEmpty() || !readable)
        return resource;
    const auto document = Document::parse(reply.body(), type, answerLimits());
    if (!document)
        return failure(document.error());
    resource.document = *document;
    resource.part = unwrapped(*document);
    const Place place{
        reply.url(), QString::fromLatin1(type), reply.url().path().startsWith(QLatin1String("/cloudapi"))};
    if (ref.href().hasFragment())
        return member(ref, resource);
    const Node root = resource.root();
    Gathering gathering(resource);
    resource.self = described(root, root.name(), place, ref);
    if (isPageOfRecords(root) || isPageOfValues(root)) {
        resource.self.asCollection();
        addPage(gathering, root, place);
        if (resource.self.kind().isEmpty())
            resource.self.withKind(ref.kind());
    }
    addLinks(gathering, place.open ? linksIn(reply.headers(), place.base) : linksIn(root, place.base));
    if (!isPageOfRecords(root) && !isPageOfValues(root))
        addParts(gathering, root, place);
    addReferences(resource, root, place, 8);
    return resource;
}

Result<Resource> Reader::member(const Ref &ref, const Resource &list) const
{
    const Node part = picked(list.root(), ref.href().fragment(QUrl::FullyEncoded));
    if (part.isNull())
        return failure(Error(Error::Kind::NotFound,
            QCoreApplication::translate("CloudDirector", "%1 is no longer listed there.").arg(ref.name())));
    Resource resource;
    resource.self = ref;
    resource.document = list.document;
    resource.part = part.path();
    resource.requestId = list.requestId;
    resource.readAt = list.readAt;
    return resource;
}

Ref Reader::described(const Node &node, const QString &elementName, const Place &place, const Ref &known) const
{
    QUrl href = hrefIn(node, place.base);
    const QString id = identifierIn(node, href.isEmpty() ? place.base : href);
    if (href.isEmpty()) {
        href = known.href().isEmpty() ? place.base : known.href();
        // POST to a collection answers with the new object: its address is the collection's with the id
        if (place.open && id.startsWith(QLatin1String("urn:")) && urnOf(href).isEmpty() && !isPageOfValues(node))
            href.setPath(href.path() + (href.path().endsWith(QLatin1Char('/')) ? QString() : QStringLiteral("/")) + id);
    }
    QString type = typeIn(node);
    if (type.isEmpty() && node.parent().isNull())
        type = place.mediaType;
    QString kind = kindOfType(type, m_catalog);
    if (kind.startsWith(QLatin1String("query."))
        && kind != QLatin1String("query.queryList")) // a page is of the kind of its records
        kind = known.kind().isEmpty() ? kindOfQuery(node.value(QStringLiteral("name")), m_catalog) : known.kind();
    if (kind.isEmpty())
        kind = !known.kind().isEmpty() ? known.kind() : kindOfUrn(id, m_catalog);
    if (kind.isEmpty())
        kind = elementName.isEmpty() ? kindOfPath(href, m_catalog) : kindOfName(elementName, m_catalog);
    const QString nameMember = m_catalog.section(QStringLiteral("names")).value(kind).toString();
    Ref self(href, kind, nameMember.isEmpty() ? QString() : node.value(nameMember));
    if (self.name().isEmpty())
        self.withName(firstText(node, {"name", "displayName", "username", "alias"}));
    if (self.name().isEmpty())
        self.withName(known.name());
    self.withId(id).withMediaType(type).withState(stateIn(node, kind, m_catalog));
    return isLeaf(kind, m_catalog) ? self.withoutChildren() : self;
}

} // namespace nephoscope::clouddirector
