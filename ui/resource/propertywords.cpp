// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/propertywords.h"

#include "editor/fieldwords.h"
#include "shell/glyph.h"
#include "shell/looks.h"
#include "shell/wording.h"

#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPalette>
#include <QRegularExpression>

namespace nephoscope {

namespace {

PropertyType typeOf(const QModelIndex &index) { return PropertyType(index.data(PropertyModel::TypeRole).toInt()); }

QColor muted() { return QGuiApplication::palette().color(QPalette::PlaceholderText); }

QFont monospaced()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QGuiApplication::font().pointSizeF());
    return font;
}

} // namespace

PropertyWords::PropertyWords(const Looks &looks, const QString &service, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_looks(looks)
    , m_service(service)
{
}

ShownValue PropertyWords::shownValue(const QModelIndex &index)
{
    ShownValue value;
    value.type = typeOf(index);
    value.text = index.data(PropertyModel::TextRole).toString();
    if (const QVariant amount = index.data(PropertyModel::AmountRole); amount.isValid())
        value.amount = amount.toDouble();
    value.time = index.data(PropertyModel::TimeRole).toDateTime();
    value.isNil = index.data(PropertyModel::NilRole).toBool();
    value.isSecret = index.data(PropertyModel::SecretRole).toBool();
    return value;
}

bool PropertyWords::isGroup(const QModelIndex &index) { return !index.parent().isValid(); }

QString PropertyWords::nameOf(const QModelIndex &index) const
{
    if (const QString title = index.data(PropertyModel::TitleRole).toString(); !title.isEmpty())
        return oneLine(title);
    const QString name = index.data(PropertyModel::NameRole).toString();
    if (const int number = index.data(PropertyModel::NumberRole).toInt(); number >= 0)
        return name.isEmpty() ? tr("%1.").arg(number + 1)
                              : tr("%1 %2", "what, number").arg(propertyWords(name)).arg(number + 1);
    if (name.isEmpty())
        return typeOf(index) == PropertyType::List ? tr("Entries") : tr("General");
    if (!index.parent().isValid() && index.data(PropertyModel::PathRole).toString().isEmpty())
        return name; // a group that the catalogue names
    const Path place(index.data(PropertyModel::PathRole).toString());
    return place.name() == name ? label(place) : m_looks.property(m_service, m_kind, name);
}

QString PropertyWords::label(const Path &path) const
{
    static const QRegularExpression positions(QStringLiteral("\\[\\d+\\]"));
    return m_looks.property(m_service, m_kind, QString(path.text()).remove(positions));
}

QString PropertyWords::valueOf(const QModelIndex &index) const
{
    const int count = index.data(PropertyModel::CountRole).toInt();
    if (typeOf(index) == PropertyType::List && count > 0)
        return count == 1 ? tr("1 entry") : tr("%1 entries").arg(groupedDigits(QString::number(count)));
    if (typeOf(index) == PropertyType::Group && index.data(PropertyModel::TextRole).toString().isEmpty() && count > 0)
        return {};
    const auto facts = index.data(PropertyModel::FactsRole).value<FieldFacts>();
    if (facts.unlimited.contains(index.data(PropertyModel::TextRole).toString()))
        return tr("Unlimited");
    const QString words = shownValue(index).words(QDateTime::currentDateTime());
    const bool isState = !m_state.isNone() && index.data(PropertyModel::PathRole).toString() == m_statePath;
    return isState && m_state.word() != words
        ? tr("%1 (%2)", "state, as the server wrote it").arg(m_looks.state(m_state), words)
        : words;
}

void PropertyWords::setResource(const Resource &resource)
{
    m_kind = resource.self.kind();
    m_state = resource.self.state();
    const QString member = resource.document.isXml() ? QStringLiteral("@status") : QStringLiteral("status");
    m_statePath = resource.part.isEmpty() ? member : resource.part.child(member).text();
}

/// What can be changed, but not left empty; groups show it at what they hold.
bool PropertyWords::isNeeded(const QModelIndex &index)
{
    if (index.data(PropertyModel::CountRole).toInt() > 0)
        return false;
    const auto facts = index.data(PropertyModel::FactsRole).value<FieldFacts>();
    return facts.isWritable() && (facts.isRequired || facts.isAsked) && !facts.path.isEmpty() && !facts.isGroup;
}

QVariant PropertyWords::nameData(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return isNeeded(index) ? tr("%1 *", "needed property").arg(nameOf(index)) : nameOf(index);
    case Qt::ToolTipRole:
        return plainToolTip(hint(index));
    case Qt::FontRole: {
        if (!isGroup(index))
            return {};
        QFont font;
        font.setBold(true);
        return font;
    }
    case Qt::ForegroundRole:
        return isGroup(index) || typeOf(index) == PropertyType::Group ? QVariant() : QVariant(muted());
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

/// What the value leaves out, and why it cannot be changed.
QString PropertyWords::valueHint(const QModelIndex &index, bool isLink)
{
    const QString exactly =
        isLink ? index.data(PropertyModel::TargetRole).value<Ref>().href().toString() : shownValue(index).exactly();
    const QVariant facts = index.data(PropertyModel::FactsRole);
    const QString why = facts.isValid() && index.data(PropertyModel::CountRole).toInt() == 0
        ? fixedWords(facts.value<FieldFacts>().fixed)
        : QString();
    return exactly.isEmpty() || why.isEmpty() ? exactly + why : exactly + QStringLiteral("\n\n") + why;
}

/// What the service says about the field, and where it stands.
QString PropertyWords::hint(const QModelIndex &index) const
{
    QStringList lines;
    const auto facts = index.data(PropertyModel::FactsRole).value<FieldFacts>();
    if (isNeeded(index))
        lines << tr("The service asks for a value here.");
    if (!facts.help.isEmpty())
        lines << facts.help;
    if (const QString range = rangeWords(facts); !range.isEmpty())
        lines << range;
    if (!facts.deprecated.isEmpty())
        lines << tr("Deprecated since %1").arg(facts.deprecated);
    lines << index.data(PropertyModel::PathRole).toString();
    return lines.join(QStringLiteral("\n\n"));
}

QVariant PropertyWords::editData(const QModelIndex &index, int role) const
{
    if (!index.data(PropertyModel::ChangedRole).toBool())
        return {};
    if (role == FaultWordsRole) {
        const auto facts = index.data(PropertyModel::FactsRole).value<FieldFacts>();
        const bool isValue = index.data(PropertyModel::CountRole).toInt() == 0 && !facts.isGroup
            && facts.type != PropertyType::Reference && !index.data(PropertyModel::RemovedRole).toBool()
            && !index.data(PropertyModel::SecretRole).toBool(); // what it holds shows nowhere, here neither
        const QString text = index.data(PropertyModel::TextRole).toString();
        return isValue && !facts.isMissing ? faultWords(facts, faultOf(facts, text)) : QString();
    }
    if (index.data(PropertyModel::RemovedRole).toBool())
        return tr("removed");
    const QVariant before = index.data(PropertyModel::BeforeRole);
    if (!before.isValid())
        return index.data(PropertyModel::CountRole).toInt() > 0 ? QString() : tr("new");
    const auto was = before.value<Property>();
    ShownValue value;
    value.type = was.type;
    value.text = was.text;
    value.amount = was.amount;
    value.time = was.time;
    value.isNil = was.isNil;
    value.isSecret = was.isSecret;
    return tr("was %1").arg(value.words(QDateTime::currentDateTime()));
}

QVariant PropertyWords::valueData(const QModelIndex &index, int role) const
{
    const PropertyType type = typeOf(index);
    const bool isLink = index.data(PropertyModel::TargetRole).isValid();
    const bool isQuiet =
        index.data(PropertyModel::NilRole).toBool() || type == PropertyType::List || type == PropertyType::Group;
    switch (role) {
    case Qt::DisplayRole:
        return valueOf(index);
    case Qt::ToolTipRole:
        return plainToolTip(valueHint(index, isLink));
    case Qt::FontRole: {
        QFont font = type == PropertyType::Identifier ? monospaced() : QFont();
        font.setUnderline(isLink);
        font.setStrikeOut(index.data(PropertyModel::RemovedRole).toBool());
        return font;
    }
    case Qt::ForegroundRole:
        if (isLink)
            return QGuiApplication::palette().color(QPalette::Link);
        return isQuiet ? QVariant(muted()) : QVariant();
    case Qt::DecorationRole:
        if (isLink)
            return m_looks.kindIcon(m_service, index.data(PropertyModel::TargetRole).value<Ref>().kind());
        if (type == PropertyType::Boolean && !index.data(PropertyModel::NilRole).toBool())
            return glyph(shownValue(index).isYes() ? QStringLiteral("check") : QStringLiteral("cross"), muted());
        return {};
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant PropertyWords::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == LabelRole)
        return nameOf(index);
    if (role >= BeforeWordsRole)
        return editData(index, role);
    if (role >= Qt::UserRole)
        return QIdentityProxyModel::data(index, role);
    return index.column() == PropertyModel::NameColumn ? nameData(index, role) : valueData(index, role);
}

QVariant PropertyWords::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return section == PropertyModel::NameColumn ? tr("Property") : tr("Value");
    return QIdentityProxyModel::headerData(section, orientation, role);
}

void PropertyFilter::setText(const QString &text)
{
    m_text = text.trimmed();
    apply();
}

void PropertyFilter::setChangedOnly(bool only)
{
    m_changedOnly = only;
    apply();
}

void PropertyFilter::apply()
{
    setRecursiveFilteringEnabled(!m_text.isEmpty());
    setAutoAcceptChildRows(!m_text.isEmpty());
    invalidateFilter();
}

bool PropertyFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex name = sourceModel()->index(row, PropertyModel::NameColumn, parent);
    if (m_changedOnly && !name.data(PropertyModel::ChangedRole).toBool())
        return false;
    if (m_text.isEmpty())
        return true;
    const QModelIndex value = sourceModel()->index(row, PropertyModel::ValueColumn, parent);
    const auto has = [this](const QVariant &text) { return text.toString().contains(m_text, Qt::CaseInsensitive); };
    return has(name.data(PropertyWords::LabelRole)) || has(name.data(PropertyModel::NameRole)) || has(value.data())
        || has(value.data(PropertyModel::TextRole));
}

} // namespace nephoscope
