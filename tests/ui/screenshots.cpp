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
#include "tests/ui/shotcatalogue.h"
#include "ui/adding/addingsheet.h"
#include "ui/catalogs/catalogueregistry.h"
#include "ui/catalogs/clouddialog.h"
#include "ui/dialogs/firstrunpage.h"
#include "ui/images/imagedetailspane.h"
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

constexpr QSize desktop(1920, 1080);
constexpr QSize large(1280, 800);
constexpr QSize small(1024, 640);
constexpr QSize tall(1280, 2600);

const Shot shots[] = {
    { "main", "light", "en", 1, large },
    { "main", "light", "en", 2, large },
    { "main", "light", "en", 1, desktop },
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
    { "lesson", "dark", "zh_TW", 1, small },
    { "details", "light", "en", 1, tall },
    { "details", "dark", "zh_TW", 1, tall },
    { "space", "light", "en", 1, large },
    { "space", "dark", "zh_TW", 1, small },
    { "settings", "light", "en", 1, large },
    { "settings", "dark", "zh_TW", 1, small },
    { "palette", "light", "en", 1, large },
    { "firstrun", "light", "en", 1, small },
    { "firstrun", "dark", "zh_TW", 1, small },
    { "newcloud", "light", "en", 1, large },
    { "newcloud", "dark", "zh_TW", 1, small },
    { "integrity", "light", "en", 1, large },
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

/// Nobody answers: the picture shows the form.
class NoTrials final : public CloudTrials
{
public:
    void start(const CloudForm &, Answer) override { }
    void stop() override { }
};

void openCloudDialog(MainWindow &window)
{
    static NoTrials trials;
    static test::FakeFileChooser chooser;
    CloudForm form;
    form.name = u"campus"_s;
    form.user = u"lin"_s;
    auto *dialog = new CloudDialog(form, { .hasKeyring = true }, trials, chooser, &window);
    dialog->open();
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
    else if (scene == "details"_L1)
        window.catalogue()->details().setFoldedSections({});
    else if (scene == "space"_L1)
        window.actions().diskUse->trigger();
    else if (scene == "newcloud"_L1)
        openCloudDialog(window);
    else if (scene == "settings"_L1)
        window.actions().settings->trigger();
    else if (scene == "palette"_L1)
        window.actions().palette->trigger();
    else if (scene == "integrity"_L1)
        window.actions().checkIntegrity->trigger();
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

int takeFirstRun(FileChooser &chooser, const QSize &size, const QString &out)
{
    constexpr qint64 gibibyte = 1LL << 30;
    FirstRunPage page({ { u"/home/lin/.local/share/vitrine"_s, u"Home"_s, 60 * gibibyte, 3 * gibibyte },
                          { u"/data/vitrine"_s, u"data"_s, 480 * gibibyte, 412 * gibibyte } },
        chooser);
    page.resize(size);
    page.show();
    if (!QTest::qWaitForWindowExposed(&page))
        return 1;
    return page.grab().toImage().save(out) ? 0 : 1;
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
    test::listCatalogues(registry);
    const QSize wanted(size.value(0).toInt(), size.value(1).toInt());
    if (scene == "firstrun"_L1)
        return takeFirstRun(chooser, wanted, parser.value(u"out"_s));
    MainWindow window(settings, chooser, prompts);
    window.setCatalogues(registry);
    window.resize(wanted);
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
    test::prepareCatalogue(catalogue);
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
