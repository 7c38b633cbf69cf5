// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/formview.h"

#include "editor/editing.h"
#include "editor/fieldwords.h"
#include "resource/values.h"
#include "shell/glyph.h"
#include "shell/wording.h"

#include <QApplication>
#include <QBoxLayout>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace nephoscope {

namespace {

constexpr int deepest = 6;
constexpr int few = 3; // further fields of an inner group

QLabel *quietLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setVisible(!text.isEmpty());
    return label;
}

QToolButton *smallButton(const QString &icon, const QString &words, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(glyph(icon));
    button->setAccessibleName(words);
    button->setToolTip(words);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

bool isBlank(const Node &node)
{
    const QList<Node> children = node.isLeaf() ? QList<Node>() : node.children();
    const bool isSaid = node.isLeaf() && !node.text().isEmpty() && node.text() != QLatin1String("false");
    return !isSaid && std::all_of(children.begin(), children.end(), isBlank);
}

/// A group in which nothing has been filled in is not sent.
bool isUsed(const Node &root, const Path &group) { return group.isEmpty() || !isBlank(root.at(group)); }

QFormLayout *makeForm(QVBoxLayout *into)
{
    auto *form = new QFormLayout;
    form->setVerticalSpacing(8);
    form->setHorizontalSpacing(12);
    form->setLabelAlignment(Qt::AlignRight);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    into->addLayout(form);
    return form;
}

} // namespace

/// A field that shows: its editor, and what is said below it.
struct FormView::Row {
    FieldFacts facts;
    QString label;
    FieldEditor *editor = nullptr;
    QLabel *note = nullptr;
    bool isTouched = false;
    QString refusal; ///< what the service said about it
};

bool FormPart::shows(const Path &place) const
{
    const QString text = place.text();
    const bool isNamed = std::any_of(fields.begin(), fields.end(), [&text](const QString &field) {
        return field == text || text.startsWith(field + QLatin1Char('/')) || field.startsWith(text + QLatin1Char('/'));
    });
    return isAll() || isNamed != isRest;
}

FormView::FormView(Editing &editing, OperationInput &input, FormPart part, QWidget *parent)
    : QWidget(parent)
    , m_editing(editing)
    , m_input(input)
    , m_offers(&editing == &input.body() ? input.bodyOffers() : input.argumentOffers())
    , m_part(std::move(part))
    , m_labels(input.labels())
{
    setObjectName(QStringLiteral("form"));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    build();
    connect(&m_offers, &FieldOffers::changed, this, &FormView::showOffers);
    connect(&m_offers, &FieldOffers::reconsidered, this, &FormView::reconsiderOffers);
    connect(&m_editing, &Editing::changed, this, [this] {
        if (m_isWriting)
            return;
        m_isStale = !isVisible();
        if (!m_isStale)
            build();
        emit edited();
    });
}

void FormView::showEvent(QShowEvent *event)
{
    if (std::exchange(m_isStale, false))
        build();
    QWidget::showEvent(event);
}

void FormView::build()
{
    m_rows.clear();
    m_hasGroups = false;
    if (m_page)
        m_page->deleteLater();
    if (m_page)
        m_page->hide();
    m_page = new QWidget(this);
    auto *column = new QVBoxLayout(m_page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    addGroup(column, Path(), 0);
    layout()->addWidget(m_page);
    m_page->show();
}

void FormView::addGroup(QVBoxLayout *into, const Path &group, int depth, bool isNeeded)
{
    const FieldGuide &guide = m_editing.guide();
    const Document &document = m_editing.draft().document();
    QList<Field> further;
    const QList<Field> fields = fieldsOf(group);
    const bool isChosen = depth == 0 && !m_part.isAll() && !m_part.isRest; // the page says what belongs on it
    const QList<Field> offered = guide.absent(group);
    QFormLayout *form = makeForm(into);
    const auto add = [&](QVBoxLayout *column, QFormLayout *rows, const Field &field) {
        const Path place = guide.placeOf(group, field);
        const bool isOneValue =
            field.isMap || guide.isMeasure(field) || (guide.isReference(field.type) && !field.isList);
        if (!field.type.isEmpty() && !isOneValue)
            addNested(column, place, field, depth + 1);
        else
            addField(rows, place, field);
    };
    for (const Field &field : fields) {
        const bool isThere = !document.root().at(guide.placeOf(group, field)).isNull();
        const bool isOffered =
            std::any_of(offered.begin(), offered.end(), [&](const Field &other) { return other.name == field.name; });
        if (!isThere && !isOffered)
            continue;
        if (field.isRequired || isThere || isChosen)
            add(into, form, field);
        else
            further << field;
    }
    if (further.isEmpty() || depth > deepest)
        return;
    auto *more = new QWidget(m_page);
    auto *column = new QVBoxLayout(more);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    // the few of an inner group do not hide, nor what is asked for when none of it is needed
    const bool isAll = fields.size() == further.size() && (depth == 0 || isNeeded);
    if (isAll || (depth > 0 && further.size() <= few)) {
        m_open.insert(group.text());
        into->addWidget(more);
    } else {
        into->addWidget(makeFold(group, more, further.size()));
        into->addWidget(more);
    }
    QFormLayout *rows = makeForm(column);
    for (const Field &field : std::as_const(further))
        add(column, rows, field);
    more->setVisible(m_open.contains(group.text()));
}

/// The fields of a group that this form shows, in the order in which its page names them.
QList<Field> FormView::fieldsOf(const Path &group) const
{
    const FieldGuide &guide = m_editing.guide();
    QList<Field> fields = guide.fields(group);
    if (m_part.isAll())
        return fields;
    fields.removeIf([&](const Field &field) { return !m_part.shows(guide.placeOf(group, field)); });
    if (!m_part.isRest) {
        const auto place = [&](const Field &field) {
            const qsizetype found = m_part.fields.indexOf(guide.placeOf(group, field).text());
            return found < 0 ? m_part.fields.size() : found;
        };
        std::stable_sort(fields.begin(), fields.end(),
            [&](const Field &one, const Field &other) { return place(one) < place(other); });
    }
    return fields;
}

QWidget *FormView::makeFold(const Path &group, QWidget *content, qsizetype fields)
{
    auto *fold = new QToolButton(m_page);
    fold->setObjectName(QStringLiteral("formMore:") + group.text());
    fold->setText(fields == 1 ? tr("1 more field") : tr("%1 more fields").arg(fields));
    fold->setAccessibleName(fold->text());
    fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    fold->setAutoRaise(true);
    fold->setFocusPolicy(Qt::StrongFocus);
    fold->setCheckable(true);
    fold->setChecked(m_open.contains(group.text()));
    fold->setArrowType(fold->isChecked() ? Qt::DownArrow : Qt::RightArrow);
    connect(fold, &QToolButton::toggled, this, [this, fold, content, group](bool open) {
        fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        content->setVisible(open);
        if (open)
            m_open.insert(group.text());
        else
            m_open.remove(group.text());
    });
    return fold;
}

FieldFacts FormView::factsOf(const Path &place, const Field &field) const
{
    FieldFacts facts = m_editing.guide().factsOfAbsent(place, field);
    const Node node = m_editing.draft().document().root().at(place);
    // of a new object's secret nothing is kept
    facts.isMissing = node.isNull() || (facts.type == PropertyType::Secret && node.isLeaf() && node.text().isEmpty());
    facts.isOffered = !facts.isGroup && m_offers.has(place);
    return facts;
}

QString FormView::textOf(const FieldFacts &facts) const
{
    const Node node = m_editing.draft().document().root().at(facts.path);
    if (facts.type == PropertyType::Reference) {
        const QString name = node.value(QStringLiteral("name"));
        return name.isEmpty() ? node.value(QStringLiteral("href")) : name;
    }
    if (facts.hasOwnUnit) {
        const QString number = node.child(QStringLiteral("size")).isNull() ? node.value(QStringLiteral("length"))
                                                                           : node.value(QStringLiteral("size"));
        return number.isEmpty() ? QString() : number + QLatin1Char(' ') + facts.unit;
    }
    if (!node.isNull() && !node.isLeaf() && !facts.isXml && !facts.isPlainList)
        return QString::fromUtf8(node.bytes());
    if (!facts.isPlainList)
        return node.text();
    QStringList values;
    const QList<Node> items = facts.isXml ? node.parent().children(node.name()) : node.children();
    for (const Node &item : items)
        values << item.text();
    return values.join(QLatin1Char('\n'));
}

void FormView::addField(QFormLayout *form, const Path &place, const Field &field)
{
    auto row = std::make_shared<Row>();
    row->facts = factsOf(place, field);
    row->label = m_labels(place);
    row->editor = makeFieldEditor(row->facts, m_input.context(), m_page);
    row->editor->setText(textOf(row->facts));
    row->editor->setAccessibleName(row->label);
    row->note = quietLabel({}, m_page);
    row->note->setObjectName(QStringLiteral("note:") + place.text());
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(row->editor);
    column->addWidget(row->note);
    const bool isWanted = row->facts.isRequired || row->facts.isAsked;
    auto *label = new QLabel(isWanted ? tr("%1 *", "needed field").arg(row->label) : row->label, m_page);
    label->setTextFormat(Qt::PlainText);
    label->setToolTip(plainToolTip(isWanted ? tr("The service asks for a value here.") : QString()));
    label->setBuddy(row->editor);
    form->addRow(label, column);
    m_rows << row;
    if (row->facts.isOffered) {
        m_offers.watch(place);
        showOffers(place);
    }
    showState(*row);
    connect(row->editor, &FieldEditor::edited, this, [this, weak = std::weak_ptr<Row>(row)] {
        if (const auto shown = weak.lock())
            write(*shown);
    });
}

void FormView::showOffers(const Path &place)
{
    for (const auto &row : std::as_const(m_rows)) {
        if (!row->facts.isOffered || row->facts.path.text() != place.text())
            continue;
        const QList<Choice> offers = m_offers.values(place);
        row->editor->setOffers(offers, offerWords(*row));
        if (offers.size() == 1 && row->facts.isAsked && !row->isTouched && row->editor->text().isEmpty())
            takeOnly(*row, offers.constFirst().value);
        showState(*row);
    }
}

/// Fields that have something to offer only now become choices; where one types, one goes on.
void FormView::reconsiderOffers()
{
    const bool isOther = std::any_of(m_rows.begin(), m_rows.end(), [this](const auto &row) {
        return !row->facts.isGroup && row->facts.isOffered != m_offers.has(row->facts.path);
    });
    if (!isOther)
        return;
    QString focused;
    for (const auto &row : std::as_const(m_rows))
        if (row->editor->isAncestorOf(QApplication::focusWidget()))
            focused = row->facts.path.text();
    build();
    for (const auto &row : std::as_const(m_rows))
        if (!focused.isEmpty() && row->facts.path.text() == focused)
            row->editor->setFocus();
}

/// There is no choice: what is asked for can only be that.
void FormView::takeOnly(Row &row, const QString &value)
{
    row.editor->setText(value);
    write(row);
    row.isTouched = false;
}

/// Why there is nothing to choose from yet; of lists, what there is.
QString FormView::offerWords(const Row &row) const
{
    constexpr qsizetype most = 12;
    const Path &place = row.facts.path;
    if (const QString note = m_offers.note(place, m_labels); !note.isEmpty())
        return note;
    QStringList values;
    for (const Choice &choice : m_offers.values(place).mid(0, row.facts.isPlainList ? most : 0))
        values << choice.value;
    return values.isEmpty() ? QString() : tr("There is: %1").arg(values.join(QStringLiteral(", ")));
}

bool FormView::showRefusal(const QString &field, const QString &sentence)
{
    bool isShown = false;
    if (std::exchange(m_isStale, false))
        build(); // it would take the sentence with it when the page shows
    for (const auto &row : std::as_const(m_rows)) {
        const QString path = row->facts.path.text();
        if (path != field && !path.endsWith(QLatin1Char('/') + field))
            continue;
        row->refusal = sentence;
        showState(*row);
        isShown = true;
    }
    return isShown;
}

void FormView::write(Row &row)
{
    row.isTouched = true;
    row.refusal.clear();
    m_isWriting = true;
    if (row.facts.type == PropertyType::Reference) {
        if (row.editor->problem().isEmpty())
            m_editing.refer(row.facts, row.editor->reference());
    } else {
        m_editing.write(row.facts, row.editor->text());
    }
    m_isWriting = false;
    showState(row);
    emit edited();
}

/// The reason beside the field once it was touched, before that what the service says about it.
void FormView::showState(const Row &row) const
{
    const QString problem = !row.refusal.isEmpty() ? row.refusal : row.isTouched ? row.editor->problem() : QString();
    QStringList hints;
    if (const QString offers = row.facts.isOffered ? offerWords(row) : QString(); !offers.isEmpty())
        hints << offers;
    if (const QString range = rangeWords(row.facts); !range.isEmpty())
        hints << range;
    const QString help = oneLine(row.facts.help, 180);
    const bool saysMore = help.compare(row.label, Qt::CaseInsensitive) != 0
        && help.compare(readableWords(row.facts.name), Qt::CaseInsensitive) != 0;
    if (!help.isEmpty() && saysMore)
        hints << help;
    row.note->setText(problem.isEmpty() ? hints.join(QStringLiteral(" \u00b7 ")) : problem);
    row.note->setVisible(!row.note->text().isEmpty());
    row.note->setToolTip(plainToolTip(row.facts.help));
    QPalette colors = palette();
    if (!problem.isEmpty())
        colors.setColor(QPalette::PlaceholderText, readable(QColor(0xd0, 0x2f, 0x2f), colors));
    row.note->setPalette(colors);
}

void FormView::addNested(QVBoxLayout *into, const Path &place, const Field &field, int depth)
{
    auto *box = new QGroupBox(m_labels(place).replace(QLatin1Char('&'), QLatin1String("&&")), m_page);
    box->setObjectName(QStringLiteral("group:") + place.text());
    m_hasGroups = true;
    auto *column = new QVBoxLayout(box);
    column->setSpacing(8);
    into->addWidget(box);
    if (field.help.compare(m_labels(place), Qt::CaseInsensitive) != 0)
        column->addWidget(quietLabel(oneLine(field.help, 180), box));
    if (field.isList || field.isMap)
        return addEntries(column, place, field, depth);
    const bool isThere = !m_editing.draft().document().root().at(place).isNull();
    if (isThere && depth <= deepest)
        addGroup(column, place, depth, field.isRequired);
    auto *button = new QPushButton(isThere ? tr("Remove") : tr("Add"), box);
    button->setObjectName((isThere ? QStringLiteral("remove:") : QStringLiteral("add:")) + place.text());
    button->setAutoDefault(false);
    column->addWidget(button, 0, Qt::AlignLeft);
    button->setVisible(!isThere || !field.isRequired);
    connect(button, &QPushButton::clicked, this, [this, place, field, isThere] {
        if (isThere)
            m_editing.remove(place);
        else
            m_editing.add(factsOf(place, field));
    });
}

void FormView::addEntries(QVBoxLayout *into, const Path &place, const Field &field, int depth)
{
    const Node list = m_editing.draft().document().root().at(place);
    const QList<Node> items = list.isXml() ? list.parent().children(list.name()) : list.children();
    QList<Path> places;
    for (const Node &item : items)
        places << item.path();
    for (int number = 0; number < places.size() && depth <= deepest; ++number)
        into->addWidget(makeEntry(places, number, depth));
    auto *add = new QPushButton(glyph(QStringLiteral("add")), tr("Add entry"), m_page);
    add->setObjectName(QStringLiteral("add:") + place.text());
    add->setAutoDefault(false);
    into->addWidget(add, 0, Qt::AlignLeft);
    connect(add, &QPushButton::clicked, this, [this, place, field] { m_editing.add(factsOf(place, field)); });
}

QWidget *FormView::makeEntry(const QList<Path> &all, int number, int depth)
{
    const Path place = all.at(number);
    auto *entry = new QWidget(m_page);
    auto *line = new QHBoxLayout(entry);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    auto *column = new QVBoxLayout;
    column->setSpacing(8);
    addGroup(column, place, depth);
    line->addLayout(column, 1);
    const auto button = [&](const char *icon, const QString &words, bool works, const std::function<void()> &action) {
        QToolButton *made = smallButton(QLatin1String(icon), words, entry);
        made->setObjectName(QLatin1String(icon) + QLatin1Char(':') + place.text());
        made->setEnabled(works);
        connect(made, &QToolButton::clicked, this, action);
        line->addWidget(made, 0, Qt::AlignTop);
    };
    button("up", tr("Move up"), number > 0, [this, place, number] { m_editing.move(place, number - 1); });
    button(
        "down", tr("Move down"), number + 1 < all.size(), [this, place, number] { m_editing.move(place, number + 1); });
    button("trash", tr("Remove"), true, [this, place] { m_editing.remove(place); });
    return entry;
}

QStringList FormView::faults() const
{
    QStringList faults;
    for (const auto &row : m_rows)
        if (const QString words = row->editor->problem(); !words.isEmpty())
            faults << tr("%1: %2", "field, what is wrong with it").arg(row->label, words);
    return faults;
}

QStringList FormView::doubts() const
{
    QStringList doubts;
    const Node root = m_editing.draft().document().root();
    for (const auto &row : m_rows)
        if (row->facts.isAsked && row->editor->text().isEmpty() && isUsed(root, row->facts.path.parent()))
            doubts << tr("%1: %2", "field, what is wrong with it").arg(row->label, tr("The service asks for a value."));
    return doubts;
}

void FormView::focusFirst()
{
    if (!m_rows.isEmpty())
        m_rows.constFirst()->editor->setFocus();
}

} // namespace nephoscope
