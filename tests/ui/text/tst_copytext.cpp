#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include "ui/text/copytext.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using text::CopyForm;

Q_DECLARE_METATYPE(vitrine::text::CopyForm)

namespace {

Image someImage()
{
    Image image;
    image.id = u"7a9c2a36-9df0-4f0c-a2f9-1f7f7f6fd3b1"_s;
    image.name = u"Ann's disk $HOME"_s;
    image.status = ImageStatus::Active;
    image.visibility = Visibility::Private;
    image.diskFormat = DiskFormat::Qcow2;
    image.containerFormat = ContainerFormat::Bare;
    image.size = 1000;
    image.checksum = u"00ff"_s;
    image.osHashAlgo = u"sha512"_s;
    image.osHashValue = u"11ee"_s;
    image.minDisk = 10;
    image.isProtected = true;
    image.tags = { u"a b"_s };
    image.properties = { { u"description"_s, u"it's; rm -rf"_s }, { u"os_glance_import_task"_s, u"x"_s } };
    image.updatedAt = QDateTime(QDate(2026, 3, 4), QTime(5, 6, 7), Qt::UTC);
    return image;
}

/// What a shell makes of the line.
QStringList wordsOf(const QString &line)
{
    QProcess shell;
    shell.start(
        u"/bin/sh"_s, { u"-c"_s, u"for each in "_s + line + u"; do printf '%s\\n' \"$each\"; done"_s });
    shell.waitForFinished();
    return QString::fromUtf8(shell.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace

class TestCopyText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quotesWhatAShellWouldTakeApart_data();
    void quotesWhatAShellWouldTakeApart();
    void givesEveryForm_data();
    void givesEveryForm();
    void theOpenStackCommandIsOneThatAShellReads();
    void severalImagesAreLinesOrAnArray();
    void anImageWithoutTheValueIsLeftOut();
    void everyFormHasAWord();
};

void TestCopyText::quotesWhatAShellWouldTakeApart_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("quoted");
    QTest::newRow("plain") << u"debian-12.qcow2"_s << u"debian-12.qcow2"_s;
    QTest::newRow("pair") << u"a=b"_s << u"a=b"_s;
    QTest::newRow("empty") << u""_s << u"''"_s;
    QTest::newRow("space") << u"a b"_s << u"'a b'"_s;
    QTest::newRow("quote") << u"it's"_s << u"'it'\\''s'"_s;
    QTest::newRow("variable") << u"$HOME"_s << u"'$HOME'"_s;
    QTest::newRow("command") << u"`id`"_s << u"'`id`'"_s;
    QTest::newRow("line end") << u"a\nb"_s << u"'a\nb'"_s;
    QTest::newRow("pattern") << u"*"_s << u"'*'"_s;
    QTest::newRow("home") << u"~"_s << u"'~'"_s;
    QTest::newRow("other script") << u"林"_s << u"'林'"_s;
}

void TestCopyText::quotesWhatAShellWouldTakeApart()
{
    QFETCH(QString, word);
    QTEST(text::shellQuoted(word), "quoted");
    if (!word.isEmpty() && !word.contains(u'\n'))
        QCOMPARE(wordsOf(text::shellQuoted(word)), QStringList{ word });
}

void TestCopyText::givesEveryForm_data()
{
    QTest::addColumn<CopyForm>("form");
    QTest::addColumn<QString>("copied");
    const QString id = someImage().id;
    QTest::newRow("id") << CopyForm::Id << id;
    QTest::newRow("name") << CopyForm::Name << u"Ann's disk $HOME"_s;
    QTest::newRow("md5") << CopyForm::Md5 << u"00ff"_s;
    QTest::newRow("sha512") << CopyForm::Sha512 << u"11ee"_s;
    QTest::newRow("row") << CopyForm::Tsv
                         << id
            + u"\tAnn's disk $HOME\tactive\tqcow2\t1000\t\tprivate\ta b\t2026-03-04T05:06:07Z"_s;
    QTest::newRow("show") << CopyForm::VitrinectlShow << u"vitrinectl image show "_s + id;
    QTest::newRow("save") << CopyForm::VitrinectlSave
                          << u"vitrinectl image save --file 'Ann'\\''s disk $HOME.qcow2' "_s + id;
    QTest::newRow("create")
        << CopyForm::OpenStackCreate
        << u"openstack image create --disk-format qcow2 --container-format bare --min-disk 10 --private "
           "--protected --property 'description=it'\\''s; rm -rf' --tag 'a b' --file "
           "'Ann'\\''s disk $HOME.qcow2' -- 'Ann'\\''s disk $HOME'"_s;
}

void TestCopyText::givesEveryForm()
{
    QFETCH(CopyForm, form);
    QTEST(text::copyText(form, { someImage() }), "copied");
}

void TestCopyText::theOpenStackCommandIsOneThatAShellReads()
{
    Image image = someImage();
    image.name = u"-x/../y"_s;
    const QStringList words = wordsOf(text::copyText(CopyForm::OpenStackCreate, { image }));
    QCOMPARE(words.first(3), QStringList({ u"openstack"_s, u"image"_s, u"create"_s }));
    QVERIFY(words.contains(u"description=it's; rm -rf"_s));
    QCOMPARE(words.at(words.indexOf(u"--file"_s) + 1), u"_-x_.._y.qcow2"_s);
    QCOMPARE(words.last(2), QStringList({ u"--"_s, u"-x/../y"_s }));
}

void TestCopyText::severalImagesAreLinesOrAnArray()
{
    Image other = someImage();
    other.id.replace(u'7', u'8');
    const QList<Image> images{ someImage(), other };
    QCOMPARE(text::copyText(CopyForm::Id, images), QString(someImage().id + u'\n' + other.id));
    const QJsonDocument json = QJsonDocument::fromJson(text::copyText(CopyForm::Json, images).toUtf8());
    QCOMPARE(json.array().size(), 2);
    const QJsonDocument one = QJsonDocument::fromJson(text::copyText(CopyForm::Json, { other }).toUtf8());
    QCOMPARE(one.object().value(u"id").toString(), other.id);
}

void TestCopyText::anImageWithoutTheValueIsLeftOut()
{
    Image queued = someImage();
    queued.checksum.clear();
    queued.osHashValue.clear();
    queued.name.clear();
    QCOMPARE(text::copyText(CopyForm::Md5, { queued, someImage() }), u"00ff"_s);
    QCOMPARE(text::copyText(CopyForm::Sha512, { queued }), QString());
    QCOMPARE(text::copyText(CopyForm::VitrinectlSave, { queued }),
        u"vitrinectl image save --file %1.qcow2 %1"_s.arg(queued.id));
}

void TestCopyText::everyFormHasAWord()
{
    for (const CopyForm form : text::allCopyForms())
        QVERIFY(!text::copyFormWord(form).isEmpty());
}

QTEST_GUILESS_MAIN(TestCopyText)
#include "tst_copytext.moc"
