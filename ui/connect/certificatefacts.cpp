// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/certificatefacts.h"

#include <QFontDatabase>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTreeWidget>
#include <algorithm>

namespace nephoscope {

namespace {

/// A fingerprint is 95 characters without a place to break: lines of that many bytes.
QString inLines(const QByteArray &fingerprint, int bytes)
{
    const QStringList parts = QString::fromLatin1(fingerprint).split(QLatin1Char(':'));
    QStringList lines;
    for (qsizetype at = 0; at < parts.size(); at += bytes)
        lines << parts.mid(at, bytes).join(QLatin1Char(':'));
    return lines.join(QStringLiteral(":\n"));
}

QString inWords(const QDateTime &when)
{
    if (!when.isValid())
        return {};
    return QLocale().toString(when.toLocalTime(), QLocale::ShortFormat);
}

QStringList valuesOf(const Certificate &certificate, int bytesInLine)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QString from = inWords(certificate.validFrom);
    QString until = inWords(certificate.validUntil);
    if (certificate.validFrom.isValid() && certificate.validFrom > now)
        from = CertificateFacts::tr("%1 (not yet)").arg(from);
    if (certificate.validUntil.isValid() && certificate.validUntil < now)
        until = CertificateFacts::tr("%1 (expired)").arg(until);
    return {certificate.subject, certificate.issuer, certificate.names.join(QStringLiteral(", ")), from, until,
        inLines(certificate.fingerprint, bytesInLine)};
}

} // namespace

CertificateFacts::CertificateFacts(const Certificate &now, const std::optional<Certificate> &before, QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_isCompared(before.has_value())
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnStretch(2, m_isCompared ? 1 : 0);
    if (now.sent.size() > 1)
        m_grid->addWidget(chain(now), 0, 0, 1, -1);
    if (m_isCompared) {
        auto *old = new QLabel(tr("Trusted until now"), this);
        auto *fresh = new QLabel(tr("Shown now"), this);
        QFont bold = font();
        bold.setBold(true);
        old->setFont(bold);
        fresh->setFont(bold);
        m_grid->addWidget(old, 1, 1);
        m_grid->addWidget(fresh, 1, 2);
    }
    m_rows << addRow(tr("Issued to"), QStringLiteral("subject")) << addRow(tr("Issued by"), QStringLiteral("issuer"))
           << addRow(tr("Valid for"), QStringLiteral("names")) << addRow(tr("Valid from"), QStringLiteral("validFrom"))
           << addRow(tr("Valid until"), QStringLiteral("validUntil"))
           << addRow(tr("SHA-256 fingerprint"), QStringLiteral("fingerprint"));
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    for (QLabel *label : {m_rows.last().now, m_rows.last().before}) {
        if (label)
            label->setFont(fixed);
    }
    show(now, before);
}

/// The one that vouches above the one it vouches for, as they hang together.
QTreeWidget *CertificateFacts::chain(const Certificate &certificate)
{
    auto *tree = new QTreeWidget(this);
    tree->setObjectName(QStringLiteral("chain"));
    tree->setAccessibleName(tr("Chain of certificates"));
    tree->setHeaderHidden(true);
    tree->setRootIsDecorated(false);
    tree->setItemsExpandable(false);
    QTreeWidgetItem *above = nullptr;
    for (auto der = certificate.sent.crbegin(); der != certificate.sent.crend(); ++der) {
        const Certificate each = Certificate::ofDer(*der).value_or(Certificate());
        auto *item = above ? new QTreeWidgetItem(above) : new QTreeWidgetItem(tree);
        item->setText(0, each.subject.isEmpty() ? tr("not stated") : each.subject);
        item->setData(0, Qt::UserRole, *der);
        above = item;
    }
    tree->expandAll();
    const int rows = int(certificate.sent.size());
    tree->ensurePolished(); // else its rows are measured without the style
    tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    tree->setVerticalScrollBarPolicy(rows > 5 ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    tree->setFixedHeight(tree->sizeHintForRow(0) * std::min(rows, 5) + 2 * tree->frameWidth());
    connect(tree, &QTreeWidget::currentItemChanged, this, [this, certificate](QTreeWidgetItem *item) {
        const QByteArray der = item->data(0, Qt::UserRole).toByteArray();
        const bool isLeaf = der == certificate.sent.first();
        if (!m_isCompared)
            show(isLeaf ? certificate : Certificate::ofDer(der).value_or(Certificate()), {});
    });
    tree->setCurrentItem(above);
    tree->setSelectionMode(m_isCompared ? QTreeWidget::NoSelection : QTreeWidget::SingleSelection);
    return tree;
}

CertificateFacts::Row CertificateFacts::addRow(const QString &label, const QString &objectName)
{
    const int row = m_grid->rowCount() + 1;
    auto *name = new QLabel(label, this);
    name->setForegroundRole(QPalette::PlaceholderText);
    m_grid->addWidget(name, row, 0, Qt::AlignRight | Qt::AlignTop);
    const auto value = [&](const QString &called, int column) {
        auto *made = new QLabel(this);
        made->setObjectName(called);
        made->setTextFormat(Qt::PlainText);
        made->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        made->setWordWrap(objectName != QLatin1String("fingerprint"));
        m_grid->addWidget(made, row, column, Qt::AlignTop);
        return made;
    };
    Row made;
    if (m_isCompared)
        made.before = value(QStringLiteral("previous") + objectName.at(0).toUpper() + objectName.sliced(1), 1);
    made.now = value(objectName, m_isCompared ? 2 : 1);
    return made;
}

void CertificateFacts::show(const Certificate &now, const std::optional<Certificate> &before)
{
    const int bytesInLine = m_isCompared ? 8 : 16;
    const QStringList fresh = valuesOf(now, bytesInLine);
    const QStringList old = before ? valuesOf(*before, bytesInLine) : QStringList();
    for (qsizetype index = 0; index < m_rows.size(); ++index) {
        const Row &row = m_rows.at(index);
        row.now->setText(fresh.at(index).isEmpty() ? tr("not stated") : fresh.at(index));
        if (!row.before)
            continue;
        row.before->setText(old.at(index).isEmpty() ? tr("was not kept") : old.at(index));
        QFont font = row.now->font();
        font.setBold(old.at(index) != fresh.at(index));
        row.now->setFont(font);
    }
}

} // namespace nephoscope
