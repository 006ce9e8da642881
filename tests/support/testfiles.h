#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace vitrine::test {

/// Writes `bytes` to `path`, replacing what is there. Fails the running test when it cannot.
void writeFile(const QString &path, const QByteArray &bytes);
QByteArray readFile(const QString &path);

/// The paths of all files in `folder` and in the folders inside it.
QStringList filesUnder(const QString &folder);

/// `size` bytes that look random but are the same for the same seed.
QByteArray patternBytes(qsizetype size, quint32 seed = 1);

/// A file of `size` bytes that is one hole but for `data` at `offset`.
void writeSparseFile(const QString &path, qint64 size, const QByteArray &data = {}, qint64 offset = 0);

QString md5Of(const QByteArray &bytes);
QString sha512Of(const QByteArray &bytes);

/// Runs a program to its end; fails the running test when it cannot be started or exits with other than 0.
QByteArray run(const QString &program, const QStringList &arguments);

} // namespace vitrine::test
