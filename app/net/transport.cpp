// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/transport.h"

// Beside its class instead of in one file with all others: a test links only the rooms it uses.
#include "moc_transport.cpp"
