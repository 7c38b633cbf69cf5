// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stories/demosite.h"

#include <QJsonArray>
#include <QProcess>

namespace nephoscope {

/// A demo site behind server.py, a program of its own: what it costs to be hostile is not counted as ours.
class HostileSite {
public:
    explicit HostileSite(const QString &platform);
    ~HostileSite();

    /// To be called first; empty where it stands.
    const QString &problem() const { return m_problem; }
    DemoSite &behind() { return m_site; }
    QUrl url(const QString &path = QStringLiteral("/")) const;
    /// The corpus: name, notations, error, aborted, large.
    const QJsonArray &cases() const { return m_cases; }
    /// From now on answers to GET below that path are as the case says; an empty case = as the site gives them.
    bool choose(const QString &name, const QString &path);

private:
    QByteArray ask(const QString &path);

    DemoSite m_site;
    QProcess m_server;
    int m_port = 0;
    QJsonArray m_cases;
    QString m_problem;
};

} // namespace nephoscope
