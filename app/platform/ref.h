// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <QUrl>

namespace nephoscope {

/// Common words for what a thing is doing; the service's own word goes with it.
class State {
public:
    enum class Tone { None, On, Off, Suspended, Changing, Warning, Failed, Ready, Unknown };

    State() = default;
    State(Tone tone, QString word)
        : m_tone(tone)
        , m_word(std::move(word))
    {
    }

    Tone tone() const { return m_tone; }
    /// As the service says it, made readable where it is a number ("Powered on" for status 4).
    const QString &word() const { return m_word; }
    bool isNone() const { return m_tone == Tone::None; }

private:
    Tone m_tone = Tone::None;
    QString m_word;
};

/// "on" → Tone::On ...; None for anything else. And back.
State::Tone toneNamed(const QString &name);
QString nameOf(State::Tone tone);

/// A resource by its address, with what whoever named it knew. Enough to show a row and to open it.
///
/// The address is the URL that is asked; a fragment ("#name=aggr1") picks a member of a collection answered there, for
/// things that have no URL of their own.
class Ref {
public:
    Ref() = default;
    Ref(QUrl href, QString kind, QString name = {})
        : m_href(std::move(href))
        , m_kind(std::move(kind))
        , m_name(std::move(name))
    {
    }

    const QUrl &href() const { return m_href; }
    const QString &kind() const { return m_kind; }
    const QString &name() const { return m_name; }
    /// The server's identifier (URN, publicId); empty where the reference did not say.
    const QString &id() const { return m_id; }
    const State &state() const { return m_state; }
    /// Media type as the server wrote it; empty where it did not.
    const QString &mediaType() const { return m_mediaType; }
    /// Containers of a known kind but no resource of their own, as "Virtual machines": shown as folders.
    bool isCollection() const { return m_collection; }
    /// False where it is certain that opening shows no children.
    bool mayHaveChildren() const { return m_mayHaveChildren; }

    Ref &withId(const QString &id);
    Ref &withState(const State &state);
    Ref &withMediaType(const QString &mediaType);
    Ref &withName(const QString &name);
    Ref &withKind(const QString &kind);
    Ref &withHref(const QUrl &href);
    Ref &asCollection();
    Ref &withoutChildren();

    /// What makes two refs the same object, whatever host, case of the prefix, trailing slash or view they were met by.
    QString identity() const;

private:
    QUrl m_href;
    QString m_kind;
    QString m_name;
    QString m_id;
    QString m_mediaType;
    State m_state;
    bool m_collection = false;
    bool m_mayHaveChildren = true;
};

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::Ref)
