#include <QXmlStreamWriter>

#include "core/disk/ovawriter.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QStringView ovfSpace = u"http://schemas.dmtf.org/ovf/envelope/1";
constexpr QStringView rasdSpace
    = u"http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData";
constexpr QStringView vssdSpace
    = u"http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData";
constexpr QStringView vmwSpace = u"http://www.vmware.com/schema/ovf";
constexpr QStringView diskFormat
    = u"http://www.vmware.com/interfaces/specifications/vmdk.html#streamOptimized";

/// Writes one description. Elements are in the default namespace, as products write them. Who imports it goes
/// by the order of elements, which is DMTF's: alphabetical in an Item.
class OvfWriter final
{
public:
    OvfWriter(const ApplianceMachine &machine, const QList<ApplianceFile> &disks)
        : m_machine(machine)
        , m_disks(disks)
        , m_xml(&m_text)
    {
    }

    QByteArray write();

private:
    void writeReferences();
    void writeDisks();
    void writeNetwork();
    void writeMachine();
    void writeSystem();
    void writeHardware();
    void writeProcessors();
    void writeMemory();
    void writeController();
    void writeDiskItem(qsizetype index);
    void writeNetworkCard();
    void writeConfig(const QString &key, const QString &value);

    void attribute(QStringView name, const QString &value)
    {
        m_xml.writeAttribute(ovfSpace.toString(), name.toString(), value);
    }
    void element(QStringView name, const QString &text) { m_xml.writeTextElement(name.toString(), text); }
    void rasd(QStringView name, const QString &text)
    {
        m_xml.writeTextElement(rasdSpace.toString(), name.toString(), text);
    }
    void vssd(QStringView name, const QString &text)
    {
        m_xml.writeTextElement(vssdSpace.toString(), name.toString(), text);
    }
    void begin(QStringView name) { m_xml.writeStartElement(name.toString()); }
    static QString ovf() { return ovfSpace.toString(); }
    static QString fileId(qsizetype index) { return u"file"_s + QString::number(index + 1); }
    static QString diskId(qsizetype index) { return u"vmdisk"_s + QString::number(index + 1); }

    const ApplianceMachine &m_machine;
    const QList<ApplianceFile> &m_disks;
    QByteArray m_text;
    QXmlStreamWriter m_xml;
};

void OvfWriter::writeReferences()
{
    begin(u"References");
    for (qsizetype i = 0; i < m_disks.size(); ++i) {
        m_xml.writeEmptyElement(u"File"_s);
        attribute(u"href", m_disks.at(i).name);
        attribute(u"id", fileId(i));
        attribute(u"size", QString::number(m_disks.at(i).size));
    }
    m_xml.writeEndElement();
}

void OvfWriter::writeDisks()
{
    begin(u"DiskSection");
    element(u"Info", u"Virtual disk information"_s);
    for (qsizetype i = 0; i < m_disks.size(); ++i) {
        m_xml.writeEmptyElement(u"Disk"_s);
        attribute(u"capacity", QString::number(m_disks.at(i).capacity));
        attribute(u"capacityAllocationUnits", u"byte"_s);
        attribute(u"diskId", diskId(i));
        attribute(u"fileRef", fileId(i));
        attribute(u"format", diskFormat.toString());
    }
    m_xml.writeEndElement();
}

void OvfWriter::writeNetwork()
{
    begin(u"NetworkSection");
    element(u"Info", u"The list of logical networks"_s);
    begin(u"Network");
    attribute(u"name", u"NAT"_s);
    element(u"Description", u"The NAT network"_s);
    m_xml.writeEndElement();
    m_xml.writeEndElement();
}

void OvfWriter::writeSystem()
{
    begin(u"System");
    vssd(u"ElementName", u"Virtual Hardware Family"_s);
    vssd(u"InstanceID", u"0"_s);
    vssd(u"VirtualSystemIdentifier", m_machine.name);
    // Hardware that both VMware's products of the last ten years and VirtualBox know.
    vssd(u"VirtualSystemType", u"vmx-10"_s);
    m_xml.writeEndElement();
}

void OvfWriter::writeProcessors()
{
    begin(u"Item");
    rasd(u"AllocationUnits", u"hertz * 10^6"_s);
    rasd(u"Description", u"Number of Virtual CPUs"_s);
    rasd(u"ElementName", QString::number(m_machine.cpus) + u" virtual CPU(s)"_s);
    rasd(u"InstanceID", u"1"_s);
    rasd(u"ResourceType", u"3"_s);
    rasd(u"VirtualQuantity", QString::number(m_machine.cpus));
    m_xml.writeEndElement();
}

void OvfWriter::writeMemory()
{
    const QString size = QString::number(m_machine.memoryMiB);
    begin(u"Item");
    rasd(u"AllocationUnits", u"byte * 2^20"_s);
    rasd(u"Description", u"Memory Size"_s);
    rasd(u"ElementName", size + u"MB of memory"_s);
    rasd(u"InstanceID", u"2"_s);
    rasd(u"ResourceType", u"4"_s);
    rasd(u"VirtualQuantity", size);
    m_xml.writeEndElement();
}

void OvfWriter::writeController()
{
    begin(u"Item");
    rasd(u"Address", u"0"_s);
    if (m_machine.diskBus == u"ide") {
        rasd(u"Description", u"IDE Controller"_s);
        rasd(u"ElementName", u"ideController0"_s);
        rasd(u"InstanceID", u"3"_s);
        rasd(u"ResourceSubType", u"PIIX4"_s);
        rasd(u"ResourceType", u"5"_s);
    } else if (m_machine.diskBus == u"scsi") {
        rasd(u"Description", u"SCSI Controller"_s);
        rasd(u"ElementName", u"scsiController0"_s);
        rasd(u"InstanceID", u"3"_s);
        rasd(u"ResourceSubType", u"lsilogic"_s);
        rasd(u"ResourceType", u"6"_s);
    } else {
        rasd(u"Description", u"SATA Controller"_s);
        rasd(u"ElementName", u"sataController0"_s);
        rasd(u"InstanceID", u"3"_s);
        rasd(u"ResourceSubType", u"AHCI"_s);
        rasd(u"ResourceType", u"20"_s);
    }
    m_xml.writeEndElement();
}

void OvfWriter::writeDiskItem(qsizetype index)
{
    constexpr qsizetype firstInstance = 5;
    constexpr qsizetype scsiController = 7; ///< takes the address 7 for itself
    const bool isPast = m_machine.diskBus == u"scsi" && index >= scsiController;
    begin(u"Item");
    rasd(u"AddressOnParent", QString::number(isPast ? index + 1 : index));
    rasd(u"Description", u"Disk Image"_s);
    rasd(u"ElementName", u"disk"_s + QString::number(index + 1));
    rasd(u"HostResource", u"ovf:/disk/"_s + diskId(index));
    rasd(u"InstanceID", QString::number(firstInstance + index));
    rasd(u"Parent", u"3"_s);
    rasd(u"ResourceType", u"17"_s);
    m_xml.writeEndElement();
}

void OvfWriter::writeNetworkCard()
{
    begin(u"Item");
    rasd(u"AddressOnParent", u"0"_s);
    rasd(u"AutomaticAllocation", u"true"_s);
    rasd(u"Connection", u"NAT"_s);
    rasd(u"Description", u"Ethernet adapter"_s);
    rasd(u"ElementName", u"ethernet0"_s);
    rasd(u"InstanceID", u"4"_s);
    if (m_machine.nicModel == u"vmxnet3")
        rasd(u"ResourceSubType", u"VmxNet3"_s);
    else
        rasd(u"ResourceSubType", m_machine.nicModel == u"virtio" ? u"virtio"_s : u"E1000"_s);
    rasd(u"ResourceType", u"10"_s);
    m_xml.writeEndElement();
}

void OvfWriter::writeConfig(const QString &key, const QString &value)
{
    m_xml.writeEmptyElement(vmwSpace.toString(), u"Config"_s);
    attribute(u"required", u"false"_s);
    m_xml.writeAttribute(vmwSpace.toString(), u"key"_s, key);
    m_xml.writeAttribute(vmwSpace.toString(), u"value"_s, value);
}

void OvfWriter::writeHardware()
{
    begin(u"VirtualHardwareSection");
    element(u"Info", u"Virtual hardware requirements"_s);
    writeSystem();
    writeProcessors();
    writeMemory();
    writeController();
    writeNetworkCard();
    for (qsizetype i = 0; i < m_disks.size(); ++i)
        writeDiskItem(i);
    writeConfig(u"firmware"_s, m_machine.firmware == u"uefi" ? u"efi"_s : u"bios"_s);
    m_xml.writeEndElement();
}

void OvfWriter::writeMachine()
{
    begin(u"VirtualSystem");
    attribute(u"id", m_machine.name);
    element(u"Info", u"A virtual machine"_s);
    element(u"Name", m_machine.name);
    begin(u"OperatingSystemSection");
    attribute(u"id", QString::number(m_machine.os.osId));
    if (!m_machine.os.osType.isEmpty())
        m_xml.writeAttribute(vmwSpace.toString(), u"osType"_s, m_machine.os.osType);
    element(u"Info", u"The kind of installed guest operating system"_s);
    if (!m_machine.osText.isEmpty())
        element(u"Description", m_machine.osText);
    m_xml.writeEndElement();
    writeHardware();
    m_xml.writeEndElement();
}

QByteArray OvfWriter::write()
{
    m_xml.setAutoFormatting(true);
    m_xml.setAutoFormattingIndent(2);
    m_xml.writeStartDocument();
    m_xml.writeDefaultNamespace(ovf());
    m_xml.writeNamespace(ovf(), u"ovf"_s);
    m_xml.writeNamespace(rasdSpace.toString(), u"rasd"_s);
    m_xml.writeNamespace(vmwSpace.toString(), u"vmw"_s);
    m_xml.writeNamespace(vssdSpace.toString(), u"vssd"_s);
    begin(u"Envelope");
    attribute(u"version", u"1.0"_s);
    writeReferences();
    writeDisks();
    writeNetwork();
    writeMachine();
    m_xml.writeEndDocument();
    return m_text;
}

} // namespace

QByteArray ovfFor(const ApplianceMachine &machine, const QList<ApplianceFile> &disks)
{
    return OvfWriter(machine, disks).write();
}

} // namespace vitrine
