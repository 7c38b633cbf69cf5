// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/signindialog.h"

#include "connect/light.h"
#include "connect/profilelist.h"
#include "connect/profiles.h"
#include "connect/signinform.h"
#include "connect/sitetraces.h"
#include "faults/faultdesk.h"
#include "shell/messagebar.h"

#include <QDialogButtonBox>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

namespace nephoscope {

namespace {

constexpr int typingPause = 700; // milliseconds

/// Whether what was found out for one profile holds for the other.
bool sameConnection(const Profile &a, const Profile &b)
{
    return a.url == b.url && a.apiVersion == b.apiVersion && a.agentId == b.agentId && a.tokenUrl == b.tokenUrl
        && a.allowedOrigins == b.allowedOrigins && a.route == b.route;
}

} // namespace

SignInDialog::SignInDialog(Profiles &profiles, Connections &connections, const Looks &looks, QWidget *parent)
    : QDialog(parent)
    , m_profiles(profiles)
    , m_connections(connections)
{
    setObjectName(QStringLiteral("signInDialog"));
    setWindowTitle(tr("Sign in"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    layOut(looks);
    listen();
    choose(QString());
}

SignInDialog::~SignInDialog()
{
    disconnect(m_form, nullptr, this, nullptr); // a field that had the focus says so while it goes
    dropSession();
}

void SignInDialog::layOut(const Looks &looks)
{
    m_list = new ProfileList(m_profiles, this);
    m_list->setFixedWidth(fontMetrics().averageCharWidth() * 30);
    m_bar = new MessageBar(this);
    m_form = new SignInForm(looks, this);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_form);

    auto *buttons = new QDialogButtonBox(this);
    m_signIn = buttons->addButton(tr("Sign in"), QDialogButtonBox::AcceptRole);
    m_signIn->setObjectName(QStringLiteral("signIn"));
    m_signIn->setDefault(true);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    cancel->setObjectName(QStringLiteral("cancel"));
    cancel->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::accepted, this, &SignInDialog::signIn);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(m_bar);
    right->addWidget(scroll, 1);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addWidget(m_list);
    columns->addLayout(right, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addLayout(columns, 1);
    layout->addWidget(buttons);
    const int width = fontMetrics().averageCharWidth();
    resize(QSize(width * 120, fontMetrics().height() * 42).boundedTo(screen()->availableSize() * 9 / 10));
}

void SignInDialog::listen()
{
    connect(m_list, &ProfileList::selectionChanged, this, &SignInDialog::choose);
    connect(m_list, &ProfileList::removeRequested, this, &SignInDialog::removeProfile);
    connect(m_form, &SignInForm::addressEdited, this, &SignInDialog::addressTyped);
    connect(m_form, &SignInForm::addressFinished, this, [this] {
        if (m_pause.isActive())
            probe();
    });
    connect(m_form, &SignInForm::stayToggled, this, &SignInDialog::checkKeychain);
    connect(m_form, &SignInForm::routeChanged, this, &SignInDialog::routeChanged);
    connect(&m_pause, &QTimer::timeout, this, &SignInDialog::probe);
    connect(m_bar, &MessageBar::actionTriggered, this, &SignInDialog::setUp);
}

void SignInDialog::showProfile(const QString &profileId, const std::optional<Error> &why)
{
    m_list->select(profileId);
    if (why)
        m_bar->showError(tr("The site could not be signed in to."), *why);
}

void SignInDialog::choose(const QString &profileId)
{
    ++m_newest;
    m_pause.stop();
    m_pinned.clear();
    dropSession();
    m_bar->dismiss();
    Profile profile = m_profiles.find(profileId).value_or(Profile());
    if (profile.id.isEmpty())
        profile.id = Profiles::newId();
    m_form->setProfile(profile);
    m_form->setStayNote(QString());
    m_form->accepted().set(State::Tone::Unknown, tr("Not signed in yet"));
    m_probing = m_signInWhenProbed = false;
    setBusy(false);
    if (m_form->address().isEmpty())
        m_form->reachable().set(State::Tone::Unknown, tr("What stands there is found out by itself"));
    else
        probe();
}

void SignInDialog::removeProfile(const QString &profileId)
{
    const Profile profile = m_profiles.find(profileId).value_or(Profile());
    const QString loss = SiteTraces(profile).loss();
    if (loss.isEmpty())
        return m_connections.forget(profileId);
    auto *box = new QMessageBox(
        QMessageBox::Warning, tr("Remove site"), tr("Remove %1?").arg(profile.name), QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("removeSiteQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(loss);
    QPushButton *remove = box->addButton(tr("Remove site"), QMessageBox::DestructiveRole);
    remove->setObjectName(QStringLiteral("removeSiteNow"));
    QPushButton *keep = box->addButton(tr("Keep site"), QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(remove, &QPushButton::clicked, this, [this, profileId] { m_connections.forget(profileId); });
    box->open();
}

void SignInDialog::addressTyped()
{
    ++m_newest;
    dropSession();
    m_bar->dismiss();
    m_probing = false;
    m_form->offer({});
    m_form->reachable().set(State::Tone::Unknown, tr("Not checked yet"));
    m_pause.start();
}

/// The site is asked again, by the new way, once the person pauses.
void SignInDialog::routeChanged()
{
    if (m_form->address().isEmpty() || sameConnection(m_form->profile(), m_probed))
        return;
    addressTyped();
}

void SignInDialog::probe()
{
    m_pause.stop();
    dropSession();
    if (m_form->address().isEmpty())
        return;
    m_probed = m_form->profile();
    for (const Pin &pin : std::as_const(m_pinned))
        m_probed.pins = pinned(m_probed.pins, pin);
    m_probing = true;
    m_form->reachable().set(State::Tone::Changing, tr("Asking %1 …").arg(m_probed.url.host()));
    const int mine = ++m_newest;
    m_connections.connectTo(
        m_probed, m_form->routeSecrets(), this, [this, mine](const Result<std::shared_ptr<Session>> &connected) {
            if (mine == m_newest)
                probed(connected);
            else if (connected)
                (*connected)->close();
        });
}

void SignInDialog::probed(const Result<std::shared_ptr<Session>> &connected)
{
    m_probing = false;
    const bool goOn = std::exchange(m_signInWhenProbed, false);
    if (!connected) {
        const Error &error = connected.error();
        setBusy(false);
        m_form->offer({});
        if (error.kind() == Error::Kind::Tls)
            m_form->reachable().set(State::Tone::Failed, tr("The certificate is not trusted"));
        else if (error.kind() == Error::Kind::Unsupported)
            m_form->reachable().set(State::Tone::Warning, tr("Reachable, but not a site that can be used here"));
        else
            m_form->reachable().set(State::Tone::Failed, tr("Not reachable"));
        FaultReport report(tr("%1 cannot be used.").arg(m_probed.url.toDisplayString()), error);
        for (const char *action : {"retry", "certificate"}) // asking again shows the certificate again
            report.can(this, QLatin1String(action), [this] { probe(); });
        report.can(this, QStringLiteral("settings"), [this] { m_form->focusMissing(); });
        m_bar->showFault(report);
        return;
    }
    m_session = *connected;
    m_bar->dismiss();
    const Access &access = m_session->access();
    const QString product = access.product.isEmpty() ? m_session->platform().title() : access.product;
    const bool encrypted = m_probed.url.scheme() == QLatin1String("https");
    m_form->reachable().set(encrypted ? State::Tone::On : State::Tone::Warning,
        encrypted ? tr("Reachable over TLS: %1").arg(product) : tr("Reachable, not encrypted: %1").arg(product));
    m_form->offerVersions(access.serverVersions);
    m_form->offer(m_session->platform().signInChoices(access));
    if (!access.isSetUp && !access.wantsTokens)
        m_bar->show(
            MessageBar::Tone::Information, tr("%1 has not been set up.").arg(m_probed.name), {}, tr("Set up \u2026"));
    if (goOn)
        signIn();
}

void SignInDialog::setUp()
{
    if (!m_session || m_session->access().isSetUp)
        return;
    setBusy(true);
    m_bar->dismiss();
    const Profile profile = m_form->profile();
    m_session->setProfile(profile);
    const int mine = ++m_newest;
    m_firstUser.reset();
    connect(m_session.get(), &Session::userReplaced, this, [this](const Credential &given) { m_firstUser = given; });
    QCoro::connect(m_session->setUpAndSignIn(), this, [this, mine, profile](const Result<Access> &access) {
        if (mine != m_newest)
            return;
        if (access || access.error().kind() != Error::Kind::NotSetUp)
            return signedIn(access, profile, m_firstUser.value_or(Credential()));
        setBusy(false);
        m_bar->show(
            MessageBar::Tone::Information, tr("%1 has not been set up.").arg(m_probed.name), {}, tr("Set up \u2026"));
    });
}

void SignInDialog::signIn()
{
    const QString missing = m_form->focusMissing();
    if (!missing.isEmpty()) {
        m_bar->show(MessageBar::Tone::Information, missing);
        setBusy(false);
        return;
    }
    const Profile profile = m_form->profile();
    if (!m_session || !sameConnection(profile, m_probed)) {
        m_signInWhenProbed = true;
        if (!m_probing)
            probe();
        return;
    }
    m_bar->dismiss();
    setBusy(true);
    m_session->setProfile(profile);
    m_form->accepted().set(State::Tone::Changing, tr("Signing in …"));
    const int mine = ++m_newest;
    const Credential credential = m_form->credential();
    m_firstUser.reset();
    connect(m_session.get(), &Session::userReplaced, this, [this](const Credential &given) { m_firstUser = given; });
    QCoro::connect(
        m_session->signIn(credential), this, [this, mine, profile, credential](const Result<Access> &access) {
            if (mine == m_newest)
                signedIn(access, profile, m_firstUser.value_or(credential));
        });
}

void SignInDialog::signedIn(const Result<Access> &access, const Profile &profile, const Credential &credential)
{
    setBusy(false);
    if (!access) {
        m_form->accepted().set(State::Tone::Failed, tr("Not accepted"));
        refuse(access.error(), profile);
        return;
    }
    m_form->accepted().set(State::Tone::On, tr("Signed in as %1").arg(access->user));
    const std::shared_ptr<Session> session = std::exchange(m_session, nullptr);
    Profile accepted = profile;
    accepted.user = session->profile().user; // a set-up on the way made the first user
    if (const std::optional<Profile> saved = m_profiles.find(profile.id))
        accepted.pins = saved->pins;
    for (const Pin &pin : m_pinned)
        accepted.pins = pinned(accepted.pins, pin);
    m_connections.adopt(accepted, session, credential, m_form->routeSecrets());
    accept();
}

void SignInDialog::refuse(const Error &error, const Profile &profile)
{
    if (error.kind() == Error::Kind::NotSetUp) // the person has said: later
        return m_bar->show(
            MessageBar::Tone::Information, tr("%1 has not been set up.").arg(m_probed.name), {}, tr("Set up \u2026"));
    FaultReport report(error.kind() == Error::Kind::SignIn ? tr("The site did not accept the sign-in.")
                                                           : tr("Signing in did not work."),
        error);
    report.at(m_session);
    report.profileId = profile.id;
    for (const char *action : {"sign-in", "settings", "version"})
        report.can(this, QLatin1String(action), [this] { m_form->focusSecret(); });
    if (error.kind() != Error::Kind::SignIn) // accounts lock
        report.can(this, QStringLiteral("retry"), [this] { signIn(); });
    FaultDesk::of(this).report(report, this);
    m_form->focusSecret();
}

void SignInDialog::setBusy(bool busy)
{
    m_form->setFieldsEnabled(!busy);
    m_list->setEnabled(!busy);
    m_signIn->setEnabled(!busy);
}

void SignInDialog::dropSession()
{
    if (const std::shared_ptr<Session> session = std::exchange(m_session, nullptr))
        session->close();
}

void SignInDialog::checkKeychain(bool wanted)
{
    m_form->setStayNote(QString());
    if (!wanted)
        return;
    QCoro::connect(m_connections.secrets().read(m_form->profile().id), this, [this](const Result<Credential> &stored) {
        if (!stored && stored.error().kind() == Error::Kind::Unsupported)
            m_form->setStayNote(tr("There is no keychain here: the secret is kept in memory until the window closes."));
    });
}

void SignInDialog::pin(const QString &profileId, const Pin &pin)
{
    if (profileId == m_form->profile().id)
        m_pinned.append(pin);
}

void SignInDialog::done(int result)
{
    ++m_newest;
    m_pause.stop();
    dropSession();
    QDialog::done(result);
}

} // namespace nephoscope
