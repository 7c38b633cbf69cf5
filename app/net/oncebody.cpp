// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/oncebody.h"

#include <algorithm>

namespace nephoscope {

qint64 OnceBody::readData(char *data, qint64 most)
{
    const qint64 size = std::min(most, m_bytes.size() - pos());
    if (size <= 0)
        return -1;
    std::copy_n(m_bytes.constData() + pos(), size, data);
    return size;
}

} // namespace nephoscope

#include "moc_oncebody.cpp"
