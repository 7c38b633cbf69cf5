// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/cloudmanager.h"
#include "platform/cloudmanager/offers.h"
#include "schema/callrequest.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace nephoscope {

using namespace cloudmanager;

namespace {

QString text(const QJsonObject &object, const char *member) { return object.value(QLatin1String(member)).toString(); }

/// "haParams/routeTableIds/0" → "haParams/routeTableIds"
QString withoutIndexes(const Path &path)
{
    QStringList steps;
    for (const QString &step : path.steps()) {
        if (!std::all_of(step.begin(), step.end(), [](QChar c) { return c.isDigit(); }))
            steps << step;
    }
    return steps.join(QLatin1Char('/'));
}

/// True where an entry is about that field: its name, or the end of its path.
bool isAbout(const QJsonObject &hint, const QString &field, const PublishedCall &call)
{
    const QJsonArray groups = hint.value(QLatin1String("groups")).toArray();
    if (!groups.isEmpty() && !groups.contains(QJsonValue(call.group)))
        return false;
    const QString only = text(hint, "of");
    if (!only.isEmpty() && !QRegularExpression(only).match(call.key()).hasMatch())
        return false;
    const QJsonArray names = hint.value(QLatin1String("fields")).toArray();
    return std::any_of(names.begin(), names.end(), [&field](const QJsonValue &name) {
        return field == name.toString() || field.endsWith(QLatin1Char('/') + name.toString());
    });
}

bool endsWith(const QStringList &steps, const QStringList &pattern)
{
    const qsizetype above = steps.size() - pattern.size();
    bool does = above >= 0;
    for (qsizetype i = 0; does && i < pattern.size(); ++i)
        does = pattern[i] == QLatin1String("*") || pattern[i] == steps[above + i];
    return does;
}

/// The member of a body that gets the value of the object's member, as the catalogue's setters say; empty where the
/// setter is another.
QString hintedMember(const QJsonObject &setter, const QStringList &member, const PublishedCall &call)
{
    const QStringList pattern = text(setter, "member").split(QLatin1Char('/'));
    if (Hints::inGroup(text(setter, "call"), call.group) != call.key() || !endsWith(member, pattern))
        return {};
    const QJsonObject body = setter.value(QLatin1String("body")).toObject();
    for (auto entry = body.constBegin(); entry != body.constEnd(); ++entry)
        if (entry.value().toString() == QLatin1String("{value}"))
            return entry.key();
    return {};
}

/// What the body of the operation that edits one member of an object calls that member, or what lies below it.
QString memberOfBody(const Operation &edit, const Path &path, const PublishedCall &call, const Hints &hints)
{
    const QStringList place = edit.place.steps();
    QStringList member = place;
    const QJsonObject twins = hints.catalog().section(QStringLiteral("twins"));
    for (QString &step : member)
        step = twins.value(step).toString(step);
    QString written;
    const QJsonObject setters = hints.catalog().section(QStringLiteral("setters"));
    for (const QJsonValue &ofKind : setters)
        for (const QJsonValue &setter : ofKind.toArray())
            if (written.isEmpty())
                written = hintedMember(setter.toObject(), member, call);
    Path result(written.isEmpty() ? hints.writeName(place.constLast(), call) : written);
    for (const QString &step : path.steps().mid(place.size()))
        result = result.child(step);
    return withoutIndexes(result);
}

/// What is filled in so far: arguments, the operation's address, the body.
class FilledIn {
public:
    FilledIn(const Operation &operation, const PublishedCall &call, const Arguments &arguments, const Document &body)
        : m_address(call.whole.match(operation.href.path(QUrl::FullyEncoded)).value_or(Values()))
        , m_arguments(arguments)
        , m_body(body.isNull() ? Node() : body.root())
    {
    }

    QString value(const QString &name, const QString &place) const
    {
        if (const QString given = m_arguments.value(name).value(0); !given.isEmpty())
            return given;
        const QString there = m_address.value(name);
        if (!there.isEmpty() && !there.startsWith(QLatin1Char('{')))
            return there;
        const Node member = m_body.at(Path(place.isEmpty() ? name : place));
        return member.isLeaf() ? member.text() : QString();
    }

private:
    Values m_address;
    const Arguments &m_arguments;
    Node m_body;
};

/// Takes over which values the asking call needs and has; what it must be told and is not known is missing.
Arguments argumentsFor(const Call &call, const QJsonObject &hint, const FilledIn &filled, QStringList &missing)
{
    const QJsonObject places = hint.value(QLatin1String("from")).toObject();
    const QJsonObject always = hint.value(QLatin1String("with")).toObject();
    Arguments arguments;
    for (const Parameter &parameter : call.parameters) {
        const QString &name = parameter.field.name;
        QString value = text(always, qPrintable(name));
        if (value.isEmpty())
            value = filled.value(name, text(places, qPrintable(name)));
        if (!value.isEmpty())
            arguments.insert(name, {value});
        else if (parameter.in == Parameter::In::Path || parameter.field.isRequired || places.contains(name))
            missing << name;
    }
    return arguments;
}

/// "latest" and the like: a value that stands for whatever there will be, and narrows nothing.
bool isFixed(const QJsonArray &hints, const QString &field, const QString &chosen)
{
    return std::any_of(hints.begin(), hints.end(), [&](const QJsonValue &hint) {
        return hint[QLatin1String("fields")].toArray().contains(QJsonValue(field))
            && hint[QLatin1String("fixed")].toArray().contains(QJsonValue(chosen));
    });
}

Choices described(const QJsonObject &hint, const QJsonArray &hints, const FilledIn &filled)
{
    Choices choices;
    choices.items = text(hint, "items");
    choices.value = text(hint, "value");
    choices.label = text(hint, "label");
    const QJsonObject narrow = hint.value(QLatin1String("narrow")).toObject();
    for (auto each = narrow.constBegin(); each != narrow.constEnd(); ++each) {
        const QString chosen = filled.value(QString(), each.value().toString());
        if (!chosen.isEmpty() && !isFixed(hints, each.value().toString(), chosen))
            choices.narrowed.append({each.key(), chosen});
    }
    for (const QJsonValue &value : hint.value(QLatin1String("fixed")).toArray())
        choices.fixed.append(Choice{value.toString(), {}});
    return choices;
}

WizardStep stepOf(const QJsonObject &hint, const Operation &operation)
{
    WizardStep step;
    step.operation = operation;
    const QJsonObject with = hint.value(QLatin1String("with")).toObject();
    for (Parameter &parameter : step.operation.parameters) {
        if (const QString preset = text(with, qPrintable(parameter.field.name)); !preset.isEmpty())
            parameter.field.preset = preset;
    }
    for (const QJsonValue &page : hint.value(QLatin1String("pages")).toArray()) {
        WizardPage asked;
        asked.title = page[QLatin1String("title")].toString();
        for (const QJsonValue &field : page[QLatin1String("fields")].toArray())
            asked.fields << field.toString();
        step.pages << asked;
    }
    const QJsonObject takes = hint.value(QLatin1String("takes")).toObject();
    for (auto take = takes.constBegin(); take != takes.constEnd(); ++take)
        step.takes.append({take.key(), take.value().toString()});
    return step;
}

} // namespace

std::optional<Choices> CloudManager::choices(const Operation &operation, const Path &path, const Arguments &arguments,
    const Document &body, const Access &access) const
{
    const auto map = calls(access);
    const PublishedCall *call = map->find(operation.call);
    const bool isOfObject = call && !operation.place.isEmpty(); // the path is one of the object's document
    const QString field = isOfObject ? memberOfBody(operation, path, *call, m_hints) : withoutIndexes(path);
    if (!call || field.isEmpty())
        return std::nullopt;
    const FilledIn filled(operation, *call, arguments, body);
    const QJsonArray hints = m_catalog.section(QStringLiteral("choices")).value(QLatin1String("lists")).toArray();
    for (const QJsonValue &each : hints) {
        const QJsonObject hint = each.toObject();
        const PublishedCall *source = map->find(Hints::inGroup(text(hint, "call"), call->group));
        if (!source || source == call || !isAbout(hint, field, *call))
            continue;
        Choices choices = described(hint, hints, filled);
        const Arguments needed = argumentsFor(*source->call, hint, filled, choices.missing);
        if (choices.missing.isEmpty()) {
            const auto request = requestFor(*source->call, operation.href, needed);
            if (!request)
                continue;
            choices.request = *request;
        }
        return choices;
    }
    return std::nullopt;
}

QList<Wizard> CloudManager::wizards(const Resource &resource, const Access &access) const
{
    const auto map = calls(access);
    const Subject subject =
        resource.self.isCollection() ? Subject::list(*map, resource.self.href()) : m_reader.subjectOf(resource, *map);
    QList<Wizard> wizards;
    const QJsonObject all = m_catalog.section(QStringLiteral("wizards"));
    for (auto each = all.constBegin(); each != all.constEnd(); ++each) {
        const QJsonObject hint = each.value().toObject();
        const bool wantsObject = hint.value(QLatin1String("onObject")).toBool();
        if (text(hint, "at") != resource.self.kind() || wantsObject == resource.self.isCollection())
            continue;
        Wizard wizard;
        wizard.id = each.key();
        wizard.label = text(hint, "label");
        const QJsonArray steps = hint.value(QLatin1String("steps")).toArray();
        for (const QJsonValue &step : steps) {
            // a version without the quote creates all the same
            if (const PublishedCall *call = map->find(Hints::inGroup(text(step.toObject(), "call"), subject.group())))
                wizard.steps << stepOf(
                    step.toObject(), Offers(*map, m_hints).operation(*call, subject, resource.self.state().word()));
        }
        const QString creating = Hints::inGroup(text(steps.last().toObject(), "call"), subject.group());
        if (!wizard.steps.isEmpty() && wizard.steps.last().operation.call == creating)
            wizards << wizard;
    }
    return wizards;
}

} // namespace nephoscope
