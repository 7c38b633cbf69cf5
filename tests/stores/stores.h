// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>
#include <memory>

namespace nephoscope {

/// One of the things that are kept on disk, as the tests see it: a text goes in under a name and comes out.
class KeptThing {
public:
    virtual ~KeptThing() = default;
    virtual QString name() const = 0;
    /// Opens it anew, as another start of the program would.
    virtual std::unique_ptr<KeptThing> again() const = 0;
    /// What went wrong, as it would be said; empty where it is kept.
    virtual QString keep(const QString &name, const QString &text) = 0;
    virtual QString kept(const QString &name) = 0;
    /// The file that `name` is in.
    virtual QString file(const QString &name) const = 0;
    /// Makes the file one of a version to come; false where versions mean nothing (it is read again from the site).
    virtual bool makeNewer(const QString &) const { return false; }
};

QStringList keptNames();
/// The one of that name, in the folders that the environment names now.
std::unique_ptr<KeptThing> keptThing(const QString &name);

/// Folders of the test's own for everything, while it lives: data, settings, cache.
class OwnHome {
public:
    /// `below`: where the folders are to be; they need not exist.
    explicit OwnHome(const QString &below);
    ~OwnHome();

private:
    QByteArray m_before[3];
};

} // namespace nephoscope
