#include <sys/stat.h>
#include <utime.h>

#include <QFileInfo>

#include "core/store/lendfile.h"
#include "tests/core/catalog/cataloguefixture.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A disk that can share no blocks.
class NoClone final : public FileOps
{
public:
    int clone(int, int) override
    {
        errno = EOPNOTSUPP;
        return -1;
    }
};

mode_t modeOf(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777 : 0;
}

ino_t inodeOf(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_ino : 0;
}

} // namespace

class TestCatalogueLending final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void lentFileHasTheBytesAndTheName();
    void lentFileOutlivesTheImage();
    void consumerCannotChangeTheCatalogue();
    void secondNameIsGivenOnlyToReadOnlyFiles();
    void nothingIsLeftOfARefusal();
    void whatIsNotActiveIsNotLent();
    void namesThatLeaveTheFolderAreRefused_data();
    void namesThatLeaveTheFolderAreRefused();
    void oldLoansGoAtStartAndNewOnesStay();

private:
    QByteArray m_bytes = patternBytes(200'000);
    std::unique_ptr<CatalogueFolder> m_folder;
    std::unique_ptr<Catalogue> m_catalogue;
};

void TestCatalogueLending::init()
{
    m_folder = std::make_unique<CatalogueFolder>();
    m_catalogue = m_folder->open();
}

void TestCatalogueLending::cleanup()
{
    m_catalogue.reset();
    m_folder.reset();
}

void TestCatalogueLending::lentFileHasTheBytesAndTheName()
{
    const ImageId id = createActive(*m_catalogue, m_bytes);
    const auto path = m_catalogue->lend(id, u"Debian 12.img"_s);
    VERIFY_RESULT(path);
    QCOMPARE(QFileInfo(*path).fileName(), u"Debian 12.img"_s);
    QCOMPARE(readFile(*path), m_bytes);
    const auto again = m_catalogue->lend(id, u"Debian 12.img"_s);
    VERIFY_RESULT(again);
    QVERIFY(*again != *path);
}

void TestCatalogueLending::lentFileOutlivesTheImage()
{
    const ImageId id = createActive(*m_catalogue, m_bytes);
    const auto path = m_catalogue->lend(id, u"disk.img"_s);
    VERIFY_RESULT(path);
    VERIFY_RESULT(m_catalogue->remove(id));
    VERIFY_RESULT(m_catalogue->emptyTrash());
    QCOMPARE(readFile(*path), m_bytes);
}

void TestCatalogueLending::consumerCannotChangeTheCatalogue()
{
    const ImageId id = createActive(*m_catalogue, m_bytes);
    const auto path = m_catalogue->lend(id, u"disk.img"_s);
    VERIFY_RESULT(path);
    const QString blob = m_folder->dataFiles().constFirst();
    const bool isSameFile = inodeOf(blob) == inodeOf(*path);
    QVERIFY(!isSameFile || (modeOf(*path) & 0222) == 0);
    // Taking it away must not loosen the mode of the catalogue's file either.
    const mode_t before = modeOf(blob);
    QVERIFY(QFile::remove(*path));
    QCOMPARE(modeOf(blob), before);
    const auto report = m_catalogue->verify({ id }, {});
    VERIFY_RESULT(report);
    QVERIFY(report->issues.isEmpty());
}

void TestCatalogueLending::secondNameIsGivenOnlyToReadOnlyFiles()
{
    NoClone ops;
    const QString origin = m_folder->path(u"origin"_s);
    const QString lent = m_folder->path(u"lent.img"_s);
    writeFile(origin, m_bytes);
    const auto source = openFileSource(origin);
    VERIFY_RESULT(source);
    const auto refused = lendFile(**source, lent, ops);
    QCOMPARE(codeOf(refused), ErrorCode::Unavailable);
    QVERIFY(refused.error().message.contains(u"lent.img"_s));
    QVERIFY(!QFileInfo::exists(lent));
    QVERIFY(QFile::setPermissions(origin, QFile::ReadOwner | QFile::ReadGroup));
    VERIFY_RESULT(lendFile(**source, lent, ops));
    QCOMPARE(inodeOf(lent), inodeOf(origin));
    QCOMPARE(modeOf(lent) & 0222, mode_t(0));
}

void TestCatalogueLending::nothingIsLeftOfARefusal()
{
    const ImageId id = createActive(*m_catalogue, m_bytes);
    const QString blob = m_folder->dataFiles().constFirst();
    QVERIFY(QFile::remove(blob));
    QVERIFY(!m_catalogue->lend(id, u"disk.img"_s).has_value());
    QVERIFY(QDir(m_folder->root() + u"/outgoing"_s).isEmpty());
}

void TestCatalogueLending::whatIsNotActiveIsNotLent()
{
    const auto queued = m_catalogue->create(rawDraft(u"empty"_s));
    VERIFY_RESULT(queued);
    QCOMPARE(codeOf(m_catalogue->lend(queued->id, u"disk.img"_s)), ErrorCode::Conflict);
    const ImageId id = createActive(*m_catalogue, m_bytes);
    VERIFY_RESULT(m_catalogue->deactivate(id));
    QCOMPARE(codeOf(m_catalogue->lend(id, u"disk.img"_s)), ErrorCode::Forbidden);
}

void TestCatalogueLending::namesThatLeaveTheFolderAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("parent") << u".."_s;
    QTest::newRow("itself") << u"."_s;
    QTest::newRow("path") << u"../../VITRINE"_s;
}

void TestCatalogueLending::namesThatLeaveTheFolderAreRefused()
{
    QFETCH(QString, name);
    const ImageId id = createActive(*m_catalogue, m_bytes);
    QCOMPARE(codeOf(m_catalogue->lend(id, name)), ErrorCode::BadRequest);
}

void TestCatalogueLending::oldLoansGoAtStartAndNewOnesStay()
{
    const ImageId id = createActive(*m_catalogue, m_bytes);
    const auto old = m_catalogue->lend(id, u"old.img"_s);
    const auto fresh = m_catalogue->lend(id, u"fresh.img"_s);
    VERIFY_RESULT(old);
    VERIFY_RESULT(fresh);
    const utimbuf longAgo{ .actime = 1'000'000'000, .modtime = 1'000'000'000 };
    const QString folder = QFileInfo(*old).path();
    QCOMPARE(::utime(QFile::encodeName(folder).constData(), &longAgo), 0);
    m_catalogue.reset();
    const QString blob = m_folder->dataFiles().constFirst();
    const mode_t before = modeOf(blob);
    m_catalogue = m_folder->open();
    QVERIFY(!QFileInfo::exists(folder));
    QVERIFY(QFileInfo::exists(*fresh));
    QCOMPARE(modeOf(blob), before);
}

QTEST_GUILESS_MAIN(TestCatalogueLending)
#include "tst_cataloguelending.moc"
