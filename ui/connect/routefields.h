// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/route.h"

#include <QObject>
#include <QUrl>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QWidget;

namespace nephoscope {

/// The rows of a form that say how requests get to a site: its proxy, whose certificates are believed, which one this
/// side shows. They lie in the form's own layout.
class RouteFields : public QObject {
    Q_OBJECT
public:
    explicit RouteFields(QFormLayout &layout);

    /// Beside the address, never folded away: what it means that it begins with http.
    void addPlainChoice();
    void addRows();

    void set(const Route &route);
    Route route() const;
    RouteSecrets secrets() const;
    /// Shows what the choices ask for; `isOpen`: what is advanced shows. `site` is the address as it is.
    void update(bool isOpen, const QUrl &site);

signals:
    void changed();

private:
    QLineEdit *addField(const QString &label, const QString &objectName, bool isSecret = false);
    QLineEdit *addFile(const QString &label, const QString &objectName, const QString &title);

    QFormLayout &m_layout;
    QWidget *m_form;
    QCheckBox *m_plain = nullptr;
    QComboBox *m_proxy = nullptr;
    QLineEdit *m_proxyAddress = nullptr;
    QLineEdit *m_proxyUser = nullptr;
    QLineEdit *m_proxyPassword = nullptr;
    QLineEdit *m_authorities = nullptr;
    QLineEdit *m_certificate = nullptr;
    QLineEdit *m_key = nullptr;
    QLineEdit *m_passphrase = nullptr;
};

} // namespace nephoscope
