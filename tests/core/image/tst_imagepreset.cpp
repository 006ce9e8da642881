#include <QSet>
#include <QTest>

#include "core/image/imagelimits.h"
#include "core/image/imagepreset.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class TestImagePreset final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCompiledInPresetsAreThere();
    void everyPresetIsAValidDraft();
    void whatCannotBeUsedIsLeftOut();
};

void TestImagePreset::theCompiledInPresetsAreThere()
{
    QSet<QString> ids;
    for (const ImagePreset &preset : imagePresets())
        ids.insert(preset.id);
    QCOMPARE(ids.size(), imagePresets().size());
    for (const QString &id :
        { u"linux-cloud"_s, u"linux-uefi"_s, u"windows"_s, u"installer"_s, u"data-disk"_s })
        QVERIFY2(ids.contains(id), qPrintable(id));
    const ImagePreset *uefi = findImagePreset(u"linux-uefi"_s);
    QVERIFY(uefi);
    QCOMPARE(uefi->properties.value(u"hw_firmware_type"_s), u"uefi"_s);
    QCOMPARE(findImagePreset(u"installer"_s)->formats, QList<DiskFormat>{ DiskFormat::Iso });
    QVERIFY(!findImagePreset(u"no such"_s));
}

void TestImagePreset::everyPresetIsAValidDraft()
{
    for (const ImagePreset &preset : imagePresets()) {
        ImageDraft draft;
        draft.minDisk = preset.minDisk;
        draft.minRam = preset.minRam;
        draft.properties = preset.properties;
        const Result<void> valid = validateDraft(draft, ImageLimits());
        QVERIFY2(valid, qPrintable(preset.id));
        QVERIFY(!preset.properties.isEmpty());
        for (const QString &value : preset.properties)
            QVERIFY2(!value.isEmpty(), qPrintable(preset.id));
    }
}

void TestImagePreset::whatCannotBeUsedIsLeftOut()
{
    QVERIFY(imagePresetsFromJson("not json").isEmpty());
    QVERIFY(imagePresetsFromJson("[{\"id\": \"\", \"for\": [\"raw\"]}, {\"id\": \"x\"}, 3]").isEmpty());
    const QList<ImagePreset> presets = imagePresetsFromJson(
        "[{\"id\": \"x\", \"for\": [\"raw\", \"qed\"], \"min_disk\": 3, \"properties\": {\"a\": \"b\"}}]");
    QCOMPARE(presets.size(), 1);
    QCOMPARE(presets.first().formats, QList<DiskFormat>{ DiskFormat::Raw });
    QCOMPARE(presets.first().minDisk, 3);
    QCOMPARE(presets.first().properties.value(u"a"_s), u"b"_s);
}

QTEST_GUILESS_MAIN(TestImagePreset)
#include "tst_imagepreset.moc"
