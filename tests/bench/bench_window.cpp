// How long the window keeps people waiting: bench_window [--images 100000] [--mib 256] [--folder FOLDER]
//
// Figures: start of the real program to its first paint, and to its first rows; the longest time for which
// the event loop did not answer while searching and during four imports; what painting a page of either view
// costs; memory with every image in the list; what 200 jobs in the dock cost.

#include <cstdio>

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLineEdit>
#include <QProcess>
#include <QScrollBar>
#include <QSettings>
#include <QTest>

#include "core/support/heap.h"
#include "tests/bench/cataloguefiller.h"
#include "tests/bench/stallmeter.h"
#include "tests/support/fakedialogs.h"
#include "tests/support/realengine.h"
#include "tests/support/testfiles.h"
#include "ui/images/imagecardview.h"
#include "ui/window/catalogueview.h"
#include "ui/window/maintoolbar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/theme.h"
#include "ui/window/windowactions.h"

using namespace vitrine;
using bench::say;
using bench::StallMeter;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int startRuns = 5;

void fill(const QString &root, int count)
{
    const auto catalogue = Catalogue::open(CatalogueOptions{ .root = root });
    if (!catalogue)
        qFatal("%s", qPrintable(catalogue.error().message));
    if ((*catalogue)->count({}).value_or(0) > 0)
        return; // a folder that an earlier run has filled
    const auto database = Database::open(root % u"/catalogue.db"_s);
    if (!database)
        qFatal("%s", qPrintable(database.error().message));
    if (const auto filled = bench::fillCatalogue(**database, count); !filled)
        qFatal("%s", qPrintable(filled.error().message));
}

/// Milliseconds from starting the real program to its line `start: WHAT after ...`; the median of some runs.
double startTime(const QString &program, const QString &root, const QByteArray &what)
{
    QList<double> times;
    for (int run = 0; run < startRuns; ++run) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"VITRINE_TRACE_START"_s, u"1"_s);
        environment.insert(u"XDG_CONFIG_HOME"_s, root % u"-config"_s);
        environment.insert(u"XDG_STATE_HOME"_s, root % u"-state"_s);
        process.setProcessEnvironment(environment);
        process.setReadChannel(QProcess::StandardError);
        QElapsedTimer clock;
        clock.start();
        process.start(program, { u"--catalog"_s, root });
        const QByteArray wanted = QByteArray("start: ").append(what);
        QByteArray output;
        while (!output.contains(wanted) && process.waitForReadyRead(20'000))
            output += process.readAllStandardError();
        times.append(double(clock.elapsed()));
        process.terminate();
        process.waitForFinished();
        if (!output.contains(wanted))
            qFatal("the program did not say: %s", output.constData());
    }
    std::sort(times.begin(), times.end());
    return times.at(startRuns / 2);
}

/// MiB that the real program holds while every image is in its list.
double memoryOf(const QString &program, const QString &root)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_s, root % u"-config"_s);
    environment.insert(u"XDG_STATE_HOME"_s, root % u"-state"_s);
    process.setProcessEnvironment(environment);
    process.start(program, { u"--catalog"_s, root });
    QTest::qWait(15'000);
    QFile status(u"/proc/%1/status"_s.arg(process.processId()));
    double mebibytes = 0;
    if (status.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> lines = status.readAll().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("VmRSS:"))
                mebibytes = line.mid(6).trimmed().split(' ').constFirst().toDouble() / 1024;
        }
    }
    process.terminate();
    process.waitForFinished();
    return mebibytes;
}

void settle(MainWindow &window)
{
    const ImageListModel &model = window.catalogue()->model();
    if (!bench::runUntil([&model] { return model.state() == ImageListModel::State::Complete; }))
        qFatal("the list did not become complete");
    bench::runFor(300);
}

void measureSearch(MainWindow &window, StallMeter &meter)
{
    QLineEdit &field = window.toolBar().searchField();
    double answer = 0;
    meter.reset();
    for (const QChar key : u"ubuntu 12"_s) {
        QElapsedTimer clock;
        clock.start();
        QTest::keyClick(&field, key.toLatin1());
        const ImageListModel &model = window.catalogue()->model();
        if (!bench::runUntil([&model] { return model.state() != ImageListModel::State::Loading; }))
            qFatal("the search did not end");
        answer = std::max(answer, double(clock.elapsed()));
        settle(window);
    }
    bench::sayStall("search: longest stall over nine keystrokes", meter, 16);
    say("search: slowest first page after a keystroke", answer, "ms", 50);
    field.clear();
    settle(window);
}

/// From one end of all rows to the other and back, a page and a bit at a time.
void measureScroll(QAbstractItemView &view, const char *what)
{
    constexpr int frames = 300;
    QScrollBar &bar = *view.verticalScrollBar();
    QList<double> times;
    for (int frame = 0; frame < frames; ++frame) {
        const int place = static_cast<int>(qint64(bar.maximum()) * frame / frames);
        QElapsedTimer clock;
        clock.start();
        bar.setValue(frame % 2 == 0 ? place : place + view.viewport()->height() / 3);
        view.viewport()->repaint();
        times.append(double(clock.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    say(what, times.at(frames * 95 / 100), "ms", 16);
}

void measureViews(MainWindow &window, StallMeter &meter)
{
    CatalogueView &view = *window.catalogue();
    measureScroll(view.table(), "scroll: the table's frames, 95th percentile");
    QElapsedTimer clock;
    clock.start();
    meter.reset();
    window.actions().viewCards->trigger();
    QCoreApplication::processEvents();
    say("cards: until they are shown", double(clock.elapsed()), "ms", 50);
    bench::runFor(300);
    measureScroll(view.cards(), "scroll: the cards' frames, 95th percentile");
    meter.reset();
    view.model().setGrouping(SortField::Status);
    settle(window);
    bench::sayStall("cards: longest stall while grouped rows stream in", meter, 50);
    window.actions().viewTable->trigger();
    bench::runFor(300);
    measureScroll(view.table(), "scroll: the grouped table's frames, 95th percentile");
    view.model().setGrouping(std::nullopt);
    settle(window);
}

/// Words in which nothing has a place, so that similar names are looked for.
void measureSimilar(MainWindow &window, StallMeter &meter)
{
    QLineEdit &field = window.toolBar().searchField();
    meter.reset();
    QElapsedTimer clock;
    clock.start();
    field.setText(u"ubnutu"_s);
    settle(window);
    say("similar names: until they are there", double(clock.elapsed()) - 300, "ms", 300);
    bench::sayStall("similar names: longest stall", meter, 50);
    field.clear();
    settle(window);
    meter.reset();
    window.catalogue()->model().setGrouping(SortField::OsDistro);
    settle(window);
    bench::sayStall("by distribution: longest stall while rows stream in", meter, 50);
    window.catalogue()->model().setGrouping(std::nullopt);
    settle(window);
}

/// One large file on its way and the others waiting behind it.
void measureDock(MainWindow &window, test::RealEngine &engine, StallMeter &meter)
{
    constexpr int jobs = 200;
    const auto look = [&](const char *scroll, const char *stall) {
        meter.reset();
        bench::runFor(3000);
        bench::sayStall(stall, meter, 50);
        measureScroll(window.catalogue()->table(), scroll);
    };
    look("dock: the table's frames, 95th percentile, no job", "dock: longest stall in 3 s, no job");
    const QString first = engine.filePath(u"first.img"_s);
    test::writeFile(first, test::patternBytes(qsizetype(1) << 30));
    const QString next = engine.filePath(u"next.img"_s);
    test::writeFile(next, test::patternBytes(1 << 20));
    engine.queue().setParallelLimit(1);
    QList<TransferRequest> requests;
    for (int number = 0; number < jobs; ++number) {
        TransferRequest request;
        request.source = number == 0 ? first : next;
        request.draft.name = u"job %1"_s.arg(number);
        requests.append(request);
    }
    meter.reset();
    engine.queue().enqueueAll(requests);
    bench::runFor(500);
    bench::sayStall("dock: longest stall while 200 jobs come", meter, 50);
    look("dock: the table's frames, 95th percentile, 200 jobs", "dock: longest stall in 3 s, 200 jobs");
    engine.queue().suspendAll();
}

void measureImports(MainWindow &window, test::RealEngine &engine, StallMeter &meter, int mebibytes)
{
    QStringList files;
    for (quint32 number = 0; number < 4; ++number) {
        const QString file = engine.filePath(u"import-%1.img"_s.arg(number));
        test::writeFile(file, test::patternBytes(qsizetype(mebibytes) << 20, number + 1));
        files.append(file);
    }
    bench::runFor(500);
    meter.reset();
    QElapsedTimer clock;
    clock.start();
    window.importFiles(files);
    const auto isBusy = [&engine] { return engine.queue().hasUnfinished(); };
    if (!bench::runUntil(isBusy) || !bench::runUntil([&isBusy] { return !isBusy(); }, 300'000))
        qFatal("the imports did not end");
    bench::sayStall("imports: longest stall while four ran", meter, 50);
    std::printf("%-58s %9.1f MiB/s\n", "imports: all four together",
        4.0 * mebibytes / (double(clock.elapsed()) / 1000));
}

} // namespace

int main(int argc, char **argv)
{
    mergeFreedMemoryEagerly(); // as the program does
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({ u"images"_s, {}, u"COUNT"_s, u"100000"_s });
    parser.addOption({ u"mib"_s, {}, u"MIB"_s, u"256"_s });
    parser.addOption({ u"folder"_s, {}, u"FOLDER"_s });
    parser.addOption(
        { u"program"_s, {}, u"PROGRAM"_s, QCoreApplication::applicationDirPath() % u"/../vitrine"_s });
    parser.process(application);

    const QTemporaryDir home;
    const QString folder = parser.value(u"folder"_s).isEmpty() ? home.path() : parser.value(u"folder"_s);
    const QString root = folder % u"/catalogue"_s;
    const int count = parser.value(u"images"_s).toInt();
    QElapsedTimer clock;
    clock.start();
    fill(root, count);
    std::printf("%d images, filled in %.1f s\n", count, double(clock.elapsed()) / 1000);

    const QString program = parser.value(u"program"_s);
    if (QFileInfo::exists(program)) {
        say("start to first paint (median of 5)", startTime(program, root, "painted"), "ms", 300);
        say("start to first rows (median of 5)", startTime(program, root, "rows"), "ms", 300);
        say("memory with every image in the list", memoryOf(program, root), "MiB", 110);
    }

    test::RealEngine engine(root);
    QSettings settings(engine.filePath(u"settings.ini"_s), QSettings::IniFormat);
    settings.setValue(u"adding/withoutAsking"_s, true);
    const Theme theme(application, settings);
    test::FakeFileChooser chooser;
    test::FakePrompts prompts;
    MainWindow window(settings, chooser, prompts);
    window.resize(1280, 800);
    window.show();
    StallMeter meter;
    clock.restart();
    window.attach(engine.service(), engine.queue());
    settle(window);
    bench::sayStall("list: longest stall while all rows stream in", meter, 50);
    std::printf("%-58s %9.1f ms\n", "list: until all rows are there", double(clock.elapsed()) - 300);
    measureSearch(window, meter);
    measureViews(window, meter);
    measureSimilar(window, meter);
    measureImports(window, engine, meter, parser.value(u"mib"_s).toInt());
    measureDock(window, engine, meter);
    return 0;
}
