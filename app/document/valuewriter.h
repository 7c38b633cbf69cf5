// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "document/treeedit.h"
#include "document/value.h"

namespace nephoscope {

/// Writes single values into a tree, in the kind of token that the base has there.
class ValueWriter {
public:
    explicit ValueWriter(TreeEdit *edit)
        : m_edit(edit)
        , m_base(*edit->baseTree())
    {
    }

    /// Invalid for characters that the representation cannot hold.
    static Result<bool> checked(const Value &value, bool xml);
    /// Invalid where the place is a group, or a JSON number or boolean that the value is none of.
    Result<bool> write(int part, const Value &value);
    /// The value of an entry of the base, as it stands there.
    void restore(int part);
    /// Takes xsi:nil away.
    void dropNil(int element);
    /// A place that holds nothing any more is null or nil again where the base's is.
    void restoreNothing(int part);

private:
    bool isBase(int entry, const Value &value) const;
    Result<bool> writeElement(int part, const Value &value);
    Result<bool> writeToken(int part, const Value &value);
    Node::Kind kindAround(int part) const;
    void setText(int element, const QString &text);
    void setNil(int element);
    void copyNil(int element, int from);

    TreeEdit *m_edit;
    const DocumentTree &m_base;
};

/// Text between elements that only lays them out.
bool isBlank(QStringView text);
/// A name without a prefix that XML accepts.
bool isXmlName(const QString &name);

} // namespace nephoscope
