// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/changewords.h"
#include "editor/sitedialog.h"

namespace nephoscope {

/// A changed page is about to be closed: what becomes of the changes? Escape goes on editing.
class ClosingDialog : public SiteDialog {
    Q_OBJECT
public:
    enum class Choice { Review, Discard, Keep };

    ClosingDialog(const QString &name, const QList<ChangeLine> &changes, bool canReview, QWidget *parent);

signals:
    void chosen(Choice choice);
};

} // namespace nephoscope
