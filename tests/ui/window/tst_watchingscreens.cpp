#include <QApplication>
#include <QDir>
#include <QSet>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "ui/life/lifelesson.h"
#include "ui/life/lifelessondialog.h"
#include "ui/space/spacepage.h"
#include "ui/space/treemap.h"
#include "ui/widgets/allocationstrip.h"
#include "ui/window/theme.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

/// Draws the pages that explain things in light and dark into build/<preset>/screens, for eyes to judge.
class TestWatchingScreens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawsThePages_data();
    void drawsThePages();

private:
    static void save(QWidget &widget, const QString &name);
};

void TestWatchingScreens::save(QWidget &widget, const QString &name)
{
    const QDir folder(QCoreApplication::applicationDirPath() + u"/../screens"_s);
    QVERIFY(folder.mkpath(u"."_s));
    QTest::qWait(30);
    const QImage image = widget.grab().toImage();
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 2) {
        for (int x = 0; x < image.width(); x += 2)
            colours.insert(image.pixel(x, y));
    }
    QVERIFY(colours.size() > 12);
    QVERIFY(
        image.save(folder.filePath(name + u'-' + QString::fromLatin1(QTest::currentDataTag()) + u".png"_s)));
}

void TestWatchingScreens::drawsThePages_data()
{
    QTest::addColumn<QByteArray>("scheme");
    QTest::newRow("light") << QByteArray("light");
    QTest::newRow("dark") << QByteArray("dark");
}

void TestWatchingScreens::drawsThePages()
{
    QFETCH(QByteArray, scheme);
    using enum ImageStatus;
    qputenv("VITRINE_COLOR_SCHEME", scheme);
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    const Theme theme(*qApp, settings);

    LifeLessonDialog dialog;
    dialog.show();
    save(dialog, u"lesson-new"_s);
    LifeLesson &lesson = dialog.lesson();
    for (const auto &[from, to] : { std::pair(Queued, Saving), std::pair(Saving, Queued),
             std::pair(Queued, Saving), std::pair(Saving, Active), std::pair(Active, Deactivated),
             std::pair(Deactivated, Active), std::pair(Active, Deactivated), std::pair(Deactivated, Active) })
        lesson.take(practiceMove(from, to));
    save(dialog, u"lesson-late"_s);
    dialog.reject();

    test::FakeImageService service;
    QList<Image> images = test::sampleImages(80);
    for (int i = 0; i < images.size(); ++i) {
        images[i].size = 6'000'000'000LL / (i + 1);
        images[i].diskFormat = allDiskFormats().at(i % allDiskFormats().size());
        images[i].osHashAlgo = u"sha512"_s;
        images[i].osHashValue = QString(128, QChar(u'0' + i / 3));
    }
    service.setImages(images);
    StoreInfo store;
    store.totalBytes = 60'000'000'000;
    store.freeBytes = 9'000'000'000;
    service.setStores({ store });
    SpacePage page(service);
    page.resize(1024, 600);
    page.show();
    QTRY_VERIFY(page.isComplete());
    QTest::keyClick(&page.treemap(), Qt::Key_Home);
    save(page, u"space"_s);

    AllocationStrip strip;
    strip.setExtents({ { 0, 3LL << 30, AllocationKind::Data }, { 4LL << 30, 1LL << 30, AllocationKind::Zero },
                         { 6LL << 30, 1LL << 29, AllocationKind::Compressed } },
        10LL << 30);
    strip.resize(336, strip.sizeHint().height());
    strip.show();
    save(strip, u"allocation"_s);
}

QTEST_MAIN(TestWatchingScreens)
#include "tst_watchingscreens.moc"
