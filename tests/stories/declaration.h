// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>
#include <optional>

namespace nephoscope {

/// What a place of a body or a parameter takes, read from a declaration's JSON by nothing but its README.
class Wanted {
public:
    enum class Kind { Text, Number, Boolean, Scalar, Any, Model };

    Kind kind = Kind::Any;
    QString model; ///< Kind::Model
    bool isList = false;
    bool isMap = false;
    QStringList choices;

    /// A value of that kind as a person writes it: one line for each of a list, JSON for a dictionary, "5 GB" for a
    /// number with its unit.
    QString random() const;
    /// The same as it stands in a JSON body.
    QJsonValue onWire(const QString &typed) const;
    bool isMeasure = false; ///< a model of a number and its unit
};

/// A second, independent reading of a Swagger 1.2 declaration.
class Declaration {
public:
    explicit Declaration(const QByteArray &json);

    class Operation {
    public:
        QString key; ///< "PUT /things/{thingId}"
        QString path; ///< with the base's path
        QHash<QString, QString> places; ///< parameter → path, query, header, body, file
        QHash<QString, Wanted> parameters;
        QString bodyModel; ///< empty = none
    };

    QList<Operation> operations() const;
    /// What stands at that place of a model; nothing where the declaration knows no such place.
    std::optional<Wanted> at(const QString &model, const QStringList &steps) const;
    /// Names of a model's properties, without the leftovers of the server's language.
    QStringList properties(const QString &model) const;

private:
    Wanted wanted(const QJsonObject &typed) const;
    Wanted named(QString name) const;
    QJsonObject property(const QString &model, const QString &name) const;

    QJsonObject m_json;
    QJsonObject m_models;
};

/// Text with all that must be quoted somewhere.
QString randomText();

} // namespace nephoscope
