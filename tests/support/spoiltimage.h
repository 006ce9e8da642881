#pragma once

#include <functional>

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QtEndian>

#include "core/image/disklayout.h"
#include "core/support/filedescriptor.h"

namespace vitrine::test {

/// What is done to a good image before it is looked at.
using Spoiler = std::function<void(QByteArray &)>;

template<typename T>
QByteArray big(T value)
{
    QByteArray bytes(sizeof(T), Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

template<typename T>
QByteArray little(T value)
{
    QByteArray bytes(sizeof(T), Qt::Uninitialized);
    qToLittleEndian(value, bytes.data());
    return bytes;
}

Spoiler put(qsizetype offset, const QByteArray &bytes);
Spoiler both(const Spoiler &first, const Spoiler &second);
Spoiler cut(qsizetype size);
Spoiler append(const QByteArray &bytes);
/// `after` takes the place of as many bytes as `before` has; what is left of it becomes line ends.
Spoiler replaceText(const QByteArray &before, const QByteArray &after);
/// Sets the VHD checksum of `length` bytes at `start` right again.
Spoiler vhdSum(qsizetype start, qsizetype length, qsizetype field);
/// Changes both region tables of a VHDX image, or both its headers, and sets their checksums right again.
Spoiler vhdxRegions(const Spoiler &change);
Spoiler vhdxHeaders(const Spoiler &change);
/// Changes the metadata table of a VHDX image, and the data of its item number `index`.
Spoiler vhdxMetadata(qsizetype offset, const QByteArray &bytes);
Spoiler vhdxItem(int index, qsizetype offset, const QByteArray &bytes);
/// Changes the header of a GPT and sets its checksum right again.
Spoiler gptHeader(const Spoiler &change);

/// A good image by its name in imageSeed(), spoilt. Fails the running test when nothing was changed.
QByteArray spoilt(const char *seed, const Spoiler &spoil);
/// A file without a name.
FileDescriptor memoryFile(const QByteArray &bytes);

struct Verdict {
    QString detected;
    QStringList violations; ///< their words for programs
    QStringList warnings;
    QString sentences; ///< for people
    qint64 virtualSize = -1;
    QStringList declarable; ///< bare
};

/// The probe's verdict, reached in a child that may neither open a file nor make a socket.
Verdict verdictOf(const QByteArray &image);

/// Fails the running test unless the image is refused for `check`, says so in these words, and would be
/// refused whatever it is declared as.
void expectRefused(const QByteArray &image, const char *check, const char *words);
/// Fails the running test unless the image may be stored and `check` warns in these words.
void expectWarning(const QByteArray &image, const char *check, const char *words);

/// What converting the image says in such a child: "done", or the sentence for people.
QString conversionOf(const QByteArray &image, const DiskLayout &layout = { DiskFormat::Qcow2 });

} // namespace vitrine::test
