// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/trafficrecord.h"
#include "net/transport.h"
#include "platform/platform.h"
#include "session/deed.h"
#include "session/human.h"

#include <QObject>
#include <memory>

namespace nephoscope {

class Patience;
class Pauses;
class SchemaAnswer;
class TaskFollower;
class WaitingList;
class Witness;

/// A site one is connected to: the one gate through which its requests go. Signs in (once for all who wait), sends,
/// cures (401, 420, an unknown certificate) and replays, reads resources. Owns its transport. GUI thread; kept alive by
/// its running coroutines until close().
class Session : public QObject, public std::enable_shared_from_this<Session> {
    Q_OBJECT
public:
    enum class State { SignedOut, SigningIn, SignedIn, Closed };

    Session(
        Profile profile, std::shared_ptr<const Platform> platform, std::unique_ptr<Transport> transport, Human &human);
    ~Session() override;

    const Profile &profile() const { return m_profile; }
    void setProfile(const Profile &profile) { m_profile = profile; } ///< name, colour, read-only; not the address
    const Platform &platform() const { return *m_platform; }
    const Access &access() const { return m_access; }
    State state() const { return m_state; }
    bool isLive() const { return m_transport->isLive(); }
    /// Why the site gave no answer the last time it was asked; nothing while it answers.
    const std::optional<Error> &trouble() const { return m_trouble; }
    /// True where nothing may be written: recordings, and profiles that say so.
    bool isReadOnly() const { return !isLive() || m_profile.readOnly; }
    Transport &transport() { return *m_transport; }
    TrafficRecord &traffic() { return m_traffic; }

    /// Takes steps that need no secret (versions, what the site wants), so that signInChoices() is right.
    Async<Access> introduce();
    /// Signs in with that credential. The Access has the rotated refresh token, if any, for whoever keeps it.
    Async<Access> signIn(Credential credential);
    /// For a site that says of itself that it is not set up: lets the person do that, then signs in as the first user.
    /// NotSetUp where the person did not.
    Async<Access> setUpAndSignIn();
    /// Ends the session at the server; forgets the token whatever the answer.
    Async<bool> signOut();

    /// The answer to a request, any status 2xx; everything else is an Error made by the dialect.
    Async<Reply> send(Request request);
    /// For the set-up of a site: the answer as it is, whatever its status; nothing is cured, nothing waits for the
    /// set-up.
    Async<Reply> ask(Request request);
    /// Reads a resource or a page of a collection. hrefs that name another host are asked on the connected origin,
    /// unless the profile allows that origin.
    Async<Resource> open(Ref ref);
    QList<Ref> roots() const;
    /// Sends a write, once: what the answer says, its task followed by tasks(). What ended without an answer is looked
    /// up: where it was done, that is the outcome; else an Error whose code is NOT_DONE or OUTCOME_UNKNOWN. `before`:
    /// the object as it was read last, where somebody did; it makes the look-up surer. `deed` says for
    /// the witness what a person does by it.
    Async<Outcome> act(Request request, Resource before = Resource(), Deed deed = Deed());
    /// Who is told of every write from now on; null = nobody.
    void setWitness(std::shared_ptr<Witness> witness) { m_witness = std::move(witness); }
    /// What became of a write that ended without an answer. Asks several times, a moment apart; changes nothing.
    Async<Verdict> findOut(LostWrite lost);
    /// The work that a refusal as busy means, with its user and start where the service tells; nothing where none does.
    Async<TaskState> blocking(Error error, Ref object);
    /// Writes that wait for other work to end.
    WaitingList &waitingList() { return *m_waitingList; }
    /// How long to wait for a busy server, and between looks at what became of a write.
    const Patience &patience() const { return *m_patience; }
    void setPatience(const Patience &patience);
    /// That write as act() would put it on the wire now: its address on this site, its action, what authorizes it.
    Request asSent(Request request) const;
    /// An id for one action of the user, for Request::setAction(): letters, digits and dashes.
    static QByteArray newAction();
    TaskFollower &tasks() { return *m_tasks; }
    /// Ends when that task has ended, however long it takes; Canceled when the session closes before.
    Async<TaskState> finished(TaskState task);
    /// The types and calls in force: the built-in ones until the server's own are read.
    const Schema &schema() const { return *m_access.schema; }
    /// Reads what the server publishes about itself; schemaChanged() tells. What cannot be read costs only itself.
    Async<bool> readSchema();
    /// Acts as that organization from now on; a null Ref ends it.
    void actAs(const Ref &organization);

    /// For recordings: the session is as signed in as the recording was, and holds these objects.
    void adopt(const Access &access, const QList<Ref> &objects);
    const QList<Ref> &recordedObjects() const { return m_recordedObjects; }

    /// Ends the requests under way, and those that wait for a busy server, as Canceled.
    void abort();
    /// Sends what waits for a busy server at once.
    void hurry();
    /// Ends everything: running requests come back as Canceled, later ones at once.
    void close();

signals:
    void stateChanged();
    /// The published types and calls have been read (or could not be: schema().notes() says so).
    void schemaChanged();
    /// One acts for another organization: what was read before looks different now.
    void contextChanged();
    /// The site stopped answering, or answers again: trouble().
    void troubleChanged();
    /// The server is busy: that request is sent again after so many milliseconds, for the attempt-th time (2, 3 …).
    void pausing(const QUrl &url, int attempt, qint64 milliseconds);
    /// A write has ended without an answer, and what became of it is being looked up.
    void lookingUp(const QUrl &url);
    /// The stored secret must be replaced by access().refreshToken.
    void refreshTokenRotated();
    /// The person gave another secret, and it was accepted: a stored one is out of date.
    void credentialReplaced(Credential credential);
    /// The site was set up and profile().user is its first user, whose credential was accepted.
    void userReplaced(Credential credential);

private:
    Async<Outcome> actOnce(Request request, Resource before);
    Async<Access> takeSteps(Credential credential, Access access);
    QCoro::Task<bool> cured(Error error, int generation);
    QCoro::Task<bool> renewed(int generation);
    QCoro::Task<bool> renewal();
    QCoro::Task<SetUpEnd> setUp(bool isWanted);
    QUrl onThisSite(const QUrl &url) const;
    QCoro::Task<SchemaAnswer> schemaAnswer(Request request);
    void useSchema(const Schema &schema);
    void take(const Access &access, const Credential &credential);
    void setState(State state);
    void note(const Result<Reply> &reply);
    QCoro::Task<bool> pause(Request request, Result<Reply> reply, int attempt);
    Async<Outcome> lookUp(Request request, Resource before, Error error, QSet<QString> known, QDateTime sent);

    Profile m_profile;
    std::shared_ptr<const Platform> m_platform;
    std::unique_ptr<Transport> m_transport;
    Human &m_human;
    TrafficRecord m_traffic;
    Access m_introduction; ///< what was learned without a secret; every sign-in starts from it
    Access m_access;
    Credential m_credential; ///< for silent renewal
    QList<Ref> m_recordedObjects;
    std::unique_ptr<TaskFollower> m_tasks;
    std::unique_ptr<WaitingList> m_waitingList;
    std::unique_ptr<Patience> m_patience;
    std::unique_ptr<Pauses> m_pauses;
    qint64 m_clockLead = 0; ///< milliseconds that the server's clock is ahead of ours
    std::shared_ptr<Witness> m_witness;
    std::optional<Error> m_trouble;
    State m_state = State::SignedOut;
    int m_generation = 0; ///< counts sign-ins, so that one serves all who saw the old token
    int m_refusedGeneration = -1; ///< the token for which renewal ended in a no
    bool m_isSigningOut = false;
    std::optional<QCoro::Task<bool>> m_renewal;
    std::optional<QCoro::Task<SetUpEnd>> m_settingUp;
};

} // namespace nephoscope
