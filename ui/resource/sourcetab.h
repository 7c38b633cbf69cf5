// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;
class QsciScintilla;

namespace nephoscope {

class Editing;

/// The document of a resource as text, with folding, line numbers and find; the same edits as in the properties, typed.
/// The editor is made when the tab is first looked at.
class SourceTab : public QWidget {
    Q_OBJECT
public:
    explicit SourceTab(QWidget *parent);
    ~SourceTab() override;

    void setDocument(const Document &document, bool isReadOnly);
    /// What people should know of the document that it does not say itself; empty: nothing.
    void setRemark(const QString &words) { m_remark = words; }
    /// Shows those edits and adds to them; the editing must outlive the tab.
    void setEditing(Editing &editing);
    void find();
    /// What the editor holds; empty while it does not exist.
    QString text() const;

protected:
    /// Undo and redo go through the steps of all edits, wherever they were made.
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeBar();
    void makeEditor();
    void colour();
    void fill();
    void findNext(bool forward);
    void showEdits();
    void typed();
    void take();
    void undo();
    void showFault(const QString &words, int line);
    bool canType() const;

    Document m_document;
    QString m_remark;
    QVBoxLayout *m_layout = nullptr;
    QLineEdit *m_find = nullptr;
    QCheckBox *m_asReceived = nullptr;
    QLabel *m_size = nullptr;
    QsciScintilla *m_editor = nullptr;
    QLabel *m_fault = nullptr;
    Editing *m_editing = nullptr;
    QTimer m_typing;
    QElapsedTimer m_untaken; ///< since the first key that was not taken over
    bool m_isReadOnly = true;
    bool m_isMasked = false; ///< it holds secrets, which are not shown
    bool m_isTaking = false; ///< the news come from here
    bool m_isFilling = false;
    bool m_isFilled = false;
};

} // namespace nephoscope
