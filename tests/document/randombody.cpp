// SPDX-License-Identifier: GPL-3.0-or-later
#include "randombody.h"

#include <QList>

namespace nephoscope {

QByteArray randomJson(QRandomGenerator *random, int depth)
{
    const auto below = [random](quint32 count) { return random->bounded(count); };
    const QList<QByteArray> leaves{"1", "-0", "1.10", "1E+2", "\"x\"", "\"\"", "\"a\\\"b\\\\\\n\"", "true", "false",
        "null", "18446744073709551615", "\"\\u00e9\""};
    const QList<QByteArray> names{"a", "b", "c/d", "~", "", "0", "x[1]", "@e", "id"};
    const quint32 kind = depth == 0 ? 2 : below(4);
    if (kind > 1 && depth < 4)
        return leaves.at(below(static_cast<quint32>(leaves.size())));
    QList<QByteArray> parts;
    const QByteArray name = "\"" + names.at(below(9)) + "\":";
    for (quint32 count = below(5); count > 0; --count)
        parts.append((kind == 0 ? "\"" + names.at(below(9)) + "\":" : QByteArray()) + randomJson(random, depth - 1));
    return kind == 0 ? "{" + parts.join(",") + "}" : "[" + parts.join(" , ") + "]";
}

QByteArray randomXml(QRandomGenerator *random, int depth)
{
    const auto below = [random](quint32 count) { return random->bounded(count); };
    const QList<QByteArray> names{"a", "b", "p:a", "p:c", "q:d"};
    const QList<QByteArray> attributes{
        " x=\"1\"", " p:x=\"&lt;2&#10;\"", " y=\"\"", " xmlns=\"urn:d\"", " xmlns:p=\"urn:r\"", " n:nil=\"true\""};
    const QList<QByteArray> texts{"", "text", " ", "<![CDATA[a<b]]>", "x<!--c-->y", "&amp;", "<?pi data?>"};
    const QByteArray name = depth == 4 ? QByteArray("root") : names.at(below(5));
    QByteArray start = "<" + name;
    if (depth == 4)
        start += " xmlns:p=\"urn:p\" xmlns:q=\"urn:q\" xmlns:n=\"http://www.w3.org/2001/XMLSchema-instance\"";
    const bool leaf = depth == 0 || (depth < 4 && below(2) == 0);
    for (quint32 i = 0; i < 6; ++i) {
        const bool fits = (i < 4 || (depth < 4 && i == 4)) || (leaf && i == 5);
        start += fits && below(6) == 0 ? attributes.at(i) : QByteArray();
    }
    if (leaf)
        return start.contains(":nil=") ? start + "/>" : start + ">" + texts.at(below(7)) + "</" + name + ">";
    QByteArray content;
    for (quint32 count = 1 + below(4); count > 0; --count)
        content += QList<QByteArray>{"\n  ", "", "<!--n-->"}.at(below(3)) + randomXml(random, depth - 1);
    return start + ">" + content + "\n</" + name + ">";
}

} // namespace nephoscope
