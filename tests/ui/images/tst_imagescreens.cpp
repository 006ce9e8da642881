#include <QAction>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyleFactory>
#include <QTest>
#include <QToolButton>

#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "ui/images/imagedetailspane.h"
#include "ui/images/imagelistmodel.h"
#include "ui/images/imagetableview.h"
#include "ui/life/statetimeline.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/foldablesection.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/messagestrip.h"

using namespace vitrine;
using test::FakeImageService;
using test::sampleId;
using test::sampleImage;

/// Draws the widgets in light and dark into build/<preset>/screens, for eyes to judge. What a machine can
/// judge is checked on the way.
class TestImageScreens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyIconIsThere_data();
    void everyIconIsThere();
    void drawsListAndDetails_data() { palettes(); }
    void drawsListAndDetails();
    void drawsTheDetails_data() { palettes(); }
    void drawsTheDetails();
    void drawsLives_data() { palettes(); }
    void drawsLives();
    void drawsStripsIconsAndEmptyViews_data() { palettes(); }
    void drawsStripsIconsAndEmptyViews();

private:
    static void palettes();
    void save(QWidget &widget, const QString &name) const;

    QDir m_folder;
};

namespace {

QPalette darkPalette()
{
    QPalette palette(QColor(0x2b, 0x2d, 0x30));
    palette.setColor(QPalette::Base, QColor(0x1e, 0x1f, 0x22));
    palette.setColor(QPalette::AlternateBase, QColor(0x26, 0x28, 0x2b));
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x65, 0x9c));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(role, QColor(0xe4, 0xe6, 0xe8));
    palette.setColor(QPalette::PlaceholderText, QColor(0x9a, 0x9d, 0xa1));
    return palette;
}

QPalette lightPalette()
{
    QPalette palette(QColor(0xf3, 0xf4, 0xf5));
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Highlight, QColor(0x1f, 0x6f, 0xb5));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::PlaceholderText, QColor(0x6d, 0x71, 0x76));
    return palette;
}

Transition step(std::optional<ImageStatus> from, ImageStatus to, TransitionCause cause, int second)
{
    Transition transition;
    transition.from = from;
    transition.to = to;
    transition.cause = cause;
    transition.time = QDateTime::currentDateTimeUtc().addSecs(second - 3600);
    return transition;
}

QList<Transition> troubledLife()
{
    using enum ImageStatus;
    QList<Transition> life{ step(std::nullopt, Queued, TransitionCause::Create, 0),
        step(Queued, Saving, TransitionCause::Upload, 1),
        step(Saving, Queued, TransitionCause::UploadFailed, 42),
        step(Queued, Saving, TransitionCause::Upload, 100),
        step(Saving, Active, TransitionCause::Upload, 285),
        step(Active, Deactivated, TransitionCause::Deactivate, 900),
        step(Deactivated, Active, TransitionCause::Reactivate, 1200) };
    life[2].error = QStringLiteral("The disk of the catalogue is full.");
    life[4].bytes = 2LL << 30;
    return life;
}

QList<Image> colourfulImages()
{
    QList<Image> images;
    const QStringList names{ QStringLiteral("debian-12-genericcloud-amd64"),
        QStringLiteral("ubuntu-22.04-srv"), QStringLiteral("win2022-eval"), QStringLiteral("centos-old"),
        QStringLiteral("exam-2026"), QStringLiteral("fedora-40"),
        QStringLiteral("\u6797\u8001\u5e2b\u5be6\u9a57\u5ba4"), QString(),
        QStringLiteral("a-very-long-name-that-cannot-possibly-fit-into-the-column-of-any-window.qcow2") };
    for (int i = 0; i < 9; ++i) {
        Image image = sampleImage(i);
        image.name = names.at(i);
        image.status = allImageStatuses().at((i + 4) % 8);
        image.isProtected = i % 3 == 1;
        image.osHidden = false;
        image.visibility = allVisibilities().at(i % 4);
        image.diskFormat = allDiskFormats().at((i + 4) % 10);
        image.size = (1LL << 28) * (i + 1) + 77'000'000;
        image.updatedAt = QDateTime::currentDateTimeUtc().addSecs(-i * 40'000);
        images.append(image);
    }
    images[0].tags = { QStringLiteral("course-2026"), QStringLiteral("linux"), QStringLiteral("checked") };
    images[0].checksum = QStringLiteral("d41d8cd98f00b204e9800998ecf8427e");
    images[0].osHashAlgo = QStringLiteral("sha512");
    images[0].osHashValue = QString(128, u'a');
    images[0].stores = { QStringLiteral("main"), QStringLiteral("usb") };
    images[0].properties = { { QStringLiteral("os_distro"), QStringLiteral("debian") },
        { QStringLiteral("hw_disk_bus"), QStringLiteral("virtio") } };
    return images;
}

} // namespace

void TestImageScreens::initTestCase()
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_folder = QDir(QCoreApplication::applicationDirPath() + QStringLiteral("/../screens"));
    QVERIFY(m_folder.mkpath(QStringLiteral(".")));
}

void TestImageScreens::palettes()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
}

void TestImageScreens::save(QWidget &widget, const QString &name) const
{
    const QPixmap picture = widget.grab();
    QVERIFY(!picture.isNull());
    QVERIFY(picture.save(m_folder.filePath(
        name + u'-' + QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".png"))));
}

void TestImageScreens::everyIconIsThere_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &file : QDir(QStringLiteral(":/vitrine/icons")).entryList())
        QTest::newRow(qPrintable(file)) << file.chopped(4);
}

void TestImageScreens::everyIconIsThere()
{
    QFETCH(QString, name);
    const QImage image = themedIcon(name, QColor(Qt::red)).pixmap(QSize(16, 16)).toImage();
    bool hasInk = false;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            hasInk = hasInk || image.pixelColor(x, y).alpha() > 128;
    }
    QVERIFY(hasInk);
}

void TestImageScreens::drawsListAndDetails()
{
    QFETCH(QPalette, palette);
    QApplication::setPalette(palette);
    FakeImageService service;
    service.setImages(colourfulImages());
    ImageListModel model(service);
    QWidget window;
    auto *view = new ImageTableView;
    view->setImageModel(&model);
    auto *pane = new ImageDetailsPane(service);
    pane->setFixedWidth(380);
    auto *layout = new QHBoxLayout(&window);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(view, 1);
    layout->addWidget(pane);
    window.resize(1180, 1000);
    window.show();
    model.setQuery({});
    QTRY_COMPARE(model.state(), ImageListModel::State::Complete);
    model.setProgress(sampleId(4), 0.43);
    view->setCurrentImage(sampleId(0));
    pane->showSelection(view->selection());
    QTest::qWait(50);
    save(window, QStringLiteral("images"));
    window.resize(860, 640);
    QTest::qWait(20);
    save(window, QStringLiteral("images-small"));
}

/// The sections that are shown and need more than `width`: what is cut off cannot be read.
static QStringList widerThan(const QWidget &pane, int width)
{
    QStringList wide;
    for (const FoldableSection *section : pane.findChildren<FoldableSection *>()) {
        if (section->isVisible() && section->minimumSizeHint().width() > width)
            wide.append(QStringLiteral("%1 %2")
                            .arg(section->findChild<QToolButton *>()->text())
                            .arg(section->minimumSizeHint().width()));
    }
    return wide;
}

void TestImageScreens::drawsTheDetails()
{
    QFETCH(QPalette, palette);
    QApplication::setPalette(palette);
    FakeImageService service;
    QList<Image> images = colourfulImages();
    Image &image = images[0];
    image.virtualSize = 20LL << 30;
    image.minDisk = 20;
    image.containerFormat = ContainerFormat::Bare;
    image.owner = QStringLiteral("4f6bcb1c8a6b4a1a9a3e");
    image.properties.insert(QStringLiteral("hw_vif_multiqueue_enabled"), QStringLiteral("true"));
    image.properties.insert(QStringLiteral("hw_cpu_cores"), QStringLiteral("2"));
    image.properties.insert(QStringLiteral("course"), QStringLiteral("operating systems 2026"));
    image.properties.insert(QStringLiteral("os_version"), QStringLiteral("12"));
    service.setImages(images);
    StoreInfo store{ .id = QStringLiteral("main"), .path = QStringLiteral("/data/vitrine/stores/main") };
    store.totalBytes = 500LL << 30;
    store.freeBytes = 120LL << 30;
    StoreInfo usb{ .id = QStringLiteral("usb"), .path = QStringLiteral("/media/usb"), .isAvailable = false };
    service.setStores({ store, usb });
    ImageDetailsPane pane(service);
    pane.setAutoFillBackground(true);
    pane.show();
    for (const int width : { 320, 420 }) {
        pane.resize(width, 2000);
        pane.setFoldedSections({});
        pane.showSelection({ { images[0] }, 1, 0 });
        pane.findChild<QToolButton *>(QStringLiteral("verifyButton"))->click();
        QTest::qWait(100);
        save(pane, QStringLiteral("details-%1").arg(width));
        QCOMPARE(widerThan(pane, width - 32).join(u';'), QString());
        pane.resize(width, 900);
        pane.showSelection({ { images[0], images[1], images[2] }, 3, 3LL << 30 });
        QTest::qWait(50);
        save(pane, QStringLiteral("details-several-%1").arg(width));
        QCOMPARE(widerThan(pane, width - 32).join(u';'), QString());
    }
}

void TestImageScreens::drawsLives()
{
    QFETCH(QPalette, palette);
    QApplication::setPalette(palette);
    using enum ImageStatus;
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    const auto add = [layout](const QList<Transition> &history, ImageStatus present) {
        auto *timeline = new StateTimeline;
        timeline->setLife(history, present);
        layout->addWidget(timeline);
    };
    add(troubledLife(), Active);
    add({ step(std::nullopt, Queued, TransitionCause::Create, 0) }, Queued);
    add({ step(std::nullopt, Queued, TransitionCause::Create, 0),
            step(Queued, Uploading, TransitionCause::Stage, 3),
            step(Uploading, Importing, TransitionCause::Import, 9),
            step(Importing, Queued, TransitionCause::ImportFailed, 80) },
        Queued);
    add({ step(std::nullopt, Queued, TransitionCause::Create, 0),
            step(Queued, Saving, TransitionCause::Upload, 3),
            step(Saving, Active, TransitionCause::Upload, 90),
            step(Active, PendingDelete, TransitionCause::Delete, 400) },
        PendingDelete);
    window.resize(380, 900);
    window.show();
    QTest::qWait(20);
    save(window, QStringLiteral("lives"));
}

void TestImageScreens::drawsStripsIconsAndEmptyViews()
{
    QFETCH(QPalette, palette);
    QApplication::setPalette(palette);
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    for (const auto kind : { MessageStrip::Kind::Information, MessageStrip::Kind::Success,
             MessageStrip::Kind::Warning, MessageStrip::Kind::Error }) {
        auto *strip = new MessageStrip;
        strip->showMessage(kind, QStringLiteral("debian-12 was moved to the trash."),
            kind == MessageStrip::Kind::Error ? QStringLiteral("code: conflict (HTTP 409)") : QString());
        strip->addAction(QStringLiteral("Undo"), [] {});
        layout->addWidget(strip);
    }
    auto *icons = new QGridLayout;
    const QStringList files = QDir(QStringLiteral(":/vitrine/icons")).entryList();
    for (int i = 0; i < files.size(); ++i) {
        auto *label = new QLabel;
        label->setPixmap(themedIcon(files.at(i).chopped(4)).pixmap(QSize(i % 2 ? 16 : 24, i % 2 ? 16 : 24)));
        icons->addWidget(label, i / 14, i % 14);
    }
    auto *application = new QHBoxLayout;
    for (const int size : { 16, 24, 32, 48, 128 }) {
        auto *label = new QLabel;
        label->setPixmap(applicationIcon().pixmap(QSize(size, size)));
        application->addWidget(label);
    }
    auto *empty = new EmptyView;
    empty->setContent(QStringLiteral("box"), QStringLiteral("Drop disk images here"),
        QStringLiteral("They are copied into the catalogue; the files themselves are left alone."));
    auto *add = new QAction(themedIcon(QStringLiteral("add")), QStringLiteral("Add a file\u2026"), &window);
    empty->addAction(add);
    layout->addLayout(icons);
    layout->addLayout(application);
    layout->addWidget(empty, 1);
    window.resize(640, 760);
    window.show();
    QTest::qWait(20);
    save(window, QStringLiteral("widgets"));
}

QTEST_MAIN(TestImageScreens)
#include "tst_imagescreens.moc"
