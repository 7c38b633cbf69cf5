// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/clouddirector/editing.h"
#include "platform/clouddirector/hierarchy.h"
#include "platform/clouddirector/losses.h"
#include "platform/clouddirector/operations.h"
#include "platform/clouddirector/reader.h"
#include "platform/clouddirector/signin.h"
#include "platform/clouddirector/tasks.h"
#include "platform/platform.h"
#include "schema/catalog.h"

namespace nephoscope {

/// The dialect of VMware Cloud Director: the classic API (XML, JSON) and cloudapi, versions 1.5 to 39.
class CloudDirector : public Platform {
public:
    CloudDirector();

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
    std::optional<QUrl> addressOf(const QString &id) const override;
    Error error(const Reply &reply) const override;
    Result<Resource> resource(const Ref &ref, const Reply &reply, const Access &access) const override;
    std::optional<Request> listRequest(const Ref &list, const ListQuery &query, const Access &access) const override;
    std::optional<ListLayout> listLayout(const Ref &list, const Access &access) const override;
    QList<Resource> members(const Resource &list) const override;
    QList<Ref> roots(const Profile &profile, const Access &access) const override;
    Schema builtInSchema(const Access &access) const override;
    QList<Request> schemaRequests(const Access &access) const override;
    QList<Request> schemaRequestsIn(const Request &request, const Reply &reply, const Access &access) const override;
    Result<SchemaPart> schemaPart(const Request &request, const Reply &reply) const override;
    Result<Request> request(const Operation &operation, const Arguments &arguments, const QByteArray &body,
        const Access &access) const override;
    Result<QList<Request>> save(const Resource &resource, const Draft &draft, const Access &access) const override;
    std::optional<Operation> editor(const Resource &resource, const Path &path, const Access &access) const override;
    QString schemaType(const Resource &resource, const Access &access) const override;
    Document emptyBody(const Operation &operation, const Access &access) const override;
    Outcome outcome(const Request &request, const Reply &reply, const Access &access) const override;
    QList<Transfer> transfers(const Resource &resource) const override;
    std::optional<Ref> organizations(const Access &access) const override;
    QList<Ref> candidates(
        const Resource &resource, const Operation &operation, const Path &path, const Access &access) const override;
    AnswerFacts facts(const Request &request, const Reply &reply) const override;
    Request taskRequest(const TaskState &task, const Access &access) const override;
    Result<TaskState> taskState(const TaskState &before, const Reply &reply, const Access &access) const override;
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
    Catalog m_catalog;
    clouddirector::Reader m_reader;
    clouddirector::SignIn m_signIn;
    clouddirector::Hierarchy m_hierarchy;
    clouddirector::Tasks m_tasks;
    clouddirector::Losses m_losses;
    clouddirector::Operations m_operations;
    clouddirector::Editing m_editing;
};

} // namespace nephoscope
