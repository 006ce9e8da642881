// How long the window of a cloud keeps people waiting while four uploads, and then four downloads, run:
// bench_cloudwindow CLOUDS.YAML CLOUD FILE, see bench_cloud.py

#include <cstdio>

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>

#include "core/openstack/clouds.h"
#include "core/openstack/imageapi.h"
#include "core/service/glanceimageservice.h"
#include "core/transfer/transferqueue.h"
#include "tests/bench/stallmeter.h"
#include "tests/support/fakedialogs.h"
#include "ui/window/mainwindow.h"
#include "ui/window/theme.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int transferCount = 4;

CloudConfig configOf(const QString &file, const QString &name)
{
    CloudPlaces places;
    places.environment.clear();
    places.environment.insert(u"OS_CLIENT_CONFIG_FILE"_s, file);
    const auto clouds = Clouds::find(places);
    const auto config = clouds ? clouds->cloud(name) : failure(clouds.error());
    if (!config)
        qFatal("%s", qPrintable(config.error().message));
    return *config;
}

void runAll(TransferQueue &queue, const QList<TransferRequest> &requests)
{
    const QStringList ids = queue.enqueueAll(requests);
    const bool areDone = bench::runUntil([&queue] { return !queue.hasUnfinished(); }, 300'000);
    for (const QString &id : ids) {
        const auto transfer = queue.transfer(id);
        if (!areDone || transfer->state != TransferState::Finished)
            qFatal("%s", transfer->error ? qPrintable(transfer->error->message) : "a transfer did not end");
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 4)
        qFatal("bench_cloudwindow CLOUDS.YAML CLOUD FILE");
    const QTemporaryDir folder(qEnvironmentVariable("TMPDIR", u"/var/tmp"_s) + u"/vitrine-bench-XXXXXX"_s);
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    Theme theme(application, settings);
    test::FakeFileChooser chooser;
    test::FakePrompts prompts;
    WorkerPool workers;
    GlanceImageService service(
        std::make_shared<ImageApi>(configOf(arguments.at(1), arguments.at(2))), workers);
    TransferQueue queue(service, folder.filePath(u"journal"_s));
    queue.setParallelLimit(transferCount);
    MainWindow window(settings, chooser, prompts);
    window.resize(1280, 800);
    window.attach(service, queue, u"bench"_s, true);
    window.show();
    service.setWatched(true);
    bench::runFor(3'000);

    bench::StallMeter meter;
    QList<TransferRequest> uploads;
    for (int number = 0; number < transferCount; ++number) {
        TransferRequest request;
        request.source = arguments.at(3);
        request.draft.name = u"upload %1"_s.arg(number);
        request.draft.diskFormat = DiskFormat::Raw;
        request.draft.containerFormat = ContainerFormat::Bare;
        uploads.append(request);
    }
    meter.reset();
    runAll(queue, uploads);
    bench::sayStall("longest stall while four uploads ran", meter, 50);

    QList<TransferRequest> downloads;
    const QList<Transfer> uploaded = queue.transfers();
    for (const Transfer &transfer : uploaded) {
        TransferRequest request;
        request.kind = TransferKind::Export;
        request.imageId = transfer.request.imageId;
        request.destination = folder.filePath(transfer.id);
        downloads.append(request);
    }
    meter.reset();
    runAll(queue, downloads);
    bench::sayStall("longest stall while four downloads ran", meter, 50);
    return 0;
}
