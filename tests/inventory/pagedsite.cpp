// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/pagedsite.h"

#include "moc_pagedsite.cpp"
