// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commandline.h"

#include "platform/platform.h"

#include <QCoreApplication>

namespace nephoscope {

namespace {

QString words(const char *text) { return QCoreApplication::translate("CommandLine", text); }

struct Option {
    const char *name;
    const char *value; ///< what stands for the value in the help; null = a switch
    const char *help;
};

const Option options[] = {
    {"demo", nullptr,
        QT_TRANSLATE_NOOP("CommandLine",
            "Start the demo sites inside the program and sign in to them. Settings are kept "
            "apart from yours and forgotten, unless --settings says where.")},
    {"tour", "folder",
        QT_TRANSLATE_NOOP("CommandLine",
            "Drive the window through the demo by itself, put a picture of every station "
            "into the folder, and end; status 1 if a station is not as expected.")},
    {"inventory", "format",
        QT_TRANSLATE_NOOP("CommandLine",
            "Write every resource of a site or recording, as json or csv, without a "
            "window. Secrets come from NEPHOSCOPE_PASSWORD or NEPHOSCOPE_TOKEN. Status 0: "
            "all read, 2: some failed, 1: nothing.")},
    {"list", "list",
        QT_TRANSLATE_NOOP("CommandLine",
            "Only that list of the site for --inventory, with everything its records say: its address "
            "(/api/query?type=vm) or what it is a list of (vm).")},
    {"verify-journal", nullptr,
        QT_TRANSLATE_NOOP("CommandLine",
            "Read the journal of changes again and name the first entry that is not as it was written. Status 0: all "
            "are, 1: one is not, 2: there is no journal.")},
    {"output", "file", QT_TRANSLATE_NOOP("CommandLine", "Where the inventory goes, instead of standard output.")},
    {"site", "url", QT_TRANSLATE_NOOP("CommandLine", "Address of the site for --inventory.")},
    {"user", "name", QT_TRANSLATE_NOOP("CommandLine", "User to sign in as for --inventory.")},
    {"org", "name", QT_TRANSLATE_NOOP("CommandLine", "Organization to sign in to for --inventory.")},
    {"method", "way",
        QT_TRANSLATE_NOOP("CommandLine",
            "How to sign in for --inventory: password, api-token, bearer, "
            "client-credentials, password-grant or local-session; what fits the site if "
            "not given.")},
    {"client-id", "id", QT_TRANSLATE_NOOP("CommandLine", "Client of a service account for --inventory.")},
    {"token-url", "url", QT_TRANSLATE_NOOP("CommandLine", "Where tokens are issued, for --inventory.")},
    {"api-version", "version", QT_TRANSLATE_NOOP("CommandLine", "Version to speak, instead of the highest both know.")},
    {"representation", "kind", QT_TRANSLATE_NOOP("CommandLine", "json or xml, where the site has both.")},
    {"agent-id", "id", QT_TRANSLATE_NOOP("CommandLine", "Connector to go through, behind a gateway.")},
    {"trust", "fingerprint",
        QT_TRANSLATE_NOOP("CommandLine", "SHA-256 fingerprint of a certificate to accept for this site.")},
    {"no-hints", nullptr,
        QT_TRANSLATE_NOOP("CommandLine",
            "Show sites by what they say about themselves alone, where they do, without the "
            "catalogue of hints.")},
    {"quiet", nullptr, QT_TRANSLATE_NOOP("CommandLine", "No progress on standard error.")},
    {"settings", "file", QT_TRANSLATE_NOOP("CommandLine", "Settings file to use instead of the user's own.")},
    {"theme", "name", QT_TRANSLATE_NOOP("CommandLine", "Colours: system, light or dark.")},
};

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        words(QT_TRANSLATE_NOOP("CommandLine", "A console for people who look after clouds.")));
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")},
        words(QT_TRANSLATE_NOOP("CommandLine", "Show this help.")), QString()});
    parser.addOption({{QStringLiteral("v"), QStringLiteral("version")},
        words(QT_TRANSLATE_NOOP("CommandLine", "Show the version.")), QString()});
    for (const Option &option : options)
        parser.addOption({QLatin1String(option.name), words(option.help), QLatin1String(option.value)});
    parser.addPositionalArgument(QStringLiteral("recording"),
        words(QT_TRANSLATE_NOOP("CommandLine", "Recordings (.har) to open.")), QStringLiteral("[recording...]"));
}

} // namespace

CommandLine CommandLine::read(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    CommandLine line;
    if (!parser.parse(arguments)) {
        line.task = Task::Mistake;
        line.mistake = parser.errorText();
        return line;
    }
    line.demo = parser.isSet(QStringLiteral("demo"));
    line.tourFolder = parser.value(QStringLiteral("tour"));
    line.settingsFile = parser.value(QStringLiteral("settings"));
    line.hints = !parser.isSet(QStringLiteral("no-hints"));
    line.theme = parser.value(QStringLiteral("theme"));
    line.inventoryFormat = parser.value(QStringLiteral("inventory"));
    line.list = parser.value(QStringLiteral("list"));
    line.output = parser.value(QStringLiteral("output"));
    line.readSite(parser);
    line.recordings = parser.positionalArguments();
    if (parser.isSet(QStringLiteral("help")))
        line.task = Task::Help;
    else if (parser.isSet(QStringLiteral("version")))
        line.task = Task::Version;
    else if (parser.isSet(QStringLiteral("inventory")))
        line.task = Task::Inventory;
    else if (parser.isSet(QStringLiteral("verify-journal")))
        line.task = Task::VerifyJournal;
    else if (parser.isSet(QStringLiteral("tour")))
        line.task = Task::Tour;
    line.check();
    return line;
}

void CommandLine::readSite(const QCommandLineParser &parser)
{
    profile.url = siteUrl(parser.value(QStringLiteral("site")));
    profile.name = profile.url.host();
    profile.user = parser.value(QStringLiteral("user"));
    profile.organization = parser.isSet(QStringLiteral("org")) ? parser.value(QStringLiteral("org"))
                                                               : organizationIn(parser.value(QStringLiteral("site")));
    if (parser.isSet(QStringLiteral("method")))
        profile.method = signInMethodNamed(parser.value(QStringLiteral("method")));
    profile.clientId = parser.value(QStringLiteral("client-id"));
    profile.tokenUrl = QUrl(parser.value(QStringLiteral("token-url")));
    profile.apiVersion = parser.value(QStringLiteral("api-version"));
    profile.representation = parser.value(QStringLiteral("representation"));
    profile.agentId = parser.value(QStringLiteral("agent-id"));
    for (const QString &fingerprint : parser.values(QStringLiteral("trust")))
        profile.pins << Pin(authorityOf(profile.url), fingerprint.trimmed().toLower().toLatin1());
    quiet = parser.isSet(QStringLiteral("quiet"));
}

void CommandLine::check()
{
    if (task == Task::Inventory && inventoryFormat != QLatin1String("json") && inventoryFormat != QLatin1String("csv"))
        mistake = words(QT_TRANSLATE_NOOP("CommandLine", "--inventory is json or csv, not %1.")).arg(inventoryFormat);
    else if (task == Task::Inventory && (profile.url.isEmpty() ? recordings.size() != 1 : !recordings.isEmpty()))
        mistake = words(QT_TRANSLATE_NOOP("CommandLine", "--inventory needs a site (--site) or one recording."));
    else if (!list.isEmpty() && (task != Task::Inventory || profile.url.isEmpty()))
        mistake = words(QT_TRANSLATE_NOOP("CommandLine", "--list goes with --inventory of a site (--site)."));
    else if (!QStringList{QString(), QStringLiteral("json"), QStringLiteral("xml")}.contains(profile.representation))
        mistake = words(QT_TRANSLATE_NOOP("CommandLine", "--representation is json or xml, not %1."))
                      .arg(profile.representation);
    else if (task == Task::Tour && tourFolder.isEmpty())
        mistake = words(QT_TRANSLATE_NOOP("CommandLine", "--tour needs a folder for its pictures."));
    else if (!QStringList{QString(), QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")}
                  .contains(theme))
        mistake = words(QT_TRANSLATE_NOOP("CommandLine", "--theme is system, light or dark, not %1.")).arg(theme);
    if (!mistake.isEmpty() && task != Task::Help && task != Task::Version)
        task = Task::Mistake;
}

QString CommandLine::helpText()
{
    QCommandLineParser parser;
    addOptions(parser);
    return parser.helpText();
}

} // namespace nephoscope
