// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/sourcetab.h"

#include "base/redaction.h"

#include "editor/editing.h"
#include "resource/values.h"
#include "shell/glyph.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QShortcut>
#include <QStringDecoder>
#include <QToolButton>
#include <Qsci/qscilexerjson.h>
#include <Qsci/qscilexerxml.h>
#include <Qsci/qsciscintilla.h>

namespace nephoscope {

namespace {

constexpr int lineNumbers = 0;
constexpr int folds = 2;
constexpr int faultMarker = 1;

QFont sourceFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QGuiApplication::font().pointSizeF());
    return font;
}

/// Blue for names, green for texts, violet for attributes and numbers: made readable on the palette's background.
void paint(QsciLexer *lexer, const QPalette &palette)
{
    const QColor text = palette.color(QPalette::Text);
    const QColor name = readable(QColor(0x1f, 0x6f, 0xc4), palette);
    const QColor value = readable(QColor(0x1a, 0x8f, 0x3c), palette);
    const QColor other = readable(QColor(0x8a, 0x4f, 0xd0), palette);
    const QColor quiet = readable(palette.color(QPalette::PlaceholderText), palette);
    lexer->setDefaultFont(sourceFont());
    lexer->setFont(sourceFont());
    lexer->setPaper(palette.color(QPalette::Base));
    lexer->setDefaultPaper(palette.color(QPalette::Base));
    lexer->setColor(text);
    lexer->setDefaultColor(text);
    if (qobject_cast<QsciLexerJSON *>(lexer)) {
        lexer->setColor(name, QsciLexerJSON::Property);
        lexer->setColor(value, QsciLexerJSON::String);
        for (const int style : {int(QsciLexerJSON::Number), int(QsciLexerJSON::Keyword), int(QsciLexerJSON::IRI)})
            lexer->setColor(other, style);
        return;
    }
    for (const int style : {int(QsciLexerHTML::Tag), int(QsciLexerHTML::UnknownTag), int(QsciLexerHTML::XMLTagEnd)})
        lexer->setColor(name, style);
    for (const int style : {int(QsciLexerHTML::Attribute), int(QsciLexerHTML::UnknownAttribute)})
        lexer->setColor(other, style);
    for (const int style : {int(QsciLexerHTML::HTMLDoubleQuotedString), int(QsciLexerHTML::HTMLSingleQuotedString)})
        lexer->setColor(value, style);
    for (const int style : {int(QsciLexerHTML::HTMLComment), int(QsciLexerHTML::XMLStart), int(QsciLexerHTML::XMLEnd)})
        lexer->setColor(quiet, style);
}

} // namespace

SourceTab::SourceTab(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("sourceTab"));
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 12, 0, 0);
    m_layout->setSpacing(8);
    m_layout->addWidget(makeBar());
    m_fault = new QLabel(this);
    m_fault->setObjectName(QStringLiteral("sourceFault"));
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->setWordWrap(true);
    m_fault->hide();
    m_layout->addWidget(m_fault);
    m_layout->addStretch(0);
    constexpr int pause = 400; // milliseconds without a key
    m_typing.setInterval(pause);
    m_typing.setSingleShot(true);
    connect(&m_typing, &QTimer::timeout, this, &SourceTab::take);
    connect(m_asReceived, &QCheckBox::toggled, this, &SourceTab::fill);
    connect(m_find, &QLineEdit::returnPressed, this, [this] { findNext(true); });
}

SourceTab::~SourceTab() = default;

QWidget *SourceTab::makeBar()
{
    auto *bar = new QWidget(this);
    auto *line = new QHBoxLayout(bar);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    m_find = new QLineEdit(bar);
    m_find->setObjectName(QStringLiteral("sourceFind"));
    m_find->setAccessibleName(tr("Find in source"));
    m_find->setPlaceholderText(tr("Find in source"));
    m_find->setClearButtonEnabled(true);
    m_find->addAction(glyph(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_find->setMaximumWidth(40 * fontMetrics().averageCharWidth());
    line->addWidget(m_find, 1);
    const auto addButton = [&](const QString &name, const QString &icon, const QString &words, auto action) {
        auto *button = new QToolButton(bar);
        button->setObjectName(name);
        button->setAccessibleName(words);
        button->setToolTip(words);
        button->setIcon(glyph(icon));
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        connect(button, &QToolButton::clicked, this, action);
        line->addWidget(button);
    };
    addButton(QStringLiteral("sourcePrevious"), QStringLiteral("up"), tr("Find previous"), [this] { findNext(false); });
    addButton(QStringLiteral("sourceNext"), QStringLiteral("down"), tr("Find next"), [this] { findNext(true); });
    line->addStretch();
    m_size = new QLabel(bar);
    m_size->setObjectName(QStringLiteral("sourceSize"));
    m_size->setTextFormat(Qt::PlainText);
    line->addWidget(m_size);
    m_asReceived = new QCheckBox(tr("As received"), bar);
    m_asReceived->setObjectName(QStringLiteral("sourceAsReceived"));
    m_asReceived->setToolTip(tr("Show the server's bytes as they came, not indented anew"));
    line->addWidget(m_asReceived);
    addButton(QStringLiteral("sourceCopy"), QStringLiteral("copy"), tr("Copy source"),
        [this] { QGuiApplication::clipboard()->setText(text()); });
    return bar;
}

void SourceTab::makeEditor()
{
    m_editor = new QsciScintilla(this);
    m_editor->setObjectName(QStringLiteral("source"));
    m_editor->setAccessibleName(tr("Source"));
    m_editor->setUtf8(true);
    m_editor->setReadOnly(true);
    m_editor->setMarginType(lineNumbers, QsciScintilla::NumberMargin);
    m_editor->setFolding(QsciScintilla::PlainFoldStyle, folds);
    m_editor->setCaretLineVisible(true);
    m_editor->setWrapMode(QsciScintilla::WrapNone);
    m_editor->setScrollWidth(1);
    m_editor->setScrollWidthTracking(true);
    m_editor->setAutoIndent(true);
    m_editor->setTabWidth(2);
    m_editor->setIndentationsUseTabs(false);
    m_editor->markerDefine(QsciScintilla::Background, faultMarker);
    connect(m_editor, &QsciScintilla::textChanged, this, &SourceTab::typed);
    m_editor->installEventFilter(this);
    // Tab leaves the editor: there must be a way out for the keyboard.
    for (const int modifiers : {0, int(QsciScintilla::SCMOD_SHIFT)})
        m_editor->SendScintilla(
            QsciScintilla::SCI_CLEARCMDKEY, static_cast<unsigned long>(QsciScintilla::SCK_TAB + (modifiers << 16)), 0L);
    auto *out = new QShortcut(QKeySequence(Qt::Key_Tab), m_editor, nullptr, nullptr, Qt::WidgetShortcut);
    connect(out, &QShortcut::activated, this, [this] { focusNextChild(); });
    auto *back = new QShortcut(QKeySequence(Qt::Key_Backtab), m_editor, nullptr, nullptr, Qt::WidgetShortcut);
    connect(back, &QShortcut::activated, this, [this] { m_asReceived->setFocus(Qt::BacktabFocusReason); });
    m_layout->addWidget(m_editor, 1);
}

void SourceTab::setDocument(const Document &document, bool isReadOnly)
{
    m_document = document;
    m_isReadOnly = isReadOnly;
    m_isFilled = false;
    showFault({}, -1);
    if (isVisible())
        fill();
}

void SourceTab::setEditing(Editing &editing)
{
    m_editing = &editing;
    connect(m_editing, &Editing::changed, this, &SourceTab::showEdits);
}

bool SourceTab::canType() const { return m_editing && !m_isReadOnly && !m_asReceived->isChecked(); }

void SourceTab::showEdits()
{
    if (m_isTaking || m_isReadOnly)
        return;
    m_document = m_editing->draft().document();
    m_isFilled = false;
    showFault({}, -1);
    if (isVisible())
        fill();
}

void SourceTab::typed()
{
    if (m_isFilling || !canType())
        return;
    constexpr int longest = 1000; // milliseconds: who types without a pause must not lose more
    if (!m_untaken.isValid())
        m_untaken.start();
    if (m_untaken.elapsed() > longest)
        take();
    else
        m_typing.start();
}

/// Whatever was typed is a step, however short ago; what cannot be read is none, and goes by the editor's own history.
void SourceTab::undo()
{
    if (m_typing.isActive())
        take();
    if (!m_editing->unread().isEmpty() && m_editor->isUndoAvailable())
        m_editor->undo();
    else
        m_editing->steps().undo();
}

bool SourceTab::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    const auto *key = isKey && canType() ? static_cast<QKeyEvent *>(event) : nullptr;
    const bool isUndo = key && key->matches(QKeySequence::Undo);
    if (!isUndo && !(key && key->matches(QKeySequence::Redo)))
        return QWidget::eventFilter(watched, event);
    event->accept(); // before the window has it, which knows nothing of what is being typed
    if (event->type() == QEvent::KeyPress && isUndo)
        undo();
    else if (event->type() == QEvent::KeyPress) {
        if (m_typing.isActive()) // after it there is nothing to do again
            take();
        m_editing->steps().redo();
    }
    return true;
}

/// What was typed becomes part of the edits as soon as it can be read.
void SourceTab::take()
{
    m_typing.stop();
    m_untaken.invalidate();
    m_isTaking = true;
    const Result<bool> taken = m_editing->replace(m_editor->text().toUtf8());
    m_isTaking = false;
    if (taken) {
        m_document = m_editing->draft().document();
        return showFault({}, -1);
    }
    const QString place = taken.error().details();
    static const QRegularExpression line(QStringLiteral("Line (\\d+)"));
    static const QRegularExpression byte(QStringLiteral("Byte (\\d+)"));
    int number = line.match(place).captured(1).toInt() - 1;
    QString where = place;
    if (const auto match = byte.match(place); match.hasMatch()) {
        const QByteArray before = m_editor->text().toUtf8().left(match.captured(1).toInt());
        number = int(before.count('\n'));
        where = tr("Line %1, column %2").arg(number + 1).arg(before.size() - before.lastIndexOf('\n'));
    }
    showFault(tr("%1: %2 The properties show what could be read last.", "place, what is wrong")
                  .arg(where, taken.error().message()),
        number);
}

void SourceTab::showFault(const QString &words, int line)
{
    m_fault->setText(words);
    m_fault->setVisible(!words.isEmpty());
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, readable(QColor(0xd0, 0x2f, 0x2f), colors));
    m_fault->setPalette(colors);
    if (!m_editor)
        return;
    m_editor->markerDeleteAll(faultMarker);
    if (line >= 0)
        m_editor->markerAdd(line, faultMarker);
}

void SourceTab::fill()
{
    if (!m_editor)
        return;
    m_isFilled = true;
    m_isFilling = true;
    m_typing.stop();
    m_untaken.invalidate();
    delete m_editor->lexer();
    m_editor->setLexer(m_document.isXml() ? static_cast<QsciLexer *>(new QsciLexerXML(m_editor))
                                          : static_cast<QsciLexer *>(new QsciLexerJSON(m_editor)));
    colour();
    const int line = m_editor->firstVisibleLine();
    int row = 0;
    int column = 0;
    m_editor->getCursorPosition(&row, &column);
    const Document &received = m_editing && !m_isReadOnly ? m_editing->draft().base() : m_document;
    const QByteArray bytes = m_document.isNull() ? QByteArray()
        : m_asReceived->isChecked()              ? received.bytes()
                                                 : m_document.pretty();
    const QByteArray type = m_document.isXml() ? "application/xml" : "application/json";
    const QByteArray shown = canType() ? bytes : redactedBody(bytes, type); // a mask that is typed over would be sent
    m_isMasked = shown != bytes;
    QStringDecoder decoder(QStringConverter::encodingForData(shown).value_or(QStringConverter::Utf8));
    const bool isUnread = canType() && !m_editing->unread().isEmpty(); // what a person typed is not written over
    m_editor->setText(isUnread ? m_editing->unread() : QString(decoder(shown)));
    m_editor->setReadOnly(!canType());
    m_editor->setCursorPosition(row, column);
    m_editor->setFirstVisibleLine(line);
    m_isFilling = false;
    if (isUnread)
        m_typing.start(); // it says what is wrong
    m_editor->setMarginWidth(lineNumbers, QString(QStringLiteral("0%1")).arg(m_editor->lines()));
    m_size->setText(m_document.isNull() ? tr("The answer had no body")
                                        : (m_remark.isEmpty() ? QString() : m_remark + QStringLiteral(" \u00b7 "))
                + (m_isMasked ? tr("Secrets are masked") + QStringLiteral(" \u00b7 ") : QString())
                + tr("%1, %2").arg(m_document.isXml() ? QStringLiteral("XML") : QStringLiteral("JSON"),
                    sizeWords(double(m_document.bytes().size()))));
}

void SourceTab::colour()
{
    if (!m_editor || !m_editor->lexer())
        return;
    const QPalette colors = QGuiApplication::palette();
    paint(m_editor->lexer(), colors);
    const QColor quiet = readable(colors.color(QPalette::PlaceholderText), colors);
    QColor tint = readable(QColor(0xd0, 0x2f, 0x2f), colors);
    tint.setAlpha(60);
    m_editor->setMarkerBackgroundColor(tint, faultMarker);
    m_editor->setMarginsFont(sourceFont());
    m_editor->setMarginsBackgroundColor(colors.color(QPalette::Window));
    m_editor->setMarginsForegroundColor(quiet);
    m_editor->setFoldMarginColors(colors.color(QPalette::Window), colors.color(QPalette::Window));
    m_editor->setCaretForegroundColor(colors.color(QPalette::Text));
    m_editor->setCaretLineBackgroundColor(colors.color(QPalette::AlternateBase));
    m_editor->setSelectionBackgroundColor(colors.color(QPalette::Highlight));
    m_editor->setSelectionForegroundColor(colors.color(QPalette::HighlightedText));
}

void SourceTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_editor)
        makeEditor();
    if (!m_isFilled)
        fill();
}

void SourceTab::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void SourceTab::find()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void SourceTab::findNext(bool forward)
{
    if (!m_editor || m_find->text().isEmpty())
        return;
    int line = 0;
    int column = 0;
    int endLine = 0;
    int endColumn = 0;
    m_editor->getSelection(&line, &column, &endLine, &endColumn);
    const bool hasSelection = line >= 0;
    if (!hasSelection)
        m_editor->getCursorPosition(&line, &column);
    const bool found = m_editor->findFirst(m_find->text(), false, false, false, true, forward,
        forward && hasSelection ? endLine : line, forward && hasSelection ? endColumn : column, true);
    QPalette colors = QGuiApplication::palette();
    if (!found)
        colors.setColor(QPalette::Text, readable(QColor(0xd0, 0x2f, 0x2f), colors));
    m_find->setPalette(colors);
    m_find->setToolTip(found ? QString() : tr("Not in this document"));
}

QString SourceTab::text() const { return m_editor ? m_editor->text() : QString(); }

} // namespace nephoscope
