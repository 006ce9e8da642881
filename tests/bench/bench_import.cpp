// Import of one file into a file store, beside what a shell does for the same result.
//   bench_import [--size MiB] [--folder DIR]   time against cp && sync && md5sum && sha512sum, median of 3
//   bench_import --sparse [--folder DIR]       peak resident memory for 8 GiB with 2 GiB of data

#include <algorithm>
#include <array>
#include <cstdio>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QUuid>

#include "core/store/filestore.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mebibyte = 1 << 20;
constexpr int rounds = 3;

[[noreturn]] void giveUp(const QString &why)
{
    std::fprintf(stderr, "bench_import: %s\n", qPrintable(why));
    std::exit(1);
}

QByteArray randomMebibyte()
{
    static QRandomGenerator64 generator(1);
    QByteArray bytes(mebibyte, Qt::Uninitialized);
    generator.fillRange(reinterpret_cast<quint64 *>(bytes.data()), bytes.size() / 8);
    return bytes;
}

/// `dataMebibytes` of random bytes spread evenly, in whole mebibytes, over a file of `mebibytes`.
void makeFile(const QString &path, qint64 mebibytes, qint64 dataMebibytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.resize(mebibytes * mebibyte))
        giveUp(file.errorString());
    const qint64 stride = mebibytes / dataMebibytes;
    for (qint64 index = 0; index < dataMebibytes; ++index) {
        if (!file.seek(index * stride * mebibyte) || file.write(randomMebibyte()) != mebibyte)
            giveUp(file.errorString());
    }
}

void runShell(const QString &command)
{
    if (QProcess::execute(u"/bin/sh"_s, { u"-c"_s, command }) != 0)
        giveUp(u"failed: "_s % command);
}

double secondsOfShell(const QString &from, const QString &to)
{
    QElapsedTimer timer;
    timer.start();
    runShell(
        u"cp '%1' '%2' && sync '%2' && md5sum '%2' >/dev/null && sha512sum '%2' >/dev/null"_s.arg(from, to));
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    QFile::remove(to);
    return seconds;
}

double secondsOfImport(Store &store, const QString &from)
{
    const BlobId blob = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QElapsedTimer timer;
    timer.start();
    const auto source = openFileSource(from);
    if (!source)
        giveUp(source.error().message);
    const auto writer = store.create(blob);
    if (!writer)
        giveUp(writer.error().message);
    const auto digest = (*writer)->copyFrom(**source, {}, {});
    if (!digest)
        giveUp(digest.error().message);
    if (const auto committed = (*writer)->commit("{}"); !committed)
        giveUp(committed.error().message);
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    if (const auto removed = store.remove(blob); !removed)
        giveUp(removed.error().message);
    return seconds;
}

double median(std::array<double, rounds> values)
{
    std::sort(values.begin(), values.end());
    return values[rounds / 2];
}

/// VmHWM of this process in KiB.
qint64 peakResident()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        giveUp(file.errorString());
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    giveUp(u"no VmHWM"_s);
}

void compareTime(Store &store, const QString &folder, qint64 mebibytes)
{
    const QString from = folder % u"/source"_s;
    makeFile(from, mebibytes, mebibytes);
    runShell(u"sync '%1'"_s.arg(from));
    std::array<double, rounds> shell = {};
    std::array<double, rounds> engine = {};
    for (int round = 0; round < rounds; ++round) {
        const auto index = static_cast<std::size_t>(round);
        shell[index] = secondsOfShell(from, folder % u"/copy"_s);
        engine[index] = secondsOfImport(store, from);
        std::printf("round %d: shell %.2f s, import %.2f s\n", round + 1, shell[index], engine[index]);
    }
    std::printf("%lld MiB: shell %.2f s, import %.2f s, ratio %.2f (at most 0.50)\n",
        static_cast<long long>(mebibytes), median(shell), median(engine), median(engine) / median(shell));
}

void measureMemory(Store &store, const QString &folder)
{
    const QString from = folder % u"/sparse"_s;
    makeFile(from, 8192, 2048);
    const double seconds = secondsOfImport(store, from);
    std::printf("8 GiB with 2 GiB of data: %.2f s, peak resident %.1f MiB (at most 64)\n", seconds,
        static_cast<double>(peakResident()) / 1024);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QCommandLineOption size(u"size"_s, u"Length of the file."_s, u"MiB"_s, u"1024"_s);
    const QCommandLineOption folder(u"folder"_s, u"Where to work."_s, u"DIR"_s, QDir::tempPath());
    const QCommandLineOption sparse(u"sparse"_s, u"Measure memory with a sparse file."_s);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({ size, folder, sparse });
    parser.process(application);

    QTemporaryDir work(parser.value(folder) % u"/bench_import-XXXXXX"_s);
    const auto store = openFileStore(u"bench"_s, work.filePath(u"store"_s));
    if (!store)
        giveUp(store.error().message);
    if (parser.isSet(sparse))
        measureMemory(**store, work.path());
    else
        compareTime(**store, work.path(), std::max<qint64>(1, parser.value(size).toLongLong()));
    return 0;
}
