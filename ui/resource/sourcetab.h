// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;
class QsciScintilla;

namespace nephoscope {

/// The document of a resource as text: read-only, with folding, line numbers and find. The editor is made when the tab
/// is first looked at.
class SourceTab : public QWidget {
    Q_OBJECT
public:
    explicit SourceTab(QWidget *parent);
    ~SourceTab() override;

    void setDocument(const Document &document);
    void find();
    /// What the editor holds; empty while it does not exist.
    QString text() const;

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeBar();
    void makeEditor();
    void colour();
    void fill();
    void findNext(bool forward);

    Document m_document;
    QVBoxLayout *m_layout = nullptr;
    QLineEdit *m_find = nullptr;
    QCheckBox *m_asReceived = nullptr;
    QLabel *m_size = nullptr;
    QsciScintilla *m_editor = nullptr;
    bool m_isFilled = false;
};

} // namespace nephoscope
