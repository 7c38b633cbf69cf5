// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/clouddirector.h"

namespace nephoscope::demo {

namespace {

class CloudDirector final : public Site {
public:
    explicit CloudDirector(const SiteOptions &options)
        : m_options(options)
    {
    }
    QString platform() const override { return QStringLiteral("cloud-director"); }
    Answer answer(const Message &) override { return {401, {}, {}}; }
    QList<DemoUser> users() const override { return {}; }

private:
    SiteOptions m_options;
};

} // namespace

std::unique_ptr<Site> makeCloudDirector(const SiteOptions &options) { return std::make_unique<CloudDirector>(options); }

} // namespace nephoscope::demo
