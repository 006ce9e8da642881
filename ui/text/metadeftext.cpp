#include "ui/text/metadeftext.h"

#include <QCoreApplication>

namespace vitrine::text {

namespace {

struct MetadefText {
    Q_DECLARE_TR_FUNCTIONS(MetadefText)
};

/// The texts of resources/metadefs where lupdate sees them; a test keeps both the same.
[[maybe_unused]] constexpr const char *texts[] = {
    QT_TRANSLATE_NOOP("Metadefs", "Operating system"),
    QT_TRANSLATE_NOOP("Metadefs", "Which system is installed in the image."),
    QT_TRANSLATE_NOOP("Metadefs", "System family"),
    QT_TRANSLATE_NOOP("Metadefs", "The kind of system inside. Clouds choose clock and drivers by it."),
    QT_TRANSLATE_NOOP("Metadefs", "Distribution"),
    QT_TRANSLATE_NOOP("Metadefs", "Short name of the distribution in lower case."),
    QT_TRANSLATE_NOOP("Metadefs", "System version"),
    QT_TRANSLATE_NOOP("Metadefs", "Version as the distributor writes it, such as 12 or 22.04."),
    QT_TRANSLATE_NOOP("Metadefs", "Administrator account"),
    QT_TRANSLATE_NOOP("Metadefs", "Account that gets the password or the key at the first start."),
    QT_TRANSLATE_NOOP("Metadefs", "Quiet before snapshots"),
    QT_TRANSLATE_NOOP(
        "Metadefs", "Write everything to the disk before a snapshot is taken. Needs the guest agent."),
    QT_TRANSLATE_NOOP("Metadefs", "Secure Boot"),
    QT_TRANSLATE_NOOP(
        "Metadefs", "Whether the machine must, may or cannot start with Secure Boot. Needs UEFI."),
    QT_TRANSLATE_NOOP("Metadefs", "Time to shut down"),
    QT_TRANSLATE_NOOP("Metadefs", "Seconds that the system gets to shut down before it is switched off."),
    QT_TRANSLATE_NOOP("Metadefs", "Kernel command line"),
    QT_TRANSLATE_NOOP("Metadefs", "Options for a kernel that the cloud starts directly."),
    QT_TRANSLATE_NOOP("Metadefs", "Disks"),
    QT_TRANSLATE_NOOP("Metadefs", "How the disks are attached to the machine."),
    QT_TRANSLATE_NOOP("Metadefs", "Disk bus"),
    QT_TRANSLATE_NOOP(
        "Metadefs", "Controller that the disks hang on. Virtio is fastest; old systems need IDE."),
    QT_TRANSLATE_NOOP("Metadefs", "SCSI controller"),
    QT_TRANSLATE_NOOP("Metadefs", "Model of the controller when the disk bus is SCSI."),
    QT_TRANSLATE_NOOP("Metadefs", "Disc drive bus"),
    QT_TRANSLATE_NOOP("Metadefs", "Controller of the optical drive, for installer discs."),
    QT_TRANSLATE_NOOP("Metadefs", "Rescue disk bus"),
    QT_TRANSLATE_NOOP("Metadefs", "Controller of the disk from which a broken machine is rescued."),
    QT_TRANSLATE_NOOP("Metadefs", "Rescue device"),
    QT_TRANSLATE_NOOP("Metadefs", "As what the rescue image appears in the machine."),
    QT_TRANSLATE_NOOP("Metadefs", "Firmware and machine"),
    QT_TRANSLATE_NOOP("Metadefs", "What the machine starts with, and what machine it pretends to be."),
    QT_TRANSLATE_NOOP("Metadefs", "Firmware"),
    QT_TRANSLATE_NOOP("Metadefs", "UEFI for new systems and Secure Boot, BIOS for old ones."),
    QT_TRANSLATE_NOOP("Metadefs", "Machine type"),
    QT_TRANSLATE_NOOP("Metadefs", "Model of the virtual mainboard, such as q35."),
    QT_TRANSLATE_NOOP("Metadefs", "Firmware without memory"),
    QT_TRANSLATE_NOOP("Metadefs", "The firmware forgets its settings when the machine stops."),
    QT_TRANSLATE_NOOP("Metadefs", "Boot menu"),
    QT_TRANSLATE_NOOP("Metadefs", "Show a menu of boot devices at the start."),
    QT_TRANSLATE_NOOP("Metadefs", "TPM model"),
    QT_TRANSLATE_NOOP("Metadefs", "Model of the security chip."),
    QT_TRANSLATE_NOOP("Metadefs", "TPM version"),
    QT_TRANSLATE_NOOP("Metadefs", "Version of the security chip. New Windows asks for 2.0."),
    QT_TRANSLATE_NOOP("Metadefs", "Encrypted memory"),
    QT_TRANSLATE_NOOP("Metadefs", "The memory of the machine is encrypted, so that the host cannot read it."),
    QT_TRANSLATE_NOOP("Metadefs", "Kind of memory encryption"),
    QT_TRANSLATE_NOOP("Metadefs", "Technology that encrypts the memory."),
    QT_TRANSLATE_NOOP("Metadefs", "Network"),
    QT_TRANSLATE_NOOP("Metadefs", "The network cards of the machine."),
    QT_TRANSLATE_NOOP("Metadefs", "Network card"),
    QT_TRANSLATE_NOOP(
        "Metadefs", "Model of the network card. Virtio is fastest; without its driver take e1000."),
    QT_TRANSLATE_NOOP("Metadefs", "Several network queues"),
    QT_TRANSLATE_NOOP("Metadefs", "One queue per processor, for much traffic. Needs virtio."),
    QT_TRANSLATE_NOOP("Metadefs", "Packed virtio queues"),
    QT_TRANSLATE_NOOP("Metadefs", "A faster form of virtio queues that new systems know."),
    QT_TRANSLATE_NOOP("Metadefs", "Display and input"),
    QT_TRANSLATE_NOOP("Metadefs", "Screen, mouse and serial ports."),
    QT_TRANSLATE_NOOP("Metadefs", "Graphics card"),
    QT_TRANSLATE_NOOP("Metadefs", "Model of the graphics card."),
    QT_TRANSLATE_NOOP("Metadefs", "Graphics memory"),
    QT_TRANSLATE_NOOP("Metadefs", "Memory of the graphics card in megabytes."),
    QT_TRANSLATE_NOOP("Metadefs", "Pointer"),
    QT_TRANSLATE_NOOP("Metadefs", "A tablet keeps the mouse in step with the window."),
    QT_TRANSLATE_NOOP("Metadefs", "Serial ports"),
    QT_TRANSLATE_NOOP("Metadefs", "How many serial ports the machine has."),
    QT_TRANSLATE_NOOP("Metadefs", "Processor and memory"),
    QT_TRANSLATE_NOOP("Metadefs", "How the processors look to the system, and how they share the host."),
    QT_TRANSLATE_NOOP("Metadefs", "Sockets"),
    QT_TRANSLATE_NOOP("Metadefs", "Preferred number of processor sockets."),
    QT_TRANSLATE_NOOP("Metadefs", "Cores per socket"),
    QT_TRANSLATE_NOOP("Metadefs", "Preferred number of cores in a socket."),
    QT_TRANSLATE_NOOP("Metadefs", "Threads per core"),
    QT_TRANSLATE_NOOP("Metadefs", "Preferred number of threads in a core."),
    QT_TRANSLATE_NOOP("Metadefs", "Most sockets"),
    QT_TRANSLATE_NOOP("Metadefs", "Most sockets that the system can use, such as by licence."),
    QT_TRANSLATE_NOOP("Metadefs", "Most cores per socket"),
    QT_TRANSLATE_NOOP("Metadefs", "Most cores in a socket that the system can use."),
    QT_TRANSLATE_NOOP("Metadefs", "Most threads per core"),
    QT_TRANSLATE_NOOP("Metadefs", "Most threads in a core that the system can use."),
    QT_TRANSLATE_NOOP("Metadefs", "Processor policy"),
    QT_TRANSLATE_NOOP("Metadefs", "Dedicated processors belong to this machine alone."),
    QT_TRANSLATE_NOOP("Metadefs", "Thread policy"),
    QT_TRANSLATE_NOOP("Metadefs", "How dedicated processors use cores with threads."),
    QT_TRANSLATE_NOOP("Metadefs", "Processor model"),
    QT_TRANSLATE_NOOP(
        "Metadefs", "Which processor the system sees: the host's, one like it, or a chosen one."),
    QT_TRANSLATE_NOOP("Metadefs", "NUMA nodes"),
    QT_TRANSLATE_NOOP("Metadefs", "Into how many nodes memory and processors are divided."),
    QT_TRANSLATE_NOOP("Metadefs", "Memory page size"),
    QT_TRANSLATE_NOOP("Metadefs", "Size of the host's memory pages: a word or an amount."),
    QT_TRANSLATE_NOOP("Metadefs", "Performance counters"),
    QT_TRANSLATE_NOOP("Metadefs", "The system can use the processor's performance counters."),
    QT_TRANSLATE_NOOP("Metadefs", "HPET clock"),
    QT_TRANSLATE_NOOP("Metadefs", "The machine has a high precision event timer."),
    QT_TRANSLATE_NOOP("Metadefs", "Guest services"),
    QT_TRANSLATE_NOOP("Metadefs", "Helpers between the machine and its host."),
    QT_TRANSLATE_NOOP("Metadefs", "Guest agent"),
    QT_TRANSLATE_NOOP("Metadefs", "The QEMU guest agent is installed: it freezes disks and sets passwords."),
    QT_TRANSLATE_NOOP("Metadefs", "Random numbers"),
    QT_TRANSLATE_NOOP("Metadefs", "Device that brings random numbers into the machine."),
    QT_TRANSLATE_NOOP("Metadefs", "Watchdog"),
    QT_TRANSLATE_NOOP("Metadefs", "What happens when the system hangs."),
    QT_TRANSLATE_NOOP("Metadefs", "Where it runs"),
    QT_TRANSLATE_NOOP("Metadefs", "On which processors and hypervisors the image can run."),
    QT_TRANSLATE_NOOP("Metadefs", "Architecture"),
    QT_TRANSLATE_NOOP("Metadefs", "Kind of processor that the system was built for."),
    QT_TRANSLATE_NOOP("Metadefs", "Hypervisor"),
    QT_TRANSLATE_NOOP("Metadefs", "Hypervisor that the image was made for."),
    QT_TRANSLATE_NOOP("Metadefs", "Virtualisation mode"),
    QT_TRANSLATE_NOOP("Metadefs", "How the machine is virtualised: fully, or with a kernel made for it."),
    QT_TRANSLATE_NOOP("Metadefs", "Configuration drive"),
    QT_TRANSLATE_NOOP("Metadefs", "Whether the machine must get a drive with its settings."),
    QT_TRANSLATE_NOOP("Metadefs", "Hide the hypervisor"),
    QT_TRANSLATE_NOOP("Metadefs", "The system does not see that it runs in a virtual machine."),
    QT_TRANSLATE_NOOP("Metadefs", "Kind of disk image"),
    QT_TRANSLATE_NOOP("Metadefs", "A whole disk with its partition table, or one partition."),
    QT_TRANSLATE_NOOP("Metadefs", "Origin and companions"),
    QT_TRANSLATE_NOOP("Metadefs", "Where the image comes from, and which images belong to it."),
    QT_TRANSLATE_NOOP("Metadefs", "Description"),
    QT_TRANSLATE_NOOP("Metadefs", "What the image is for, in your own words."),
    QT_TRANSLATE_NOOP("Metadefs", "Made from machine"),
    QT_TRANSLATE_NOOP("Metadefs", "ID of the machine that the image is a snapshot of."),
    QT_TRANSLATE_NOOP("Metadefs", "Made from image"),
    QT_TRANSLATE_NOOP("Metadefs", "ID of the image that the machine was started from."),
    QT_TRANSLATE_NOOP("Metadefs", "Kernel image"),
    QT_TRANSLATE_NOOP("Metadefs", "ID of the image that holds the kernel, for Amazon-style images."),
    QT_TRANSLATE_NOOP("Metadefs", "Ramdisk image"),
    QT_TRANSLATE_NOOP("Metadefs", "ID of the image that holds the ramdisk, for Amazon-style images."),
    QT_TRANSLATE_NOOP("Metadefs", "Root file system"),
    QT_TRANSLATE_NOOP("Metadefs", "UUID of the root file system, for machines without a boot loader."),
    QT_TRANSLATE_NOOP("Metadefs", "VMware"),
    QT_TRANSLATE_NOOP("Metadefs", "For images that run under VMware."),
    QT_TRANSLATE_NOOP("Metadefs", "Disk adapter"),
    QT_TRANSLATE_NOOP("Metadefs", "Controller that the disk hangs on."),
    QT_TRANSLATE_NOOP("Metadefs", "Disk type"),
    QT_TRANSLATE_NOOP("Metadefs", "How the VMDK file is laid out."),
    QT_TRANSLATE_NOOP("Metadefs", "Guest system"),
    QT_TRANSLATE_NOOP("Metadefs", "VMware's name for the system inside, such as debian12_64Guest."),
    QT_TRANSLATE_NOOP("Metadefs", "Linked clones"),
    QT_TRANSLATE_NOOP("Metadefs", "New machines share the disk of the image instead of copying it."),
    QT_TRANSLATE_NOOP("Metadefs", "Signature"),
    QT_TRANSLATE_NOOP(
        "Metadefs", "Proof that the data come from who signed them. All four are needed together."),
    QT_TRANSLATE_NOOP("Metadefs", "The signature of the data, in Base64."),
    QT_TRANSLATE_NOOP("Metadefs", "Signature hash"),
    QT_TRANSLATE_NOOP("Metadefs", "Hash that was signed."),
    QT_TRANSLATE_NOOP("Metadefs", "Signature key"),
    QT_TRANSLATE_NOOP("Metadefs", "Kind of the key that signed."),
    QT_TRANSLATE_NOOP("Metadefs", "Certificate"),
    QT_TRANSLATE_NOOP("Metadefs", "ID of the certificate in the key manager."),
    QT_TRANSLATE_NOOP("Metadefs", "Encryption"),
    QT_TRANSLATE_NOOP("Metadefs", "For images of encrypted volumes."),
    QT_TRANSLATE_NOOP("Metadefs", "Encryption key"),
    QT_TRANSLATE_NOOP("Metadefs", "ID of the key in the key manager."),
    QT_TRANSLATE_NOOP("Metadefs", "When the image is deleted"),
    QT_TRANSLATE_NOOP("Metadefs", "Whether the key goes with the image."),
};

} // namespace

QString metadefText(const QString &english)
{
    return english.isEmpty() ? QString()
                             : QCoreApplication::translate("Metadefs", english.toUtf8().constData());
}

QString propertyFault(const PropertyDefinition &definition, PropertyFault fault, const QString &value)
{
    switch (fault) {
    case PropertyFault::NotAChoice:
        return MetadefText::tr("“%1” is none of the usual values.").arg(value);
    case PropertyFault::NotWhole:
        return MetadefText::tr("A whole number is expected here.");
    case PropertyFault::NotANumber:
        return MetadefText::tr("A number is expected here.");
    case PropertyFault::TooSmall:
        return MetadefText::tr("The least that makes sense is %1.").arg(definition.minimum.value_or(0));
    case PropertyFault::TooLarge:
        return MetadefText::tr("The most that makes sense is %1.").arg(definition.maximum.value_or(0));
    case PropertyFault::NotBoolean:
        return MetadefText::tr("“true” or “false” is expected here.");
    case PropertyFault::WrongForm:
        return definition.examples.isEmpty()
            ? MetadefText::tr("The value does not have the form that is expected here.")
            : MetadefText::tr("The value does not have the form of the usual ones, such as “%1”.")
                  .arg(definition.examples.first());
    }
    Q_UNREACHABLE();
}

} // namespace vitrine::text
