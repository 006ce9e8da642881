// How long people wait when they drop many files: bench_adding [--files 1000] [--images 0]
//
// Figures: from the drop until the sheet can be used, until every file has been looked into and compared with
// the catalogue, from Enter until the queue has all; and the longest time for which the window did not answer
// in each. The files are real QCOW2 images; --images fills the catalogue that they are compared with.

#include <cstdio>

#include <QApplication>
#include <QCommandLineParser>
#include <QDragEnterEvent>
#include <QElapsedTimer>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QUrl>

#include "tests/bench/cataloguefiller.h"
#include "tests/bench/stallmeter.h"
#include "tests/support/fakedialogs.h"
#include "tests/support/imagemaker.h"
#include "tests/support/realengine.h"
#include "ui/adding/addingmodel.h"
#include "ui/adding/addingsheet.h"
#include "ui/adding/addingtable.h"
#include "ui/window/catalogueview.h"
#include "ui/window/mainwindow.h"
#include "ui/window/theme.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using bench::say;

namespace {

void fill(const QString &root, int count)
{
    const auto catalogue = Catalogue::open(CatalogueOptions{ .root = root });
    const auto database = Database::open(root % u"/catalogue.db"_s);
    if (!catalogue || !database || !bench::fillCatalogue(**database, count))
        qFatal("the catalogue cannot be filled");
}

QList<QUrl> makeFiles(const QString &folder, int count)
{
    const QString first = folder % u"/debian-12-generic-amd64-0.qcow2"_s;
    test::makeQcow2(first, 2LL << 30);
    QList<QUrl> urls{ QUrl::fromLocalFile(first) };
    for (int number = 1; number < count; ++number) {
        const QString path = folder % u"/debian-12-generic-amd64-%1.qcow2"_s.arg(number);
        if (!QFile::copy(first, path))
            qFatal("cannot write %s", qPrintable(path));
        urls.append(QUrl::fromLocalFile(path));
    }
    return urls;
}

void drop(QWidget &window, const QList<QUrl> &urls)
{
    QMimeData data;
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &event);
}

void waitUntil(const std::function<bool()> &isDone)
{
    QElapsedTimer clock;
    clock.start();
    while (!isDone() && clock.elapsed() < 120'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    if (!isDone())
        qFatal("it did not end");
}

void measure(MainWindow &window, TransferQueue &queue, const QList<QUrl> &urls)
{
    bench::StallMeter meter;
    QTest::qWait(300);
    meter.reset();
    QElapsedTimer clock;
    clock.start();
    drop(window, urls);
    AddingSheet *sheet = nullptr;
    waitUntil([&] {
        sheet = window.findChild<AddingSheet *>();
        return sheet && sheet->isVisible();
    });
    say("drop: until the sheet is there", double(clock.elapsed()), "ms", 1000);
    const auto *model = static_cast<AddingModel *>(sheet->table().model());
    waitUntil([&] {
        const AddingSummary sum = model->summary();
        return sum.total == urls.size() && sum.looking == 0;
    });
    say("drop: until every file has been looked into", double(clock.elapsed()), "ms", 1000);
    say("drop: longest stall until then", meter.longestMs(), "ms", 50);

    meter.reset();
    sheet->table().setFocus();
    QTest::keyClick(&sheet->table(), Qt::Key_A, Qt::ControlModifier);
    QElapsedTimer edit;
    edit.start();
    QList<int> rows = sheet->table().selectedRows();
    static_cast<AddingModel *>(sheet->table().model())->setPreset(rows, u"linux-cloud"_s);
    QCoreApplication::processEvents();
    say("edit: a preset for all", double(edit.elapsed()), "ms", 50);
    QTest::qWait(200);
    say("edit: longest stall", meter.longestMs(), "ms", 50);

    queue.setParallelLimit(1);
    meter.reset();
    clock.restart();
    QTest::keyClick(sheet, Qt::Key_Return);
    waitUntil([&] { return queue.transfers().size() == urls.size(); });
    say("add: until the queue has all", double(clock.elapsed()), "ms", 1000);
    say("add: longest stall until then", meter.longestMs(), "ms", 50);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({ u"files"_s, {}, u"COUNT"_s, u"1000"_s });
    parser.addOption({ u"images"_s, {}, u"COUNT"_s, u"0"_s });
    parser.process(application);

    const QTemporaryDir home;
    const QString root = home.filePath(u"catalogue"_s);
    fill(root, parser.value(u"images"_s).toInt());
    const QList<QUrl> urls = makeFiles(home.path(), parser.value(u"files"_s).toInt());

    test::RealEngine engine(root);
    QSettings settings(engine.filePath(u"settings.ini"_s), QSettings::IniFormat);
    const Theme theme(application, settings);
    test::FakeFileChooser chooser;
    test::FakePrompts prompts;
    MainWindow window(settings, chooser, prompts);
    window.resize(1280, 800);
    window.show();
    window.attach(engine.service(), engine.queue());
    QTest::qWait(1000);
    measure(window, engine.queue(), urls);
    engine.queue().suspendAll();
    return 0;
}
