// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/draft.h"
#include "document/treeedit.h"

#include <QJsonObject>

namespace nephoscope {

/// A draft as it lies on the disk: JSON with base and document as bytes, and what stems from what.
class DraftFile {
public:
    DraftFile() = default;
    /// `origins` empty: the document is the base.
    DraftFile(const Document &base, const Document &document, const Origins &origins, const QList<Path> &missing);
    /// Empties the secret places; edits there are added to missing().
    void leaveOut(const QList<Path> &secrets);
    QByteArray bytes() const;

    /// Malformed for what was never written by bytes().
    static Result<DraftFile> read(const QByteArray &bytes);
    const Document &base() const { return m_base; }
    const Document &document() const { return m_document; }
    const Origins &origins() const { return m_origins; }
    const QList<Path> &missing() const { return m_missing; }

private:
    QString originText() const;
    bool readOrigins(const QString &text);
    bool isSound() const;
    void matchTexts();

    Document m_base;
    Document m_document;
    Origins m_origins;
    QList<Path> m_missing;
};

} // namespace nephoscope
