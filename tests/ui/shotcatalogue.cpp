#include "tests/ui/shotcatalogue.h"

#include <QFile>
#include <QTemporaryDir>

#include "tests/support/realengine.h"
#include "tests/support/testfiles.h"
#include "ui/catalogs/catalogueregistry.h"

namespace vitrine::test {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mebibyte = 1 << 20;

struct Sample {
    QString name;
    const char *format;
    qint64 dataBytes;
    QString virtualSize;
    Visibility visibility = Visibility::Shared;
    QStringList tags = {};
    QMap<QString, QString> properties = {};
    bool isProtected = false;
};

QList<Sample> samples()
{
    return {
        { u"debian-12-cloud"_s, "qcow2", 34 * mebibyte, u"10G"_s, Visibility::Public,
            { u"cloud"_s, u"course"_s },
            { { u"os_distro"_s, u"debian"_s }, { u"os_version"_s, u"12"_s },
                { u"hw_disk_bus"_s, u"virtio"_s } },
            true },
        { u"ubuntu-22.04-server"_s, "qcow2", 58 * mebibyte, u"20G"_s, Visibility::Public, { u"cloud"_s },
            { { u"os_distro"_s, u"ubuntu"_s }, { u"os_version"_s, u"22.04"_s } } },
        { u"win2022-evaluation"_s, "vmdk", 96 * mebibyte, u"40G"_s, Visibility::Private, { u"windows"_s },
            {} },
        { u"教室範本 2026 春季"_s, "qcow2", 21 * mebibyte, u"16G"_s, Visibility::Community,
            { u"教室"_s, u"course"_s }, {} },
        { u"fedora-40-workstation"_s, "vdi", 44 * mebibyte, u"32G"_s, Visibility::Shared, {}, {} },
        { u"alpine-3.19-tiny"_s, "raw", 6 * mebibyte, u"64M"_s, Visibility::Public, { u"tiny"_s }, {} },
        { u"legacy-hyper-v-router-with-a-very-long-name-that-has-to-be-shortened-somewhere"_s, "vhdx",
            8 * mebibyte, u"8G"_s, Visibility::Private, {}, {} },
        { u"database-lab-week-7"_s, "qcow2", 17 * mebibyte, u"12G"_s, Visibility::Shared,
            { u"course"_s, u"db"_s }, {} },
    };
}

/// A real disk of the format with real data in it, made by qemu-img.
QString makeDisk(const QString &folder, const Sample &sample, quint32 seed)
{
    const QString raw = folder % u"/data.raw"_s;
    writeFile(raw, patternBytes(sample.dataBytes, seed));
    run(u"qemu-img"_s, { u"resize"_s, u"-q"_s, u"-f"_s, u"raw"_s, raw, sample.virtualSize });
    const QString disk = folder % u"/disk-%1."_s.arg(seed) % QLatin1String(sample.format);
    run(u"qemu-img"_s,
        { u"convert"_s, u"-q"_s, u"-f"_s, u"raw"_s, u"-O"_s, QLatin1String(sample.format), raw, disk });
    QFile::remove(raw);
    return disk;
}

Image addImage(Catalogue &catalogue, const Sample &sample, const QString &disk)
{
    ImageDraft draft;
    draft.name = sample.name;
    draft.diskFormat = diskFormatFromName(QLatin1String(sample.format));
    draft.containerFormat = ContainerFormat::Bare;
    draft.visibility = sample.visibility;
    draft.isProtected = sample.isProtected;
    draft.tags = sample.tags;
    draft.properties = sample.properties;
    draft.minDisk = 10;
    draft.minRam = 512;
    const Result<Image> created = catalogue.create(draft);
    if (!created)
        qFatal("%s", qPrintable(created.error().message));
    if (disk.isEmpty())
        return *created;
    const auto source = openFileSource(disk);
    const Result<Image> image = catalogue.upload(created->id, **source, {}, {});
    if (!image)
        qFatal("%s", qPrintable(image.error().message));
    return *image;
}

} // namespace

void prepareCatalogue(const QString &root)
{
    const QTemporaryDir folder;
    const auto catalogue = Catalogue::open(CatalogueOptions{ .root = root });
    if (!catalogue)
        qFatal("%s", qPrintable(catalogue.error().message));
    quint32 seed = 1;
    for (const Sample &sample : samples()) {
        const QString disk = makeDisk(folder.path(), sample, seed++);
        const Image image = addImage(**catalogue, sample, disk);
        QFile::remove(disk);
        if (sample.name.startsWith(u"fedora"_s) && !(*catalogue)->deactivate(image.id))
            qFatal("cannot deactivate");
    }
    addImage(**catalogue, { u"exam-2026"_s, "raw", 0, {} }, {});
    const Sample old{ u"centos-7-old"_s, "qcow2", 4 * mebibyte, u"8G"_s };
    const Image gone = addImage(**catalogue, old, makeDisk(folder.path(), old, seed));
    if (!(*catalogue)->remove(gone.id))
        qFatal("cannot delete");
}

namespace {

/// A cloud that answers, one that does not, and one that does not let one in.
void listClouds(CatalogueRegistry &registry)
{
    const auto cloud = [](const QString &name, const QString &url) {
        CatalogueEntry entry;
        entry.id = cloudId(CloudOrigin::Found, name);
        entry.kind = CatalogueKind::Cloud;
        entry.label = name;
        entry.place = url;
        entry.cloud.source = u"~/.config/openstack/clouds.yaml"_s;
        entry.cloud.user = u"lin"_s;
        entry.cloud.project = u"course-2026"_s;
        entry.cloud.region = u"RegionOne"_s;
        return entry;
    };
    const QList<CatalogueEntry> clouds{ cloud(u"campus"_s, u"https://campus.example.org:5000/v3"_s),
        cloud(u"devstack"_s, u"http://192.168.122.10/identity"_s),
        cloud(u"partner"_s, u"https://partner.example.org/identity"_s) };
    registry.setClouds(clouds);
    registry.setHealth(clouds[0].id, CatalogueHealth::Available);
    registry.setHealth(clouds[1].id, CatalogueHealth::Offline);
    CloudFacts away = clouds[1].cloud;
    away.offlineSince = QDateTime::currentDateTime().addSecs(-40 * 60);
    registry.setCloudFacts(clouds[1].id, away);
    registry.setHealth(clouds[2].id, CatalogueHealth::Refused);
}

} // namespace

void listCatalogues(CatalogueRegistry &registry)
{
    constexpr qint64 gibibyte = 1LL << 30;
    const QString lab = registry.addFolder(u"/data/lab"_s, u"Lab"_s, false);
    registry.setHealth(lab, CatalogueHealth::Available);
    registry.setDisk(lab, 480 * gibibyte, 171 * gibibyte);
    const QString course = registry.addFolder(u"/data/course-2026"_s, u"Course 2026"_s, false);
    registry.setHealth(course, CatalogueHealth::ReadOnly);
    registry.setDisk(course, 200 * gibibyte, 20 * gibibyte);
    const QString archive = registry.addFolder(u"/media/archive"_s, u"Archive"_s, false);
    registry.setHealth(archive, CatalogueHealth::Missing);
    registry.setCurrent(lab);
    listClouds(registry);
}

} // namespace vitrine::test
