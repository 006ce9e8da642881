#include <algorithm>

#include <QLocale>
#include <QTest>

#include "tests/ui/life/lives.h"
#include "ui/life/timeline.h"

using namespace vitrine;
using test::step;

class TestTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void aNewImageShowsWhatMayComeNext();
    void theWayTakenIsKnownWithItsTimes();
    void aFailedUploadIsMarkedAndCounted();
    void stepsReadAsSentences();

private:
    static TimelineNode::State stateOf(const Timeline &timeline, ImageStatus status);
    static TimelineEdge edgeOf(const Timeline &timeline, ImageStatus from, ImageStatus to);
};

using enum ImageStatus;

TimelineNode::State TestTimeline::stateOf(const Timeline &timeline, ImageStatus status)
{
    return std::find_if(timeline.nodes.cbegin(), timeline.nodes.cend(), [status](const TimelineNode &node) {
        return node.status == status;
    })->state;
}

TimelineEdge TestTimeline::edgeOf(const Timeline &timeline, ImageStatus from, ImageStatus to)
{
    const auto it = std::find_if(timeline.edges.cbegin(), timeline.edges.cend(),
        [from, to](const TimelineEdge &edge) { return edge.from == from && edge.to == to; });
    return it == timeline.edges.cend() ? TimelineEdge{} : *it;
}

void TestTimeline::aNewImageShowsWhatMayComeNext()
{
    const Timeline timeline = timelineOf({ step(std::nullopt, Queued, TransitionCause::Create, 0) }, Queued);
    QCOMPARE(timeline.nodes.size(), 9);
    QCOMPARE(stateOf(timeline, Queued), TimelineNode::State::Present);
    QCOMPARE(stateOf(timeline, Saving), TimelineNode::State::Possible);
    QCOMPARE(stateOf(timeline, Uploading), TimelineNode::State::Possible);
    QCOMPARE(stateOf(timeline, PendingDelete), TimelineNode::State::Remote);
    QCOMPARE(edgeOf(timeline, Queued, Saving).kind, TimelineEdge::Kind::Possible);
}

void TestTimeline::theWayTakenIsKnownWithItsTimes()
{
    const Timeline timeline = timelineOf({ step(std::nullopt, Queued, TransitionCause::Create, 0),
                                             step(Queued, Saving, TransitionCause::Upload, 2),
                                             step(Saving, Active, TransitionCause::Upload, 65) },
        Active);
    QCOMPARE(stateOf(timeline, Active), TimelineNode::State::Present);
    QCOMPARE(stateOf(timeline, Saving), TimelineNode::State::Visited);
    QCOMPARE(stateOf(timeline, Deactivated), TimelineNode::State::Possible);
    const TimelineEdge edge = edgeOf(timeline, Saving, Active);
    QCOMPARE(edge.kind, TimelineEdge::Kind::Taken);
    QCOMPARE(edge.stayed, std::optional<qint64>(63'000));
    QCOMPARE(edge.count, 1);
}

void TestTimeline::aFailedUploadIsMarkedAndCounted()
{
    QList<Transition> life{ step(std::nullopt, Queued, TransitionCause::Create, 0) };
    for (int attempt = 0; attempt < 3; ++attempt) {
        life.append(step(Queued, Saving, TransitionCause::Upload, attempt * 10 + 1));
        life.append(step(Saving, Queued, TransitionCause::UploadFailed, attempt * 10 + 5));
        life.last().error = QStringLiteral("attempt %1").arg(attempt);
    }
    const Timeline timeline = timelineOf(life, Queued);
    const TimelineEdge edge = edgeOf(timeline, Saving, Queued);
    QCOMPARE(edge.kind, TimelineEdge::Kind::Failed);
    QCOMPARE(edge.count, 3);
    QCOMPARE(edge.error, QStringLiteral("attempt 2"));
    QCOMPARE(edgeOf(timeline, Queued, Saving).kind, TimelineEdge::Kind::Taken);
}

void TestTimeline::stepsReadAsSentences()
{
    QList<Transition> life{ step(std::nullopt, Queued, TransitionCause::Create, 0),
        step(Queued, Saving, TransitionCause::Upload, 2),
        step(Saving, Queued, TransitionCause::UploadFailed, 9) };
    life[2].bytes = 1536;
    life[2].error = QStringLiteral("The disk is full.");
    const QStringList sentences = timelineSentences(life);
    QCOMPARE(sentences.size(), 3);
    QVERIFY2(sentences.at(0).endsWith(QStringLiteral(" Queued: Created")), qPrintable(sentences.at(0)));
    QVERIFY2(sentences.at(2).endsWith(
                 QStringLiteral(" Saving to Queued: Upload failed, 1.5 KiB. The disk is full.")),
        qPrintable(sentences.at(2)));
}

QTEST_GUILESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
