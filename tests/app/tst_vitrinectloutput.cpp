#include <QTest>

#include "tests/app/ctl.h"
#include "tests/app/goldenoutput.h"
#include "tests/support/testfiles.h"

using namespace Qt::Literals::StringLiterals;
using namespace vitrine::test;

namespace {

const QString firstId = u"11111111-1111-4111-8111-111111111111"_s;
const QString secondId = u"22222222-2222-4222-8222-222222222222"_s;

} // namespace

class VitrinectlOutputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        writeFile(m_ctl.path(u"data"_s), patternBytes(1 << 20));
        m_ctl.must({ u"image"_s, u"create"_s, u"--id"_s, firstId, u"--file"_s, u"data"_s, u"--disk-format"_s,
            u"raw"_s, u"--protected"_s, u"--tag"_s, u"c"_s, u"--tag"_s, u"a'b"_s, u"--property"_s,
            u"os=debian"_s, u"it's \"lab\" 1"_s });
        m_ctl.must({ u"image"_s, u"create"_s, u"--id"_s, secondId, u"--private"_s, u"--project"_s, u"lab"_s,
            u"映像檔"_s });
    }

    void listIsLaidOutAsTheOpenstackClientDoes_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("expected");
        const QStringList columns{ u"--long"_s, u"-c"_s, u"Name"_s, u"-c"_s, u"Size"_s, u"-c"_s,
            u"Protected"_s, u"-c"_s, u"Project"_s, u"-c"_s, u"Tags"_s };
        QTest::newRow("table") << QStringList() << QByteArray(listTable);
        QTest::newRow("long table") << columns
                + QStringList{ u"-c"_s, u"Disk Format"_s, u"-c"_s, u"Status"_s, u"-c"_s, u"Visibility"_s }
                                    << QByteArray(longTable);
        QTest::newRow("narrow table, cut behind hyphens")
            << QStringList{ u"--max-width"_s, u"32"_s } << QByteArray(narrowTable);
        QTest::newRow("json") << columns + QStringList{ u"-f"_s, u"json"_s } << QByteArray(longJson);
        QTest::newRow("json on one line")
            << columns + QStringList{ u"-f"_s, u"json"_s, u"--noindent"_s } << QByteArray(longJsonOnOneLine);
        QTest::newRow("csv") << columns + QStringList{ u"-f"_s, u"csv"_s } << QByteArray(longCsv);
        QTest::newRow("csv, all quoted")
            << columns + QStringList{ u"-f"_s, u"csv"_s, u"--quote"_s, u"all"_s } << QByteArray(longCsvAll);
        QTest::newRow("csv, minimal")
            << columns + QStringList{ u"-f"_s, u"csv"_s, u"--quote"_s, u"minimal"_s }
            << QByteArray(longCsvMinimal);
        QTest::newRow("csv, none quoted")
            << columns + QStringList{ u"-f"_s, u"csv"_s, u"--quote"_s, u"none"_s } << QByteArray(longCsvNone);
        QTest::newRow("value") << columns + QStringList{ u"-f"_s, u"value"_s } << QByteArray(longValue);
        QTest::newRow("yaml") << columns + QStringList{ u"-f"_s, u"yaml"_s } << QByteArray(longYaml);
    }

    void listIsLaidOutAsTheOpenstackClientDoes()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, expected);
        // Columns keep their own order, whatever the order of -c; ids sort as the names here do.
        const Outcome listed
            = m_ctl.run(QStringList{ u"image"_s, u"list"_s, u"--sort"_s, u"id:asc"_s } + options);
        QCOMPARE(listed.err, QByteArray());
        QCOMPARE(QString::fromUtf8(listed.out), QString::fromUtf8(expected));
        QCOMPARE(listed.code, 0);
    }

    void showIsLaidOutAsTheOpenstackClientDoes_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("table") << u"table"_s << QByteArray(showTable);
        QTest::newRow("json") << u"json"_s << QByteArray(showJson);
        QTest::newRow("value") << u"value"_s << QByteArray(showValue);
        QTest::newRow("yaml") << u"yaml"_s << QByteArray(showYaml);
        QTest::newRow("shell") << u"shell"_s << QByteArray(showShell);
    }

    void showIsLaidOutAsTheOpenstackClientDoes()
    {
        QFETCH(QString, format);
        QFETCH(QByteArray, expected);
        QStringList command{ u"image"_s, u"show"_s, firstId, u"-f"_s, format };
        for (const QString &column :
            { u"id"_s, u"name"_s, u"size"_s, u"tags"_s, u"protected"_s, u"min_disk"_s, u"disk_format"_s })
            command += { u"-c"_s, column };
        QCOMPARE(QString::fromUtf8(m_ctl.run(command).out), QString::fromUtf8(expected));
    }

    void longListHasTheClientsHeaders()
    {
        const QByteArray csv
            = m_ctl.run({ u"image"_s, u"list"_s, u"--long"_s, u"-f"_s, u"csv"_s, u"--quote"_s, u"minimal"_s })
                  .out;
        QCOMPARE(csv.left(csv.indexOf('\n')),
            QByteArray("ID,Name,Disk Format,Container "
                       "Format,Size,Checksum,Status,Visibility,Protected,Project,Tags"));
    }

    void propertiesAreNestedAndTagsAList()
    {
        const QJsonObject image = m_ctl.show(firstId);
        QCOMPARE(image.value(u"properties"_s).toObject().value(u"os"_s), u"debian"_s);
        QVERIFY(image.value(u"tags"_s).isArray());
        QStringList keys = image.keys();
        QCOMPARE(keys,
            (QStringList{ u"checksum"_s, u"container_format"_s, u"created_at"_s, u"disk_format"_s, u"file"_s,
                u"id"_s, u"min_disk"_s, u"min_ram"_s, u"name"_s, u"properties"_s, u"protected"_s, u"schema"_s,
                u"size"_s, u"status"_s, u"tags"_s, u"updated_at"_s, u"virtual_size"_s, u"visibility"_s }));
    }

    void whatHasNoValueIsShownOnRequestOnly()
    {
        QVERIFY(!m_ctl.show(secondId).contains(u"size"_s));
        QCOMPARE(m_ctl.must({ u"image"_s, u"show"_s, secondId, u"-f"_s, u"value"_s, u"-c"_s, u"size"_s }),
            u"None"_s);
    }

    void emptyListIsAnEmptyLineUnlessATableIsWanted()
    {
        const QStringList nothing{ u"image"_s, u"list"_s, u"--name"_s, u"nobody"_s };
        QCOMPARE(m_ctl.run(nothing).out, QByteArray("\n"));
        QCOMPARE(m_ctl.run(nothing + QStringList{ u"-f"_s, u"json"_s }).out, QByteArray("[]\n"));
        QCOMPARE(m_ctl.run(nothing + QStringList{ u"--print-empty"_s }).out,
            QByteArray("+----+------+--------+\n| ID | Name | Status |\n+----+------+--------+\n"
                       "+----+------+--------+\n"));
    }

    void listCanBeSortedByColumns()
    {
        QStringList command{ u"image"_s, u"list"_s, u"-f"_s, u"value"_s, u"-c"_s, u"Status"_s,
            u"--sort-column"_s, u"Status"_s };
        QCOMPARE(m_ctl.must(command), u"active\nqueued"_s);
        QCOMPARE(m_ctl.must(command + QStringList{ u"--sort-descending"_s }), u"queued\nactive"_s);
    }

    void unknownColumnIsNamedWithTheKnownOnes()
    {
        const Outcome listed = m_ctl.run({ u"image"_s, u"list"_s, u"-c"_s, u"Colour"_s });
        QCOMPARE(listed.code, 2);
        QCOMPARE(listed.out, QByteArray());
        QVERIFY(listed.err.contains("Colour") && listed.err.contains("ID, Name, Status"));
    }

private:
    Ctl m_ctl;
};

QTEST_GUILESS_MAIN(VitrinectlOutputTest)
#include "tst_vitrinectloutput.moc"
