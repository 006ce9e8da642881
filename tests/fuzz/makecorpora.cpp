// Makes the first inputs of the fuzz targets: makecorpora FOLDER, which gets one folder a target.

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>

#include "tests/fuzz/packedimage.h"
#include "tests/support/diskmaker.h"
#include "tests/support/imagemaker.h"
#include "tests/support/imageseeds.h"
#include "tests/support/testfiles.h"

using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 KiB = 1024;

class Corpora final
{
public:
    explicit Corpora(const QString &folder)
        : m_folder(folder)
    {
    }

    void add(const QString &target, const QString &name, const QByteArray &input) const
    {
        m_folder.mkpath(target);
        writeFile(m_folder.filePath(target + u'/' + name), input);
    }
    /// Encrypted images are noise after their header, of which no parser reads anything.
    void addImage(const QString &target, const QString &name, const QByteArray &image) const
    {
        const QByteArray packed = vitrine::fuzz::packImage(image);
        add(target, name, name.contains(u"luks") ? packed.left(4 + 16 * 516) : packed);
    }

private:
    QDir m_folder;
};

QString targetOf(const QemuKind &kind)
{
    if (kind.format == u"vpc")
        return QByteArrayView(kind.name) == "vhd-fixed" ? u"fixedvhd"_s : u"vhd"_s;
    return kind.format;
}

/// A little of each kind of data, so that images stay small.
void addImagesOfQemu(const Corpora &corpora)
{
    const QTemporaryDir folder;
    const QString raw = folder.filePath(u"raw"_s);
    writeSparseFile(raw, 300 * KiB + 512, patternBytes(700) + QByteArray(5 * KiB, 't'), 64 * KiB);
    patchFile(raw, 200 * KiB, "text");
    for (const QemuKind &kind : qemuKinds()) {
        const QString path = folder.filePath(QLatin1StringView(kind.name));
        makeDisk(raw, path, kind);
        if (kind.format != u"raw")
            corpora.addImage(targetOf(kind), QLatin1StringView(kind.name), readFile(path));
    }
}

void addFileSystems(const Corpora &corpora)
{
    const QTemporaryDir folder;
    const QDir root(folder.filePath(u"root"_s));
    root.mkpath(u"etc"_s);
    root.mkpath(u"bin"_s);
    writeFile(
        root.filePath(u"etc/os-release"_s), "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian 12\"\n");
    writeFile(root.filePath(u"bin/sh"_s), readFile(u"/bin/true"_s).first(64));
    for (const QString &type : { u"ext2"_s, u"ext4"_s }) {
        const QString path = folder.filePath(type);
        run(u"mke2fs"_s,
            { u"-q"_s, u"-F"_s, u"-t"_s, type, u"-b"_s, u"1024"_s, u"-N"_s, u"32"_s, u"-L"_s, u"LABEL"_s,
                u"-d"_s, root.path(), path, u"512k"_s });
        const QByteArray fileSystem = readFile(path);
        corpora.addImage(u"contents"_s, type, fileSystem);
        QByteArray disk = imageSeed(u"mbr"_s);
        disk.replace(2048 * 512, fileSystem.size(), fileSystem);
        corpora.addImage(u"contents"_s, u"mbr-"_s + type, disk);
    }
    corpora.addImage(u"contents"_s, u"gpt"_s, imageSeed(u"gpt"_s));
    const QString swap = folder.filePath(u"swap"_s);
    writeSparseFile(swap, 64 * KiB);
    run(u"mkswap"_s, { u"-q"_s, swap });
    corpora.addImage(u"contents"_s, u"swap"_s, readFile(swap));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (argc != 2)
        qFatal("makecorpora FOLDER");
    const Corpora corpora(QString::fromLocal8Bit(argv[1]));
    for (const QString &name : imageSeedNames())
        corpora.addImage(u"probe"_s, name, imageSeed(name));
    for (const QString &name : { u"iso"_s, u"hybridiso"_s, u"udf"_s })
        corpora.addImage(u"iso"_s, name, imageSeed(name));
    corpora.addImage(u"luks"_s, u"luks"_s, imageSeed(u"luks"_s));
    for (const QString &name : { u"vmdk"_s, u"stream"_s })
        corpora.add(u"vmdkdescriptor"_s, name, imageSeed(name).sliced(512, 600));
    for (const QString &name : { u"flat"_s, u"2gb"_s })
        corpora.add(u"vmdkdescriptor"_s, name, imageSeed(name));
    addImagesOfQemu(corpora);
    addFileSystems(corpora);
    return 0;
}
