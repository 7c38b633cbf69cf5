// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/cloudapi.h"

namespace nephoscope::demo::clouddirector {

// Lists of the cloudapi and their members, by the segments of an address after the version.

bool isUrn(const QByteArray &text);
/// Whether there is such a list in the request's version.
bool isKnownList(const Context &context, const QList<QByteArray> &segments);
/// The member with that id, where the asker sees it.
std::optional<Json> memberAt(Context &context, const QList<QByteArray> &list, const QByteArray &id);
/// Adds Link headers for what the asker may do with a list, or with a member (`isMember`) of one.
void addChangeLinks(const Context &context, Reply &reply, const QList<QByteArray> &segments, bool isMember);
QByteArray etagOf(const Json &member);

} // namespace nephoscope::demo::clouddirector
