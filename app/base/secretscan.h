// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace nephoscope {

/// A stretch of a text that must be replaced by redactionMark(), put between `quote`s where the value had none but
/// needs some to stay readable (a number in JSON).
class SecretSpan {
public:
    qsizetype begin = 0;
    qsizetype end = 0;
    QByteArray quote;
};
using SecretSpans = QList<SecretSpan>;

// The finders behind base/redaction.h. All are lenient (any bytes will do), linear in the input, and look into text
// that is quoted inside other text (JSON in a JSON string, XML in an XML text) at most `depth` levels more.

inline constexpr int deepestQuotation = 4;

/// The contract of isSecretName(), for UTF-8.
bool isSecretWord(QByteArrayView name);

SecretSpans secretsInJson(QByteArrayView text, int depth = deepestQuotation);
SecretSpans secretsInXml(QByteArrayView text, int depth = deepestQuotation);
/// JSON or XML somewhere in a text.
SecretSpans secretsInContent(QByteArrayView text, int depth);
SecretSpans secretsInForm(QByteArrayView text);
SecretSpans secretsInMultipart(QByteArrayView text);
/// Sentences, log lines: "password=…", "Authorization: …", "Bearer …".
SecretSpans secretsInProse(QByteArrayView text);
/// What is secret wherever it stands: JWTs, private keys in PEM, secret query parameters and passwords of URLs.
SecretSpans secretsAnywhere(QByteArrayView text);

/// The text with all spans (in any order, overlapping or not) replaced.
QByteArray replaced(const QByteArray &text, SecretSpans spans);

} // namespace nephoscope
