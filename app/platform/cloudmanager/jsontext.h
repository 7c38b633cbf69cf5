// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "schema/schema.h"

#include <QByteArray>
#include <QList>
#include <QPair>

namespace nephoscope::cloudmanager {

/// JSON put together from its parts, in the order given, numbers as they were written.
class JsonText {
public:
    using Members = QList<QPair<QString, QByteArray>>;

    static QByteArray string(const QString &text);
    static QByteArray object(const Members &members);
    static QByteArray array(const QList<QByteArray> &items);
    /// The token that a plain field of that kind wants for these characters; a string where they are no such value.
    static QByteArray value(const QString &characters, PlainType plain);
    /// The same document without members that hold nothing (null, "", {}): services refuse them where they are
    /// optional. Empty lists stay, they may be meant.
    static QByteArray withoutEmpty(const Node &node);
};

} // namespace nephoscope::cloudmanager
