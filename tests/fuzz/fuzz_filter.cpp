// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/filter.h"
#include "inventory/filtertext.h"
#include "platform/clouddirector/filter.h"
#include "promise.h"

#include <QDateTime>
#include <QTimeZone>
#include <QUrlQuery>

using namespace nephoscope;
using namespace nephoscope::fuzz;

namespace {

const QDateTime now(QDate(2024, 3, 1), QTime(12, 0), Qt::UTC);

/// What people type into the box of a column, tried on cells.
void typed(Input &input)
{
    TableColumn column;
    column.member = column.label = QStringLiteral("size");
    const int form = input.choice(4);
    column.by = form == 1 ? RowSort::By::Number : form == 2 ? RowSort::By::Time : RowSort::By::Text;
    column.unit = form == 1 ? QStringLiteral("MB") : QString();
    column.isState = form == 3;
    const QString text = QString::fromUtf8(input.rest().left(300));
    const auto test = columnTest(column, text, now);
    if (!test) {
        promise(test.error().kind() == Error::Kind::Invalid && !test.error().message().isEmpty());
    } else if (*test) {
        const auto passes = (*test)->predicate();
        for (const char *cell : {"", "web-01", "-1", "1e308", "2024-02-29T23:59:60Z", "\xff\xfe",
                 "Stra\xc3\x9f"
                 "e"})
            (void)passes(cell);
    }
    const TextTest search = textTest(text);
    if (search.mistake().isEmpty())
        (void)search.predicate()("a machine called web-01");
}

/// What the console asks of a service, as the demo, which reads on its own, understands it: never another question.
void asked(Input &input)
{
    QList<ListFilter> filters;
    for (const QByteArray &line : input.rest().left(600).split('\n')) {
        ListFilter filter;
        filter.field = QStringLiteral("name");
        filter.test = static_cast<ListFilter::Test>(filters.size() % 6); // the demo's own wildcards are left out
        filter.value = QString::fromUtf8(line);
        if (!filter.value.isEmpty() && !filter.value.contains(QChar(QChar::ReplacementCharacter)))
            filters << filter;
    }
    const QString parameter = clouddirector::filterParameter(filters, QStringLiteral("37.0"));
    if (filters.isEmpty()) {
        promise(parameter.isEmpty());
        return;
    }
    promise(parameter.startsWith(QLatin1String("filter=")));
    promise(parameter.count(u'&') <= 1 && !parameter.contains(u'#') && !parameter.contains(u' '));
    const QUrlQuery query(parameter);
    const QByteArray text =
        QByteArray::fromPercentEncoding(query.queryItemValue(QStringLiteral("filter"), QUrl::FullyEncoded).toLatin1());
    const auto read = demo::clouddirector::Filter::parse(text);
    promise(read.has_value());
    promise(read->names().size() == filters.size());
    for (const QByteArray &name : read->names())
        promise(name == "name");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    Input input(data, size);
    switch (input.choice(3)) {
    case 0:
        typed(input);
        break;
    case 1:
        asked(input);
        break;
    default:
        if (const auto filter = demo::clouddirector::Filter::parse(input.rest()))
            (void)filter->passes([](const QByteArray &) { return demo::clouddirector::Cell("web-01"); });
    }
    return 0;
}
