// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/treewriter.h"

namespace nephoscope {

void TreeWriter::walk(int top)
{
    int index = top;
    for (;;) {
        enter(index);
        if (m_tree.entry(index).firstChild >= 0) {
            index = m_tree.entry(index).firstChild;
            continue;
        }
        leave(index);
        while (index != top && m_tree.entry(index).nextSibling < 0) {
            index = m_tree.entry(index).parent;
            leave(index);
        }
        if (index == top)
            return;
        index = m_tree.entry(index).nextSibling;
    }
}

void TreeWriter::newLine(qsizetype depth) { m_text.append(u'\n').append(QString(2 * depth, u' ')); }

} // namespace nephoscope
