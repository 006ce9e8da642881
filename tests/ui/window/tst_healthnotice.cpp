#include <QTest>

#include "ui/window/healthnotice.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class TestHealthNotice final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneFaultIsSaidAtOnce();
    void manyFaultsAreCountedAndListed();
};

namespace {

HealthIssue issueNamed(const QString &message)
{
    return { HealthIssue::Kind::MissingBlob, {}, u"local"_s, message };
}

} // namespace

void TestHealthNotice::oneFaultIsSaidAtOnce()
{
    const Notice notice = healthNotice({ issueNamed(u"The data are missing."_s) });
    QCOMPARE(notice.kind, MessageStrip::Kind::Warning);
    QCOMPARE(notice.sentence, u"The data are missing."_s);
    QVERIFY(notice.details.isEmpty());
    QCOMPARE(notice.closeAfterMs, 0);
}

void TestHealthNotice::manyFaultsAreCountedAndListed()
{
    QList<HealthIssue> issues;
    for (int i = 0; i < 250; ++i)
        issues.append(issueNamed(u"fault %1"_s.arg(i)));
    const Notice notice = healthNotice(issues);
    QVERIFY2(notice.sentence.contains(u"250"_s), qPrintable(notice.sentence));
    const QStringList lines = notice.details.split(u'\n');
    QCOMPARE(lines.size(), 101);
    QCOMPARE(lines.constFirst(), u"fault 0"_s);
    QCOMPARE(lines.constLast(), u"…"_s);
}

QTEST_GUILESS_MAIN(TestHealthNotice)
#include "tst_healthnotice.moc"
