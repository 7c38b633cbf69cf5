// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/draftfile.h"

#include "document/comparison.h"
#include "document/draftedit.h"
#include "document/matching.h"
#include "document/merge.h"
#include "document/secretplaces.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace nephoscope {
namespace {

using Kind = Node::Kind;

constexpr int version = 1;

QString versionKey() { return QStringLiteral("draft"); }
QString xmlKey() { return QStringLiteral("xml"); }
QString baseKey() { return QStringLiteral("base"); }
QString documentKey() { return QStringLiteral("document"); }
QString originsKey() { return QStringLiteral("origins"); }
QString missingKey() { return QStringLiteral("missing"); }

/// Texts and comments are not numbered: neighbouring ones become one when they are read again.
bool isNumbered(Kind kind)
{
    return kind == Kind::Element || kind == Kind::Attribute
        || !(kind == Kind::Text || kind == Kind::CData || kind == Kind::Comment || kind == Kind::ProcessingInstruction
            || kind == Kind::Null);
}

std::vector<int> numbered(const DocumentTree &tree)
{
    std::vector<int> entries;
    for (size_t i = 0; i < tree.entries.size(); ++i) {
        if (isNumbered(tree.entries[i].kind))
            entries.push_back(static_cast<int>(i));
    }
    return entries;
}

Result<Document> parsed(const QJsonObject &file, const QString &key)
{
    const QByteArray type = file.value(xmlKey()).toBool() ? "application/xml" : "application/json";
    return Document::parse(QByteArray::fromBase64(file.value(key).toString().toLatin1()), type);
}

} // namespace

DraftFile::DraftFile(const Document &base, const Document &document, const Origins &origins, const QList<Path> &missing)
    : m_base(base)
    , m_document(document)
    , m_origins(origins)
    , m_missing(missing)
{
    if (m_origins.empty() && !m_document.isNull()) {
        m_origins.resize(TreeAccess::tree(m_document)->entries.size());
        for (size_t i = 0; i < m_origins.size(); ++i)
            m_origins[i].base = static_cast<int>(i);
    }
}

void DraftFile::leaveOut(const QList<Path> &secrets)
{
    const SecretPlaces places(secrets);
    if (m_base.isNull())
        return;
    const auto base = TreeAccess::tree(m_base);
    const auto tree = TreeAccess::tree(m_document);
    const Comparison comparison(base, tree, m_origins);
    const QList<int> inDocument = places.in(*tree);
    const QList<int> inBase = places.in(*base);
    if (inDocument.isEmpty() && inBase.isEmpty())
        return;
    DraftEdit edit(m_base, m_document, m_origins, nullptr);
    for (int entry : inDocument) {
        const int before = comparison.olderOf(entry);
        const Path path = TreeAccess::node(tree, entry).path();
        if ((before < 0 || comparison.isValueChanged(before, entry)) && !m_missing.contains(path))
            m_missing.append(path);
        if (before < 0)
            edit.takeAway(entry);
        else
            edit.blank(entry);
    }
    if (Result<TreeEdit::Outcome> outcome = edit.finish()) {
        m_document = TreeAccess::document(outcome->tree);
        m_origins = outcome->origins;
    }
    DraftEdit blanked(m_base, m_base, {}, nullptr);
    for (int entry : inBase)
        blanked.blank(entry);
    if (const Result<TreeEdit::Outcome> outcome = blanked.finish()) {
        m_base = TreeAccess::document(outcome->tree);
        for (Origin &origin : m_origins)
            origin.base = origin.base < 0 ? -1 : outcome->places[static_cast<size_t>(origin.base)];
    }
}

QByteArray DraftFile::bytes() const
{
    QJsonObject file{{versionKey(), version}};
    if (!m_base.isNull()) {
        QJsonArray missing;
        for (const Path &path : m_missing)
            missing.append(path.text());
        file.insert(xmlKey(), m_base.isXml());
        file.insert(baseKey(), QString::fromLatin1(m_base.bytes().toBase64()));
        file.insert(documentKey(), QString::fromLatin1(m_document.serialized().toBase64()));
        file.insert(originsKey(), originText());
        file.insert(missingKey(), missing);
    }
    return QJsonDocument(file).toJson(QJsonDocument::Compact);
}

Result<DraftFile> DraftFile::read(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    if (object.value(versionKey()).toInt() > version)
        return failure(Error::Kind::Unsupported,
            QCoreApplication::translate("Draft", "This draft was made by a newer version of Nephoscope."));
    if (object.value(versionKey()).toInt() != version)
        return failure(
            Error::Kind::Malformed, QCoreApplication::translate("Draft", "This is no draft that can be read."));
    DraftFile file;
    if (!object.contains(baseKey()))
        return file;
    const Result<Document> base = parsed(object, baseKey());
    const Result<Document> document = parsed(object, documentKey());
    if (!base || !document)
        return failure(base ? document.error() : base.error());
    file.m_base = *base;
    file.m_document = *document;
    const QJsonArray missing = object.value(missingKey()).toArray();
    for (const QJsonValue &path : missing)
        file.m_missing.append(Path(path.toString()));
    if (file.readOrigins(object.value(originsKey()).toString()) && file.isSound()) {
        file.matchTexts();
    } else { // what the document says counts most
        const ItemKeys usual;
        const auto rest = Matching::Rest::InOrder;
        file.m_origins = Matching(TreeAccess::tree(*base), TreeAccess::tree(*document), usual, rest).origins();
    }
    return file;
}

/// Runs, each "n" or "n+more" by number in the base, "-" for what it has not, with "m" before it where made on the way.
QString DraftFile::originText() const
{
    const std::vector<int> inBase = numbered(*TreeAccess::tree(m_base));
    const std::vector<int> inDocument = numbered(*TreeAccess::tree(m_document));
    std::vector<int> numbers(TreeAccess::tree(m_base)->entries.size(), -1);
    for (size_t i = 0; i < inBase.size(); ++i)
        numbers[static_cast<size_t>(inBase[i])] = static_cast<int>(i);
    QStringList runs;
    for (size_t i = 0; i < inDocument.size();) {
        const auto originAt = [&](size_t at) { return m_origins[static_cast<size_t>(inDocument[at])]; };
        const auto numberAt = [&](size_t at) {
            const int base = originAt(at).base;
            return base < 0 ? -1 : numbers[static_cast<size_t>(base)];
        };
        const int first = numberAt(i);
        size_t next = i + 1;
        while (first >= 0 && next < inDocument.size() && originAt(next).isMade == originAt(i).isMade
            && numberAt(next) == first + static_cast<int>(next - i))
            ++next;
        const QString made = originAt(i).isMade ? QStringLiteral("m") : QString();
        const QString more = next - i > 1 ? u'+' + QString::number(next - i - 1) : QString();
        runs.append(made + (first < 0 ? QStringLiteral("-") : QString::number(first)) + more);
        i = next;
    }
    return runs.join(u' ');
}

bool DraftFile::readOrigins(const QString &text)
{
    const std::vector<int> inBase = numbered(*TreeAccess::tree(m_base));
    const std::vector<int> inDocument = numbered(*TreeAccess::tree(m_document));
    m_origins.assign(TreeAccess::tree(m_document)->entries.size(), {});
    m_origins.front().base = 0;
    size_t at = 0;
    const QStringList runs = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &run : runs) {
        const bool made = run.startsWith(u'm');
        const QString number = run.mid(made ? 1 : 0).section(u'+', 0, 0);
        const bool added = number == QLatin1String("-");
        const qulonglong first = number.toULongLong();
        const qulonglong more = run.section(u'+', 1).toULongLong();
        if (at + more >= inDocument.size() || more > inDocument.size()
            || (!added && (first > inBase.size() || first + more >= inBase.size())))
            return false;
        for (qulonglong i = 0; i <= more; ++i)
            m_origins[static_cast<size_t>(inDocument[at++])] = {added ? -1 : inBase[first + i], made};
    }
    return at == inDocument.size();
}

/// Each part stems from a part of its kind in the group that its own group stems from, and no two from one.
bool DraftFile::isSound() const
{
    const DocumentTree &base = *TreeAccess::tree(m_base);
    const DocumentTree &document = *TreeAccess::tree(m_document);
    std::vector<bool> taken(base.entries.size(), false);
    const auto originOf = [&](int entry) { return m_origins[static_cast<size_t>(entry)].base; };
    if (base.xml != document.xml || originOf(document.root) != base.root)
        return false;
    for (int i = 1; i < static_cast<int>(document.entries.size()); ++i) {
        const int from = originOf(i);
        if (from < 0)
            continue;
        const bool isRoot = i == document.root;
        const DocumentTree::Name &name = document.name(i);
        const DocumentTree::Name &known = base.name(from);
        const bool isSame = isRoot || (name.local == known.local && name.namespaceUri == known.namespaceUri);
        const bool isKind = !base.xml || base.entry(from).kind == document.entry(i).kind;
        const bool isPlace = originOf(document.entry(i).parent) == base.entry(from).parent
            && (isRoot || base.xml
                || base.entry(base.entry(from).parent).kind == document.entry(document.entry(i).parent).kind);
        if (taken[static_cast<size_t>(from)] || !isSame || !isKind || !isPlace)
            return false;
        taken[static_cast<size_t>(from)] = true;
    }
    return true;
}

/// Texts and comments stem from those at the same place, where a group has as many as its base.
void DraftFile::matchTexts()
{
    const DocumentTree &base = *TreeAccess::tree(m_base);
    const DocumentTree &document = *TreeAccess::tree(m_document);
    const auto textsOf = [](const DocumentTree &tree, int group) {
        QList<int> texts;
        for (int i = tree.entry(group).firstChild; i >= 0; i = tree.entry(i).nextSibling) {
            if (!isNumbered(tree.entry(i).kind))
                texts.append(i);
        }
        return texts;
    };
    for (int i = 0; i < static_cast<int>(document.entries.size()); ++i) {
        const int from = m_origins[static_cast<size_t>(i)].base;
        if (from < 0 || (i > 0 && document.entry(i).kind != Kind::Element))
            continue;
        const QList<int> before = textsOf(base, from);
        const QList<int> after = textsOf(document, i);
        const auto alike = [&](int a, int b) { return base.entry(a).kind == document.entry(b).kind; };
        if (!std::equal(before.begin(), before.end(), after.begin(), after.end(), alike))
            continue;
        for (qsizetype k = 0; k < after.size(); ++k)
            m_origins[static_cast<size_t>(after.at(k))].base = before.at(k);
    }
}

} // namespace nephoscope
