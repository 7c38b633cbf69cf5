// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <optional>

namespace nephoscope::cloudmanager {

/// What fills the variables of a path: name → plain value.
using Values = QHash<QString, QString>;

/// The form of a path: "/vsa/volumes/{workingEnvironmentId}/{svmName}".
class PathTemplate {
public:
    PathTemplate() = default;
    explicit PathTemplate(const QString &text);

    const QString &text() const { return m_text; }
    /// Segments in order; a variable keeps its braces.
    const QStringList &segments() const { return m_segments; }
    const QStringList &variables() const { return m_variables; }
    /// The segments that are no variables, in order.
    const QStringList &literals() const { return m_literals; }
    bool endsInVariable() const;
    /// The last variable, which tells one object from its siblings; empty where there is none.
    QString ownVariable() const { return m_variables.isEmpty() ? QString() : m_variables.last(); }
    /// True where the other's segments are the first ones of this.
    bool startsWith(const PathTemplate &other) const;
    /// What follows after the other, "enable-scan" or "svm/{svmName}"; only where startsWith(other).
    QString after(const PathTemplate &other) const;

    /// The values that make this template that path (percent-encoded, no host); nothing where it is another.
    std::optional<Values> match(const QString &encodedPath) const;
    /// The same for a path that was taken apart already, where many templates are tried.
    std::optional<Values> match(const QStringList &steps) const;
    /// The steps of an encoded path, decoded.
    static QStringList stepsOf(const QString &encodedPath);
    /// The path, percent-encoded; variables without a value stay as "{name}".
    QString filled(const Values &values) const;

    friend bool operator==(const PathTemplate &a, const PathTemplate &b) { return a.m_text == b.m_text; }

private:
    QString m_text;
    QStringList m_segments;
    QStringList m_variables;
    QStringList m_literals;
};

/// "accountId", "account_id" and "account-id" name the same thing.
bool isSameWord(const QString &a, const QString &b);
/// True where the list begins with the other.
bool beginsWith(const QStringList &list, const QStringList &head);

} // namespace nephoscope::cloudmanager
