#include "tests/app/ctl.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTest>

#include "tests/support/testfiles.h"

namespace vitrine::test {

using namespace Qt::Literals::StringLiterals;

namespace {

void fail(const QByteArray &why)
{
    QTest::qFail(why.constData(), __FILE__, __LINE__);
}

} // namespace

QJsonArray Outcome::array() const
{
    const QJsonDocument document = QJsonDocument::fromJson(out);
    if (!document.isArray())
        fail("not a JSON array: " + out + err);
    return document.array();
}

QJsonObject Outcome::object() const
{
    const QJsonDocument document = QJsonDocument::fromJson(out);
    if (!document.isObject())
        fail("not a JSON object: " + out + err);
    return document.object();
}

Ctl::Ctl()
    : m_environment(QProcessEnvironment::systemEnvironment())
{
    // A cloud of whoever runs the tests is none of theirs.
    for (const QString &key : m_environment.keys()) {
        if (key.startsWith(u"OS_"))
            m_environment.remove(key);
    }
    m_environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    m_environment.insert(u"VITRINE_CATALOG"_s, catalogue());
    m_environment.insert(u"CTL"_s, qEnvironmentVariable("VITRINECTL"));
}

void Ctl::start(QProcess &process, const QStringList &arguments) const
{
    process.setProcessEnvironment(m_environment);
    process.setWorkingDirectory(m_folder.path());
    process.start(qEnvironmentVariable("VITRINECTL"), arguments);
}

Outcome Ctl::finish(QProcess &process) const
{
    Outcome outcome;
    if (!process.waitForFinished(60'000)) {
        process.kill();
        fail("the program did not end within a minute");
    }
    outcome.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    outcome.out = process.readAllStandardOutput();
    outcome.err = process.readAllStandardError();
    return outcome;
}

Outcome Ctl::run(const QStringList &arguments) const
{
    QProcess process;
    start(process, arguments);
    return finish(process);
}

Outcome Ctl::shell(const QString &script) const
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.setWorkingDirectory(m_folder.path());
    process.start(u"bash"_s, { u"-c"_s, script });
    return finish(process);
}

QString Ctl::must(const QStringList &arguments) const
{
    const Outcome outcome = run(arguments);
    if (outcome.code != 0)
        fail(arguments.join(u' ').toUtf8() + ": " + outcome.err);
    return QString::fromUtf8(outcome.out).trimmed();
}

QJsonObject Ctl::show(const QString &image) const
{
    return run({ u"image"_s, u"show"_s, u"-f"_s, u"json"_s, image }).object();
}

QStringList Ctl::partFiles() const
{
    QStringList found;
    QDirIterator files(catalogue(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        if (file.contains(u"/staging/") || file.endsWith(u".part"))
            found.append(file);
    }
    return found;
}

void makeExt4(const QString &path)
{
    writeSparseFile(path, 8 << 20);
    const QStringList folders{ u"/usr/sbin"_s, u"/sbin"_s };
    const QString program = QStandardPaths::findExecutable(u"mke2fs"_s, folders);
    test::run(program.isEmpty() ? u"mke2fs"_s : program, { u"-q"_s, u"-F"_s, u"-t"_s, u"ext4"_s, path });
}

void makeQcow2(const QString &path)
{
    const QString raw = path + u".raw"_s;
    makeExt4(raw);
    test::run(u"qemu-img"_s, { u"convert"_s, u"-f"_s, u"raw"_s, u"-O"_s, u"qcow2"_s, raw, path });
    QFile::remove(raw);
}

} // namespace vitrine::test
