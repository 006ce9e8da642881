#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace vitrine::test {

/// What one run of the program came to.
struct Outcome {
    int code = -1; ///< exit code; -1 when a signal ended it
    QByteArray out;
    QByteArray err;

    QJsonArray array() const;
    QJsonObject object() const;
};

/// Runs the real vitrinectl on a catalogue of its own.
class Ctl
{
public:
    Ctl();

    /// A folder for the test's files; the catalogue lies in it.
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString catalogue() const { return path(QStringLiteral("catalogue")); }
    QProcessEnvironment &environment() { return m_environment; }

    Outcome run(const QStringList &arguments) const;
    /// Runs a bash script in the test's folder with vitrinectl as $CTL: for what only a shell can do.
    Outcome shell(const QString &script) const;
    /// Runs the program, fails the test unless it exits with 0, and gives its output without the line end.
    QString must(const QStringList &arguments) const;
    /// `image show -f json` of the image.
    QJsonObject show(const QString &image) const;
    /// Files that an unfinished or removed import may have left behind, anywhere in the catalogue.
    QStringList partFiles() const;

    void start(QProcess &process, const QStringList &arguments) const;

private:
    Outcome finish(QProcess &process) const;

    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
};

/// A real qcow2 disk with an ext4 file system in it.
void makeQcow2(const QString &path);
/// A real raw disk: one ext4 file system, without partitions.
void makeExt4(const QString &path);

} // namespace vitrine::test
