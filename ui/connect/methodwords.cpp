// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/methodwords.h"

#include <QCoreApplication>

namespace nephoscope {

namespace {

QString words(const char *text) { return QCoreApplication::translate("SignInMethod", text); }

} // namespace

QString methodLabel(SignInMethod method)
{
    switch (method) {
    case SignInMethod::Password:
        return words(QT_TRANSLATE_NOOP("SignInMethod", "User and password"));
    case SignInMethod::ApiToken:
        return words(QT_TRANSLATE_NOOP("SignInMethod", "API token (refresh token)"));
    case SignInMethod::Bearer:
        return words(QT_TRANSLATE_NOOP("SignInMethod", "Access token (bearer)"));
    case SignInMethod::ClientCredentials:
        return words(QT_TRANSLATE_NOOP("SignInMethod", "Service account"));
    case SignInMethod::PasswordGrant:
        return words(QT_TRANSLATE_NOOP("SignInMethod", "User and password (OAuth)"));
    case SignInMethod::LocalSession:
        return words(QT_TRANSLATE_NOOP("SignInMethod", "Local user"));
    }
    return {};
}

QString secretLabel(SignInMethod method)
{
    switch (method) {
    case SignInMethod::ApiToken:
        return words(QT_TRANSLATE_NOOP("SignInMethod", "API token"));
    case SignInMethod::Bearer:
        return words(QT_TRANSLATE_NOOP("SignInMethod", "Access token"));
    case SignInMethod::ClientCredentials:
        return words(QT_TRANSLATE_NOOP("SignInMethod", "Client secret"));
    case SignInMethod::Password:
    case SignInMethod::PasswordGrant:
    case SignInMethod::LocalSession:
        break;
    }
    return words(QT_TRANSLATE_NOOP("SignInMethod", "Password"));
}

} // namespace nephoscope
