// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/compute.h"

#include <vector>

namespace nephoscope::demo::clouddirector {

class Template : public Thing {
public:
    Id vdc;
    Id owner;
    Id catalogItem;
    Moment created;
    bool goldMaster = false;
    Status status = Status::PoweredOff;
    std::vector<Id> vms;
};

class Catalog : public Thing {
public:
    Id organization;
    Id owner;
    Moment created;
    bool published = false; ///< to all organizations
    bool shared = false;
    int version = 1;
    std::vector<Id> items;
};

class CatalogItem : public Thing {
public:
    Id catalog;
    Id entity;
    bool isMedia = false;
    Moment created;
    qint64 bytes = 0;
};

class Media : public Thing {
public:
    Id vdc;
    Id owner;
    Id catalogItem;
    Id storageProfile;
    Moment created;
    QByteArray imageType = "iso";
    qint64 bytes = 0;
};

} // namespace nephoscope::demo::clouddirector
