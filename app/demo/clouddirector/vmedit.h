// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/sent.h"
#include "demo/clouddirector/world.h"

namespace nephoscope::demo::clouddirector {

/// A VM while what a client sent is laid over it. Each function takes one part of a representation; the first thing
/// that cannot be ends in `problem`, and then the VM is not to be used.
class VmEdit {
public:
    VmEdit(const World &world, const Vm &before);

    void all(const Sent &sent); ///< a Vm, or what describes a new one
    void names(const Sent &sent);
    void hardware(const Sent &section);
    void cpu(const Sent &item);
    void memory(const Sent &item);
    void disks(const std::vector<const Sent *> &items);
    void drives(const std::vector<const Sent *> &items);
    void cards(const std::vector<const Sent *> &items);
    void serialPorts(const std::vector<const Sent *> &items);
    void specification(const Sent &section);
    void connections(const Sent &section);
    void customization(const Sent &section);
    void operatingSystem(const Sent &section);
    void capabilities(const Sent &section);
    void bootOptions(const Sent &section);

    const Vm &vm() const { return m_vm; }
    const QByteArray &problem() const { return m_problem; }

    /// Puts the VM in the place of what it was: addresses are given out, disks attached and detached.
    static void apply(World &world, const Vm &edited);

private:
    void refuse(const QByteArray &reason);
    void setCpus(qint64 cpus, qint64 coresPerSocket);
    void setMemory(qint64 megabytes);
    HardDisk *diskNumbered(const QByteArray &number);
    void keepOnly(std::vector<HardDisk> disks);
    void resize(HardDisk &disk, qint64 megabytes);
    void addDisk(std::vector<HardDisk> &disks, HardDisk disk, qint64 megabytes, bool unitGiven);
    HardDisk diskOf(const Sent &item, const std::vector<const Sent *> &controllers) const;
    void diskSettings(const Sent &section);
    void readSettings(const Sent &settings, HardDisk &disk);
    void keepAt(HardDisk &disk, bool isOwn, const Id &wanted);
    void drive(const Sent &settings);
    void hardwareVersion(const QByteArray &name);
    Nic cardOf(const Sent &connection);
    void checkNetwork(const QByteArray &network);

    const World &m_world;
    const Vm m_before;
    Vm m_vm;
    QByteArray m_problem;
};

/// The name people know a guest system by.
QByteArray guestName(const QByteArray &key);

} // namespace nephoscope::demo::clouddirector
