// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/wording.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

namespace nephoscope {

namespace {

/// Words that are not written like other words.
QString special(const QString &lowerCase)
{
    static const QStringList spellings = QStringLiteral(
        "ACL AD API ARN ASUP AWS BGP BIOS CIDR CIFS CPU CPUs DHCP DNS EFI FSx FQDN GB GCP GPU GPUs HA HTTP HTTPS "
        "ID IDs IO IOPS IP IPs IPsec IPv4 IPv6 iSCSI JSON KMS LDAP LIF LIFs MAC MB MTU NAT NetBIOS NFS NIC NICs "
        "NSS NSX NTP OCCM OK ONTAP OS OVF PEM PV QoS RAM REST S3 SAML SCSI SDDC SMB SMTP SSL SSO SVM SVMs TCP TLS "
        "TPM UDP URI URL URN USB UUID vApp vApps vCPU vCPUs vCenter VDC VDCs VLAN VM VMs VMware VNet VPC VPN vSAN "
        "vSphere WORM XML YAML")
                                             .split(QLatin1Char(' '));
    static const QHash<QString, QString> byLowerCase = [] {
        QHash<QString, QString> result;
        for (const QString &spelling : spellings)
            result.insert(spelling.toLower(), spelling);
        return result;
    }();
    return byLowerCase.value(lowerCase);
}

/// "storageUsedMB" → storage, Used, MB; "numberOfCPUs" → number, Of, CPUs; "dns1" → dns, 1.
QStringList split(const QString &name)
{
    static const QRegularExpression part(
        QStringLiteral("[vV]Apps?(?!\\p{Ll})|IPv[46]|[iI]SCSI|\\p{Lu}{2,}s(?!\\p{Ll})|\\p{Lu}+[0-9]+(?![\\p{Ll}0-9])"
                       "|\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?\\p{Ll}+|[0-9]+|[^\\p{Lu}\\p{Ll}0-9_\\-.:\\s]+"));
    QStringList result;
    for (auto match = part.globalMatch(name); match.hasNext();)
        result << match.next().captured();
    return result;
}

QString joined(const QStringList &parts)
{
    QStringList words;
    for (const QString &part : parts) {
        const QString known = special(part.toLower());
        words << (known.isEmpty() ? part.toLower() : known);
    }
    if (!words.isEmpty() && special(words.first().toLower()).isEmpty())
        words.first().replace(0, 1, words.first().at(0).toUpper());
    return words.join(QLatin1Char(' '));
}

bool isReadable(const QString &text)
{
    return text.contains(QLatin1Char(' ')) || text != text.toUpper() || text.size() <= 1;
}

} // namespace

QString readableWords(const QString &name)
{
    if (name.contains(QLatin1Char(' ')))
        return name;
    const QString words = joined(split(name));
    return words.isEmpty() ? name : words;
}

QString propertyWords(const QString &path)
{
    QString name = path.section(QLatin1Char('/'), -1);
    if (name.startsWith(QLatin1Char('@')))
        name.remove(0, 1);
    const qsizetype bracket = name.indexOf(QLatin1Char('['));
    if (bracket > 0)
        name.truncate(bracket);
    static const QRegularExpression unit(
        QStringLiteral("(?<=[a-z])(InSeconds|InMinutes|InDays|InMhz|InMb|MBs?|Mb|KB|Kb|GB|Gb|TB|B|MHz|Mhz|Percent)$"));
    name.remove(unit);
    name.replace(QLatin1String("~1"), QLatin1String("/")).replace(QLatin1String("~0"), QLatin1String("~"));
    return readableWords(name);
}

QString pluralWords(const QString &singular)
{
    static const QRegularExpression consonantY(QStringLiteral("[^aeiou]y$"));
    if (singular.isEmpty() || singular.endsWith(QLatin1Char('s')))
        return singular;
    if (singular.contains(consonantY))
        return singular.chopped(1) + QStringLiteral("ies");
    return singular + QLatin1Char('s');
}

QString readableState(const QString &word)
{
    if (!isReadable(word))
        return readableWords(word);
    QString result = word;
    if (!result.isEmpty() && result == result.toLower())
        result.replace(0, 1, result.at(0).toUpper());
    return result;
}

} // namespace nephoscope
