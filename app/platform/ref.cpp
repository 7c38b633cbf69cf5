// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/ref.h"

#include <array>
#include <utility>

namespace nephoscope {

namespace {

using Tone = State::Tone;
const std::array<std::pair<Tone, const char *>, 9> toneNames{{
    {Tone::None, ""},
    {Tone::On, "on"},
    {Tone::Off, "off"},
    {Tone::Suspended, "suspended"},
    {Tone::Changing, "changing"},
    {Tone::Warning, "warning"},
    {Tone::Failed, "failed"},
    {Tone::Ready, "ready"},
    {Tone::Unknown, "unknown"},
}};

} // namespace

State::Tone toneNamed(const QString &name)
{
    for (const auto &[tone, text] : toneNames) {
        if (name == QLatin1String(text))
            return tone;
    }
    return Tone::None;
}

QString nameOf(State::Tone tone)
{
    for (const auto &[candidate, text] : toneNames) {
        if (candidate == tone)
            return QLatin1String(text);
    }
    return {};
}

Ref &Ref::withId(const QString &id)
{
    m_id = id;
    return *this;
}

Ref &Ref::withState(const State &state)
{
    m_state = state;
    return *this;
}

Ref &Ref::withMediaType(const QString &mediaType)
{
    m_mediaType = mediaType;
    return *this;
}

Ref &Ref::withName(const QString &name)
{
    m_name = name;
    return *this;
}

Ref &Ref::withKind(const QString &kind)
{
    m_kind = kind;
    return *this;
}

Ref &Ref::withHref(const QUrl &href)
{
    m_href = href;
    return *this;
}

Ref &Ref::asCollection()
{
    m_collection = true;
    return *this;
}

Ref &Ref::withoutChildren()
{
    m_mayHaveChildren = false;
    return *this;
}

QString Ref::identity() const
{
    if (!m_id.isEmpty() && !m_collection) // a URN names the object in every view of it
        return m_id.startsWith(QLatin1String("urn:")) ? m_id.toLower() : m_kind.toLower() + QLatin1Char(' ') + m_id;
    QString path = m_href.path(QUrl::FullyDecoded);
    while (path.size() > 1 && path.endsWith(QLatin1Char('/')))
        path.chop(1);
    if (m_href.hasQuery())
        path += QLatin1Char('?') + m_href.query(QUrl::FullyDecoded);
    if (m_href.hasFragment())
        path += QLatin1Char('#') + m_href.fragment(QUrl::FullyDecoded);
    return path;
}

} // namespace nephoscope
