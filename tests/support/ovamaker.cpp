#include "tests/support/ovamaker.h"

#include <QCryptographicHash>
#include <QTemporaryDir>

#include "tests/support/imagemaker.h"
#include "tests/support/testfiles.h"

namespace vitrine::test {

using namespace Qt::Literals::StringLiterals;

QByteArray ovfText(const QList<ApplianceDisk> &disks)
{
    QByteArray files;
    QByteArray list;
    for (qsizetype i = 0; i < disks.size(); ++i) {
        const ApplianceDisk &disk = disks.at(i);
        const QByteArray number = QByteArray::number(i + 1);
        files += "<File ovf:href=\"" + disk.name.toUtf8() + "\" ovf:id=\"file" + number + "\" ovf:size=\""
            + QByteArray::number(disk.content.size()) + "\"/>\n";
        list += "<Disk ovf:capacity=\"" + QByteArray::number(disk.capacity)
            + "\" ovf:capacityAllocationUnits=\"byte\" ovf:diskId=\"vmdisk" + number + "\" ovf:fileRef=\"file"
            + number
            + "\" "
              "ovf:format=\"http://www.vmware.com/interfaces/specifications/vmdk.html#streamOptimized\"/>\n";
    }
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<Envelope vmw:buildId="build-1" xmlns="http://schemas.dmtf.org/ovf/envelope/1"
 xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"
 xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData"
 xmlns:vmw="http://www.vmware.com/schema/ovf"
 xmlns:vssd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData">
<References>
)" + files
        + "</References>\n<DiskSection><Info>Virtual disks</Info>\n" + list + R"(</DiskSection>
<VirtualSystem ovf:id="lab"><Info>A machine</Info><Name>Lab machine</Name>
<OperatingSystemSection ovf:id="96" vmw:osType="debian10_64Guest"><Info>Guest</Info>
<Description>Debian GNU/Linux 12 (64-bit)</Description></OperatingSystemSection>
<VirtualHardwareSection><Info>Hardware</Info>
<System><vssd:ElementName>Virtual Hardware Family</vssd:ElementName><vssd:InstanceID>0</vssd:InstanceID>
<vssd:VirtualSystemType>vmx-14</vssd:VirtualSystemType></System>
<Item><rasd:ElementName>2 virtual CPU(s)</rasd:ElementName><rasd:InstanceID>1</rasd:InstanceID>
<rasd:ResourceType>3</rasd:ResourceType><rasd:VirtualQuantity>2</rasd:VirtualQuantity>
<vmw:CoresPerSocket ovf:required="false">2</vmw:CoresPerSocket></Item>
<Item><rasd:AllocationUnits>byte * 2^20</rasd:AllocationUnits><rasd:ElementName>memory</rasd:ElementName>
<rasd:InstanceID>2</rasd:InstanceID><rasd:ResourceType>4</rasd:ResourceType>
<rasd:VirtualQuantity>2048</rasd:VirtualQuantity></Item>
<Item><rasd:ElementName>SCSI Controller 0</rasd:ElementName><rasd:InstanceID>3</rasd:InstanceID>
<rasd:ResourceSubType>VirtualSCSI</rasd:ResourceSubType><rasd:ResourceType>6</rasd:ResourceType></Item>
<Item><rasd:ElementName>Hard disk 1</rasd:ElementName><rasd:HostResource>ovf:/disk/vmdisk1</rasd:HostResource>
<rasd:InstanceID>4</rasd:InstanceID><rasd:Parent>3</rasd:Parent><rasd:ResourceType>17</rasd:ResourceType></Item>
<Item><rasd:ElementName>Network adapter 1</rasd:ElementName><rasd:InstanceID>5</rasd:InstanceID>
<rasd:ResourceSubType>VmxNet3</rasd:ResourceSubType><rasd:ResourceType>10</rasd:ResourceType></Item>
<vmw:Config ovf:required="false" vmw:key="firmware" vmw:value="efi"/>
</VirtualHardwareSection></VirtualSystem>
</Envelope>
)";
}

QByteArray manifestText(const QList<QPair<QString, QByteArray>> &members)
{
    QByteArray text;
    for (const auto &[name, content] : members) {
        text += "SHA256(" + name.toUtf8()
            + ")= " + QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex() + '\n';
    }
    return text;
}

QByteArray applianceOf(const QList<ApplianceDisk> &disks)
{
    QList<QPair<QString, QByteArray>> members{ { u"lab.ovf"_s, ovfText(disks) } };
    QList<QPair<QString, QByteArray>> contents;
    for (const ApplianceDisk &disk : disks)
        contents.append({ disk.name, disk.content });
    members.append({ u"lab.mf"_s, manifestText(members + contents) });
    return tarOf(members + contents);
}

QByteArray smallVmdk(const QByteArray &text)
{
    const QTemporaryDir folder;
    writeSparseFile(folder.filePath(u"raw"_s), 1 << 20, text);
    convertImage(
        folder.filePath(u"raw"_s), folder.filePath(u"vmdk"_s), u"vmdk"_s, { u"subformat=streamOptimized"_s });
    return readFile(folder.filePath(u"vmdk"_s));
}

} // namespace vitrine::test
