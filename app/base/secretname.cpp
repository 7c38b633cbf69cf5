// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secretscan.h"

#include <QVarLengthArray>
#include <algorithm>
#include <array>

namespace nephoscope {

namespace {

// Compared in lower case and without "-", "_" and ".". Sources: the field tables of both services' documentation (guest
// customization, users, IPsec, LDAP, certificates, console tickets; working environments, accounts, set-up, proxies),
// RFC 6749 (OAuth), RFC 7521 (assertions), pre-signed URLs of the three clouds.
constexpr std::array endings{QByteArrayView("password"), QByteArrayView("passwords"), QByteArrayView("passwd"),
    QByteArrayView("passphrase"), QByteArrayView("passcode"), QByteArrayView("pwd"), QByteArrayView("secret"),
    QByteArrayView("secrets"), QByteArrayView("secretkey"), QByteArrayView("privatekey"),
    QByteArrayView("applicationkey"), QByteArrayView("accountkey"), QByteArrayView("apikey"),
    QByteArrayView("sharedkey"), QByteArrayView("psk"), QByteArrayView("token"), QByteArrayView("authorization"),
    QByteArrayView("sessionid"), QByteArrayView("ticket"), QByteArrayView("secretaccesskey")};
constexpr std::array wholes{QByteArrayView("pass"), QByteArrayView("adminpass"), QByteArrayView("assertion"),
    QByteArrayView("clientassertion"), QByteArrayView("jwt"), QByteArrayView("cookie"), QByteArrayView("setcookie"),
    QByteArrayView("samlresponse"), QByteArrayView("samlassertion"), QByteArrayView("sig"),
    QByteArrayView("xamzsignature"), QByteArrayView("xgoogsignature")};
constexpr std::array harmless{QByteArrayView("pagetoken"), QByteArrayView("nexttoken"),
    QByteArrayView("continuationtoken"), QByteArrayView("multisitetoken")};

} // namespace

bool isSecretWord(QByteArrayView name)
{
    constexpr qsizetype longest = 64; // of longer names the end decides
    QVarLengthArray<char, longest> word;
    for (const char c : name.last(qMin(name.size(), longest))) {
        if (c != '-' && c != '_' && c != '.')
            word.append(c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c);
    }
    const QByteArrayView plain(word.constData(), word.size());
    const auto isEnding = [&](QByteArrayView end) { return plain.endsWith(end); };
    const auto isWhole = [&](QByteArrayView whole) { return plain == whole; };
    if (std::any_of(endings.begin(), endings.end(), isEnding))
        return std::none_of(harmless.begin(), harmless.end(), isEnding);
    return std::any_of(wholes.begin(), wholes.end(), isWhole);
}

} // namespace nephoscope
