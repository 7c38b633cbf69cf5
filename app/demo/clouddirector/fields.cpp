// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/fields.h"

namespace nephoscope::demo::clouddirector {

namespace {

constexpr auto text = Scalar::Kind::Text;
constexpr auto number = Scalar::Kind::Number;
constexpr auto boolean = Scalar::Kind::Boolean;

Scalar scalar(const QByteArray &value, Scalar::Kind kind)
{
    if (kind == number)
        return value.toLongLong();
    if (kind == boolean)
        return value == "true" || value == "1";
    return value;
}

} // namespace

const Fields &customizationFields()
{
    static const Fields fields{{"Enabled", boolean, "true"}, {"ChangeSid", boolean, "false"},
        {"VirtualMachineId", text, ""}, {"JoinDomainEnabled", boolean, "false"}, {"UseOrgSettings", boolean, "false"},
        {"DomainName", text, ""}, {"DomainUserName", text, ""}, {"DomainUserPassword", text, ""},
        {"MachineObjectOU", text, "", {5, 1}}, {"AdminPasswordEnabled", boolean, "true"},
        {"AdminPasswordAuto", boolean, "false"}, {"AdminPassword", text, ""},
        {"AdminAutoLogonEnabled", boolean, "false"}, {"AdminAutoLogonCount", number, "0"},
        {"ResetPasswordRequired", boolean, "false"}, {"CustomizationScript", text, ""}, {"ComputerName", text, ""}};
    return fields;
}

const Fields &bootFields()
{
    static const Fields fields{{"BootDelay", number, "0"}, {"EnterBIOSSetup", boolean, "false"},
        {"BootRetryEnabled", boolean, "false", {37, 1}}, {"BootRetryDelay", number, "0", {37, 1}},
        {"EfiSecureBootEnabled", boolean, "false", {37, 1}}, {"NetworkBootProtocol", text, "IPV4", {37, 1}}};
    return fields;
}

QByteArray valueOf(const Values &values, const Field &field) { return values.value(field.name, field.byDefault); }

void addField(Node &to, const Values &values, const Field &field, const ApiVersion &version)
{
    const QByteArray value = valueOf(values, field);
    if (version >= field.since && (!value.isEmpty() || values.contains(field.name)))
        to.add(field.name, scalar(value, field.kind));
}

void addFields(Node &to, const Values &values, const Fields &fields, const ApiVersion &version)
{
    for (const Field &field : fields)
        addField(to, values, field, version);
}

Values readFields(const Sent &sent, const Fields &fields)
{
    Values values;
    for (const Field &field : fields) {
        if (const std::optional<QByteArray> value = sent.value(field.name))
            values.insert(field.name, *value);
    }
    return values;
}

} // namespace nephoscope::demo::clouddirector
