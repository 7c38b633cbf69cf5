// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QVariant>
#include <functional>
#include <memory>

class QSettings;

namespace nephoscope {

/// One row of the settings table: its key in the file and its default.
template <class T>
struct Setting {
    const char *key;
    T byDefault;
};

/// The table. A setting that is not here does not exist.
namespace setting {
inline const Setting<QByteArray> windowGeometry{"window/geometry", {}};
inline const Setting<QByteArray> windowState{"window/state", {}};
inline const Setting<QStringList> openTabs{"window/tabs", {}}; ///< one per tab: profile id, blank, address
inline const Setting<int> currentTab{"window/currentTab", 0};
inline const Setting<QStringList> expandedNodes{"navigator/expanded", {}}; ///< node addresses, parents first
inline const Setting<QVariantMap> columnWidths{"view/columnWidths", {}}; ///< view name → list of widths
inline const Setting<QVariantMap> tableColumns{"tables/columns", {}}; ///< "service/kind" → list of "member=width"
inline const Setting<QByteArray> tableViews{"tables/views", {}}; ///< saved views: JSON list
inline const Setting<int> pagesAtATime{"inventory/pagesAtATime", 6}; ///< 1 to 12
inline const Setting<bool> keepsInventory{"inventory/keep", true}; ///< lists stay on disk for the next start
inline const Setting<QVariantMap> shortcuts{"view/shortcuts", {}}; ///< action → its keys, where they are not the usual
inline const Setting<QString> theme{"view/theme", QStringLiteral("system")}; ///< system, light, dark
inline const Setting<QByteArray> profiles{"sites/profiles", {}}; ///< JSON list, never a secret
inline const Setting<QStringList> openSites{"sites/open", {}}; ///< profile ids to reconnect at start
inline const Setting<QStringList> recentRecordings{"recordings/recent", {}};
inline const Setting<int> requestTimeoutSeconds{"net/requestTimeoutSeconds", 60};
inline const Setting<int> connectTimeoutSeconds{"net/connectTimeoutSeconds", 15};
inline const Setting<int> lockAfterMinutes{"security/lockAfterMinutes", 0}; ///< without a key or a click; 0 = never
inline const Setting<int> fileVersion{"file/version", 0}; ///< 0: before there were versions
inline const Setting<int> responseLimitMegabytes{"net/responseLimitMegabytes", 64};
} // namespace setting

/// Reads and writes the table. One object, made in main (or by a test on a file of its own), passed to whom it
/// concerns. GUI thread only. Files are created readable by their owner only. A file that is damaged, or of a newer
/// version, is set aside (StoreNews tells), and the defaults hold.
class Settings {
public:
    /// The user's own file.
    Settings();
    /// A file of the caller's choice (tests, demo).
    explicit Settings(const QString &fileName);
    ~Settings();
    Settings(const Settings &) = delete;
    Settings &operator=(const Settings &) = delete;

    template <class T>
    T value(const Setting<T> &setting) const
    {
        const QVariant stored = read(setting.key);
        return stored.isValid() && stored.canConvert<T>() ? stored.value<T>() : setting.byDefault;
    }
    template <class T>
    void set(const Setting<T> &setting, const T &value)
    {
        write(setting.key, QVariant::fromValue(value));
    }
    /// Where what belongs to these settings is kept: the user's own data folder, or beside the caller's file.
    QString dataFolder() const { return m_dataFolder; }
    /// Writes to disk now, and reads what other programs wrote meanwhile; false where that failed.
    bool sync();
    /// Why the file cannot be written, as far as it was tried last; empty where it can.
    const QString &trouble() const { return m_trouble; }
    /// Changes values that depend on what is there: no other program changes the file meanwhile, and what others wrote
    /// before is seen by `change`. Written to disk before it returns; false where that failed (the values hold here).
    bool update(const std::function<void()> &change);

    static constexpr int version = 1;

private:
    void open(const QString &fileName);
    QVariant read(const char *key) const;
    void write(const char *key, const QVariant &value);

    std::unique_ptr<QSettings> m_store;
    QString m_dataFolder;
    QString m_trouble;
};

} // namespace nephoscope
