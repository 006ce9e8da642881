#include <QDir>
#include <QFile>
#include <QTest>

#include "tests/app/ctl.h"
#include "tests/support/testfiles.h"

using namespace Qt::Literals::StringLiterals;
using namespace vitrine::test;

class VitrinectlVerbsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_ctl = std::make_unique<Ctl>();
        makeQcow2(m_ctl->path(u"disk.qcow2"_s));
    }

    void createRecognisesTheContent_data()
    {
        QTest::addColumn<QString>("qemuFormat");
        QTest::addColumn<QString>("diskFormat");
        QTest::newRow("qcow2") << u"qcow2"_s << u"qcow2"_s;
        QTest::newRow("raw") << u"raw"_s << u"raw"_s;
        QTest::newRow("vmdk") << u"vmdk"_s << u"vmdk"_s;
        QTest::newRow("vdi") << u"vdi"_s << u"vdi"_s;
        QTest::newRow("vhd") << u"vpc"_s << u"vhd"_s;
        QTest::newRow("vhdx") << u"vhdx"_s << u"vhdx"_s;
    }

    void createRecognisesTheContent()
    {
        QFETCH(QString, qemuFormat);
        QFETCH(QString, diskFormat);
        const QString file = m_ctl->path(u"converted.bin"_s);
        run(u"qemu-img"_s, { u"convert"_s, u"-O"_s, qemuFormat, m_ctl->path(u"disk.qcow2"_s), file });

        const Outcome created
            = m_ctl->run({ u"image"_s, u"create"_s, u"--file"_s, file, u"-f"_s, u"json"_s });

        QCOMPARE(created.code, 0);
        QVERIFY2(created.err.startsWith("Found "), created.err.constData());
        const QJsonObject image = created.object();
        QCOMPARE(image.value(u"status"_s), u"active"_s);
        QCOMPARE(image.value(u"disk_format"_s), diskFormat);
        QCOMPARE(image.value(u"container_format"_s), u"bare"_s);
        QCOMPARE(image.value(u"name"_s), u"converted"_s);
        QCOMPARE(image.value(u"checksum"_s), md5Of(readFile(file)));
        const QJsonObject properties = image.value(u"properties"_s).toObject();
        QCOMPARE(properties.value(u"os_hash_algo"_s), u"sha512"_s);
        QCOMPARE(properties.value(u"os_hash_value"_s), sha512Of(readFile(file)));
    }

    void createTakesEveryDescription()
    {
        const QString id = u"0c7d8b6e-5a3b-4f8e-9a51-1c2d3e4f5a6b"_s;
        m_ctl->must(
            { u"image"_s, u"create"_s, u"--id"_s, id, u"--disk-format"_s, u"raw"_s, u"--container-format"_s,
                u"ovf"_s, u"--min-disk"_s, u"3"_s, u"--min-ram"_s, u"512"_s, u"--property"_s, u"a=b=c"_s,
                u"--property"_s, u"os_distro=debian"_s, u"--tag"_s, u"z"_s, u"--tag"_s, u"a"_s,
                u"--community"_s, u"--protected"_s, u"--hidden"_s, u"--project"_s, u"lab"_s, u"full"_s });

        const QJsonObject image = m_ctl->show(u"full"_s);
        QCOMPARE(image.value(u"id"_s), id);
        QCOMPARE(image.value(u"status"_s), u"queued"_s);
        QCOMPARE(image.value(u"disk_format"_s), u"raw"_s);
        QCOMPARE(image.value(u"container_format"_s), u"ovf"_s);
        QCOMPARE(image.value(u"min_disk"_s), 3);
        QCOMPARE(image.value(u"min_ram"_s), 512);
        QCOMPARE(image.value(u"visibility"_s), u"community"_s);
        QCOMPARE(image.value(u"protected"_s), true);
        QCOMPARE(image.value(u"owner"_s), u"lab"_s);
        QCOMPARE(image.value(u"tags"_s), (QJsonArray{ u"a"_s, u"z"_s }));
        const QJsonObject properties = image.value(u"properties"_s).toObject();
        QCOMPARE(properties.value(u"a"_s), u"b=c"_s);
        QCOMPARE(properties.value(u"os_hidden"_s), true);
        QVERIFY(!image.contains(u"size"_s));
    }

    void declaredFormatThatTheContentContradictsIsRefused()
    {
        const Outcome created = m_ctl->run({ u"image"_s, u"create"_s, u"--disk-format"_s, u"vmdk"_s,
            u"--file"_s, u"disk.qcow2"_s, u"wrong"_s });

        QCOMPARE(created.code, 1);
        QVERIFY2(created.err.contains("qcow2"), created.err.constData());
        QCOMPARE(m_ctl->run({ u"image"_s, u"list"_s, u"-f"_s, u"json"_s }).array(), QJsonArray());
        QCOMPARE(m_ctl->partFiles(), QStringList());
    }

    void anythingDeclaredAsRawIsTakenWithAWarning()
    {
        const Outcome created = m_ctl->run({ u"image"_s, u"create"_s, u"--disk-format"_s, u"raw"_s,
            u"--file"_s, u"disk.qcow2"_s, u"raw"_s });
        QCOMPARE(created.code, 0);
        QVERIFY2(created.err.contains("Warning: disk.qcow2 is qcow2, but is declared as raw"),
            created.err.constData());

        makeExt4(m_ctl->path(u"disk.img"_s));
        const Outcome right = m_ctl->run(
            { u"image"_s, u"create"_s, u"--disk-format"_s, u"raw"_s, u"--file"_s, u"disk.img"_s, u"b"_s });
        QCOMPARE(right.err, QByteArray());
    }

    void linksAreLookedIntoForTheirFormat()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"linked"_s });
        const Outcome imported = m_ctl->shell(
            u"coproc WEB { exec python3 -u -m http.server 0 --bind 127.0.0.1 2>&1; }\n"
            "read -ru ${WEB[0]} _ _ _ _ _ port _\n"
            "$CTL image import --method web-download --uri http://127.0.0.1:$port/disk.qcow2 linked -f json\n"
            "code=$?; kill $WEB_PID; exit $code"_s);
        QCOMPARE(imported.code, 0);
        const QJsonObject image = imported.object();
        QCOMPARE(image.value(u"status"_s), u"active"_s);
        QCOMPARE(image.value(u"disk_format"_s), u"qcow2"_s);
        QCOMPARE(image.value(u"container_format"_s), u"bare"_s);
        QCOMPARE(image.value(u"checksum"_s), md5Of(readFile(m_ctl->path(u"disk.qcow2"_s))));
    }

    void linkThatLeadsNowhereLeavesTheImageAsItWas()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"linked"_s });
        const Outcome imported = m_ctl->run({ u"image"_s, u"import"_s, u"--method"_s, u"web-download"_s,
            u"--uri"_s, u"http://127.0.0.1:1/disk.qcow2"_s, u"linked"_s });
        QCOMPARE(imported.code, 1);
        QCOMPARE(m_ctl->show(u"linked"_s).value(u"status"_s), u"queued"_s);
        QVERIFY(m_ctl->show(u"linked"_s).value(u"disk_format"_s).isUndefined());
    }

    void taskListTellsOneTaskFromTheNext()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"--file"_s, u"disk.qcow2"_s, u"disk"_s });
        const QJsonObject task
            = m_ctl->run({ u"task"_s, u"list"_s, u"-f"_s, u"json"_s }).array().at(0).toObject();
        QCOMPARE(task.value(u"Image"_s), m_ctl->show(u"disk"_s).value(u"id"_s));
        QVERIFY(QDateTime::fromString(task.value(u"Updated At"_s).toString(), Qt::ISODate).isValid());
    }

    void projectsAreAddedAndAnswer()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"shared"_s });
        const QJsonObject added
            = m_ctl->run({ u"image"_s, u"add"_s, u"project"_s, u"shared"_s, u"lab"_s, u"-f"_s, u"json"_s })
                  .object();
        QCOMPARE(added.value(u"member_id"_s), u"lab"_s);
        QCOMPARE(added.value(u"status"_s), u"pending"_s);
        QCOMPARE(m_ctl->run({ u"image"_s, u"add"_s, u"project"_s, u"shared"_s, u"lab"_s }).code, 1);

        m_ctl->must({ u"image"_s, u"set"_s, u"--accept"_s, u"--project"_s, u"lab"_s, u"shared"_s });
        const QStringList list{ u"image"_s, u"member"_s, u"list"_s, u"shared"_s, u"-f"_s, u"json"_s };
        const QJsonArray members = m_ctl->run(list).array();
        QCOMPARE(members.size(), 1);
        QCOMPARE(members.at(0).toObject().value(u"Member ID"_s), u"lab"_s);
        QCOMPARE(members.at(0).toObject().value(u"Status"_s), u"accepted"_s);
        QVERIFY2(!m_ctl->show(u"shared"_s).contains(u"owner"_s), "answering gives the image to nobody");

        m_ctl->must({ u"image"_s, u"remove"_s, u"project"_s, u"shared"_s, u"lab"_s });
        QCOMPARE(m_ctl->run(list).array(), QJsonArray());
        m_ctl->must({ u"image"_s, u"set"_s, u"--private"_s, u"shared"_s });
        QCOMPARE(m_ctl->run(list).code, 1);
    }

    void databaseIsCopiedOnceADay()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"one"_s });
        m_ctl->must({ u"image"_s, u"create"_s, u"two"_s });
        const Outcome copies = m_ctl->shell(u"ls catalogue/backup | grep -c '^catalogue-day-[0-9]*.db$'"_s);
        QCOMPARE(copies.out.trimmed(), "1");
    }

    void emptyNameIsKeptAsGlanceKeepsIt()
    {
        const QString id
            = m_ctl->must({ u"image"_s, u"create"_s, u"-f"_s, u"value"_s, u"-c"_s, u"id"_s, u"before"_s });
        m_ctl->must({ u"image"_s, u"set"_s, u"--name"_s, u""_s, id });
        QCOMPARE(m_ctl->show(id).value(u"name"_s), QJsonValue(u""_s));
    }

    void partsOfAKilledImportGoWithoutAWord()
    {
        m_ctl->environment().insert(u"VITRINE_CRASH_AT"_s, u"P6a"_s);
        QCOMPARE(m_ctl->run({ u"image"_s, u"create"_s, u"--file"_s, u"disk.qcow2"_s, u"disk"_s }).code, -1);
        m_ctl->environment().remove(u"VITRINE_CRASH_AT"_s);
        const Outcome next = m_ctl->run({ u"image"_s, u"list"_s });
        QCOMPARE(next.err, QByteArray());
        QCOMPARE(m_ctl->partFiles(), QStringList());
    }

    void stageAndImportWalkThroughTheirStates()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"staged"_s });
        m_ctl->must({ u"image"_s, u"stage"_s, u"--file"_s, u"disk.qcow2"_s, u"staged"_s });
        QCOMPARE(m_ctl->show(u"staged"_s).value(u"status"_s), u"uploading"_s);

        m_ctl->must({ u"image"_s, u"import"_s, u"--method"_s, u"glance-direct"_s, u"staged"_s });

        QCOMPARE(m_ctl->show(u"staged"_s).value(u"disk_format"_s), u"qcow2"_s);
        QCOMPARE(statusesOf(u"staged"_s),
            (QStringList{ u"queued"_s, u"uploading"_s, u"importing"_s, u"active"_s }));
        const QStringList tasks = m_ctl
                                      ->must({ u"task"_s, u"list"_s, u"--image"_s, u"staged"_s, u"-f"_s,
                                          u"value"_s, u"-c"_s, u"ID"_s })
                                      .split(u'\n');
        const QString task = tasks.first(); // the newest
        const QJsonObject shown = m_ctl->run({ u"task"_s, u"show"_s, task, u"-f"_s, u"json"_s }).object();
        QCOMPARE(shown.value(u"status"_s), u"success"_s);
        QCOMPARE(shown.value(u"type"_s), u"api_image_import"_s);
        QCOMPARE(shown.value(u"image_id"_s), m_ctl->show(u"staged"_s).value(u"id"_s));
    }

    void createCanGoThroughStaging()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"--import"_s, u"--file"_s, u"disk.qcow2"_s, u"both"_s });
        QCOMPARE(
            statusesOf(u"both"_s), (QStringList{ u"queued"_s, u"uploading"_s, u"importing"_s, u"active"_s }));
    }

    void savedFileIsTheSameByteForByte()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"--file"_s, u"disk.qcow2"_s, u"disk"_s });
        const QByteArray original = readFile(m_ctl->path(u"disk.qcow2"_s));

        m_ctl->must({ u"image"_s, u"save"_s, u"--file"_s, u"out"_s, u"disk"_s });
        QCOMPARE(readFile(m_ctl->path(u"out"_s)), original);
        QCOMPARE(m_ctl->run({ u"image"_s, u"save"_s, u"disk"_s }).out, original);
    }

    void savingOverAFileIsRefusedUnlessWanted()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"--file"_s, u"disk.qcow2"_s, u"disk"_s });
        writeFile(m_ctl->path(u"out"_s), "mine");

        QCOMPARE(m_ctl->run({ u"image"_s, u"save"_s, u"--file"_s, u"out"_s, u"disk"_s }).code, 1);
        QCOMPARE(readFile(m_ctl->path(u"out"_s)), QByteArray("mine"));
        m_ctl->must({ u"image"_s, u"save"_s, u"--overwrite"_s, u"--file"_s, u"out"_s, u"disk"_s });
        QCOMPARE(readFile(m_ctl->path(u"out"_s)), readFile(m_ctl->path(u"disk.qcow2"_s)));
    }

    void setAndUnsetChangeWhatTheyName()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"--tag"_s, u"old"_s, u"--property"_s, u"keep=1"_s,
            u"--property"_s, u"drop=2"_s, u"before"_s });
        m_ctl->must({ u"image"_s, u"set"_s, u"--name"_s, u"after"_s, u"--tag"_s, u"new"_s, u"--property"_s,
            u"more=3"_s, u"--os-distro"_s, u"debian"_s, u"--min-ram"_s, u"64"_s, u"--private"_s,
            u"before"_s });
        m_ctl->must({ u"image"_s, u"unset"_s, u"--tag"_s, u"old"_s, u"--property"_s, u"drop"_s, u"after"_s });

        const QJsonObject image = m_ctl->show(u"after"_s);
        QCOMPARE(image.value(u"tags"_s), QJsonArray{ u"new"_s });
        QCOMPARE(image.value(u"min_ram"_s), 64);
        QCOMPARE(image.value(u"visibility"_s), u"private"_s);
        const QJsonObject properties = image.value(u"properties"_s).toObject();
        QCOMPARE(properties.value(u"keep"_s), u"1"_s);
        QCOMPARE(properties.value(u"more"_s), u"3"_s);
        QCOMPARE(properties.value(u"os_distro"_s), u"debian"_s);
        QVERIFY(!properties.contains(u"drop"_s));
    }

    void unsettingWhatIsNotThereChangesNothing()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"--tag"_s, u"a"_s, u"one"_s });
        const Outcome unset
            = m_ctl->run({ u"image"_s, u"unset"_s, u"--tag"_s, u"a"_s, u"--tag"_s, u"b"_s, u"one"_s });
        QCOMPARE(unset.code, 1);
        QCOMPARE(m_ctl->show(u"one"_s).value(u"tags"_s), QJsonArray{ u"a"_s });
    }

    void deletedImagesCanBeRestored()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"--file"_s, u"disk.qcow2"_s, u"one"_s });
        m_ctl->must({ u"image"_s, u"create"_s, u"--file"_s, u"disk.qcow2"_s, u"two"_s });
        m_ctl->must({ u"image"_s, u"delete"_s, u"one"_s, u"two"_s });
        QCOMPARE(m_ctl->must({ u"image"_s, u"list"_s, u"-f"_s, u"value"_s }), QString());
        QCOMPARE(
            m_ctl->must({ u"image"_s, u"list"_s, u"--trash"_s, u"-f"_s, u"value"_s, u"-c"_s, u"Name"_s }),
            u"one\ntwo"_s);

        m_ctl->must({ u"image"_s, u"restore"_s, u"one"_s });
        QCOMPARE(m_ctl->show(u"one"_s).value(u"status"_s), u"active"_s);
        m_ctl->must({ u"catalog"_s, u"empty-trash"_s });
        QCOMPARE(m_ctl->run({ u"image"_s, u"restore"_s, u"two"_s }).code, 1);
    }

    void deletingGoesOnPastAFailureAndSaysSo()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"--protected"_s, u"safe"_s });
        m_ctl->must({ u"image"_s, u"create"_s, u"loose"_s });
        const Outcome deleted = m_ctl->run({ u"image"_s, u"delete"_s, u"safe"_s, u"nowhere"_s, u"loose"_s });
        QCOMPARE(deleted.code, 1);
        QVERIFY2(deleted.err.contains("2 of 3"), deleted.err.constData());
        QVERIFY2(deleted.err.contains("nowhere"), deleted.err.constData());
        QCOMPARE(m_ctl->must({ u"image"_s, u"list"_s, u"-f"_s, u"value"_s, u"-c"_s, u"Name"_s }), u"safe"_s);
    }

    void deactivatedDataCannotBeSaved()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"--file"_s, u"disk.qcow2"_s, u"disk"_s });
        m_ctl->must({ u"image"_s, u"deactivate"_s, u"disk"_s });
        QCOMPARE(m_ctl->run({ u"image"_s, u"save"_s, u"--file"_s, u"out"_s, u"disk"_s }).code, 1);
        QVERIFY(!QFile::exists(m_ctl->path(u"out"_s)));

        m_ctl->must({ u"image"_s, u"reactivate"_s, u"disk"_s });
        m_ctl->must({ u"image"_s, u"save"_s, u"--file"_s, u"out"_s, u"disk"_s });
        m_ctl->must({ u"image"_s, u"set"_s, u"--deactivate"_s, u"disk"_s });
        QCOMPARE(m_ctl->show(u"disk"_s).value(u"status"_s), u"deactivated"_s);
    }

    void listFilters_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("names");
        QTest::newRow("all, by name") << QStringList() << u"alpha beta delta"_s;
        QTest::newRow("name") << QStringList{ u"--name"_s, u"beta"_s } << u"beta"_s;
        QTest::newRow("status") << QStringList{ u"--status"_s, u"active"_s } << u"delta"_s;
        QTest::newRow("tag") << QStringList{ u"--tag"_s, u"x"_s } << u"alpha beta"_s;
        QTest::newRow("two tags") << QStringList{ u"--tag"_s, u"x"_s, u"--tag"_s, u"y"_s } << u"beta"_s;
        QTest::newRow("property") << QStringList{ u"--property"_s, u"os=debian"_s } << u"alpha"_s;
        QTest::newRow("visibility") << QStringList{ u"--public"_s } << u"beta"_s;
        QTest::newRow("hidden") << QStringList{ u"--hidden"_s } << u"gamma"_s;
        QTest::newRow("search") << QStringList{ u"--search"_s, u"DEB"_s } << u"alpha"_s;
        QTest::newRow("size") << QStringList{ u"--size-min"_s, u"1"_s } << u"delta"_s;
        QTest::newRow("size at most")
            << QStringList{ u"--size-max"_s, u"0"_s, u"--status"_s, u"active"_s } << QString();
        QTest::newRow("filter") << QStringList{ u"--filter"_s, u"name=in:alpha,delta"_s } << u"alpha delta"_s;
        QTest::newRow("sort") << QStringList{ u"--sort"_s, u"name:desc"_s } << u"delta beta alpha"_s;
        QTest::newRow("limit") << QStringList{ u"--limit"_s, u"2"_s } << u"alpha beta"_s;
        QTest::newRow("no limit at all") << QStringList{ u"--limit"_s, u"0"_s } << QString();
        QTest::newRow("marker") << QStringList{ u"--marker"_s, u"alpha"_s } << u"beta delta"_s;
    }

    void listFilters()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, names);
        m_ctl->must(
            { u"image"_s, u"create"_s, u"--tag"_s, u"x"_s, u"--property"_s, u"os=debian"_s, u"alpha"_s });
        m_ctl->must(
            { u"image"_s, u"create"_s, u"--tag"_s, u"x"_s, u"--tag"_s, u"y"_s, u"--public"_s, u"beta"_s });
        m_ctl->must({ u"image"_s, u"create"_s, u"--hidden"_s, u"gamma"_s });
        m_ctl->must({ u"image"_s, u"create"_s, u"--file"_s, u"disk.qcow2"_s, u"delta"_s });

        const QStringList command
            = QStringList{ u"image"_s, u"list"_s, u"-f"_s, u"value"_s, u"-c"_s, u"Name"_s };
        QCOMPARE(m_ctl->must(command + options).split(u'\n').join(u' '), names);
    }

    void dataCanLieInTwoStores()
    {
        QVERIFY(QDir().mkdir(m_ctl->path(u"more"_s)));
        const QJsonObject added = m_ctl
                                      ->run({ u"store"_s, u"add"_s, u"--description"_s, u"another disk"_s,
                                          u"second"_s, u"more"_s, u"-f"_s, u"json"_s })
                                      .object();
        QVERIFY(added.value(u"free"_s).toDouble() > 0);
        QVERIFY(added.value(u"total"_s).toDouble() >= added.value(u"free"_s).toDouble());
        const QJsonArray stores = m_ctl->run({ u"store"_s, u"list"_s, u"-f"_s, u"json"_s }).array();
        QCOMPARE(stores.size(), 2);
        m_ctl->must({ u"image"_s, u"create"_s, u"--file"_s, u"disk.qcow2"_s, u"disk"_s });
        m_ctl->must({ u"image"_s, u"import"_s, u"--method"_s, u"copy-image"_s, u"--store"_s, u"second"_s,
            u"disk"_s });

        const QString inStores
            = m_ctl->show(u"disk"_s).value(u"properties"_s).toObject().value(u"stores"_s).toString();
        QCOMPARE(inStores.split(u',').size(), 2);
        QVERIFY(inStores.split(u',').contains(u"second"_s));
    }

    void verifyFindsAFlippedByte()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"--file"_s, u"disk.qcow2"_s, u"disk"_s });
        const Outcome clean = m_ctl->run({ u"catalog"_s, u"verify"_s, u"-f"_s, u"json"_s });
        QCOMPARE(clean.code, 0);
        QCOMPARE(clean.array(), QJsonArray());

        const Outcome spoilt = m_ctl->shell(
            u"blob=$(find catalogue -size +100k -path '*blobs*' -type f | head -n 1) && chmod u+w \"$blob\" "
            u"&& "
            "printf X | dd of=\"$blob\" bs=1 seek=70000 conv=notrunc status=none && $CTL catalog verify -f json disk"_s);
        QCOMPARE(spoilt.code, 1);
        QCOMPARE(spoilt.array().at(0).toObject().value(u"Issue"_s), u"wrong-hash"_s);
    }

    void rebuildBringsTheImagesBack()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"--file"_s, u"disk.qcow2"_s, u"--tag"_s, u"t"_s, u"disk"_s });
        const QJsonObject before = m_ctl->show(u"disk"_s);
        m_ctl->must({ u"catalog"_s, u"rebuild"_s });
        const QJsonObject after = m_ctl->show(u"disk"_s);
        for (const QString &key : { u"id"_s, u"status"_s, u"checksum"_s, u"size"_s, u"tags"_s })
            QCOMPARE(after.value(key), before.value(key));
    }

    void catalogInfoCountsImages()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"--file"_s, u"disk.qcow2"_s, u"disk"_s });
        const QJsonObject info = m_ctl->run({ u"catalog"_s, u"info"_s, u"-f"_s, u"json"_s }).object();
        QCOMPARE(info.value(u"images"_s), 1);
        QCOMPARE(info.value(u"root"_s), m_ctl->catalogue());
        QCOMPARE(info.value(u"stored_bytes"_s), QFileInfo(m_ctl->path(u"disk.qcow2"_s)).size());
        QCOMPARE(info.value(u"faults"_s), 0);
    }

    void catalogInfoTellsOfMissingData()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"--file"_s, u"disk.qcow2"_s, u"disk"_s });
        m_ctl->shell(u"find catalogue/blobs -type f ! -name '*.json' -delete"_s);
        const Outcome info = m_ctl->run({ u"catalog"_s, u"info"_s, u"-f"_s, u"json"_s });
        QCOMPARE(info.code, 0);
        QCOMPARE(info.object().value(u"faults"_s), 1);
        QVERIFY2(info.err.contains("disk"), info.err.constData());
    }

    void importingIntoAStoreStagesThere()
    {
        m_ctl->shell(u"mkdir usb"_s);
        m_ctl->must({ u"store"_s, u"add"_s, u"usb"_s, u"usb"_s });
        // Killed when the data have just been staged, it shows where that was.
        m_ctl->environment().insert(u"VITRINE_CRASH_AT"_s, u"P6b"_s);
        const Outcome killed = m_ctl->run({ u"image"_s, u"create"_s, u"--import"_s, u"--store"_s, u"usb"_s,
            u"--file"_s, u"disk.qcow2"_s, u"disk"_s });
        QCOMPARE(killed.code, -1);
        QCOMPARE(m_ctl->shell(u"find usb/blobs -type f ! -name '*.json' | wc -l"_s).out.trimmed(), "1");
        QCOMPARE(m_ctl->shell(u"find catalogue/blobs -type f | wc -l"_s).out.trimmed(), "0");
    }

    void optionComesBeforeEnvironmentAndEnvironmentBeforeXdg()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"environment"_s });
        m_ctl->must({ u"--catalog"_s, u"other"_s, u"image"_s, u"create"_s, u"option"_s });
        m_ctl->environment().insert(u"XDG_DATA_HOME"_s, m_ctl->path(u"xdg"_s));
        QCOMPARE(m_ctl->must({ u"image"_s, u"list"_s, u"-f"_s, u"value"_s, u"-c"_s, u"Name"_s }),
            u"environment"_s);
        QCOMPARE(m_ctl->must({ u"image"_s, u"list"_s, u"-f"_s, u"value"_s, u"-c"_s, u"Name"_s, u"--catalog"_s,
                     m_ctl->path(u"other"_s) }),
            u"option"_s);
        m_ctl->environment().remove(u"VITRINE_CATALOG"_s);
        m_ctl->must({ u"image"_s, u"list"_s });
        QVERIFY(QDir(m_ctl->path(u"xdg/vitrine"_s)).exists());
    }

private:
    /// The statuses that the image has had; a step that stays in one counts once.
    QStringList statusesOf(const QString &image) const
    {
        QStringList statuses
            = m_ctl->must({ u"image"_s, u"history"_s, image, u"-f"_s, u"value"_s, u"-c"_s, u"To"_s })
                  .split(u'\n');
        statuses.removeDuplicates();
        return statuses;
    }

    std::unique_ptr<Ctl> m_ctl;
};

QTEST_GUILESS_MAIN(VitrinectlVerbsTest)
#include "tst_vitrinectlverbs.moc"
