#include "tests/support/imageseeds.h"

#include <functional>

#include <QHash>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/imagemaker.h"
#include "tests/support/testfiles.h"

namespace vitrine::test {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MiB = 1024 * 1024;

struct SeedKind {
    QString name;
    std::function<void(const QString &)> make;
};

std::function<void(const QString &)> qemu(const QString &format, const QStringList &options = {})
{
    return [=](const QString &path) { makeImage(path, format, 9 * MiB, options); };
}

/// Volume recognition of ECMA-167 alone, as a disc without ISO 9660 has it.
void makeUdf(const QString &path)
{
    QByteArray disc(64 * 1024, '\0');
    disc.replace(32768, 7, QByteArray("\0BEA01\x01", 7));
    disc.replace(34816, 7, QByteArray("\0NSR03\x01", 7));
    disc.replace(36864, 7, QByteArray("\0TEA01\x01", 7));
    writeFile(path, disc);
}

void makeEncryptedQcow2(const QString &path)
{
    run(u"qemu-img"_s,
        { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"--object"_s, u"secret,id=s,data=abc"_s, u"-o"_s,
            u"encrypt.format=luks,encrypt.key-secret=s,encrypt.iter-time=10"_s, path, QString::number(MiB) });
}

const QList<SeedKind> &kinds()
{
    static const QList<SeedKind> all{
        { u"qcow2"_s, qemu(u"qcow2"_s, { u"compat=1.1"_s }) },
        { u"qcow2v2"_s, qemu(u"qcow2"_s, { u"compat=0.10"_s }) },
        { u"qcow2extended"_s, qemu(u"qcow2"_s, { u"extended_l2=on"_s }) },
        { u"qcow2luks"_s, makeEncryptedQcow2 },
        { u"qcow1"_s, qemu(u"qcow"_s) },
        { u"qed"_s, qemu(u"qed"_s) },
        { u"vmdk"_s, qemu(u"vmdk"_s, { u"subformat=monolithicSparse"_s }) },
        { u"stream"_s, qemu(u"vmdk"_s, { u"subformat=streamOptimized"_s }) },
        { u"flat"_s, qemu(u"vmdk"_s, { u"subformat=monolithicFlat"_s }) },
        { u"2gb"_s, qemu(u"vmdk"_s, { u"subformat=twoGbMaxExtentSparse"_s }) },
        { u"vdi"_s, qemu(u"vdi"_s) },
        { u"vhd"_s, qemu(u"vpc"_s) },
        { u"fixedvhd"_s, qemu(u"vpc"_s, { u"subformat=fixed"_s }) },
        { u"vhdx"_s, qemu(u"vhdx"_s) },
        { u"luks"_s, [](const QString &path) { makeLuks(path, MiB); } },
        { u"iso"_s, [](const QString &path) { makeIso(path); } },
        { u"hybridiso"_s, [](const QString &path) { makeIso(path, true); } },
        { u"udf"_s, makeUdf },
        { u"mbr"_s, [](const QString &path) { makeMbr(path, 2 * MiB); } },
        { u"gpt"_s, [](const QString &path) { makeGpt(path, 2 * MiB); } },
        { u"ova"_s, makeOva },
    };
    return all;
}

QByteArray make(const QString &name)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"image"_s);
    for (const SeedKind &kind : kinds()) {
        if (kind.name == name)
            kind.make(path);
    }
    return readFile(path);
}

} // namespace

const QStringList &imageSeedNames()
{
    static const QStringList names = [] {
        QStringList list;
        for (const SeedKind &kind : kinds())
            list.append(kind.name);
        return list;
    }();
    return names;
}

QByteArray imageSeed(const QString &name)
{
    static QHash<QString, QByteArray> made;
    if (!made.contains(name))
        made.insert(name, make(name));
    return made.value(name);
}

} // namespace vitrine::test
