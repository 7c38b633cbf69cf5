// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/commandline.h"

#include "demo/sites.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QUrl>
#include <limits>

namespace nephoscope::demo {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("demo", text); }

const QString both = QStringLiteral("both");

QString option(const char *name) { return QString::fromLatin1(name); }

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(tr("Embedded demo sites on 127.0.0.1. Prints one JSON line when ready."));
    parser.addOptions({
        {option("platform"), tr("Which site: %1.").arg((platforms() << both).join(QStringLiteral(", "))),
            option("name"), both},
        {option("port"), tr("Port to listen at; 0 is any free one. The second site takes the next."), option("n"),
            option("0")},
        {option("tls"), tr("Serve https, with a self-signed certificate unless one is given.")},
        {option("cert"), tr("Certificate in PEM form."), option("file")},
        {option("key"), tr("Private key in PEM form."), option("file")},
        {option("public-url"), tr("What addresses inside answers say instead of the address served at."),
            option("url")},
        {option("vms"), tr("That many more virtual machines or volumes."), option("n"), option("0")},
        {option("seed"), tr("Another seed makes another world."), option("n"), option("1")},
        {option("speed"), tr("How fast tasks run; 10 is ten times as fast."), option("factor"), option("1")},
        {option("latency"), tr("Milliseconds before every answer."), option("ms"), option("0")},
        {option("session-idle"), tr("Seconds after which an unused session ends."), option("seconds"), option("1800")},
        {option("not-set-up"), tr("Cloud Manager answers 420 until it is set up.")},
        {option("misfortunes"), tr("Script of things that go wrong (JSON)."), option("file")},
        {option("record"), tr("Write what was served, without secrets, at the end (HAR)."), option("file")},
        {option("until-eof"), tr("End when standard input ends.")},
        {option("help"), tr("Show this text.")},
        {option("version"), tr("Show the version.")},
    });
}

/// A number of the command line, or the reason why it is none.
Result<double> number(const QCommandLineParser &parser, const char *name, double least, double most, bool whole)
{
    const QString text = parser.value(option(name));
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    const bool fits = isNumber && value >= least && value <= most && (!whole || value == static_cast<int>(value));
    if (!fits)
        return failure(Error::Kind::Invalid,
            tr("--%1 takes a number from %2 to %3, not \"%4\".")
                .arg(option(name), QString::number(least), QString::number(most, 'f', 0), text));
    return value;
}

Result<void> readNumbers(const QCommandLineParser &parser, ServerOptions &options)
{
    constexpr double large = std::numeric_limits<int>::max();
    const auto port = number(parser, "port", 0, 65535, true);
    const auto vms = number(parser, "vms", 0, 1'000'000, true);
    const auto seed = number(parser, "seed", 0, large, true);
    const auto speed = number(parser, "speed", 0.001, 1'000'000, false);
    const auto latency = number(parser, "latency", 0, 600'000, true);
    const auto idle = number(parser, "session-idle", 1, large, true);
    for (const auto *each : {&port, &vms, &seed, &speed, &latency, &idle}) {
        if (!*each)
            return failure(each->error());
    }
    options.port = static_cast<quint16>(*port);
    options.site.vms = static_cast<int>(*vms);
    options.site.seed = static_cast<quint32>(*seed);
    options.site.speed = *speed;
    options.site.idleSeconds = static_cast<int>(*idle);
    options.latencyMilliseconds = static_cast<int>(*latency);
    return {};
}

Result<void> readTexts(const QCommandLineParser &parser, ServerOptions &options)
{
    options.tls = parser.isSet(option("tls"));
    options.certificateFile = parser.value(option("cert"));
    options.keyFile = parser.value(option("key"));
    if (options.certificateFile.isEmpty() != options.keyFile.isEmpty())
        return failure(Error::Kind::Invalid, tr("--cert and --key belong together."));
    if (!options.certificateFile.isEmpty() && !options.tls)
        return failure(Error::Kind::Invalid, tr("--cert and --key need --tls."));
    QString publicUrl = parser.value(option("public-url"));
    while (publicUrl.endsWith(QLatin1Char('/')))
        publicUrl.chop(1);
    const QUrl url(publicUrl, QUrl::StrictMode);
    const bool isWeb = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!publicUrl.isEmpty() && (!url.isValid() || !isWeb || url.host().isEmpty() || url.hasQuery()))
        return failure(
            Error::Kind::Invalid, tr("--public-url takes an http or https address, not \"%1\".").arg(publicUrl));
    options.site.publicUrl = publicUrl.toUtf8();
    options.site.setUp = !parser.isSet(option("not-set-up"));
    options.misfortunesFile = parser.value(option("misfortunes"));
    options.recordFile = parser.value(option("record"));
    return {};
}

/// "site.har" → "site.cloud-manager.har": two sites do not share a file.
QString withPlatform(const QString &fileName, const QString &platform)
{
    const QFileInfo info(fileName);
    const QString own = info.completeBaseName() + QLatin1Char('.') + platform
        + (info.suffix().isEmpty() ? QString() : QLatin1Char('.') + info.suffix());
    return info.path() == QLatin1String(".") ? own : info.path() + QLatin1Char('/') + own;
}

QList<ServerOptions> split(const ServerOptions &common, const QStringList &names)
{
    QList<ServerOptions> servers;
    for (const QString &name : names) {
        ServerOptions options = common;
        options.platform = name;
        if (options.port != 0)
            options.port = static_cast<quint16>(options.port + servers.size());
        if (!options.recordFile.isEmpty() && names.size() > 1)
            options.recordFile = withPlatform(options.recordFile, name);
        servers.append(options);
    }
    return servers;
}

} // namespace

QString CommandLine::helpText()
{
    QCommandLineParser parser;
    describe(parser);
    return parser.helpText();
}

Result<CommandLine> CommandLine::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments))
        return failure(Error::Kind::Invalid, parser.errorText());
    CommandLine line;
    line.help = parser.isSet(option("help"));
    line.version = parser.isSet(option("version"));
    if (line.help || line.version)
        return line;
    if (!parser.positionalArguments().isEmpty())
        return failure(
            Error::Kind::Invalid, tr("\"%1\" is not an option.").arg(parser.positionalArguments().constFirst()));
    const QString platform = parser.value(option("platform"));
    if (platform != both && !platforms().contains(platform))
        return failure(Error::Kind::Invalid,
            tr("--platform is one of %1, not \"%2\".").arg((platforms() << both).join(QStringLiteral(", ")), platform));
    ServerOptions common;
    if (const Result<void> read = readNumbers(parser, common); !read)
        return failure(read.error());
    if (const Result<void> read = readTexts(parser, common); !read)
        return failure(read.error());
    line.servers = split(common, platform == both ? platforms() : QStringList{platform});
    line.untilEof = parser.isSet(option("until-eof"));
    return line;
}

} // namespace nephoscope::demo
