// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/looks.h"

#include "shell/glyph.h"
#include "shell/wording.h"

#include <QGuiApplication>
#include <QPalette>

namespace nephoscope {

namespace {

/// The drawing of a state: shapes that can be told apart without colour.
QByteArray shapeOf(State::Tone tone)
{
    switch (tone) {
    case State::Tone::On:
        return "<circle cx='8' cy='8' r='4.5' fill='currentColor' stroke='none'/>";
    case State::Tone::Ready:
        return "<circle cx='8' cy='8' r='5.5'/><path d='M5.4 8.2l1.9 1.9 3.4-3.9'/>";
    case State::Tone::Off:
        return "<rect x='4' y='4' width='8' height='8' rx='1' fill='currentColor' stroke='none'/>";
    case State::Tone::Suspended:
        return "<path d='M5.7 4v8M10.3 4v8' stroke-width='2.6'/>";
    case State::Tone::Changing:
        return "<circle cx='8' cy='8' r='5.2'/><path d='M8 2.8a5.2 5.2 0 0 1 0 10.4z' fill='currentColor'/>";
    case State::Tone::Warning:
        return "<path d='M8 2.6l6 10.6H2z'/><path d='M8 6.6v3M8 11.3h.01'/>";
    case State::Tone::Failed:
        return "<path d='M4 4l8 8M12 4l-8 8' stroke-width='2.4'/>";
    case State::Tone::Unknown:
        return "<circle cx='8' cy='8' r='4.5' stroke-dasharray='2.2 1.8'/>";
    case State::Tone::None:
        break;
    }
    return {};
}

QColor hueOf(State::Tone tone)
{
    switch (tone) {
    case State::Tone::On:
    case State::Tone::Ready:
        return QColor(0x1a, 0x8f, 0x3c);
    case State::Tone::Suspended:
        return QColor(0x8a, 0x4f, 0xd0);
    case State::Tone::Changing:
    case State::Tone::Warning:
        return QColor(0xb3, 0x6b, 0x00);
    case State::Tone::Failed:
        return QColor(0xd0, 0x2f, 0x2f);
    case State::Tone::Off:
    case State::Tone::Unknown:
    case State::Tone::None:
        break;
    }
    return QColor(0x74, 0x78, 0x80);
}

} // namespace

QString Looks::kind(const QString &service, const QString &kind) const
{
    const QString label = catalog(service).kind(kind).label;
    return label.isEmpty() ? readableWords(kind) : label;
}

QString Looks::kinds(const QString &service, const QString &kind) const
{
    const QString plural = catalog(service).kind(kind).plural;
    return plural.isEmpty() ? pluralWords(this->kind(service, kind)) : plural;
}

QIcon Looks::kindIcon(const QString &service, const QString &kind) const
{
    const QIcon own = glyph(catalog(service).kind(kind).icon);
    return own.isNull() ? glyph(QStringLiteral("object")) : own;
}

QIcon Looks::stateIcon(State::Tone tone) const
{
    const QByteArray shape = shapeOf(tone);
    if (shape.isEmpty())
        return {};
    return drawnGlyph(QByteArray("<svg xmlns='http://www.w3.org/2000/svg' width='16' height='16' viewBox='0 0 16 16' "
                                 "fill='none' stroke='currentColor' stroke-width='1.4' stroke-linecap='round' "
                                 "stroke-linejoin='round'>")
            + shape + "</svg>",
        hueOf(tone));
}

QColor Looks::stateColor(State::Tone tone) const { return readable(hueOf(tone), QGuiApplication::palette()); }

QString Looks::state(const State &state) const { return readableState(state.word()); }

QIcon Looks::icon(const QString &name) const { return glyph(name); }

QString Looks::property(const QString &service, const QString &kind, const QString &path) const
{
    const QString label = catalog(service).property(kind, path).label;
    return label.isEmpty() ? propertyWords(path) : label;
}

const Catalog &Looks::catalog(const QString &service) const
{
    const auto known = m_catalogs.find(service);
    return known != m_catalogs.end()
        ? known->second
        : m_catalogs.emplace(service, Catalog::builtIn(service).mergedWith(Catalog::ofUser(service))).first->second;
}

} // namespace nephoscope
