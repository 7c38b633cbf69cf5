// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/cloudmanager/reader.h"
#include "platform/cloudmanager/signin.h"
#include "platform/platform.h"
#include "schema/catalog.h"

#include <memory>
#include <mutex>

namespace nephoscope {

/// The dialect of NetApp Cloud Manager (OCCM, BlueXP, NetApp Console): JSON below /occm/api and its neighbours.
class CloudManager : public Platform {
public:
    CloudManager();
    /// With that catalogue of hints; an empty one leaves everything to what the server publishes.
    explicit CloudManager(const Catalog &hints);

    QString service() const override;
    QString title() const override;
    QList<SignInChoice> signInChoices(const Access &access) const override;
    std::optional<Request> nextStep(
        const Profile &profile, const Credential &credential, const Access &access) const override;
    Result<Access> learned(
        const Profile &profile, const Credential &credential, const Access &access, const Reply &reply) const override;
    std::optional<Request> signOut(const Profile &profile, const Access &access) const override;
    Request authorized(Request request, const Profile &profile, const Access &access) const override;
    Request read(const Ref &ref, const Access &access) const override;
    Error error(const Reply &reply) const override;
    Result<Resource> resource(const Ref &ref, const Reply &reply, const Access &access) const override;
    std::optional<ListLayout> listLayout(const Ref &list, const Access &access) const override;
    QList<Resource> members(const Resource &list) const override;
    QList<Ref> roots(const Profile &profile, const Access &access) const override;
    QList<SetUpPlan> setUpPlans(const Profile &profile, const Access &access) const override;
    bool isDescribedBySchema() const override { return true; }
    Schema builtInSchema(const Access &access) const override;
    QList<Request> schemaRequests(const Access &access) const override;
    QList<Request> schemaRequestsIn(const Request &request, const Reply &reply, const Access &access) const override;
    Result<SchemaPart> schemaPart(const Request &request, const Reply &reply) const override;
    Schema schema(const Schema &builtIn, const QList<SchemaPart> &published) const override;
    Result<Request> request(const Operation &operation, const Arguments &arguments, const QByteArray &body,
        const Access &access) const override;
    Result<Request> upload(const Operation &operation, const Arguments &arguments,
        const QHash<QString, QByteArray> &files, const Access &access) const override;
    QList<Operation> allOperations(const Access &access) const override;
    std::optional<Choices> choices(const Operation &operation, const Path &path, const Arguments &arguments,
        const Document &body, const Access &access) const override;
    QList<Wizard> wizards(const Resource &resource, const Access &access) const override;
    Result<QList<Request>> save(const Resource &resource, const Draft &draft, const Access &access) const override;
    std::optional<Operation> editor(const Resource &resource, const Path &path, const Access &access) const override;
    QString schemaType(const Resource &resource, const Access &access) const override;
    Document emptyBody(const Operation &operation, const Access &access) const override;
    Outcome outcome(const Request &request, const Reply &reply, const Access &access) const override;
    AnswerFacts facts(const Request &request, const Reply &reply) const override;
    Request taskRequest(const TaskState &task, const Access &access) const override;
    Result<TaskState> taskState(const TaskState &before, const Reply &reply, const Access &access) const override;
    std::optional<TaskState> taskGone(const TaskState &before, const Error &error) const override;
    std::optional<Request> recentTasks(const QDateTime &since, const Access &access) const override;
    Result<QList<TaskState>> tasks(const Reply &reply, const Access &access) const override;
    std::optional<Request> cancel(const TaskState &task, const Access &access) const override;
    std::optional<TaskState> blocking(
        const Error &error, const Ref &object, const QList<TaskState> &running) const override;
    QList<Request> evidence(const LostWrite &lost, const Access &access) const override;
    Verdict verdict(const LostWrite &lost, const QList<Result<Reply>> &answers, const Access &access) const override;
    QList<Contained> contained(const Request &request, const Reply &reply) const override;
    Access recorded(const Request &request, const Reply &reply, Access soFar) const override;

    static Request probe(const QUrl &site);
    static bool spokeIn(const Request &request, const Reply &reply);

private:
    /// The published calls in force; the built-in ones where nothing was read yet.
    std::shared_ptr<const cloudmanager::CallMap> calls(const Access &access) const;

    QList<Type> repaired(QList<Type> types) const;
    /// With what the description says of objects only where they are written.
    Schema withUntold(const Schema &schema) const;
    Schema repaired(const Schema &schema) const;
    /// Those used last, for questions that come without an Access.
    std::shared_ptr<const cloudmanager::CallMap> latestCalls() const;

    Catalog m_catalog;
    cloudmanager::Hints m_hints;
    cloudmanager::Reader m_reader;
    cloudmanager::SignIn m_signIn;
    // what was worked out last, since arranging hundreds of calls for every answer would cost milliseconds
    mutable std::mutex m_mutex;
    mutable std::mutex m_builtInMutex;
    mutable std::shared_ptr<const Schema> m_builtIn; ///< once made it stays
    mutable std::shared_ptr<const cloudmanager::CallMap> m_calls;
};

} // namespace nephoscope
