// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/har.h"
#include "promise.h"

using namespace nephoscope;
using namespace nephoscope::fuzz;

/// A file that somebody sent: what is read is written and read again as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Input input(data, size);
    const Result<Recording> recording = readHar(input.rest());
    if (!recording) {
        promise(recording.error().kind() == Error::Kind::Malformed);
        return 0;
    }
    const QByteArray written = writeHar(recording->exchanges);
    const Result<Recording> again = readHar(written);
    promise(again.has_value() && again->skipped == 0);
    promise(again->exchanges.size() == recording->exchanges.size());
    for (qsizetype at = 0; at < again->exchanges.size(); ++at) {
        const Exchange &before = recording->exchanges.at(at);
        const Exchange &after = again->exchanges.at(at);
        promise(after.reply().status() == before.reply().status());
        promise(after.reply().body() == before.reply().body());
        // Qt tells "##" and "#%23" apart once, though it writes both alike
        promise(after.request().url().toEncoded() == before.request().url().toEncoded());
    }
    return 0;
}
