// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/changewords.h"
#include "editor/editing.h"
#include "editor/fieldeditor.h"
#include "editor/fieldoffers.h"
#include "platform/operation.h"
#include "session/session.h"

#include <QJsonObject>
#include <QObject>
#include <QPair>

namespace nephoscope {

class Looks;

/// What an operation is told: its parameters and its body, as far as they are filled in. Makes the request of them.
/// Forms show it; several may show parts of it.
class OperationInput : public QObject {
    Q_OBJECT
public:
    /// Session and looks must outlive it.
    OperationInput(const Session &session, const Operation &operation, const QString &kind, const Looks &looks,
        const FieldContext &context, QObject *parent);

    const Operation &operation() const { return m_operation; }
    bool hasArguments() const { return m_hasArguments; }
    bool hasBody() const { return m_bodyKind != BodyKind::None; }
    Editing &arguments() { return m_arguments; }
    Editing &body() { return m_body; }
    FieldOffers &argumentOffers() { return *m_argumentOffers; }
    FieldOffers &bodyOffers() { return *m_bodyOffers; }
    const FieldContext &context() const { return m_context; }
    Labels labels() const;

    /// Invalid where something is missing.
    Result<Request> request() const;
    /// What is filled in of the parameters, and of the body as it would be sent.
    Arguments filledIn() const;
    QByteArray bodyBytes() const;
    /// True where something of it is secret.
    bool hasSecrets() const;

    /// Values of a former input go into the fields of the same name.
    void takeOver(const OperationInput &former);
    /// So do values of an answer: path in the answer → path in the body.
    void take(const QList<QPair<QString, QString>> &values, const Document &answer);

    /// What is filled in, without secrets; and back.
    QJsonObject saved() const;
    void load(const QJsonObject &saved);

signals:
    void edited();

private:
    /// How the document of the form holds the body.
    enum class BodyKind {
        None,
        Object, ///< it is the body
        Value, ///< its only member is: a list, a dictionary, a single value
        Text ///< its only member's text is: nobody described that body
    };

    void beginArguments();
    void beginBody();
    void beginWrappedBody(const Field &field);
    Field bodyField() const;
    Path inBody(const Path &place) const;
    QHash<QString, QByteArray> files() const;
    FieldOffers *makeOffers(bool ofBody);

    const Session &m_session;
    Operation m_operation;
    QString m_kind;
    const Looks &m_looks;
    FieldContext m_context;
    bool m_hasArguments = false;
    BodyKind m_bodyKind = BodyKind::None;
    Editing m_arguments;
    Editing m_body;
    FieldOffers *m_argumentOffers;
    FieldOffers *m_bodyOffers;
};

} // namespace nephoscope
