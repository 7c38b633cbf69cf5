// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QRandomGenerator>
#include <QString>
#include <QStringList>
#include <memory>
#include <vector>

namespace nephoscope {

/// A document as the tests understand it, read and edited without the code under test: parts in order, each with what
/// stands in it. Naive on purpose.
class Model {
public:
    enum class Kind { Element, Attribute, Text, Note, Object, Array, Token };

    struct Part {
        Kind kind = Kind::Token;
        QString name; ///< member name; element and attribute: local
        QString prefix;
        QString uri;
        QString value; ///< a token as in canonicalJson(), text, a note as in canonicalXml()
        QString baseToken; ///< JSON: what the base has there; empty for what is new
        std::shared_ptr<const Part> base; ///< XML: the base's element or attribute, for leaves
        QStringList declarations;
        bool isMade = false; ///< came on the way to a value
        Part *parent = nullptr;
        std::vector<std::unique_ptr<Part>> parts; ///< attributes first

        std::unique_ptr<Part> copy() const;
    };

    static Model ofJson(const QByteArray &bytes);
    static Model ofXml(const QByteArray &bytes);

    bool isXml() const { return m_xml; }
    Part *root() const { return m_top->parts.back().get(); }
    /// As canonicalXml() or canonicalJson() would say it.
    QStringList words() const;
    /// Every part that a path leads to.
    std::vector<Part *> places() const;
    /// Elements, items and members that stand in a list with this part.
    static std::vector<Part *> row(const Part *part);
    QString pathOf(const Part *part) const;
    static bool isLeaf(const Part *part);
    static bool hasNotes(const Part *part);
    static QString textOf(const Part *part);

    static Part *append(Part *parent, std::unique_ptr<Part> part);
    /// Takes a part out, and what was made on the way to it and is empty then.
    static std::unique_ptr<Part> take(Part *part);
    /// Puts a part before another of the same parent, at the end for null.
    static void insert(Part *parent, std::unique_ptr<Part> part, const Part *before);
    /// Comments stay, xsi:nil goes; the base's text brings the base's content back.
    static void setText(Part *element, const QString &text);
    static void dropNil(Part *element);

private:
    void write(const Part *part, QStringList *words) const;

    bool m_xml = false;
    std::unique_ptr<Part> m_top = std::make_unique<Part>(); ///< the root and, before it, notes
};

} // namespace nephoscope
