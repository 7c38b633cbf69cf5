// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/propertytype.h"

#include <QDateTime>
#include <QString>
#include <optional>

namespace nephoscope {

/// A value with what is known about its meaning, ready to be put into words.
class ShownValue {
public:
    PropertyType type = PropertyType::Text;
    QString text; ///< as the server wrote it
    std::optional<double> amount; ///< bytes, hertz, seconds, or the number
    QDateTime time;
    bool isNil = false;
    bool isSecret = false;

    /// One line: "16 GB", "Yes", "9 Mar 2018 13:36 · 8 years ago".
    QString words(const QDateTime &now) const;
    /// What the line leaves out: exact bytes, exact time with zone, the whole of a long text; empty where it leaves out
    /// nothing. Plain text.
    QString exactly() const;
    /// Of a Boolean: "true", "1".
    bool isYes() const;
};

/// 1024-based, in the unit a person would say: 1536 → "1.5 kB", 17179869184 → "16 GB".
QString sizeWords(double bytes);
QString frequencyWords(double hertz);
/// "45 s", "1:12 min", "2:05:00 h", "30 days".
QString durationWords(double seconds);
/// "4 min ago", "in 3 days", "just now".
QString relativeWords(const QDateTime &time, const QDateTime &now);
/// Digits in groups of three with thin spaces, everything else as it is: "-1234567.25" → "-1 234 567.25".
QString groupedDigits(const QString &number);
/// For tool tips, which guess whether they are given HTML: text that is shown as it stands.
QString plainToolTip(const QString &text);
/// The same text in one line of at most `length` characters.
QString oneLine(const QString &text, int length = 300);

} // namespace nephoscope
