// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/ref.h"

#include <QWidget>

class QHBoxLayout;
class QLineEdit;
class QStackedWidget;

namespace nephoscope {

class Actions;

/// Above the pages: back, forward, and where one is, from the site down. Turns into a field for an address on demand.
class AddressBar : public QWidget {
    Q_OBJECT
public:
    AddressBar(const Actions &actions, QWidget *parent = nullptr);

    /// The site's name and what stands between it and the page, which is last.
    void setPath(const QString &site, const QList<QPair<QString, Ref>> &path);
    void clear();
    /// Shows the field with that text selected.
    void edit(const QString &address);

signals:
    void siteClicked();
    void crumbClicked(const Ref &ref);
    void addressEntered(const QString &address);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showCrumbs();
    void addSeparator();

    QStackedWidget *m_stack;
    QWidget *m_crumbs;
    QHBoxLayout *m_row;
    QLineEdit *m_field;
    QString m_site;
    QList<QPair<QString, Ref>> m_path;
};

} // namespace nephoscope
