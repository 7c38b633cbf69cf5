// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/mergedialog.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>

namespace nephoscope {

namespace {

QLabel *words(const QString &text, QWidget *parent, bool isBold = false)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    QFont font = label->font();
    font.setBold(isBold);
    label->setFont(font);
    return label;
}

} // namespace

MergeDialog::MergeDialog(
    const QString &name, const Merge &merge, const FieldGuide &guide, const Labels &labels, QWidget *parent)
    : SiteDialog(parent)
    , m_conflicts(merge.conflicts)
{
    setObjectName(QStringLiteral("mergeDialog"));
    setWindowTitle(tr("Changed by somebody else too"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 16, 16, 16);
    all->setSpacing(12);
    all->addWidget(
        words(tr("%1 was changed on the server where you changed it too. Choose for each field.").arg(name), this));
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto *page = new QWidget(area);
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    const QStringList titles = {tr("Property"), tr("Before"), tr("Mine"), tr("On the server now")};
    for (int column = 0; column < titles.size(); ++column)
        grid->addWidget(words(titles.at(column), page, true), 0, column);
    for (int place = 0; place < m_conflicts.size(); ++place) {
        const Conflict &conflict = m_conflicts.at(place);
        Change mine{Change::Kind::Set, conflict.path, conflict.path, conflict.base, conflict.mine};
        Change theirs{Change::Kind::Set, conflict.path, conflict.path, conflict.base, conflict.theirs};
        mine.kind = conflict.isMineRemoved ? Change::Kind::Removed : Change::Kind::Set;
        theirs.kind = conflict.isTheirsRemoved ? Change::Kind::Removed : Change::Kind::Set;
        const QList<ChangeLine> lines = changeLines({mine, theirs}, guide, labels);
        addConflict(grid, place, conflict,
            {lines.first().label, lines.first().before, lines.first().after, lines.last().after});
    }
    grid->setRowStretch(int(m_conflicts.size()) + 1, 1);
    area->setWidget(page);
    all->addWidget(area, 1);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Go on editing"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    m_goOn = buttons->addButton(tr("Continue"), QDialogButtonBox::AcceptRole);
    m_goOn->setObjectName(QStringLiteral("mergeContinue"));
    all->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().height() * 20);
}

void MergeDialog::addConflict(QGridLayout *grid, int place, const Conflict &, const QStringList &texts)
{
    QWidget *page = grid->parentWidget();
    auto *group = new QButtonGroup(page);
    grid->addWidget(words(texts.at(0), page), place + 1, 0);
    grid->addWidget(words(texts.at(1), page), place + 1, 1);
    for (const bool isMine : {true, false}) {
        const QString shown = QString(texts.at(isMine ? 2 : 3)).replace(QLatin1Char('&'), QLatin1String("&&"));
        auto *choice = new QRadioButton(shown, page);
        choice->setObjectName((isMine ? QStringLiteral("mergeMine%1") : QStringLiteral("mergeTheirs%1")).arg(place));
        choice->setAccessibleName(isMine ? tr("%1: mine").arg(texts.at(0)) : tr("%1: theirs").arg(texts.at(0)));
        group->addButton(choice);
        grid->addWidget(choice, place + 1, isMine ? 2 : 3);
        connect(choice, &QRadioButton::clicked, this, [this, place, isMine] {
            m_isMine.insert(place, isMine);
            check();
        });
    }
}

void MergeDialog::check()
{
    const qsizetype open = m_conflicts.size() - m_isMine.size();
    m_goOn->setEnabled(open == 0);
    m_goOn->setToolTip(open == 0 ? QString() : tr("%1 not decided yet").arg(open));
}

QList<Conflict> MergeDialog::wantedMine() const
{
    QList<Conflict> result;
    for (int place = 0; place < m_conflicts.size(); ++place)
        if (m_isMine.value(place))
            result << m_conflicts.at(place);
    return result;
}

} // namespace nephoscope
