// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/signinform.h"

#include "connect/light.h"
#include "connect/methodwords.h"
#include "connect/routefields.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>
#include <algorithm>

namespace nephoscope {

namespace {

struct ColorLabel {
    const char *name;
    const char *value;
};
const ColorLabel colorLabels[] = {
    {QT_TRANSLATE_NOOP("nephoscope::SignInForm", "None"), ""},
    {QT_TRANSLATE_NOOP("nephoscope::SignInForm", "Red"), "#c9372c"},
    {QT_TRANSLATE_NOOP("nephoscope::SignInForm", "Amber"), "#b35900"},
    {QT_TRANSLATE_NOOP("nephoscope::SignInForm", "Green"), "#2a8544"},
    {QT_TRANSLATE_NOOP("nephoscope::SignInForm", "Blue"), "#2563c9"},
    {QT_TRANSLATE_NOOP("nephoscope::SignInForm", "Violet"), "#7a4fc4"},
    {QT_TRANSLATE_NOOP("nephoscope::SignInForm", "Grey"), "#6b7280"},
};

QIcon square(const QString &color)
{
    QPixmap pixmap(16, 16);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color.isEmpty() ? QPen(Qt::gray) : Qt::NoPen);
    painter.setBrush(color.isEmpty() ? Qt::NoBrush : QBrush(QColor(color)));
    painter.drawRoundedRect(QRectF(2.5, 2.5, 11, 11), 2, 2);
    return QIcon(pixmap);
}

} // namespace

SignInForm::SignInForm(const Looks &looks, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QFormLayout(this))
    , m_route(new RouteFields(*m_layout))
{
    m_layout->setContentsMargins(0, 0, 8, 0); // from the scroll bar
    m_layout->setLabelAlignment(Qt::AlignRight);
    m_layout->setHorizontalSpacing(12);
    m_layout->setVerticalSpacing(8);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addAddress(looks);
    addCredentials();
    addAdvanced();
    addLabel();
    updateRows();
}

QLineEdit *SignInForm::addField(const QString &label, const QString &objectName)
{
    auto *field = new QLineEdit(this);
    field->setObjectName(objectName);
    field->setAccessibleName(label);
    m_layout->addRow(label, field);
    return field;
}

void SignInForm::addAddress(const Looks &looks)
{
    m_address = addField(tr("Site address"), QStringLiteral("address"));
    m_address->setPlaceholderText(tr("https://cloud.example.com"));
    m_reachable = new Light(looks, this);
    m_reachable->setObjectName(QStringLiteral("reachableLight"));
    m_accepted = new Light(looks, this);
    m_accepted->setObjectName(QStringLiteral("acceptedLight"));
    m_route->addPlainChoice();
    m_layout->addRow(QString(), m_reachable);
    m_layout->addRow(QString(), m_accepted);
    connect(m_address, &QLineEdit::textEdited, this, &SignInForm::followAddress);
    connect(m_address, &QLineEdit::textChanged, this, &SignInForm::updateRows);
    connect(m_address, &QLineEdit::textEdited, this, &SignInForm::addressEdited);
    connect(m_address, &QLineEdit::editingFinished, this, &SignInForm::addressFinished);
}

void SignInForm::followAddress()
{
    m_name->setPlaceholderText(siteUrl(address()).host());
    if (m_organization->text() != m_portalOrganization)
        return; // typed by the user
    m_portalOrganization = organizationIn(address());
    m_organization->setText(m_portalOrganization);
}

void SignInForm::addCredentials()
{
    m_method = new QComboBox(this);
    m_method->setObjectName(QStringLiteral("method"));
    m_layout->addRow(tr("Sign in with"), m_method);
    m_user = addField(tr("User"), QStringLiteral("user"));
    m_organization = addField(tr("Organization"), QStringLiteral("organization"));
    m_organization->setPlaceholderText(tr("System (for providers)"));
    m_clientId = addField(tr("Client ID"), QStringLiteral("clientId"));
    m_secret = addField(tr("Password"), QStringLiteral("secret"));
    m_secret->setEchoMode(QLineEdit::Password);
    m_stay = new QCheckBox(tr("Stay signed in"), this);
    m_stay->setObjectName(QStringLiteral("staySignedIn"));
    m_stay->setToolTip(tr("Keeps the secret in the keychain of this computer, never in a file."));
    m_layout->addRow(QString(), m_stay);
    m_stayNote = new QLabel(this);
    m_stayNote->setObjectName(QStringLiteral("stayNote"));
    m_stayNote->setTextFormat(Qt::PlainText);
    m_stayNote->setWordWrap(true);
    m_layout->addRow(QString(), m_stayNote);
    connect(m_method, &QComboBox::currentIndexChanged, this, &SignInForm::updateRows);
    connect(m_stay, &QCheckBox::toggled, this, &SignInForm::stayToggled);
}

void SignInForm::addAdvanced()
{
    m_advanced = new QToolButton(this);
    m_advanced->setObjectName(QStringLiteral("advanced"));
    m_advanced->setText(tr("Advanced"));
    m_advanced->setCheckable(true);
    m_advanced->setAutoRaise(true);
    m_advanced->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_advanced->setFocusPolicy(Qt::StrongFocus);
    m_layout->addRow(QString(), m_advanced);
    m_apiVersion = new QComboBox(this);
    m_apiVersion->setObjectName(QStringLiteral("apiVersion"));
    m_apiVersion->addItem(tr("Highest that both know"), QString());
    m_layout->addRow(tr("API version"), m_apiVersion);
    m_agentId = addField(tr("Agent ID"), QStringLiteral("agentId"));
    m_agentId->setToolTip(tr("Only for a site that is reached through a gateway (x-agent-id)."));
    m_tokenUrl = addField(tr("Token address"), QStringLiteral("tokenUrl"));
    m_tokenUrl->setPlaceholderText(tr("What the site says"));
    m_audience = addField(tr("Audience"), QStringLiteral("audience"));
    m_audience->setPlaceholderText(tr("What the site says"));
    m_origins = addField(tr("Further addresses"), QStringLiteral("allowedOrigins"));
    m_origins->setToolTip(tr("Other servers that may receive the credentials of this site, separated by blanks."));
    m_legacyToken = new QCheckBox(tr("Use the old kind of session token"), this);
    m_legacyToken->setObjectName(QStringLiteral("legacyToken"));
    m_layout->addRow(QString(), m_legacyToken);
    m_route->addRows();
    connect(m_route, &RouteFields::changed, this, &SignInForm::updateRows);
    connect(m_route, &RouteFields::changed, this, &SignInForm::routeChanged);
    connect(m_advanced, &QToolButton::toggled, this, &SignInForm::updateRows);
}

void SignInForm::addLabel()
{
    auto *line = new QFrame(this);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Sunken);
    m_layout->addRow(line);
    m_name = addField(tr("Name"), QStringLiteral("siteName"));
    m_color = new QComboBox(this);
    m_color->setObjectName(QStringLiteral("color"));
    for (const ColorLabel &label : colorLabels) {
        const QString value = QLatin1String(label.value);
        m_color->addItem(square(value), tr(label.name), value);
    }
    m_layout->addRow(tr("Colour label"), m_color);
    m_readOnly = new QCheckBox(tr("Read-only: nothing can be changed from here"), this);
    m_readOnly->setObjectName(QStringLiteral("readOnly"));
    m_layout->addRow(QString(), m_readOnly);
    m_production = new QCheckBox(tr("Production: marked wherever it shows"), this);
    m_production->setObjectName(QStringLiteral("production"));
    m_layout->addRow(QString(), m_production);
    m_reasonWanted = new QCheckBox(tr("Ask for a reason or ticket before every change"), this);
    m_reasonWanted->setObjectName(QStringLiteral("reasonWanted"));
    m_layout->addRow(QString(), m_reasonWanted);
    m_skipReview = new QCheckBox(tr("Save without showing what will be sent"), this);
    m_skipReview->setObjectName(QStringLiteral("skipReview"));
    m_layout->addRow(QString(), m_skipReview);
    for (QCheckBox *box : {m_readOnly, m_production, m_reasonWanted})
        connect(box, &QCheckBox::toggled, this, &SignInForm::updateHabits);
    updateHabits();
}

/// What one choice rules out says so.
void SignInForm::updateHabits()
{
    const bool isReadOnly = m_readOnly->isChecked();
    m_reasonWanted->setEnabled(!isReadOnly);
    m_skipReview->setEnabled(!isReadOnly && !m_production->isChecked() && !m_reasonWanted->isChecked());
    m_skipReview->setToolTip(isReadOnly   ? tr("Nothing is saved on a read-only site.")
            : m_production->isChecked()   ? tr("On a production site what will be sent is always shown.")
            : m_reasonWanted->isChecked() ? tr("The reason is asked for where it is shown what will be sent.")
                                          : QString());
}

void SignInForm::setProfile(const Profile &profile)
{
    m_profile = profile;
    m_address->setText(profile.url.toDisplayString());
    m_user->setText(profile.user);
    m_organization->setText(profile.organization);
    m_portalOrganization.clear();
    m_clientId->setText(profile.clientId);
    m_secret->clear();
    m_stay->setChecked(profile.staySignedIn);
    offerVersions({});
    m_agentId->setText(profile.agentId);
    m_tokenUrl->setText(profile.tokenUrl.toDisplayString());
    m_audience->setText(profile.audience);
    QStringList origins;
    for (const QUrl &origin : profile.allowedOrigins)
        origins.append(origin.toDisplayString());
    m_origins->setText(origins.join(QLatin1Char(' ')));
    m_legacyToken->setChecked(profile.legacyToken);
    m_route->set(profile.route);
    m_name->setText(profile.name);
    m_name->setPlaceholderText(profile.url.host());
    m_color->setCurrentIndex(std::max(0, m_color->findData(profile.color)));
    m_readOnly->setChecked(profile.readOnly);
    m_production->setChecked(profile.production);
    m_reasonWanted->setChecked(profile.reasonWanted);
    m_skipReview->setChecked(profile.skipReview);
    offer({});
}

Profile SignInForm::profile() const
{
    Profile profile = m_profile;
    profile.url = siteUrl(address());
    if (const SignInChoice *chosen = choice())
        profile.method = chosen->method;
    profile.user = m_user->text().trimmed();
    profile.organization = m_organization->text().trimmed();
    profile.clientId = m_clientId->text().trimmed();
    profile.staySignedIn = m_stay->isChecked();
    profile.apiVersion = m_apiVersion->currentData().toString();
    profile.agentId = m_agentId->text().trimmed();
    profile.tokenUrl = QUrl(m_tokenUrl->text().trimmed());
    profile.audience = m_audience->text().trimmed();
    profile.allowedOrigins.clear();
    for (const QString &origin : m_origins->text().split(QLatin1Char(' '), Qt::SkipEmptyParts))
        profile.allowedOrigins.append(siteUrl(origin));
    profile.legacyToken = m_legacyToken->isChecked();
    profile.route = m_route->route();
    const QString name = m_name->text().trimmed();
    profile.name = name.isEmpty() ? profile.url.host() : name;
    profile.color = m_color->currentData().toString();
    profile.readOnly = m_readOnly->isChecked();
    profile.production = m_production->isChecked();
    profile.reasonWanted = m_reasonWanted->isChecked();
    profile.skipReview = m_skipReview->isChecked();
    return profile;
}

QString SignInForm::address() const { return m_address->text().trimmed(); }

Credential SignInForm::credential() const { return Credential(m_secret->text().toUtf8()); }

RouteSecrets SignInForm::routeSecrets() const { return m_route->secrets(); }

const SignInChoice *SignInForm::choice() const
{
    const int index = m_method->currentIndex();
    return index >= 0 && index < m_choices.size() ? &m_choices.at(index) : nullptr;
}

void SignInForm::offer(const QList<SignInChoice> &choices)
{
    const SignInChoice *before = choice();
    const SignInMethod wanted = before ? before->method : m_profile.method;
    const QSignalBlocker blocker(m_method);
    m_choices = choices;
    m_method->clear();
    int preferred = 0;
    for (int index = 0; index < choices.size(); ++index) {
        m_method->addItem(methodLabel(choices[index].method));
        if (choices[index].method == wanted)
            preferred = index;
    }
    m_method->setCurrentIndex(choices.isEmpty() ? -1 : preferred);
    updateRows();
}

void SignInForm::offerVersions(const QStringList &versions)
{
    const QString wanted = m_apiVersion->count() > 1 ? m_apiVersion->currentData().toString() : m_profile.apiVersion;
    while (m_apiVersion->count() > 1)
        m_apiVersion->removeItem(1);
    for (auto version = versions.crbegin(); version != versions.crend(); ++version)
        m_apiVersion->addItem(*version, *version);
    if (!wanted.isEmpty() && m_apiVersion->findData(wanted) < 0)
        m_apiVersion->addItem(wanted, wanted);
    m_apiVersion->setCurrentIndex(std::max(0, m_apiVersion->findData(wanted)));
}

void SignInForm::updateRows()
{
    const SignInChoice *chosen = choice();
    m_layout->setRowVisible(m_accepted, chosen != nullptr);
    m_layout->setRowVisible(m_method, m_choices.size() > 1);
    m_layout->setRowVisible(m_user, chosen && chosen->asksUser);
    m_layout->setRowVisible(m_organization, chosen && chosen->asksOrganization);
    m_layout->setRowVisible(m_clientId, chosen && chosen->asksClientId);
    m_layout->setRowVisible(m_secret, chosen != nullptr);
    m_layout->setRowVisible(m_stay, chosen != nullptr);
    m_layout->setRowVisible(m_stayNote, chosen && !m_stayNote->text().isEmpty());
    if (chosen) {
        const QString label = secretLabel(chosen->method);
        if (auto *shown = qobject_cast<QLabel *>(m_layout->labelForField(m_secret)))
            shown->setText(label);
        m_secret->setAccessibleName(label);
    }
    const bool open = m_advanced->isChecked();
    m_advanced->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    for (QWidget *field :
        std::initializer_list<QWidget *>{m_apiVersion, m_agentId, m_tokenUrl, m_audience, m_origins, m_legacyToken})
        m_layout->setRowVisible(field, open);
    m_route->update(open, siteUrl(address()));
}

QString SignInForm::focusMissing()
{
    const SignInChoice *chosen = choice();
    if (address().isEmpty()) {
        m_address->setFocus();
        return tr("Enter the address of the site.");
    }
    if (!chosen)
        return {};
    if (chosen->asksUser && m_user->text().trimmed().isEmpty()) {
        m_user->setFocus();
        return tr("Enter the name of the user.");
    }
    if (chosen->method == SignInMethod::ClientCredentials && m_clientId->text().trimmed().isEmpty()) {
        m_clientId->setFocus();
        return tr("Enter the client ID of the service account.");
    }
    if (m_secret->text().isEmpty()) {
        m_secret->setFocus();
        return tr("%1 is missing.").arg(secretLabel(chosen->method));
    }
    return {};
}

void SignInForm::focusSecret()
{
    m_secret->setFocus();
    m_secret->selectAll();
}

void SignInForm::setStayNote(const QString &note)
{
    m_stayNote->setText(note);
    updateRows();
}

void SignInForm::setFieldsEnabled(bool enabled)
{
    for (QWidget *field : std::initializer_list<QWidget *>{
             m_address, m_method, m_user, m_organization, m_clientId, m_secret, m_stay, m_apiVersion, m_agentId})
        field->setEnabled(enabled);
}

} // namespace nephoscope
