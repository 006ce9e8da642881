// Who may do what, and how much.

#include <QTest>

#include "core/catalog/policy.h"
#include "core/catalog/quota.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

using Role = Actor::Role;

class TestPolicy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTableIsGlances_data();
    void theTableIsGlances();
    void adminsMayDoEverything();
    void strangersAreToldNothing();
    void b10_visibilityAndOwnerHaveTheirOwnRules();
    void nobodysImageIsChangedByAdminsOnly();
    void quotaCountsWhatLiesInTheTrash();
    void quotaLimitsBytes();
};

namespace {

Image imageOf(const QString &owner, Visibility visibility)
{
    Image image;
    image.id = u"12345678-1234-4234-8234-123456789abc"_s;
    image.owner = owner;
    image.visibility = visibility;
    return image;
}

Policy policyOf(Role role)
{
    return Policy({ .project = u"ours"_s, .role = role });
}

} // namespace

void TestPolicy::theTableIsGlances_data()
{
    // "r" a reader may, "m" a member may, "-" neither; own, member, community, public, foreign.
    QTest::addColumn<Action>("action");
    QTest::addColumn<QString>("who");
    QTest::newRow("get_image") << Action::GetImage << u"rrrr-"_s;
    QTest::newRow("get_image_location") << Action::GetImageLocation << u"r----"_s;
    QTest::newRow("download_image") << Action::DownloadImage << u"mmmm-"_s;
    QTest::newRow("add_image") << Action::AddImage << u"m----"_s;
    QTest::newRow("modify_image") << Action::ModifyImage << u"m----"_s;
    QTest::newRow("upload_image") << Action::UploadImage << u"m----"_s;
    QTest::newRow("delete_image") << Action::DeleteImage << u"m----"_s;
    QTest::newRow("restore_image") << Action::RestoreImage << u"m----"_s;
    QTest::newRow("communitize_image") << Action::CommunitizeImage << u"m----"_s;
    QTest::newRow("publicize_image") << Action::PublicizeImage << u"-----"_s;
    QTest::newRow("deactivate") << Action::DeactivateImage << u"m----"_s;
    QTest::newRow("reactivate") << Action::ReactivateImage << u"m----"_s;
    QTest::newRow("copy_image") << Action::CopyImage << u"-----"_s;
    QTest::newRow("get_members") << Action::GetMembers << u"rr---"_s;
    QTest::newRow("add_member") << Action::AddMember << u"m----"_s;
    QTest::newRow("delete_member") << Action::DeleteMember << u"m----"_s;
    QTest::newRow("modify_member") << Action::ModifyMember << u"-m---"_s;
    QTest::newRow("manage_catalogue") << Action::ManageCatalogue << u"-----"_s;
}

void TestPolicy::theTableIsGlances()
{
    QFETCH(Action, action);
    QFETCH(QString, who);
    const QList<Ownership> ownerships{ Ownership::Own, Ownership::Member, Ownership::Community,
        Ownership::Public, Ownership::Foreign };
    for (qsizetype i = 0; i < ownerships.size(); ++i) {
        QCOMPARE(Policy::isAllowed(action, Role::Reader, ownerships.at(i)), who.at(i) == u'r');
        QCOMPARE(Policy::isAllowed(action, Role::Member, ownerships.at(i)), who.at(i) != u'-');
    }
}

void TestPolicy::adminsMayDoEverything()
{
    for (const Action action : allActions()) {
        for (const QString &owner : { u"ours"_s, u"theirs"_s, QString() })
            QVERIFY(policyOf(Role::Admin).require(action, imageOf(owner, Visibility::Private)));
    }
}

void TestPolicy::strangersAreToldNothing()
{
    const Policy member = policyOf(Role::Member);
    // Shared, but with somebody else: nobody has made us a member.
    for (const Visibility visibility : { Visibility::Private, Visibility::Shared }) {
        const auto denied = member.require(Action::DeleteImage, imageOf(u"theirs"_s, visibility));
        QCOMPARE(denied.error().code, ErrorCode::NotFound);
    }
    const auto denied = member.require(Action::DeleteImage, imageOf(u"theirs"_s, Visibility::Public));
    QCOMPARE(denied.error().code, ErrorCode::Forbidden);
    QVERIFY(member.require(Action::DownloadImage, imageOf(u"theirs"_s, Visibility::Public)));
}

void TestPolicy::b10_visibilityAndOwnerHaveTheirOwnRules()
{
    const Policy member = policyOf(Role::Member);
    const Image own = imageOf(u"ours"_s, Visibility::Private);
    ImagePatch patch;
    patch.visibility = Visibility::Community;
    QVERIFY(member.requirePatch(patch, own));
    patch.visibility = Visibility::Public;
    QCOMPARE(member.requirePatch(patch, own).error().code, ErrorCode::Forbidden);
    QVERIFY(policyOf(Role::Admin).requirePatch(patch, own));
    patch.visibility.reset();
    patch.owner = u"theirs"_s;
    QCOMPARE(member.requirePatch(patch, own).error().code, ErrorCode::Forbidden);
    ImageDraft draft;
    QVERIFY(member.requireDraft(draft));
    QCOMPARE(policyOf(Role::Reader).requireDraft(draft).error().code, ErrorCode::Forbidden);
    draft.owner = u"theirs"_s;
    QCOMPARE(member.requireDraft(draft).error().code, ErrorCode::Forbidden);
    draft.owner.clear();
    draft.visibility = Visibility::Public;
    QCOMPARE(member.requireDraft(draft).error().code, ErrorCode::Forbidden);
}

void TestPolicy::nobodysImageIsChangedByAdminsOnly()
{
    const Image image = imageOf(QString(), Visibility::Public);
    const Policy nobody({ .project = {}, .role = Role::Member });
    QCOMPARE(nobody.require(Action::ModifyImage, image).error().code, ErrorCode::Forbidden);
    QVERIFY(nobody.require(Action::GetImage, image));
    QVERIFY(policyOf(Role::Admin).require(Action::ModifyImage, image));
}

void TestPolicy::quotaCountsWhatLiesInTheTrash()
{
    ImageLimits limits;
    limits.imageCount = 3;
    const Quota quota(limits);
    QVERIFY(quota.checkImageCount({ .imageCount = 1, .trashCount = 1 }));
    QCOMPARE(
        quota.checkImageCount({ .imageCount = 2, .trashCount = 1 }).error().code, ErrorCode::LimitExceeded);
    QVERIFY(Quota({}).checkImageCount({ .imageCount = 1'000'000 }));
}

void TestPolicy::quotaLimitsBytes()
{
    ImageLimits limits;
    limits.totalBytes = 1000;
    limits.imageSize = 600;
    const Quota quota(limits);
    const Usage usage{ .imageCount = 1, .trashCount = 1, .storedBytes = 500, .trashBytes = 200 };
    QVERIFY(quota.checkBytes(usage, 500));
    QCOMPARE(quota.checkBytes(usage, 501).error().code, ErrorCode::LimitExceeded);
    QCOMPARE(quota.checkBytes(usage, 251, 2).error().code, ErrorCode::LimitExceeded);
    QCOMPARE(quota.checkBytes({}, 601).error().code, ErrorCode::LimitExceeded);
    QCOMPARE(quota.largestImage(usage), 500);
    QCOMPARE(quota.largestImage({}), 600);
    QCOMPARE(Quota({}).largestImage(usage), ImageLimits().imageSize);
}

QTEST_GUILESS_MAIN(TestPolicy)
#include "tst_policy.moc"
