// Pictures of the real window over a real catalogue: vitrine_screenshots FOLDER
//
// The program prepares a catalogue, then starts itself once a picture, because scale, language and colours
// are fixed when a Qt program starts. It fails when a picture is missing, has the wrong size or is blank.

#include <sys/stat.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QDialog>
#include <QDir>
#include <QDragEnterEvent>
#include <QElapsedTimer>
#include <QLibraryInfo>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QProcess>
#include <QSet>
#include <QSettings>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>
#include <QTranslator>
#include <QUrl>

#include "tests/support/fakedialogs.h"
#include "tests/support/imagemaker.h"
#include "tests/support/realengine.h"
#include "tests/support/testfiles.h"
#include "ui/adding/addingsheet.h"
#include "ui/catalogs/catalogueregistry.h"
#include "ui/transfers/transferspanel.h"
#include "ui/window/catalogueview.h"
#include "ui/window/maintoolbar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/theme.h"
#include "ui/window/windowactions.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mebibyte = 1 << 20;
constexpr int shotTimeoutMs = 60'000;

struct Shot {
    const char *scene;
    const char *scheme;
    const char *language;
    int scale;
    QSize size;

    QString fileName() const
    {
        return u"%1-%2-%3-%4x%5@%6x.png"_s
            .arg(QLatin1String(scene), QLatin1String(scheme), QLatin1String(language))
            .arg(size.width())
            .arg(size.height())
            .arg(scale);
    }
};

constexpr QSize large(1280, 800);
constexpr QSize small(1024, 640);

const Shot shots[] = {
    { "main", "light", "en", 1, large },
    { "main", "light", "en", 2, large },
    { "main", "dark", "en", 1, large },
    { "main", "dark", "en", 2, small },
    { "main", "light", "zh_TW", 1, large },
    { "main", "dark", "zh_TW", 1, small },
    { "main", "light", "en", 1, small },
    { "list", "light", "en", 1, small },
    { "folded", "light", "en", 1, small },
    { "several", "light", "en", 1, large },
    { "undo", "light", "en", 1, large },
    { "undo", "dark", "en", 1, small },
    { "drop", "light", "en", 1, large },
    { "drop", "dark", "zh_TW", 1, small },
    { "search", "light", "en", 1, small },
    { "nothing", "light", "en", 1, large },
    { "filters", "light", "en", 1, small },
    { "filters", "dark", "zh_TW", 1, small },
    { "cards", "light", "en", 1, large },
    { "cards", "dark", "en", 1, small },
    { "groups", "light", "en", 1, large },
    { "groups", "dark", "zh_TW", 1, small },
    { "trash", "dark", "en", 1, large },
    { "empty", "light", "en", 1, large },
    { "empty", "dark", "zh_TW", 1, small },
    { "failure", "light", "en", 1, small },
    { "adding", "light", "en", 1, large },
    { "adding", "dark", "en", 1, small },
    { "adding", "light", "zh_TW", 1, small },
    { "convert", "light", "en", 1, large },
    { "convert", "dark", "zh_TW", 1, small },
    { "lesson", "light", "en", 1, large },
    { "about", "light", "en", 1, large },
    { "shortcuts", "dark", "en", 1, large },
};

/// Serves one link so slowly that its import is still running when the picture is taken.
class SlowServer final : public QObject
{
public:
    SlowServer()
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, &SlowServer::answer);
    }

    QString link() const
    {
        return u"http://127.0.0.1:%1/debian-13-nocloud-amd64.raw"_s.arg(m_server.serverPort());
    }

private:
    void answer()
    {
        QTcpSocket *socket = m_server.nextPendingConnection();
        socket->write(
            "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 402653184\r\n\r\n");
        socket->write(test::patternBytes(150 * mebibyte));
        auto *timer = new QTimer(socket);
        connect(timer, &QTimer::timeout, socket, [socket] { socket->write(test::patternBytes(mebibyte)); });
        timer->start(100);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }

    QTcpServer m_server;
};

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
    test::writeFile(raw, test::patternBytes(sample.dataBytes, seed));
    test::run(u"qemu-img"_s, { u"resize"_s, u"-q"_s, u"-f"_s, u"raw"_s, raw, sample.virtualSize });
    const QString disk = folder % u"/disk-%1."_s.arg(seed) % QLatin1String(sample.format);
    test::run(u"qemu-img"_s,
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

/// Images of every kind in every state that lasts.
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

bool waitFor(const std::function<bool()> &condition)
{
    return QTest::qWaitFor(condition, 20'000);
}

void selectNamed(CatalogueView &view, const QString &name)
{
    for (int row = 0; row < view.model().rowCount(); ++row) {
        if (view.model().imageAt(row)->name == name)
            view.table().setCurrentImage(view.model().imageAt(row)->id);
    }
    waitFor([&view] { return view.selectedImages().size() == 1; });
    QTest::qWait(300);
}

TransferRequest requestFor(TransferKind kind, const QString &source)
{
    TransferRequest request;
    request.kind = kind;
    request.source = source;
    return request;
}

/// One running, one waiting, one failed and one finished transfer.
void startTransfers(test::RealEngine &engine, MainWindow &window, const SlowServer &server)
{
    TransferQueue &queue = engine.queue();
    TransferRequest out;
    out.kind = TransferKind::Export;
    out.imageId = window.catalogue()->selectedImages().first().id;
    out.destination = engine.filePath(u"debian-12-cloud.qcow2"_s);
    queue.enqueue(out);
    const QString fifo = engine.filePath(u"serial-console.pipe"_s);
    ::mkfifo(QFile::encodeName(fifo).constData(), 0600);
    queue.enqueue(requestFor(TransferKind::Import, fifo));
    waitFor([&queue] { return !queue.hasUnfinished(); });
    queue.setParallelLimit(1);
    queue.enqueue(requestFor(TransferKind::ImportLink, server.link()));
    const QString next = engine.filePath(u"router-lab.img"_s);
    test::writeSparseFile(next, 64 * mebibyte);
    queue.enqueue(requestFor(TransferKind::Import, next));
    waitFor([&queue] {
        const QList<Transfer> transfers = queue.transfers();
        return std::any_of(transfers.cbegin(), transfers.cend(), [](const Transfer &each) {
            return each.state == TransferState::Running && each.done > 100 * mebibyte;
        });
    });
    QTest::qWait(2500);
}

void stopTransfers(TransferQueue &queue)
{
    const QList<Transfer> transfers = queue.transfers();
    for (const Transfer &transfer : transfers)
        queue.cancel(transfer.id);
    waitFor([&queue] { return !queue.hasUnfinished(); });
}

void hoverFiles(MainWindow &window)
{
    static QMimeData data;
    data.setUrls({ QUrl::fromLocalFile(u"/tmp/a.img"_s), QUrl::fromLocalFile(u"/tmp/b.img"_s) });
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
}

/// Some of what people have in their downloads: good, wrongly named, broken, unsafe.
void openSheet(MainWindow &window, const test::RealEngine &engine)
{
    const auto path = [&engine](const char *name) { return engine.filePath(QLatin1String(name)); };
    constexpr qint64 gibibyte = 1LL << 30;
    test::makeQcow2(path("debian-12-generic-amd64.qcow2"), 2 * gibibyte);
    test::makeQcow2(path("jammy-server-cloudimg-arm64.img"), 3 * gibibyte);
    test::makeQcow2(path("Rocky-9-GenericCloud-Base.latest.x86_64.raw"), 10 * gibibyte);
    test::makeImage(path("windows_server_2022_eval.vhdx"), u"vhdx"_s, 40 * gibibyte);
    test::makeIso(path("lab-tools.iso"));
    test::makeGpt(path("course-data.img"), 64 * mebibyte);
    test::run(u"qemu-img"_s,
        { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-F"_s, u"qcow2"_s, u"-b"_s,
            path("debian-12-generic-amd64.qcow2"), path("exam-overlay.qcow2") });
    window.importFiles({ path("exam-overlay.qcow2"), path("Rocky-9-GenericCloud-Base.latest.x86_64.raw"),
        path("debian-12-generic-amd64.qcow2"), path("jammy-server-cloudimg-arm64.img"),
        path("windows_server_2022_eval.vhdx"), path("lab-tools.iso"), path("course-data.img"),
        path("no-longer-there.vmdk") });
    waitFor([&window] { return window.findChild<AddingSheet *>() != nullptr; });
    QTest::qWait(600);
}

/// Brings the window into the state of the scene; gives the widget to take the picture of.
void playScene(const QString &scene, MainWindow &window, test::RealEngine &engine, const SlowServer &server)
{
    if (scene == "failure"_L1) {
        Error error;
        error.code = ErrorCode::ReadOnly;
        error.message = u"The catalogue in /data/vitrine cannot be written: the file system is read-only."_s;
        window.showFailure(error);
        QTest::qWait(400);
        return;
    }
    window.attach(engine.service(), engine.queue());
    CatalogueView &view = *window.catalogue();
    waitFor([&view] { return view.model().state() == ImageListModel::State::Complete; });
    if (scene == "empty"_L1)
        return;
    selectNamed(view, u"debian-12-cloud"_s);
    window.actions().details->setChecked(scene != "list"_L1);
    if (scene == "main"_L1 || scene == "folded"_L1)
        startTransfers(engine, window, server);
    if (scene == "folded"_L1)
        window.transfers().setFolded(true);
    else if (scene == "several"_L1)
        window.actions().selectAll->trigger();
    else if (scene == "undo"_L1) {
        selectNamed(view, u"alpine-3.19-tiny"_s);
        window.actions().remove->trigger();
        QTest::qWait(500);
    } else if (scene == "drop"_L1)
        hoverFiles(window);
    else if (scene == "search"_L1)
        window.toolBar().searchField().setText(u"course"_s);
    else if (scene == "nothing"_L1)
        window.toolBar().searchField().setText(u"solaris"_s);
    else if (scene == "filters"_L1) {
        window.toolBar().searchField().setText(u"status:active format:qcow2,vmdk size:<10G u"_s);
        view.keepTypedFilters();
    } else if (scene == "cards"_L1)
        window.actions().viewCards->trigger();
    else if (scene == "groups"_L1)
        view.setGrouping(SortField::DiskFormat);
    else if (scene == "trash"_L1)
        window.actions().trash->trigger();
    else if (scene == "adding"_L1)
        openSheet(window, engine);
    else if (scene == "convert"_L1)
        window.actions().convert->trigger();
    else if (scene == "lesson"_L1)
        window.actions().lifeLesson->trigger();
    else if (scene == "about"_L1)
        window.actions().about->trigger();
    else if (scene == "shortcuts"_L1)
        window.actions().shortcuts->trigger();
    QTest::qWait(400);
}

/// The window, with the dialog that is open over it where it lies.
QImage picture(QWidget &window)
{
    QPixmap shot = window.grab();
    const QList<QDialog *> dialogs = window.findChildren<QDialog *>();
    for (QDialog *dialog : dialogs) {
        const QPixmap over = dialog->grab();
        QPainter painter(&shot);
        painter.fillRect(window.rect(), QColor(0, 0, 0, 60));
        painter.drawPixmap(
            (window.width() - dialog->width()) / 2, (window.height() - dialog->height()) / 2, over);
    }
    return shot.toImage();
}

bool isBlank(const QImage &image)
{
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); y += 3) {
        for (int x = 0; x < image.width(); x += 3)
            colors.insert(image.pixel(x, y));
    }
    return colors.size() < 24;
}

/// The catalogue of the picture, and others that somebody might have.
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
}

int takeShot(const QCommandLineParser &parser)
{
    const QStringList size = parser.value(u"size"_s).split(u'x');
    QTranslator qtTranslator;
    QTranslator translator;
    QLocale::setDefault(QLocale(parser.value(u"language"_s)));
    if (qtTranslator.load(QLocale(), u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qtTranslator);
    if (translator.load(QLocale(), u"vitrine"_s, u"_"_s, u":/i18n"_s))
        QCoreApplication::installTranslator(&translator);

    const QString scene = parser.value(u"scene"_s);
    test::RealEngine engine(scene == "empty"_L1 ? QString() : parser.value(u"catalogue"_s));
    QSettings settings(engine.filePath(u"settings.ini"_s), QSettings::IniFormat);
    const Theme theme(*qApp, settings);
    test::FakeFileChooser chooser;
    test::FakePrompts prompts;
    const SlowServer server;
    CatalogueRegistry registry(settings);
    listCatalogues(registry);
    MainWindow window(settings, chooser, prompts);
    window.setCatalogues(registry);
    window.resize(size.value(0).toInt(), size.value(1).toInt());
    window.show();
    if (!QTest::qWaitForWindowExposed(&window))
        return 1;
    playScene(scene, window, engine, server);
    const bool isSaved = picture(window).save(parser.value(u"out"_s));
    if (scene == "undo"_L1) {
        window.actions().undo->trigger();
        QTest::qWait(500);
    }
    stopTransfers(engine.queue());
    return isSaved ? 0 : 1;
}

bool runShot(const Shot &shot, const QString &catalogue, const QString &folder)
{
    const QString out = QDir(folder).filePath(shot.fileName());
    QFile::remove(out);
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_SCALE_FACTOR"_s, QString::number(shot.scale));
    environment.insert(u"VITRINE_COLOR_SCHEME"_s, QLatin1String(shot.scheme));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(QCoreApplication::applicationFilePath(),
        { u"--scene"_s, QLatin1String(shot.scene), u"--catalogue"_s, catalogue, u"--language"_s,
            QLatin1String(shot.language), u"--size"_s,
            u"%1x%2"_s.arg(shot.size.width()).arg(shot.size.height()), u"--out"_s, out });
    if (!process.waitForFinished(shotTimeoutMs) || process.exitCode() != 0) {
        qWarning() << "failed:" << shot.fileName();
        return false;
    }
    const QImage image(out);
    if (image.size() != shot.size * shot.scale || isBlank(image)) {
        qWarning() << "not the picture it should be:" << shot.fileName() << image.size();
        return false;
    }
    return true;
}

int takeAll(const QString &folder, const QString &only)
{
    const QTemporaryDir home;
    const QString catalogue = home.filePath(u"lab"_s);
    QDir().mkpath(folder);
    prepareCatalogue(catalogue);
    int taken = 0;
    int failed = 0;
    for (const Shot &shot : shots) {
        if (!only.isEmpty() && only != QLatin1String(shot.scene))
            continue;
        ++taken;
        if (!runShot(shot, catalogue, folder))
            ++failed;
    }
    qInfo("%d pictures in %s, %d failed", taken - failed, qPrintable(folder), failed);
    return failed == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"vitrine"_s);
    QCommandLineParser parser;
    parser.addPositionalArgument(u"folder"_s, u"Where the pictures go"_s);
    for (const char *option : { "scene", "catalogue", "language", "size", "out", "only" })
        parser.addOption({ QString::fromLatin1(option), {}, u"VALUE"_s });
    parser.process(application);
    if (parser.isSet(u"scene"_s))
        return takeShot(parser);
    return takeAll(parser.positionalArguments().value(0, u"screenshots"_s), parser.value(u"only"_s));
}
