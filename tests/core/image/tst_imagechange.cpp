#include <QTest>

#include "core/image/imagechange.h"
#include "core/image/imagelimits.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using Kind = ImageField::Kind;

namespace {

Image someImage()
{
    Image image;
    image.id = u"7a9c2a36-9df0-4f0c-a2f9-1f7f7f6fd3b1"_s;
    image.name = u"debian"_s;
    image.minDisk = 10;
    image.tags = { u"cloud"_s, u"linux"_s };
    image.properties = { { u"os_distro"_s, u"debian"_s }, { u"hw_disk_bus"_s, u"scsi"_s } };
    return image;
}

Image otherImage()
{
    Image image = someImage();
    image.name = QString();
    image.visibility = Visibility::Public;
    image.isProtected = true;
    image.osHidden = true;
    image.minDisk = 0;
    image.minRam = 512;
    image.tags = { u"cloud"_s, u"course"_s };
    image.properties = { { u"os_distro"_s, u"ubuntu"_s }, { u"os_version"_s, u""_s } };
    return image;
}

} // namespace

class TestImageChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingDiffersFromItself();
    void everyFieldThatDiffersIsNamed();
    void aPatchMakesOneStateOfTheOther();
    void aReversedChangeLeadsBack();
    void wishesChangeOnlyWhatIsNotSoAlready();
};

void TestImageChange::nothingDiffersFromItself()
{
    QVERIFY(changesBetween(someImage(), someImage()).isEmpty());
    QVERIFY(patchOf({}).isEmpty());
}

void TestImageChange::everyFieldThatDiffersIsNamed()
{
    const QList<FieldChange> changes = changesBetween(someImage(), otherImage());
    const QList<FieldChange> expected{
        { { Kind::Name }, u"debian"_s, std::nullopt },
        { { Kind::Visibility }, u"shared"_s, u"public"_s },
        { { Kind::Protected }, u"false"_s, u"true"_s },
        { { Kind::Hidden }, u"false"_s, u"true"_s },
        { { Kind::MinDisk }, u"10"_s, u"0"_s },
        { { Kind::MinRam }, u"0"_s, u"512"_s },
        { { Kind::Tag, u"course"_s }, std::nullopt, u"course"_s },
        { { Kind::Tag, u"linux"_s }, u"linux"_s, std::nullopt },
        { { Kind::Property, u"hw_disk_bus"_s }, u"scsi"_s, std::nullopt },
        { { Kind::Property, u"os_distro"_s }, u"debian"_s, u"ubuntu"_s },
        { { Kind::Property, u"os_version"_s }, std::nullopt, u""_s },
    };
    QCOMPARE(changes, expected);
}

void TestImageChange::aPatchMakesOneStateOfTheOther()
{
    const auto changed = applyPatch(someImage(), patchOf(changesBetween(someImage(), otherImage())), {});
    QVERIFY(changed);
    QCOMPARE(*changed, otherImage());
}

void TestImageChange::aReversedChangeLeadsBack()
{
    QList<FieldChange> back;
    for (const FieldChange &change : changesBetween(someImage(), otherImage()))
        back.append(change.reversed());
    const auto changed = applyPatch(otherImage(), patchOf(back), {});
    QVERIFY(changed);
    QCOMPARE(*changed, someImage());
}

void TestImageChange::wishesChangeOnlyWhatIsNotSoAlready()
{
    const QList<FieldChange> wishes{
        { { Kind::MinDisk }, std::nullopt, u"10"_s },
        { { Kind::Tag, u"course"_s }, std::nullopt, u"course"_s },
        { { Kind::Property, u"hw_disk_bus"_s }, std::nullopt, std::nullopt },
        { { Kind::Property, u"hw_vif_model"_s }, std::nullopt, std::nullopt },
    };
    const QList<FieldChange> expected{
        { { Kind::Tag, u"course"_s }, std::nullopt, u"course"_s },
        { { Kind::Property, u"hw_disk_bus"_s }, u"scsi"_s, std::nullopt },
    };
    QCOMPARE(changesTowards(someImage(), wishes), expected);
}

QTEST_GUILESS_MAIN(TestImageChange)
#include "tst_imagechange.moc"
