// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/reply.h"
#include "net/request.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <optional>

namespace nephoscope {

/// What the person answered, by the field's path; flags are "true" or "false". Holds secrets: in memory only.
using SetUpAnswers = QHash<QString, QString>;

/// One thing the set-up asks for.
class SetUpField {
public:
    enum class Type { Text, Email, NewPassword, Secret, Url, Flag };

    QString path; ///< in the body: "userRequest.email"
    QString label;
    QString help;
    QString preset;
    Type type = Type::Text;
    bool isRequired = false;
    QString wantedWith; ///< path of a field with which this one is given or left out

    bool isSecret() const { return type == Type::NewPassword || type == Type::Secret; }
};

/// What is asked together.
class SetUpPage {
public:
    QString id;
    QString title;
    QString text;
    QList<SetUpField> fields;
    QString checkCall; ///< "POST /…", asked before going on; empty = none
    QString checkPart; ///< which part of the answers is its body
    QString checkNeeds; ///< path that must have a value for the check to make sense; empty = always
};

/// A call as it will be sent.
class SetUpStep {
public:
    QString title;
    Request request;
    int doneStatus = 0; ///< a status other than 2xx that means it has been done before; 0 = none
};

/// How a site that answers 420 is set up: pages of questions, checks on the way, the calls at the end. Data
/// (resources/catalog/<service>-setup.json) made into values; pure.
class SetUpPlan {
public:
    /// One family of set-up as the data file describes it; `origin` is the connected site.
    SetUpPlan(const QJsonObject &family, const QUrl &origin);

    /// "local", "standalone", "portal".
    QString family() const;
    QString title() const;
    const QList<SetUpPage> &pages() const { return m_pages; }
    /// True where the calls are made in the name of the person who signed in with a token.
    bool needsSignIn() const;

    /// Whether the server itself reaches what it needs; 404 and 405: the server does not have this family.
    Request connectivity(const SetUpAnswers &answers) const;
    /// What is answered before, during (or not at all) and after the set-up.
    Request about() const;
    /// What tells whether it has been set up.
    Request state() const;
    static bool isSetUp(const Reply &state);

    /// What is wrong with the answers to a page as far as it shows here: path → sentence.
    QHash<QString, QString> problems(const SetUpPage &page, const SetUpAnswers &answers) const;
    /// The server's opinion about a page, before anything is done.
    std::optional<Request> check(const SetUpPage &page, const SetUpAnswers &answers) const;
    /// The calls, in order.
    QList<SetUpStep> steps(const SetUpAnswers &answers) const;
    /// What an answer of 400 says about single fields: path → sentence. `part` is what the body was a part of.
    QHash<QString, QString> violations(const Reply &reply, const QString &part) const;
    /// The page that asks for a field; -1 where none.
    int pageOf(const QString &path) const;

    /// Who can sign in afterwards; empty: the one who was signed in.
    QString newUser(const SetUpAnswers &answers) const;
    QString newPassword(const SetUpAnswers &answers) const;

    /// The answers for a file: without secrets.
    QByteArray saved(const SetUpAnswers &answers) const;
    Result<SetUpAnswers> loaded(const QByteArray &json) const;

private:
    Request post(const QString &call, const QString &part, const SetUpAnswers &answers) const;
    QJsonObject body(const QString &part, const SetUpAnswers &answers) const;
    void addHeaders(Request &request, const SetUpAnswers &answers) const;
    QUrl at(const QString &path) const;

    QJsonObject m_data;
    QUrl m_origin;
    QList<SetUpPage> m_pages;
};

} // namespace nephoscope
