#include <QTest>

#include "core/image/conversion.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class TestConversion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatDescribesTheDiskIsTakenOver();
    void whatWasSaidAboutTheOldBytesIsNot();
    void aVmdkSaysHowItIsLaidOut();
    void aLongNameKeepsItsFormat();
    void anImageWithoutANameIsCalledByItsId();
    void itFitsWhenThereIsRoom();
};

namespace {

Image sourceImage()
{
    Image image;
    image.id = u"7b0f2b6e-0000-4000-8000-000000000001"_s;
    image.name = u"debian-12"_s;
    image.status = ImageStatus::Active;
    image.visibility = Visibility::Community;
    image.isProtected = true;
    image.osHidden = true;
    image.owner = u"lab"_s;
    image.diskFormat = DiskFormat::Qcow2;
    image.containerFormat = ContainerFormat::Bare;
    image.virtualSize = 5LL << 30;
    image.minDisk = 2;
    image.minRam = 512;
    image.tags = { u"exam"_s };
    image.properties = { { u"os_distro"_s, u"debian"_s }, { u"hw_disk_bus"_s, u"virtio"_s } };
    return image;
}

} // namespace

void TestConversion::whatDescribesTheDiskIsTakenOver()
{
    const ImageDraft draft = draftOfConverted(sourceImage(), { DiskFormat::Raw });
    QVERIFY(draft.id.isNull());
    QCOMPARE(draft.name, u"debian-12 (raw)"_s);
    QCOMPARE(draft.diskFormat, DiskFormat::Raw);
    QCOMPARE(draft.containerFormat, ContainerFormat::Bare);
    QCOMPARE(draft.visibility, Visibility::Community);
    QVERIFY(!draft.isProtected);
    QVERIFY(draft.osHidden);
    QCOMPARE(draft.owner, u"lab"_s);
    QCOMPARE(draft.minDisk, 5);
    QCOMPARE(draft.minRam, 512);
    QCOMPARE(draft.tags, QStringList{ u"exam"_s });
    const QMap<QString, QString> properties{ { u"os_distro"_s, u"debian"_s },
        { u"hw_disk_bus"_s, u"virtio"_s }, { u"converted_from"_s, u"7b0f2b6e-0000-4000-8000-000000000001"_s },
        { u"converted_from_format"_s, u"qcow2"_s } };
    QCOMPARE(draft.properties, properties);
}

void TestConversion::whatWasSaidAboutTheOldBytesIsNot()
{
    Image image = sourceImage();
    for (const QString &property : { u"img_signature"_s, u"img_signature_key_type"_s, u"os_glance_failed"_s,
             u"owner_specified.openstack.sha256"_s, u"vmware_disktype"_s })
        image.properties.insert(property, u"old"_s);
    const ImageDraft draft = draftOfConverted(image, { DiskFormat::Vdi });
    QVERIFY(!draft.properties.values().contains(u"old"_s));
    QCOMPARE(draft.properties.value(u"os_distro"_s), u"debian"_s);
}

void TestConversion::aVmdkSaysHowItIsLaidOut()
{
    const auto type = [](const DiskLayout &layout) {
        return draftOfConverted(sourceImage(), layout).properties.value(u"vmware_disktype"_s);
    };
    QCOMPARE(type({ DiskFormat::Vmdk }), u"sparse"_s);
    QCOMPARE(type({ DiskFormat::Vmdk, u"streamOptimized"_s }), u"streamOptimized"_s);
    QCOMPARE(type({ DiskFormat::Qcow2 }), QString());
}

void TestConversion::aLongNameKeepsItsFormat()
{
    Image image = sourceImage();
    image.name = QString(255, u'x');
    const QString name = draftOfConverted(image, { DiskFormat::Vhdx }).name;
    QCOMPARE(name.size(), 255);
    QVERIFY(name.endsWith(u"x (vhdx)"_s));
}

void TestConversion::anImageWithoutANameIsCalledByItsId()
{
    Image image = sourceImage();
    image.name = QString();
    QCOMPARE(draftOfConverted(image, { DiskFormat::Raw }).name, image.id + u" (raw)"_s);
}

void TestConversion::itFitsWhenThereIsRoom()
{
    ConversionForecast forecast;
    forecast.estimatedSize = 1000;
    QVERIFY(forecast.fits());
    forecast.freeBytes = 1000;
    QVERIFY(!forecast.fits());
    forecast.freeBytes = 1001;
    QVERIFY(forecast.fits());
}

QTEST_APPLESS_MAIN(TestConversion)
#include "tst_conversion.moc"
