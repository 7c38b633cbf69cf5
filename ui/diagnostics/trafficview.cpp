// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/trafficview.h"

#include "base/settings.h"
#include "diagnostics/trafficmodel.h"
#include "resource/values.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>

namespace nephoscope {

namespace {

const QString viewName = QStringLiteral("traffic");
constexpr qsizetype mostOfBody = 256 * 1024; // characters shown; the recording has all

QString fields(const Headers &headers)
{
    QString text;
    for (const auto &[name, value] : headers.all())
        text += QString::fromLatin1(name) + QStringLiteral(": ") + QString::fromUtf8(value) + QLatin1Char('\n');
    return text;
}

QString shortened(const QByteArray &body)
{
    const QString text = QString::fromUtf8(body.left(mostOfBody));
    return body.size() <= mostOfBody ? text
                                     : text + QLatin1Char('\n')
            + TrafficView::tr("… and %1 more bytes").arg(QLocale().toString(body.size() - mostOfBody));
}

/// "2 s behind this computer"
QString clockWords(const AnswerFacts &facts, const Exchange &exchange)
{
    const qint64 taken = std::max<qint64>(0, exchange.timings().finished);
    const qint64 ahead = exchange.started().addMSecs(taken).secsTo(facts.serverTime);
    const QString time = QLocale().toString(facts.serverTime.toLocalTime(), QLocale::ShortFormat);
    constexpr qint64 sameTime = 1; // servers tell whole seconds
    if (std::abs(ahead) <= sameTime)
        return TrafficView::tr("%1 (the clocks agree)").arg(time);
    const QString apart = durationWords(double(std::abs(ahead)));
    return ahead > 0 ? TrafficView::tr("%1 (%2 ahead of this computer)").arg(time, apart)
                     : TrafficView::tr("%1 (%2 behind this computer)").arg(time, apart);
}

/// What support asks for, above everything else.
QString told(const AnswerFacts &facts, const Exchange &exchange)
{
    QList<QPair<QString, QString>> lines;
    if (!facts.requestId.isEmpty())
        lines << qMakePair(TrafficView::tr("Request id"), facts.requestId);
    if (!facts.action.isEmpty())
        lines << qMakePair(TrafficView::tr("Action id"), facts.action);
    if (facts.worked) {
        const qint64 taken = exchange.timings().finished;
        const QString server = TrafficView::tr("%1 ms").arg(QLocale().toString(*facts.worked));
        lines << qMakePair(TrafficView::tr("Server worked"),
            taken < 0 ? server : TrafficView::tr("%1 of %2 ms").arg(server, QLocale().toString(taken)));
    }
    if (facts.serverTime.isValid())
        lines << qMakePair(TrafficView::tr("Server time"), clockWords(facts, exchange));
    if (!facts.installation.isEmpty())
        lines << qMakePair(TrafficView::tr("Installation"), facts.installation);
    QString text;
    for (const auto &[name, value] : std::as_const(lines))
        text += QStringLiteral("%1  %2\n").arg(name, -14).arg(value);
    return text.isEmpty() ? text : text + QLatin1Char('\n');
}

QString written(const Exchange &exchange, const AnswerFacts &facts)
{
    const Request &request = exchange.request();
    QString text = told(facts, exchange) + QString::fromLatin1(request.method()) + QLatin1Char(' ')
        + request.url().toDisplayString() + QLatin1Char('\n') + fields(request.headers());
    if (!request.body().isEmpty())
        text += QLatin1Char('\n') + shortened(request.body()) + QLatin1Char('\n');
    text += QLatin1Char('\n');
    if (exchange.error())
        return text + TrafficView::tr("No answer: %1").arg(exchange.error()->message());
    const Reply &reply = exchange.reply();
    text += QStringLiteral("%1 %2\n").arg(reply.status()).arg(QString::fromLatin1(reply.reason()))
        + fields(reply.headers()) + QLatin1Char('\n');
    return text + shortened(reply.body());
}

} // namespace

TrafficView::TrafficView(TrafficModel &model, Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_settings(settings)
    , m_table(new QTableView(this))
    , m_details(new QPlainTextEdit(this))
{
    m_table->setObjectName(QStringLiteral("traffic"));
    m_table->setAccessibleName(tr("Traffic"));
    m_table->setModel(&model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setAlternatingRowColors(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(TrafficModel::AddressColumn, QHeaderView::Stretch);
    m_details->setObjectName(QStringLiteral("trafficDetails"));
    m_details->setAccessibleName(tr("Exchange in full"));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setFrameShape(QFrame::NoFrame);
    m_details->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_details->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_details->setPlaceholderText(tr("Choose an exchange to see it in full. Secrets are cut out."));
    auto *splitter = new QSplitter(this);
    splitter->addWidget(m_table);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    restore();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TrafficView::showDetails);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &TrafficView::rowsCame);
    connect(&model, &QAbstractItemModel::modelReset, m_details, &QPlainTextEdit::clear);
}

void TrafficView::restore()
{
    const QList<int> byDefault{13, 16, 9, 0, 8, 8}; // in characters; the address takes the rest
    const QVariantList saved = m_settings.value(setting::columnWidths).value(viewName).toList();
    for (int column = 0; column < TrafficModel::ColumnCount; ++column) {
        const int width = saved.size() == TrafficModel::ColumnCount
            ? saved.at(column).toInt()
            : byDefault.at(column) * fontMetrics().averageCharWidth() + 12;
        m_table->setColumnWidth(column, width);
    }
}

void TrafficView::save() const
{
    QVariantList widths;
    for (int column = 0; column < TrafficModel::ColumnCount; ++column)
        widths.append(m_table->columnWidth(column));
    QVariantMap all = m_settings.value(setting::columnWidths);
    all.insert(viewName, widths);
    m_settings.set(setting::columnWidths, all);
}

void TrafficView::takeFocus() { m_table->setFocus(Qt::ShortcutFocusReason); }

void TrafficView::showDetails(const QModelIndex &index)
{
    m_details->setPlainText(
        index.isValid() ? written(m_model.exchange(index.row()), m_model.facts(index.row())) : QString());
}

void TrafficView::rowsCame()
{
    const QScrollBar *bar = m_table->verticalScrollBar();
    if (bar->value() >= bar->maximum() - 1)
        QMetaObject::invokeMethod(m_table, &QTableView::scrollToBottom, Qt::QueuedConnection);
}

} // namespace nephoscope
