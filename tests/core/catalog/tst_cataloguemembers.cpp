#include <QTest>

#include "tests/core/catalog/cataloguefixture.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

using Role = Actor::Role;

/// The catalogue as somebody of `project` has it open.
std::unique_ptr<Catalogue> openAs(
    const CatalogueFolder &folder, const QString &project, Role role = Role::Member)
{
    CatalogueOptions options = folder.options();
    options.actor = { .project = project, .role = role };
    return folder.open(options);
}

QStringList namesIn(const Catalogue &catalogue, const QString &memberStatus = {})
{
    ImageQuery query;
    query.memberStatus = memberStatus;
    const auto page = catalogue.list(query);
    QStringList names;
    for (const Image &image : page->images)
        names.append(image.name);
    return names;
}

QStringList membersOf(const Catalogue &catalogue, const ImageId &id)
{
    const auto members = catalogue.members(id);
    QStringList words;
    for (const Member &member : *members)
        words.append(member.memberId + u' ' + memberStatusName(member.status));
    return words;
}

void setVisibility(Catalogue &catalogue, const ImageId &id, Visibility visibility)
{
    ImagePatch patch;
    patch.visibility = visibility;
    QVERIFY(catalogue.update(id, patch));
}

} // namespace

class TestCatalogueMembers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<CatalogueFolder>();
        m_ours = openAs(*m_folder, u"ours"_s);
        m_theirs = openAs(*m_folder, u"theirs"_s);
        m_id = createRaw(*m_ours, u"shared"_s);
    }

    void memberSeesTheImageFromTheMomentItIsOne();
    void imageIsListedOnceItIsAccepted();
    void memberMayLookAndNotTouch();
    void memberSeesItselfAlone();
    void b36_projectsAnswerForThemselves();
    void b36_onlySharedImagesHaveMembers();
    void b36_memberTwiceOrNeverIsSaid();
    void b37_strangersAreToldNothing();
    void b08_membersAreLimited();
    void removedMemberStartsAgain();
    void deletedImageLosesItsMembers();
    void rebuildKeepsTheMembers();
    void everyChangeIsAnEvent();

private:
    std::unique_ptr<CatalogueFolder> m_folder;
    std::unique_ptr<Catalogue> m_ours;
    std::unique_ptr<Catalogue> m_theirs;
    ImageId m_id;
};

void TestCatalogueMembers::memberSeesTheImageFromTheMomentItIsOne()
{
    QCOMPARE(codeOf(m_theirs->image(m_id)), ErrorCode::NotFound);
    const auto added = m_ours->addMember(m_id, u"theirs"_s);
    VERIFY_RESULT(added);
    QCOMPARE(added->status, MemberStatus::Pending);
    VERIFY_RESULT(m_theirs->image(m_id));
    setVisibility(*m_ours, m_id, Visibility::Private);
    QCOMPARE(codeOf(m_theirs->image(m_id)), ErrorCode::NotFound);
}

void TestCatalogueMembers::imageIsListedOnceItIsAccepted()
{
    const QStringList shared{ u"shared"_s };
    VERIFY_RESULT(m_ours->addMember(m_id, u"theirs"_s));
    QCOMPARE(namesIn(*m_theirs), QStringList());
    QCOMPARE(namesIn(*m_theirs, u"pending"_s), shared);
    QCOMPARE(namesIn(*m_theirs, u"all"_s), shared);
    VERIFY_RESULT(m_theirs->setMemberStatus(m_id, u"theirs"_s, MemberStatus::Accepted));
    QCOMPARE(namesIn(*m_theirs), shared);
    QCOMPARE(*m_theirs->count({}), 1);
    VERIFY_RESULT(m_theirs->setMemberStatus(m_id, u"theirs"_s, MemberStatus::Rejected));
    QCOMPARE(namesIn(*m_theirs), QStringList());
    QCOMPARE(namesIn(*m_theirs, u"rejected"_s), shared);
    QCOMPARE(namesIn(*m_ours), shared);
}

void TestCatalogueMembers::memberMayLookAndNotTouch()
{
    VERIFY_RESULT(m_ours->addMember(m_id, u"theirs"_s));
    ImagePatch patch;
    patch.name = u"theirs now"_s;
    QCOMPARE(codeOf(m_theirs->update(m_id, patch)), ErrorCode::Forbidden);
    QCOMPARE(codeOf(m_theirs->remove(m_id)), ErrorCode::Forbidden);
    QCOMPARE(codeOf(m_theirs->addMember(m_id, u"others"_s)), ErrorCode::Forbidden);
    QCOMPARE(codeOf(m_theirs->removeMember(m_id, u"theirs"_s)), ErrorCode::Forbidden);
}

void TestCatalogueMembers::memberSeesItselfAlone()
{
    VERIFY_RESULT(m_ours->addMember(m_id, u"theirs"_s));
    VERIFY_RESULT(m_ours->addMember(m_id, u"others"_s));
    QCOMPARE(membersOf(*m_ours, m_id), (QStringList{ u"others pending"_s, u"theirs pending"_s }));
    QCOMPARE(membersOf(*m_theirs, m_id), QStringList{ u"theirs pending"_s });
}

void TestCatalogueMembers::b36_projectsAnswerForThemselves()
{
    VERIFY_RESULT(m_ours->addMember(m_id, u"theirs"_s));
    VERIFY_RESULT(m_ours->addMember(m_id, u"others"_s));
    QCOMPARE(
        codeOf(m_ours->setMemberStatus(m_id, u"theirs"_s, MemberStatus::Accepted)), ErrorCode::Forbidden);
    QCOMPARE(
        codeOf(m_theirs->setMemberStatus(m_id, u"others"_s, MemberStatus::Accepted)), ErrorCode::NotFound);
    const auto reader = openAs(*m_folder, u"theirs"_s, Role::Reader);
    QCOMPARE(
        codeOf(reader->setMemberStatus(m_id, u"theirs"_s, MemberStatus::Accepted)), ErrorCode::Forbidden);
    const auto admin = m_folder->open();
    VERIFY_RESULT(admin->setMemberStatus(m_id, u"theirs"_s, MemberStatus::Rejected));
    QCOMPARE(membersOf(*m_theirs, m_id), QStringList{ u"theirs rejected"_s });
}

void TestCatalogueMembers::b36_onlySharedImagesHaveMembers()
{
    VERIFY_RESULT(m_ours->addMember(m_id, u"theirs"_s));
    for (const Visibility visibility : { Visibility::Private, Visibility::Community }) {
        setVisibility(*m_ours, m_id, visibility);
        QCOMPARE(codeOf(m_ours->members(m_id)), ErrorCode::Forbidden);
        QCOMPARE(codeOf(m_ours->addMember(m_id, u"others"_s)), ErrorCode::Forbidden);
        QCOMPARE(codeOf(m_ours->removeMember(m_id, u"theirs"_s)), ErrorCode::Forbidden);
    }
    setVisibility(*m_ours, m_id, Visibility::Shared);
    QCOMPARE(membersOf(*m_ours, m_id), QStringList{ u"theirs pending"_s });
}

void TestCatalogueMembers::b36_memberTwiceOrNeverIsSaid()
{
    VERIFY_RESULT(m_ours->addMember(m_id, u"theirs"_s));
    QCOMPARE(codeOf(m_ours->addMember(m_id, u"theirs"_s)), ErrorCode::Conflict);
    QCOMPARE(codeOf(m_ours->addMember(m_id, QString())), ErrorCode::BadRequest);
    QCOMPARE(codeOf(m_ours->addMember(m_id, QString(256, u'x'))), ErrorCode::BadRequest);
    QCOMPARE(codeOf(m_ours->removeMember(m_id, u"others"_s)), ErrorCode::NotFound);
}

void TestCatalogueMembers::b37_strangersAreToldNothing()
{
    QCOMPARE(codeOf(m_theirs->members(m_id)), ErrorCode::NotFound);
    QCOMPARE(codeOf(m_theirs->addMember(m_id, u"theirs"_s)), ErrorCode::NotFound);
    QCOMPARE(
        codeOf(m_theirs->setMemberStatus(m_id, u"theirs"_s, MemberStatus::Accepted)), ErrorCode::NotFound);
}

void TestCatalogueMembers::b08_membersAreLimited()
{
    CatalogueOptions options = m_folder->options();
    options.limits.members = 2;
    const auto catalogue = m_folder->open(options);
    VERIFY_RESULT(catalogue->addMember(m_id, u"a"_s));
    VERIFY_RESULT(catalogue->addMember(m_id, u"b"_s));
    QCOMPARE(codeOf(catalogue->addMember(m_id, u"c"_s)), ErrorCode::LimitExceeded);
}

void TestCatalogueMembers::removedMemberStartsAgain()
{
    VERIFY_RESULT(m_ours->addMember(m_id, u"theirs"_s));
    VERIFY_RESULT(m_theirs->setMemberStatus(m_id, u"theirs"_s, MemberStatus::Accepted));
    VERIFY_RESULT(m_ours->removeMember(m_id, u"theirs"_s));
    QCOMPARE(codeOf(m_theirs->image(m_id)), ErrorCode::NotFound);
    VERIFY_RESULT(m_ours->addMember(m_id, u"theirs"_s));
    QCOMPARE(membersOf(*m_ours, m_id), QStringList{ u"theirs pending"_s });
}

void TestCatalogueMembers::deletedImageLosesItsMembers()
{
    VERIFY_RESULT(m_ours->addMember(m_id, u"theirs"_s));
    VERIFY_RESULT(m_ours->remove(m_id));
    QCOMPARE(codeOf(m_ours->members(m_id)), ErrorCode::NotFound);
    QCOMPARE(codeOf(m_ours->addMember(m_id, u"others"_s)), ErrorCode::NotFound);
    QCOMPARE(namesIn(*m_theirs, u"all"_s), QStringList());
}

void TestCatalogueMembers::rebuildKeepsTheMembers()
{
    const ImageId active = createActive(*m_ours, patternBytes(1000));
    VERIFY_RESULT(m_ours->addMember(active, u"theirs"_s));
    VERIFY_RESULT(m_ours->addMember(active, u"others"_s));
    VERIFY_RESULT(m_theirs->setMemberStatus(active, u"theirs"_s, MemberStatus::Accepted));
    VERIFY_RESULT(m_ours->removeMember(active, u"others"_s));
    m_ours.reset();
    m_theirs.reset();
    VERIFY_RESULT(Catalogue::rebuild(m_folder->options()));
    m_ours = openAs(*m_folder, u"ours"_s);
    QCOMPARE(membersOf(*m_ours, active), QStringList{ u"theirs accepted"_s });
}

void TestCatalogueMembers::everyChangeIsAnEvent()
{
    const qint64 before = *m_ours->lastEventSequence();
    VERIFY_RESULT(m_ours->addMember(m_id, u"theirs"_s));
    VERIFY_RESULT(m_theirs->setMemberStatus(m_id, u"theirs"_s, MemberStatus::Accepted));
    VERIFY_RESULT(m_theirs->setMemberStatus(m_id, u"theirs"_s, MemberStatus::Accepted)); // no change
    VERIFY_RESULT(m_ours->removeMember(m_id, u"theirs"_s));
    const auto events = m_ours->eventsAfter(before);
    VERIFY_RESULT(events);
    QStringList types;
    for (const CatalogueEvent &event : *events) {
        QCOMPARE(event.subject, m_id);
        types.append(event.type);
    }
    QCOMPARE(
        types, (QStringList{ u"image.member.create"_s, u"image.member.update"_s, u"image.member.delete"_s }));
}

QTEST_GUILESS_MAIN(TestCatalogueMembers)
#include "tst_cataloguemembers.moc"
