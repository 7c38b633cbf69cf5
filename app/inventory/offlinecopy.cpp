// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/offlinecopy.h"

#include "base/redaction.h"
#include "base/storefile.h"
#include "inventory/recordwriter.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDataStream>
#include <QDir>
#include <QSaveFile>
#include <QStandardPaths>

namespace nephoscope {

namespace {

constexpr quint32 magic = 0x4E506C34; // "NPl4"
constexpr QDataStream::Version version = QDataStream::Qt_6_4;
constexpr QFileDevice::Permissions ownersOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QString tr(const char *text) { return QCoreApplication::translate("OfflineCopy", text); }

QString hashed(const QByteArray &key)
{
    return QString::fromLatin1(QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex().left(32));
}

QString folderOf(const QString &profileId)
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/inventory/")
        + hashed(profileId.toUtf8());
}

QByteArray sumOf(const QByteArray &bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha1); }

constexpr qsizetype sumLength = 20; ///< of SHA-1, which stands at the end of the file

/// Passes on to a file what is written, and adds it up: the content is never in memory twice.
class Summing : public QIODevice {
public:
    explicit Summing(QIODevice &file)
        : m_file(file)
        , m_sum(QCryptographicHash::Sha1)
    {
        open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    }
    QByteArray sum() const { return m_sum.result(); }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *data, qint64 size) override
    {
        m_sum.addData(QByteArrayView(data, size));
        return m_file.write(data, size);
    }

private:
    QIODevice &m_file;
    QCryptographicHash m_sum;
};

qsizetype sizeOf(CellColumn::Width width) { return width == CellColumn::Width::Byte ? 1 : qsizetype(sizeof(quint32)); }

void putCells(QDataStream &to, const CellColumn &column, RowPlace::Row rows)
{
    for (const quint32 each : column.few())
        to << each;
    for (size_t index = 0; index < RowPlace::maxChunks && RowPlace::beginOf(index) < rows; ++index) {
        const CellColumn::Chunk chunk = column.chunk(index);
        const quint32 size = std::min(RowPlace::sizeOf(index), rows - RowPlace::beginOf(index));
        to << quint32(chunk.cells ? size : 0) << quint8(chunk.width);
        if (chunk.cells)
            to.writeRawData(static_cast<const char *>(chunk.cells), int(size * sizeOf(chunk.width)));
    }
}

bool getCells(QDataStream &from, CellColumn &column, RowPlace::Row rows)
{
    std::array<quint32, 256> few{};
    for (quint32 &each : few)
        from >> each;
    column.setFew(few);
    for (size_t index = 0; index < RowPlace::maxChunks && RowPlace::beginOf(index) < rows; ++index) {
        quint32 size = 0;
        quint8 width = 0;
        from >> size >> width;
        if (size > RowPlace::sizeOf(index) || width > quint8(CellColumn::Width::Word))
            return false;
        const int bytes = int(size * sizeOf(CellColumn::Width(width)));
        if (size > 0
            && from.readRawData(static_cast<char *>(column.make(index, CellColumn::Width(width))), bytes) != bytes)
            return false;
    }
    return from.status() == QDataStream::Ok;
}

bool isComposed(std::string_view text) { return !text.empty() && (text[0] == '{' || text[0] == '[' || text[0] == '<'); }

} // namespace

QString OfflineCopy::fileName(const QString &profileId, const QUrl &list)
{
    return folderOf(profileId) + QLatin1Char('/') + hashed(list.toEncoded()) + QStringLiteral(".list");
}

bool OfflineCopy::hasSecrets(const RecordStore &store)
{
    for (int column = 0; column < store.columnCount(); ++column) {
        const QString name = QString::fromStdString(store.columnName(column));
        if (isSecretName(name.section(QLatin1Char('/'), -1)))
            return true;
        if (store.notation(column) != RecordStore::Notation::Raw)
            continue;
        for (RecordStore::Row row = 0; row < store.rowCount(); ++row)
            if (isComposed(store.text(row, column)))
                return true; // nobody knows what is in there
    }
    return false;
}

std::shared_ptr<const RecordStore> OfflineCopy::withoutSecrets(const RecordStore &store)
{
    auto clean = std::make_shared<RecordStore>();
    RecordWriter writer(clean);
    writer.setFrame(store.frame());
    for (RecordStore::Row row = 0; row < store.rowCount(); ++row) {
        writer.begin();
        for (int column = 0; column < store.columnCount(); ++column) {
            const std::string &name = store.columnName(column);
            const QString last = QString::fromStdString(name).section(QLatin1Char('/'), -1);
            const Cell cell = store.cell(row, column);
            if (cell.isAbsent() || isSecretName(last) || name == RecordStore::insideColumn)
                continue;
            const std::string_view text = store.text(cell);
            if (cell.isNull())
                writer.setNull(name);
            else if (store.notation(column) == RecordStore::Notation::Raw && isComposed(text))
                writer.setCopy(name, RecordStore::Notation::Raw,
                    redactedBody(QByteArray(text.data(), qsizetype(text.size())), "application/json").toStdString());
            else
                writer.set(name, store.notation(column), text);
        }
        if (!writer.commit())
            break;
    }
    writer.publish();
    return clean;
}

void OfflineCopy::put(QDataStream &to, const RecordStore &store)
{
    const ListFrame frame = store.frame();
    const quint32 rows = store.rowCount();
    to << frame.isXml << frame.open << frame.close << frame.mediaType << frame.url << rows
       << qint32(store.columnCount());
    for (const TextPool &pool : store.m_pools)
        pool.write(to);
    putCells(to, store.m_ownBegins, rows + 1);
    putCells(to, store.m_addressBegins, rows + 1);
    for (int each = 0; each < store.columnCount(); ++each) {
        const RecordStore::Column &column = *store.m_columns[size_t(each)];
        to << QByteArray::fromStdString(column.name) << quint8(column.notation) << quint32(column.pool.load());
        putCells(to, column.cells, rows + 1);
    }
}

bool OfflineCopy::get(QDataStream &from, RecordStore &store)
{
    ListFrame frame;
    quint32 rows = 0;
    qint32 columns = 0;
    from >> frame.isXml >> frame.open >> frame.close >> frame.mediaType >> frame.url >> rows >> columns;
    store.m_frame = frame;
    for (TextPool &pool : store.m_pools)
        if (!pool.read(from))
            return false;
    if (!getCells(from, store.m_ownBegins, rows + 1) || !getCells(from, store.m_addressBegins, rows + 1) || columns < 0
        || columns > RecordStore::maxColumns)
        return false;
    for (int each = 0; each < columns; ++each) {
        QByteArray name;
        quint8 notation = 0;
        quint32 pool = 0;
        from >> name >> notation >> pool;
        store.addColumn(name.toStdString(), RecordStore::Notation(notation));
        store.m_columns[size_t(each)]->pool = Cell::Pool(pool % 3);
        if (!getCells(from, store.m_columns[size_t(each)]->cells, rows + 1))
            return false;
    }
    store.m_rows = rows;
    return from.status() == QDataStream::Ok;
}

Result<void> OfflineCopy::write(const QString &fileName, const OfflineCopy &copy)
{
    const std::shared_ptr<const RecordStore> clean = hasSecrets(*copy.store) ? withoutSecrets(*copy.store) : nullptr;
    const QString folder = QFileInfo(fileName).absolutePath();
    if (!StoreFile::makeFolder(folder) || !QFile::setPermissions(folder, ownersOnly | QFileDevice::ExeOwner))
        return failure(Error::Kind::Invalid, tr("%1 cannot be made.").arg(folder));
    QByteArray about;
    QDataStream words(&about, QIODevice::WriteOnly);
    words.setVersion(version);
    words << copy.readAt << copy.service << copy.apiVersion << copy.kind << copy.name;
    QSaveFile file(fileName);
    bool isOk = file.open(QSaveFile::WriteOnly) && file.setPermissions(ownersOnly);
    QDataStream head(&file);
    head.setVersion(version);
    if (isOk)
        head << magic << about << sumOf(about);
    Summing summing(file);
    QDataStream to(&summing);
    to.setVersion(version);
    if (isOk)
        put(to, clean ? *clean : *copy.store);
    const QByteArray sum = summing.sum();
    isOk = isOk && head.status() == QDataStream::Ok && to.status() == QDataStream::Ok && file.write(sum) == sum.size()
        && file.flush() && file.commit();
    if (!isOk)
        return failure(Error::Kind::Invalid, tr("%1 cannot be written: %2.").arg(fileName, file.errorString()));
    return {};
}

Result<OfflineCopy> OfflineCopy::readHead(QDataStream &from)
{
    from.setVersion(version);
    quint32 mark = 0;
    QByteArray about;
    QByteArray sumOfAbout;
    from >> mark;
    if (mark == magic)
        from >> about >> sumOfAbout;
    OfflineCopy copy;
    QDataStream words(about);
    words.setVersion(version);
    words >> copy.readAt >> copy.service >> copy.apiVersion >> copy.kind >> copy.name;
    if (about.isEmpty() || sumOf(about) != sumOfAbout || words.status() != QDataStream::Ok)
        return failure(Error::Kind::Malformed, tr("What was kept of this list is damaged, or of another version."));
    return copy;
}

Result<OfflineCopy> OfflineCopy::describe(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QFile::ReadOnly))
        return failure(Error::Kind::NotFound, tr("Nothing was kept of this list."));
    QDataStream from(&file);
    return readHead(from);
}

Result<OfflineCopy> OfflineCopy::read(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QFile::ReadOnly))
        return failure(Error::Kind::NotFound, tr("Nothing was kept of this list."));
    QDataStream head(&file);
    auto copy = readHead(head);
    if (!copy)
        return copy;
    const qint64 size = file.size() - file.pos() - sumLength;
    uchar *bytes = size > 0 ? file.map(file.pos(), size + sumLength) : nullptr; // read once, and not kept
    const auto *text = reinterpret_cast<const char *>(bytes);
    const QByteArray content = bytes ? QByteArray::fromRawData(text, qsizetype(size)) : QByteArray();
    copy->store = std::make_shared<RecordStore>();
    QDataStream from(content);
    from.setVersion(version);
    const bool isWhole = bytes && sumOf(content) == QByteArray::fromRawData(text + size, sumLength);
    if (!isWhole || !get(from, *copy->store))
        return failure(Error::Kind::Malformed, tr("What was kept of this list is damaged, or of another version."));
    return copy;
}

void OfflineCopy::forget(const QString &profileId) { QDir(folderOf(profileId)).removeRecursively(); }

} // namespace nephoscope
