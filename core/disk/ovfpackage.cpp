#include "core/disk/ovfpackage.h"

#include <algorithm>
#include <array>

#include "core/disk/bytes.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct CimOs {
    int id;
    const char *distro;
    const char *version;
    bool is64Bit;
    const char *vmwareType; ///< with which to write it
};

/// The numbers of DMTF's CIM_OperatingSystem that images are met with. The first of a distribution is
/// written.
constexpr std::array<CimOs, 41> cimSystems{ {
    { 96, "debian", "", true, "debian10_64Guest" },
    { 95, "debian", "", false, "debian10Guest" },
    { 94, "ubuntu", "", true, "ubuntu64Guest" },
    { 93, "ubuntu", "", false, "ubuntuGuest" },
    { 80, "rhel", "", true, "rhel7_64Guest" },
    { 79, "rhel", "", false, "rhel6Guest" },
    { 107, "centos", "", true, "centos7_64Guest" },
    { 106, "centos", "", false, "centosGuest" },
    { 85, "sled", "", true, "sles12_64Guest" },
    { 84, "sled", "", false, "sles11Guest" },
    { 83, "opensuse", "", true, "opensuse64Guest" },
    { 82, "opensuse", "", false, "opensuseGuest" },
    { 90, "mandriva", "", true, "mandriva64Guest" },
    { 89, "mandriva", "", false, "mandrivaGuest" },
    { 78, "freebsd", "", true, "freebsd12_64Guest" },
    { 42, "freebsd", "", false, "freebsdGuest" },
    { 43, "netbsd", "", false, "otherGuest" },
    { 65, "openbsd", "", false, "otherGuest" },
    { 14, "msdos", "", false, "dosGuest" },
    { 112, "windows", "2012", true, "windows8Server64Guest" },
    { 115, "windows", "2012 R2", true, "windows8Server64Guest" },
    { 103, "windows", "2008 R2", true, "windows7Server64Guest" },
    { 77, "windows", "2008", true, "winLonghorn64Guest" },
    { 76, "windows", "2008", false, "winLonghornGuest" },
    { 70, "windows", "2003", true, "winNetStandard64Guest" },
    { 69, "windows", "2003", false, "winNetStandardGuest" },
    { 114, "windows", "8", true, "windows8_64Guest" },
    { 113, "windows", "8", false, "windows8Guest" },
    { 105, "windows", "7", false, "windows7Guest" },
    { 74, "windows", "Vista", true, "winVista64Guest" },
    { 73, "windows", "Vista", false, "winVistaGuest" },
    { 71, "windows", "XP", true, "winXPPro64Guest" },
    { 67, "windows", "XP", false, "winXPProGuest" },
    { 58, "windows", "2000", false, "win2000ProGuest" },
    { 101, "", "", true, "otherLinux64Guest" },
    { 100, "", "2.6", true, "other26xLinux64Guest" },
    { 98, "", "2.4", true, "other24xLinux64Guest" },
    { 36, "", "", false, "otherLinuxGuest" },
    { 99, "", "2.6", false, "other26xLinuxGuest" },
    { 97, "", "2.4", false, "other24xLinuxGuest" },
    { 102, "", "", true, "otherGuest64" },
} };

const CimOs *systemOf(int osId)
{
    const auto found = std::find_if(
        cimSystems.cbegin(), cimSystems.cend(), [osId](const CimOs &os) { return os.id == osId; });
    return found == cimSystems.cend() ? nullptr : &*found;
}

bool isLinux(int osId)
{
    return osId == 36 || (osId >= 79 && osId <= 101 && osId != 81) || (osId >= 106 && osId <= 109);
}

QString textOrNull(const char *text)
{
    return *text == '\0' ? QString() : QString::fromLatin1(text);
}

QString osTypeOf(const OvfMachine &machine, const OsDescription &os)
{
    if (isLinux(machine.osId) || machine.osType.contains(u"linux"_s, Qt::CaseInsensitive))
        return u"linux"_s;
    return vitrine::osTypeOf(os.distro);
}

} // namespace

const OvfFile *OvfPackage::file(const QString &id) const
{
    const auto found
        = std::find_if(files.cbegin(), files.cend(), [&id](const OvfFile &file) { return file.id == id; });
    return found == files.cend() ? nullptr : &*found;
}

OsDescription osOfCim(int osId)
{
    const CimOs *const os = systemOf(osId);
    if (os == nullptr)
        return {};
    // That it has 64 bits says that it is x86 in what Vmware and VirtualBox write; 32 bits may be anything.
    return { textOrNull(os->distro), textOrNull(os->distro).isNull() ? QString() : textOrNull(os->version),
        os->is64Bit ? u"x86_64"_s : QString() };
}

OvfOs cimOsOf(const OsDescription &os)
{
    const bool is64Bit = os.architecture != u"i686" && os.architecture != u"i386";
    for (const CimOs &system : cimSystems) {
        if (!os.distro.isEmpty() && QLatin1StringView(system.distro) == os.distro
            && system.is64Bit == is64Bit)
            return { system.id, QString::fromLatin1(system.vmwareType) };
    }
    if (vitrine::osTypeOf(os.distro) == u"linux")
        return is64Bit ? OvfOs{ 101, u"otherLinux64Guest"_s } : OvfOs{ 36, u"otherLinuxGuest"_s };
    return is64Bit ? OvfOs{ 102, u"otherGuest64"_s } : OvfOs{ 1, u"otherGuest"_s };
}

QMap<QString, QString> propertiesOf(const OvfMachine &machine)
{
    QMap<QString, QString> properties;
    const auto put = [&properties](const QString &key, const QString &value) {
        if (!value.isEmpty())
            properties.insert(key, value);
    };
    const OsDescription os = osOfCim(machine.osId);
    put(u"os_distro"_s, os.distro);
    put(u"os_version"_s, os.version);
    put(u"os_type"_s, osTypeOf(machine, os));
    put(u"architecture"_s, os.architecture);
    put(u"hw_firmware_type"_s, machine.firmware);
    put(u"hw_disk_bus"_s, machine.diskBus);
    put(u"hw_vif_model"_s, machine.nicModel);
    put(u"vmware_adaptertype"_s, machine.adapterType);
    put(u"vmware_ostype"_s, machine.osType);
    if (machine.cpus > 0) {
        const bool isWhole = machine.coresPerSocket > 0 && machine.cpus % machine.coresPerSocket == 0;
        const int cores = isWhole ? machine.coresPerSocket : 1;
        put(u"hw_cpu_sockets"_s, QString::number(machine.cpus / cores));
        put(u"hw_cpu_cores"_s, QString::number(cores));
    }
    return properties;
}

std::optional<quint64> allocationUnitsFrom(const QString &units)
{
    constexpr std::array<std::pair<QLatin1StringView, quint64>, 9> words{ {
        { QLatin1StringView("byte"), 1 },
        { QLatin1StringView("bytes"), 1 },
        { QLatin1StringView("kilobytes"), 1ULL << 10 },
        { QLatin1StringView("megabytes"), 1ULL << 20 },
        { QLatin1StringView("gigabytes"), 1ULL << 30 },
        { QLatin1StringView("terabytes"), 1ULL << 40 },
        { QLatin1StringView("kb"), 1ULL << 10 },
        { QLatin1StringView("mb"), 1ULL << 20 },
        { QLatin1StringView("gb"), 1ULL << 30 },
    } };
    const QString text = units.toLower().remove(u' ');
    if (text.isEmpty())
        return 1;
    for (const auto &[word, bytes] : words) {
        if (text == word)
            return bytes;
    }
    if (!text.startsWith(u"byte*"))
        return std::nullopt;
    const QString factor = text.mid(5);
    const qsizetype power = factor.indexOf(u'^');
    bool isBase = false;
    bool isExponent = power < 0;
    const quint64 base = factor.left(power).toULongLong(&isBase);
    int exponent = power < 0 ? 1 : factor.mid(power + 1).toInt(&isExponent);
    if (!isBase || !isExponent || exponent < 0 || exponent > 63)
        return std::nullopt;
    std::optional<quint64> bytes = 1;
    for (; exponent > 0 && bytes; --exponent)
        bytes = checkedMultiply(*bytes, base);
    return bytes;
}

} // namespace vitrine
