#include <algorithm>
#include <array>
#include <vector>

#include <QXmlStreamReader>

#include "core/disk/archiveerrors.h"
#include "core/disk/bytes.h"
#include "core/disk/memberpath.h"
#include "core/disk/ovfpackage.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int deepest = 64;
constexpr int mostFiles = 16;
constexpr int mostDisks = 64;
constexpr int mostItems = 1024;
constexpr std::size_t pieceLength = 64 * 1024;

// DMTF's numbers of CIM_ResourceAllocationSettingData.ResourceType.
constexpr int resourceCpu = 3;
constexpr int resourceMemory = 4;
constexpr int resourceIde = 5;
constexpr int resourceScsi = 6;
constexpr int resourceNetwork = 10;
constexpr int resourceDisk = 17;
constexpr int resourceSata = 20; ///< "other storage"

tl::unexpected<Error> refusedOvf(const QString &reason)
{
    return failure(ErrorCode::UnsupportedFormat,
        ArchiveText::tr("The description of the machine (OVF) cannot be used: %1.").arg(reason), u"ovf"_s);
}

/// One piece of hardware.
struct Item {
    int type = 0;
    QString subType;
    QString instance;
    QString parent;
    quint64 quantity = 0;
    QString units;
    int coresPerSocket = 0;
};

/// Attributes are looked up without their namespace, of which products use several.
QString attribute(const QXmlStreamAttributes &attributes, QStringView name)
{
    for (const QXmlStreamAttribute &each : attributes) {
        if (each.name() == name)
            return each.value().toString();
    }
    return {};
}

QString diskBusOf(const Item &controller)
{
    switch (controller.type) {
    case resourceIde:
        return u"ide"_s;
    case resourceScsi:
        return u"scsi"_s;
    case resourceSata:
        return controller.subType.contains(u"nvme"_s, Qt::CaseInsensitive) ? QString() : u"sata"_s;
    default:
        return {};
    }
}

QString adapterTypeOf(const Item &controller)
{
    constexpr std::array<std::pair<const char *, const char *>, 4> adapters{ {
        { "lsilogicsas", "lsiLogicsas" },
        { "lsilogic", "lsiLogic" },
        { "virtualscsi", "paraVirtual" },
        { "buslogic", "busLogic" },
    } };
    if (controller.type == resourceIde)
        return u"ide"_s;
    for (const auto &[word, adapter] : adapters) {
        if (controller.type == resourceScsi && controller.subType.toLower() == QLatin1StringView(word))
            return QString::fromLatin1(adapter);
    }
    return {};
}

QString nicModelOf(const Item &card)
{
    constexpr std::array<std::pair<const char *, const char *>, 8> models{ {
        { "e1000e", "e1000e" },
        { "e1000", "e1000" },
        { "vmxnet3", "vmxnet3" },
        { "pcnet32", "pcnet" },
        { "pcnet", "pcnet" },
        { "virtio", "virtio" },
        { "ne2k_pci", "ne2k_pci" },
        { "rtl8139", "rtl8139" },
    } };
    for (const auto &[word, model] : models) {
        if (card.subType.toLower() == QLatin1StringView(word))
            return QString::fromLatin1(model);
    }
    return {};
}

/// Reads a description in pieces, so that no size of it costs more memory than a piece.
class OvfReader final
{
public:
    explicit OvfReader(ByteStream &stream)
        : m_stream(stream)
        , m_piece(pieceLength)
    {
    }

    Result<OvfPackage> read();

private:
    Result<bool> feed();
    Result<void> take(QXmlStreamReader::TokenType token);
    Result<void> beginElement();
    Result<void> beginDisk(const QXmlStreamAttributes &attributes);
    Result<void> beginFile(const QXmlStreamAttributes &attributes);
    void beginConfig(const QXmlStreamAttributes &attributes);
    Result<void> endElement();
    void endInItem(QStringView name);
    void finishItems();
    Result<void> check() const;

    bool isWithin(QStringView element) const
    {
        return std::any_of(
            m_path.cbegin(), m_path.cend(), [element](const QString &each) { return each == element; });
    }
    bool isOfFirstMachine() const { return m_package.machines == 1 && isWithin(u"VirtualSystem"); }

    ByteStream &m_stream;
    std::vector<std::byte> m_piece;
    QXmlStreamReader m_xml;
    quint64 m_length = 0;
    QStringList m_path;
    QString m_text;
    Item m_item;
    QList<Item> m_items;
    OvfPackage m_package;
};

/// False at the end of the stream.
Result<bool> OvfReader::feed()
{
    const auto count = m_stream.read(m_piece);
    if (!count)
        return failure(count.error());
    m_length += *count;
    if (m_length > largestOvf)
        return refusedOvf(ArchiveText::tr("it is larger than 4 MiB"));
    m_xml.addData(QByteArray(reinterpret_cast<const char *>(m_piece.data()), static_cast<qsizetype>(*count)));
    return *count > 0;
}

Result<void> OvfReader::beginFile(const QXmlStreamAttributes &attributes)
{
    OvfFile file{ attribute(attributes, u"id"), attribute(attributes, u"href"), std::nullopt, false };
    const auto path = memberPathFrom(file.href.toUtf8());
    if (!path || path->isEmpty() || path->contains(u'/') || file.href.contains(u"://")) {
        return refusedOvf(
            ArchiveText::tr("it refers to “%1”, which is not the plain name of a file beside it")
                .arg(file.href));
    }
    file.href = *path;
    bool isNumber = false;
    const quint64 size = attribute(attributes, u"size").toULongLong(&isNumber);
    if (isNumber)
        file.size = size;
    if (!attribute(attributes, u"chunkSize").isEmpty())
        return refusedOvf(ArchiveText::tr("the file “%1” is cut into pieces").arg(file.href));
    const QString compression = attribute(attributes, u"compression");
    file.isCompressed = compression == u"gzip";
    if (!compression.isEmpty() && compression != u"gzip" && compression != u"identity")
        return refusedOvf(ArchiveText::tr("the file “%1” is compressed in an unknown way").arg(file.href));
    if (m_package.files.size() >= mostFiles)
        return refusedOvf(ArchiveText::tr("it refers to more than %n file(s)", nullptr, mostFiles));
    m_package.files.append(file);
    return {};
}

Result<void> OvfReader::beginDisk(const QXmlStreamAttributes &attributes)
{
    OvfDisk disk;
    disk.id = attribute(attributes, u"diskId");
    disk.fileId = attribute(attributes, u"fileRef");
    disk.format = attribute(attributes, u"format");
    if (disk.fileId.isEmpty())
        disk.fileId = QString();
    if (!attribute(attributes, u"parentRef").isEmpty())
        return refusedOvf(
            ArchiveText::tr("the disk “%1” holds only the changes to another one").arg(disk.id));
    bool isNumber = false;
    const quint64 count = attribute(attributes, u"capacity").toULongLong(&isNumber);
    const auto units = allocationUnitsFrom(attribute(attributes, u"capacityAllocationUnits"));
    const auto capacity = isNumber && units ? checkedMultiply(count, *units) : std::nullopt;
    if (!signedSize(capacity))
        return refusedOvf(ArchiveText::tr("the disk “%1” has an impossible size").arg(disk.id));
    disk.capacity = *capacity;
    if (m_package.disks.size() >= mostDisks)
        return refusedOvf(ArchiveText::tr("it has too many disks"));
    m_package.disks.append(disk);
    return {};
}

void OvfReader::beginConfig(const QXmlStreamAttributes &attributes)
{
    if (attribute(attributes, u"key") == u"firmware")
        m_package.machine.firmware = attribute(attributes, u"value") == u"efi" ? u"uefi"_s : u"bios"_s;
}

Result<void> OvfReader::beginElement()
{
    const QString name = m_xml.name().toString();
    const QXmlStreamAttributes attributes = m_xml.attributes();
    m_text.clear();
    m_path.append(name);
    if (m_path.size() > deepest)
        return refusedOvf(ArchiveText::tr("its elements are nested too deeply"));
    if (m_path.size() == 1 && name != u"Envelope")
        return refusedOvf(ArchiveText::tr("it does not begin as one"));
    if (name == u"File" && isWithin(u"References"))
        return beginFile(attributes);
    if (name == u"Disk" && isWithin(u"DiskSection"))
        return beginDisk(attributes);
    if (name == u"VirtualSystem" && m_package.machines++ == 0)
        m_package.machine.name = attribute(attributes, u"id");
    if (!isOfFirstMachine())
        return {};
    if (name == u"OperatingSystemSection") {
        m_package.machine.osId = attribute(attributes, u"id").toInt();
        m_package.machine.osType = attribute(attributes, u"osType");
    } else if (name == u"Item" || name == u"StorageItem" || name == u"EthernetPortItem") {
        m_item = {};
    } else if (name == u"Config") {
        beginConfig(attributes);
    } else if (name == u"Firmware" && isWithin(u"Machine")) { // VirtualBox
        m_package.machine.firmware
            = attribute(attributes, u"type").startsWith(u"EFI"_s) ? u"uefi"_s : u"bios"_s;
    }
    return {};
}

void OvfReader::endInItem(QStringView name)
{
    const QString text = m_text.trimmed();
    if (name == u"ResourceType")
        m_item.type = text.toInt();
    else if (name == u"ResourceSubType")
        m_item.subType = text;
    else if (name == u"InstanceID" || name == u"InstanceId")
        m_item.instance = text;
    else if (name == u"Parent")
        m_item.parent = text;
    else if (name == u"VirtualQuantity")
        m_item.quantity = text.toULongLong();
    else if (name == u"AllocationUnits")
        m_item.units = text;
    else if (name == u"CoresPerSocket")
        m_item.coresPerSocket = text.toInt();
}

Result<void> OvfReader::endElement()
{
    const QString name = m_xml.name().toString();
    if (isOfFirstMachine()) {
        OvfMachine &machine = m_package.machine;
        if (name == u"Item" || name == u"StorageItem" || name == u"EthernetPortItem") {
            if (m_items.size() >= mostItems)
                return refusedOvf(ArchiveText::tr("it describes too much hardware"));
            m_items.append(m_item);
        } else if (m_path.size() >= 2 && isWithin(u"VirtualHardwareSection")) {
            endInItem(name);
        } else if (name == u"Name" && m_path.value(m_path.size() - 2) == u"VirtualSystem") {
            machine.name = m_text.trimmed();
        } else if (name == u"Description" && isWithin(u"OperatingSystemSection")) {
            machine.osText = m_text.trimmed();
        }
    }
    m_text.clear();
    m_path.removeLast();
    return {};
}

Result<void> OvfReader::take(QXmlStreamReader::TokenType token)
{
    constexpr qsizetype longestText = 4096;
    switch (token) {
    case QXmlStreamReader::DTD:
    case QXmlStreamReader::EntityReference:
        return refusedOvf(ArchiveText::tr("it has a document type or entities, which is a known attack"));
    case QXmlStreamReader::StartElement:
        return beginElement();
    case QXmlStreamReader::EndElement:
        return endElement();
    case QXmlStreamReader::Characters:
        if (m_text.size() < longestText)
            m_text += m_xml.text().left(longestText);
        return {};
    default:
        return {};
    }
}

void OvfReader::finishItems()
{
    OvfMachine &machine = m_package.machine;
    for (const Item &item : std::as_const(m_items)) {
        if (item.type == resourceCpu && machine.cpus == 0) {
            machine.cpus = static_cast<int>(std::min<quint64>(item.quantity, 4096));
            machine.coresPerSocket = item.coresPerSocket;
        } else if (item.type == resourceMemory && machine.memoryMiB == 0) {
            const quint64 units
                = item.units.isEmpty() ? 1U << 20 : allocationUnitsFrom(item.units).value_or(0);
            machine.memoryMiB = checkedMultiply(item.quantity, units).value_or(0) >> 20;
        } else if (item.type == resourceNetwork && machine.nicModel.isEmpty()) {
            machine.nicModel = nicModelOf(item);
        } else if (item.type == resourceDisk && machine.diskBus.isEmpty()) {
            for (const Item &controller : std::as_const(m_items)) {
                if (!item.parent.isEmpty() && controller.instance == item.parent) {
                    machine.diskBus = diskBusOf(controller);
                    machine.adapterType = adapterTypeOf(controller);
                }
            }
        }
    }
}

Result<void> OvfReader::check() const
{
    for (const OvfDisk &disk : m_package.disks) {
        if (!disk.fileId.isNull() && m_package.file(disk.fileId) == nullptr)
            return refusedOvf(ArchiveText::tr("the file of the disk “%1” is not described").arg(disk.id));
    }
    return {};
}

Result<OvfPackage> OvfReader::read()
{
    bool hasMore = true;
    while (!m_xml.atEnd() || (hasMore && m_xml.error() == QXmlStreamReader::PrematureEndOfDocumentError)) {
        const auto token = m_xml.readNext();
        if (token == QXmlStreamReader::Invalid) {
            if (m_xml.error() != QXmlStreamReader::PrematureEndOfDocumentError || !hasMore)
                break;
            const auto fed = feed();
            if (!fed)
                return failure(fed.error());
            hasMore = *fed;
            continue;
        }
        if (const auto done = take(token); !done)
            return failure(done.error());
    }
    if (m_xml.hasError())
        return refusedOvf(ArchiveText::tr("it is not well-formed XML"));
    finishItems();
    if (const auto sound = check(); !sound)
        return failure(sound.error());
    return m_package;
}

} // namespace

Result<OvfPackage> readOvf(ByteStream &xml)
{
    return OvfReader(xml).read();
}

} // namespace vitrine
