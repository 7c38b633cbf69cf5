// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/property.h"

namespace nephoscope {

// How the lines of a resource's properties are cut out of its document. Pure functions.

bool isContainer(const Node &node);
/// "NetworkConnection[2]/IpAddress" → "NetworkConnection/IpAddress"
QString withoutIndexes(QString path);
/// True for what other tabs show, or what says nothing to people: links, schema attributes, addresses of oneself.
bool isNoise(const Node &node);
/// True where the node says something: a value, or a part that has one.
bool hasContent(const Node &node);
/// Attributes, child elements, members or items, each with its path.
QList<Property::Part> allParts(const Property::Part &whole);
/// What an item of a list calls itself, and in a few words what it is.
void describeItem(Property &item, const Node &node);

} // namespace nephoscope
