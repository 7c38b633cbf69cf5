// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/tourstations.h"

#include "connect/light.h"
#include "diagnostics/driver.h"
#include "models/navigatormodel.h"
#include "navigator/navigatorview.h"
#include "resource/resourcepage.h"
#include "shell/mainwindow.h"
#include "shell/pagetabs.h"

#include <QCoreApplication>
#include <QDialog>
#include <QFile>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QTreeView>

namespace nephoscope {

namespace {

using Status = NavigatorModel::Status;

const QString recordingResource = QStringLiteral(":/nephoscope/demo/tour.har");

QString kindOf(const QModelIndex &index) { return index.data(NavigatorModel::KindRole).toString(); }
Status statusOf(const QModelIndex &index) { return index.data(NavigatorModel::StatusRole).value<Status>(); }
QString words(const char *text) { return QString::fromLatin1(text); } // for whoever reads the console, not translated
void stay() { }
constexpr int mostTries = 5; // to open a branch

} // namespace

TourStations::TourStations(MainWindow &window)
    : m_window(window)
{
}

Result<QList<Station>> TourStations::stations()
{
    const Result<QList<DemoAccess>> sites = m_window.demoSites().start();
    if (!sites)
        return failure(sites.error());
    m_sites = *sites;
    const QStringList toVm{QStringLiteral("orgList"), QStringLiteral("org"), QStringLiteral("organization"),
        QStringLiteral("vdc"), QStringLiteral("vApp"), QStringLiteral("vm")};
    const QStringList toVolume{QStringLiteral("tenant"), QStringLiteral("workspace"),
        QStringLiteral("workingEnvironment"), QStringLiteral("svm"), QStringLiteral("volume")};
    return QList<Station>{emptyWindow(), signInDialog(), signedIn(),
        treeTo(QStringLiteral("tree-to-vm"), QStringLiteral("vm"), toVm),
        page(QStringLiteral("vm"), QStringLiteral("vm")), vAppChildren(),
        treeTo(QStringLiteral("tree-to-volume"), QStringLiteral("volume"), toVolume),
        page(QStringLiteral("volume"), QStringLiteral("volume")), source(), recording(), failedNode(), darkTheme()};
}

QTreeView *TourStations::tree() const { return &m_window.navigator().tree(); }

ResourcePage *TourStations::currentPage() const { return m_window.pages().currentPage(); }

template <class Widget>
Widget *TourStations::find(const QString &objectName) const
{
    const QList<Widget *> found = m_window.findChildren<Widget *>(objectName);
    for (Widget *widget : found) {
        if (widget->isVisible())
            return widget;
    }
    return nullptr;
}

bool TourStations::once(const QString &step)
{
    const bool isFirst = !m_done.contains(step);
    m_done.insert(step);
    return isFirst;
}

Station TourStations::emptyWindow()
{
    return {QStringLiteral("empty-window"), stay, [this] {
                const bool offered = find<QPushButton>(QStringLiteral("newSiteButton"))
                    && find<QPushButton>(QStringLiteral("tryDemoButton"));
                return offered ? QString() : words("The window does not offer to add a site.");
            }};
}

QString TourStations::fillIn(const DemoAccess &access, QWidget *dialog)
{
    const auto field = [dialog](const char *name) { return dialog->findChild<QLineEdit *>(QLatin1String(name)); };
    if (once(access.profile.id + QStringLiteral(" address"))) {
        driver::fill(field("address"), access.profile.url.toString());
        driver::press(field("address"), Qt::Key_Tab);
    }
    if (!field("secret")->isVisible())
        return words("The sign-in dialog does not know the site.");
    if (once(access.profile.id + QStringLiteral(" fields"))) {
        if (field("user")->isVisible())
            driver::fill(field("user"), access.profile.user);
        if (field("organization")->isVisible())
            driver::fill(field("organization"), access.profile.organization);
        driver::fill(field("secret"), QString::fromUtf8(access.credential.reveal()));
        driver::fill(field("siteName"), access.profile.name);
    }
    return field("siteName")->text() == access.profile.name ? QString() : words("The fields are not filled in yet.");
}

Station TourStations::signInDialog()
{
    return {QStringLiteral("sign-in"), [this] { driver::click(find<QPushButton>(QStringLiteral("newSiteButton"))); },
        [this] {
            auto *dialog = find<QDialog>(QStringLiteral("signInDialog"));
            if (!dialog)
                return words("There is no sign-in dialog.");
            const QString missing = fillIn(m_sites.first(), dialog);
            const auto *light = dialog->findChild<Light *>(QStringLiteral("reachableLight"));
            const bool reachable = light->tone() == State::Tone::On || light->tone() == State::Tone::Warning;
            return !missing.isEmpty() ? missing : reachable ? QString() : words("The first light is not on.");
        }};
}

QString TourStations::showTab(ResourcePage &page, const QString &name)
{
    auto *tabs = page.findChild<QTabBar *>();
    if (tabs && tabs->tabText(tabs->currentIndex()).remove(QLatin1Char('&')).startsWith(name))
        return {};
    driver::chooseTab(tabs, name);
    return words("The page does not show its tab ") + name;
}

QString TourStations::signInTo(const DemoAccess &access)
{
    auto *dialog = find<QDialog>(QStringLiteral("signInDialog"));
    for (int index = 0; index < m_window.sites().count(); ++index) {
        const SiteEntry &entry = m_window.sites().at(index);
        if (entry.profile.name == access.profile.name && entry.session)
            return {};
    }
    if (!dialog) {
        driver::chooseStep(m_window.menuBar(), {QStringLiteral("File"), QStringLiteral("New site …")});
        return words("There is no sign-in dialog.");
    }
    const QString missing = fillIn(access, dialog);
    if (missing.isEmpty() && once(access.profile.id + QStringLiteral(" sign in")))
        driver::click(dialog->findChild<QPushButton *>(QStringLiteral("signIn")));
    return missing.isEmpty() ? words("The site is not signed in to.") : missing;
}

Station TourStations::signedIn()
{
    return {QStringLiteral("signed-in"), stay, [this] {
                for (const DemoAccess &access : m_sites) {
                    const QString missing = signInTo(access);
                    if (!missing.isEmpty())
                        return missing;
                }
                return QString();
            }};
}

QModelIndex TourStations::shown(const QString &kind) const
{
    for (QModelIndex index = tree()->model()->index(0, 0); index.isValid(); index = tree()->indexBelow(index)) {
        if (kindOf(index) == kind && !index.data(NavigatorModel::IsCollectionRole).toBool())
            return index;
    }
    return {};
}

QModelIndex TourStations::nextToOpen(const QModelIndex &parent, const QStringList &on) const
{
    const QAbstractItemModel &model = *tree()->model();
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (tree()->isExpanded(index)) {
            const QModelIndex below = nextToOpen(index, on);
            if (below.isValid())
                return below;
        } else if (model.hasChildren(index) && (!parent.isValid() || on.contains(kindOf(index)))
            && m_tried.value(index.data(NavigatorModel::AddressRole).toString()) < mostTries) {
            return index;
        }
    }
    return {};
}

QString TourStations::seek(const QString &kind, const QStringList &on)
{
    const QModelIndex found = shown(kind);
    if (!found.isValid()) {
        openNext({}, on);
        return words("The tree does not show what it should: ") + kind;
    }
    if (tree()->currentIndex() != found)
        driver::click(tree(), found);
    return {};
}

void TourStations::openNext(const QModelIndex &below, const QStringList &on)
{
    for (QModelIndex index = tree()->model()->index(0, 0); index.isValid(); index = tree()->indexBelow(index)) {
        if (statusOf(index) == Status::Loading)
            return;
    }
    const QModelIndex next = nextToOpen(below, on);
    if (!next.isValid())
        return;
    ++m_tried[next.data(NavigatorModel::AddressRole).toString()];
    driver::click(tree(), next);
    driver::press(tree(), Qt::Key_Right);
}

Station TourStations::treeTo(const QString &name, const QString &kind, const QStringList &on)
{
    return {name, [this] { m_tried.clear(); }, [this, kind, on] { return seek(kind, on); }};
}

Station TourStations::page(const QString &name, const QString &kind)
{
    return {name, [this, kind] { driver::doubleClick(tree(), shown(kind)); },
        [this, kind] {
            const QString wanted = shown(kind).data().toString();
            ResourcePage *page = currentPage();
            if (!page || page->title() != wanted)
                return words("The page is not that of ") + wanted;
            return showTab(*page, QStringLiteral("Properties"));
        }};
}

Station TourStations::vAppChildren()
{
    return {QStringLiteral("vapp-children"), [this] { driver::doubleClick(tree(), shown(QStringLiteral("vApp"))); },
        [this] {
            ResourcePage *page = currentPage();
            if (!page || page->title() != shown(QStringLiteral("vApp")).data().toString())
                return words("The page is not that of the vApp.");
            return showTab(*page, QStringLiteral("Children"));
        }};
}

Station TourStations::source()
{
    return {QStringLiteral("source"), stay, [this] { return showTab(*currentPage(), QStringLiteral("Source")); }};
}

Station TourStations::recording()
{
    return {QStringLiteral("recording"),
        [this] {
            const QString copy = m_folder.filePath(QStringLiteral("tour.har"));
            QFile::copy(recordingResource, copy);
            driver::drop(&m_window, QUrl::fromLocalFile(copy));
        },
        [this] {
            const int last = m_window.sites().count() - 1;
            const SiteEntry &entry = m_window.sites().at(last);
            if (!entry.session || entry.session->isLive())
                return words("The recording is not among the sites.");
            const QModelIndex site = tree()->model()->index(last, 0);
            if (tree()->model()->rowCount(site) == 0)
                return words("The recording shows nothing.");
            tree()->scrollTo(tree()->model()->index(0, 0, site), QAbstractItemView::PositionAtCenter);
            return QString();
        }};
}

Station TourStations::failedNode()
{
    return {QStringLiteral("failed-node"), [this] { m_tried.clear(); },
        [this] {
            for (QModelIndex index = tree()->model()->index(0, 0); index.isValid(); index = tree()->indexBelow(index)) {
                if (statusOf(index) == Status::Failed)
                    return QString();
            }
            const QModelIndex recording = tree()->model()->index(m_window.sites().count() - 1, 0);
            openNext(recording,
                {QStringLiteral("session"), QStringLiteral("orgList"), QStringLiteral("org"), QStringLiteral("vdc"),
                    QStringLiteral("vApp"), QStringLiteral("catalog")});
            return words("No node has failed.");
        }};
}

Station TourStations::darkTheme()
{
    const auto firstTab = [this] { m_window.pages().setCurrentIndex(0); };
    return {QStringLiteral("dark"), firstTab, [this] {
                const bool isDark = m_window.palette().color(QPalette::Window).lightness() < 128;
                if (isDark)
                    return QString();
                driver::chooseStep(
                    m_window.menuBar(), {QStringLiteral("View"), QStringLiteral("Colours"), QStringLiteral("Dark")});
                return words("The window is not dark.");
            }};
}

} // namespace nephoscope
