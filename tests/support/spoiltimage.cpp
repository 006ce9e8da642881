#include "tests/support/spoiltimage.h"

#include <sys/mman.h>
#include <unistd.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/disk/convertdisk.h"
#include "core/disk/crc32.h"
#include "core/disk/diskprobe.h"
#include "tests/support/imageseeds.h"
#include "tests/support/sealed.h"

namespace vitrine::test {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype KiB = 1024;

/// Changes the piece and puts its CRC-32C at byte 4.
void changeWithCrc(QByteArray &image, qsizetype start, qsizetype length, const Spoiler &change)
{
    QByteArray piece = image.sliced(start, length);
    change(piece);
    piece.replace(4, 4, QByteArray(4, '\0'));
    piece.replace(4, 4, little(crc32c(piece)));
    image.replace(start, length, piece);
}

qsizetype metadataOf(const QByteArray &image)
{
    const qsizetype place = image.indexOf("metadata", KiB * KiB);
    if (place < 0)
        qFatal("the image has no metadata table");
    return place;
}

QJsonObject jsonOf(const ProbeReport &report)
{
    QJsonArray violations;
    QJsonArray warnings;
    QStringList sentences;
    for (const ProbeFinding &finding : report.violations) {
        violations.append(finding.check);
        sentences.append(finding.reason);
    }
    for (const ProbeFinding &finding : report.warnings) {
        warnings.append(finding.check);
        sentences.append(finding.reason);
    }
    QJsonArray declarable;
    for (const DiskFormat format : allDiskFormats()) {
        if (judgeDeclaredFormat(report, format, ContainerFormat::Bare))
            declarable.append(diskFormatName(format));
    }
    return { { u"detected"_s, detectedFormatName(report.detected) }, { u"violations"_s, violations },
        { u"warnings"_s, warnings }, { u"sentences"_s, sentences.join(u'\n') },
        { u"virtual_size"_s, QString::number(report.virtualSize.value_or(-1)) },
        { u"declarable"_s, declarable } };
}

QStringList listOf(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &each : value.toArray())
        list.append(each.toString());
    return list;
}

QByteArray told(const Verdict &verdict)
{
    return (verdict.detected + u": "_s + verdict.violations.join(u' ') + u" | "_s
        + verdict.warnings.join(u' ') + u'\n' + verdict.sentences)
        .toUtf8();
}

void expectWords(const Verdict &verdict, const char *words)
{
    QVERIFY2(verdict.sentences.contains(QString::fromUtf8(words)), told(verdict).constData());
    QVERIFY2(!verdict.sentences.contains(u"%1"_s), told(verdict).constData());
}

} // namespace

Spoiler put(qsizetype offset, const QByteArray &bytes)
{
    return [=](QByteArray &image) {
        if (image.size() < offset + bytes.size())
            image.append(offset + bytes.size() - image.size(), '\0');
        image.replace(offset, bytes.size(), bytes);
    };
}

Spoiler both(const Spoiler &first, const Spoiler &second)
{
    return [=](QByteArray &image) {
        first(image);
        second(image);
    };
}

Spoiler cut(qsizetype size)
{
    return [=](QByteArray &image) { image.truncate(size); };
}

Spoiler append(const QByteArray &bytes)
{
    return [=](QByteArray &image) { image.append(bytes); };
}

Spoiler replaceText(const QByteArray &before, const QByteArray &after)
{
    return [=](QByteArray &image) {
        QVERIFY2(image.contains(before), before.constData());
        image.replace(before, after.leftJustified(before.size(), '\n'));
    };
}

Spoiler vhdSum(qsizetype start, qsizetype length, qsizetype field)
{
    return [=](QByteArray &image) {
        image.replace(start + field, 4, QByteArray(4, '\0'));
        quint32 sum = 0;
        for (qsizetype i = start; i < start + length; ++i)
            sum += static_cast<quint8>(image.at(i));
        image.replace(start + field, 4, big(~sum));
    };
}

Spoiler vhdxRegions(const Spoiler &change)
{
    return [=](QByteArray &image) {
        changeWithCrc(image, 192 * KiB, 64 * KiB, change);
        changeWithCrc(image, 256 * KiB, 64 * KiB, change);
    };
}

Spoiler vhdxHeaders(const Spoiler &change)
{
    return [=](QByteArray &image) {
        changeWithCrc(image, 64 * KiB, 4 * KiB, change);
        changeWithCrc(image, 128 * KiB, 4 * KiB, change);
    };
}

Spoiler vhdxMetadata(qsizetype offset, const QByteArray &bytes)
{
    return [=](QByteArray &image) { image.replace(metadataOf(image) + offset, bytes.size(), bytes); };
}

Spoiler vhdxItem(int index, qsizetype offset, const QByteArray &bytes)
{
    return [=](QByteArray &image) {
        const qsizetype table = metadataOf(image);
        const auto item = qFromLittleEndian<quint32>(image.constData() + table + 32 + 32 * index + 16);
        image.replace(table + static_cast<qsizetype>(item) + offset, bytes.size(), bytes);
    };
}

Spoiler gptHeader(const Spoiler &change)
{
    return [=](QByteArray &image) {
        change(image);
        QByteArray header = image.sliced(512, 92);
        header.replace(16, 4, QByteArray(4, '\0'));
        image.replace(512 + 16, 4, little(crc32(header)));
    };
}

QByteArray spoilt(const char *seed, const Spoiler &spoil)
{
    const QByteArray good = imageSeed(QLatin1StringView(seed));
    QByteArray image = good;
    if (good.isEmpty())
        qFatal("there is no seed %s", seed);
    spoil(image);
    if (image == good)
        QTest::qFail("nothing was spoilt", __FILE__, __LINE__);
    return image;
}

FileDescriptor memoryFile(const QByteArray &bytes)
{
    FileDescriptor file(::memfd_create("image", MFD_CLOEXEC));
    if (::ftruncate(file.get(), bytes.size()) != 0
        || ::pwrite(file.get(), bytes.constData(), static_cast<std::size_t>(bytes.size()), 0) != bytes.size())
        qFatal("no memory for an image");
    return file;
}

Verdict verdictOf(const QByteArray &image)
{
    const FileDescriptor file = memoryFile(image);
    const auto answer = inSeal([&] {
        const Result<ProbeReport> report = probeDisk(file.get());
        return report ? QJsonDocument(jsonOf(*report)).toJson() : QByteArray("{}");
    });
    const QJsonObject json = QJsonDocument::fromJson(answer.value_or(QByteArray())).object();
    return { json.value(u"detected").toString(), listOf(json.value(u"violations")),
        listOf(json.value(u"warnings")), json.value(u"sentences").toString(),
        json.value(u"virtual_size").toString().toLongLong(), listOf(json.value(u"declarable")) };
}

void expectRefused(const QByteArray &image, const char *check, const char *words)
{
    const Verdict verdict = verdictOf(image);
    QVERIFY2(verdict.violations.contains(QLatin1StringView(check)), told(verdict).constData());
    QVERIFY2(verdict.declarable.isEmpty(), qPrintable(verdict.declarable.join(u' ')));
    expectWords(verdict, words);
}

void expectWarning(const QByteArray &image, const char *check, const char *words)
{
    const Verdict verdict = verdictOf(image);
    QVERIFY2(verdict.violations.isEmpty(), told(verdict).constData());
    QVERIFY2(verdict.warnings.contains(QLatin1StringView(check)), told(verdict).constData());
    QVERIFY(!verdict.declarable.isEmpty());
    expectWords(verdict, words);
}

QString conversionOf(const QByteArray &image, const DiskLayout &layout)
{
    const FileDescriptor source = memoryFile(image);
    const FileDescriptor target = memoryFile({});
    const auto answer = inSeal([&] {
        const auto report = convertInto(
            target.get(), u"made"_s, source.get(), { .layout = layout, .threads = 1, .verify = true }, {});
        return report ? QByteArray("done") : report.error().message.toUtf8();
    });
    return QString::fromUtf8(answer.value_or(QByteArray()));
}

} // namespace vitrine::test
