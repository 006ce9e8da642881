#include <QHelpEvent>
#include <QLocale>
#include <QProxyStyle>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

#include "tests/ui/life/lives.h"
#include "ui/life/statetimeline.h"
#include "ui/widgets/tones.h"

using namespace vitrine;

namespace {

/// A style in which animations last this long.
class PacedStyle final : public QProxyStyle
{
public:
    explicit PacedStyle(int milliseconds)
        : QProxyStyle(QStringLiteral("Fusion"))
        , m_milliseconds(milliseconds)
    {
    }

    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
        QStyleHintReturn *data) const override
    {
        return hint == SH_Widget_Animation_Duration ? m_milliseconds
                                                    : QProxyStyle::styleHint(hint, option, widget, data);
    }

private:
    int m_milliseconds;
};

QString toolTipAt(StateTimeline &timeline, const QPointF &position)
{
    QToolTip::hideText();
    QHelpEvent help(QEvent::ToolTip, position.toPoint(), timeline.mapToGlobal(position.toPoint()));
    QCoreApplication::sendEvent(&timeline, &help);
    return QToolTip::text();
}

QPointF centreOf(const StateTimeline &timeline, ImageStatus status)
{
    return timeline.arrangement().nodes.at(allImageStatuses().indexOf(status)).centre;
}

int pixelsOf(const QImage &image, const QColor &colour, const QRect &place)
{
    int count = 0;
    for (int y = place.top(); y <= place.bottom(); ++y) {
        for (int x = place.left(); x <= place.right(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            const int away = qAbs(pixel.red() - colour.red()) + qAbs(pixel.green() - colour.green())
                + qAbs(pixel.blue() - colour.blue());
            count += away < 24 ? 1 : 0;
        }
    }
    return count;
}

} // namespace

class TestStateTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init();
    void cleanup() { m_timeline.reset(); }
    void theMouseIsToldWhatAStateMeans();
    void theMouseIsToldWhyAStepFailed();
    void theArrowKeysWalkTheGraph();
    void screenReadersGetTheLifeInWords();
    void failuresAreRedAndTheRestIsNot();
    void theRingFillsWhileBytesArrive();
    void itMovesOnlyWhereTheStyleAllowsIt();

private:
    std::unique_ptr<StateTimeline> m_timeline;
};

void TestStateTimeline::init()
{
    m_timeline = std::make_unique<StateTimeline>();
    m_timeline->resize(400, m_timeline->sizeHint().height());
    m_timeline->show();
    QVERIFY(QTest::qWaitForWindowActive(m_timeline.get()));
    m_timeline->clearFocus();
}

void TestStateTimeline::theMouseIsToldWhatAStateMeans()
{
    m_timeline->setLife(test::restlessLife(2), ImageStatus::Active);
    const QString present = toolTipAt(*m_timeline, centreOf(*m_timeline, ImageStatus::Active));
    QVERIFY2(present.contains(QStringLiteral("ready for use")), qPrintable(present));
    QVERIFY2(present.contains(QStringLiteral("In this state since")), qPrintable(present));
    QVERIFY2(present.contains(QStringLiteral("Entered 3 time")), qPrintable(present));
    const QString before = toolTipAt(*m_timeline, centreOf(*m_timeline, ImageStatus::Saving));
    QVERIFY2(before.contains(QStringLiteral("Last entered")), qPrintable(before));
    const QString next = toolTipAt(*m_timeline, centreOf(*m_timeline, ImageStatus::PendingDelete));
    QVERIFY2(next.contains(QStringLiteral("may come next")), qPrintable(next));
}

void TestStateTimeline::theMouseIsToldWhyAStepFailed()
{
    m_timeline->setLife(test::restlessLife(0).mid(0, 3), ImageStatus::Queued);
    QStringList found;
    for (const TimelineLayout::Edge &edge : m_timeline->arrangement().edges)
        found.append(toolTipAt(*m_timeline, edge.path.pointAtPercent(0.5)));
    QVERIFY(
        !found.filter(QStringLiteral("Upload failed")).filter(QStringLiteral("The disk is full.")).isEmpty());
}

void TestStateTimeline::theArrowKeysWalkTheGraph()
{
    m_timeline->setLife(test::newLife(), ImageStatus::Queued);
    QSignalSpy pointed(m_timeline.get(), &StateTimeline::statusPointedAt);
    m_timeline->setFocus(Qt::TabFocusReason);
    QTRY_COMPARE(m_timeline->currentStatus(), std::optional(ImageStatus::Queued));
    QTest::keyClick(m_timeline.get(), Qt::Key_Right);
    QCOMPARE(m_timeline->currentStatus(), std::optional(ImageStatus::Active));
    QTest::keyClick(m_timeline.get(), Qt::Key_Up);
    QCOMPARE(m_timeline->currentStatus(), std::optional(ImageStatus::Deactivated));
    QVERIFY(m_timeline->accessibleDescription().startsWith(QStringLiteral("Deactivated\n")));
    QVERIFY(QToolTip::text().contains(QStringLiteral("Deactivated")));
    QTest::keyClick(m_timeline.get(), Qt::Key_Home);
    QCOMPARE(m_timeline->currentStatus(), std::optional(ImageStatus::Queued));
    QCOMPARE(pointed.size(), 4);
    // Every state can be reached.
    QSet<ImageStatus> reached;
    for (const int key : { Qt::Key_Up, Qt::Key_Right, Qt::Key_Right, Qt::Key_Down, Qt::Key_Right,
             Qt::Key_Down, Qt::Key_Left, Qt::Key_Left, Qt::Key_Left }) {
        reached.insert(*m_timeline->currentStatus());
        QTest::keyClick(m_timeline.get(), static_cast<Qt::Key>(key));
    }
    reached.insert(*m_timeline->currentStatus());
    QCOMPARE(reached.size(), 9);
}

void TestStateTimeline::screenReadersGetTheLifeInWords()
{
    m_timeline->setLife(test::restlessLife(1), ImageStatus::Active);
    const QStringList lines = m_timeline->accessibleDescription().split(u'\n');
    QCOMPARE(lines.size(), 8);
    QVERIFY(lines.first().startsWith(QStringLiteral("Now: Active.")));
    QVERIFY(lines.at(3).endsWith(QStringLiteral("Upload failed. The disk is full.")));
}

void TestStateTimeline::failuresAreRedAndTheRestIsNot()
{
    const QColor red = toneColours(Tone::Danger, m_timeline->palette()).text;
    m_timeline->setLife(test::restlessLife(0).mid(0, 2), ImageStatus::Saving);
    m_timeline->setProgress(0.5);
    QCOMPARE(pixelsOf(m_timeline->grab().toImage(), red, m_timeline->rect()), 0);
    m_timeline->setLife(test::restlessLife(0).mid(0, 3), ImageStatus::Queued);
    QVERIFY(pixelsOf(m_timeline->grab().toImage(), red, m_timeline->rect()) > 20);
}

void TestStateTimeline::theRingFillsWhileBytesArrive()
{
    m_timeline->setLife(test::restlessLife(0).mid(0, 2), ImageStatus::Saving);
    const QColor blue = toneColours(Tone::Info, m_timeline->palette()).text;
    const QPoint centre = centreOf(*m_timeline, ImageStatus::Saving).toPoint();
    // Below the node, where only the second half of the ring comes.
    const QRect below(centre.x() - 3, centre.y() + 14, 6, 5);
    m_timeline->setProgress(0.25);
    QCOMPARE(pixelsOf(m_timeline->grab().toImage(), blue, below), 0);
    m_timeline->setProgress(0.9);
    QVERIFY(pixelsOf(m_timeline->grab().toImage(), blue, below) > 4);
    const qsizetype saving = allImageStatuses().indexOf(ImageStatus::Saving);
    QVERIFY(m_timeline->arrangement().nodes.at(saving).label.contains(QStringLiteral("90")));
    m_timeline->setLife(test::restlessLife(0), ImageStatus::Active);
    const qsizetype active = allImageStatuses().indexOf(ImageStatus::Active);
    QVERIFY(!m_timeline->arrangement().nodes.at(active).label.contains(QStringLiteral("90")));
}

void TestStateTimeline::itMovesOnlyWhereTheStyleAllowsIt()
{
    PacedStyle lively(200);
    PacedStyle calm(0);
    m_timeline->setStyle(&lively);
    m_timeline->setLife(test::restlessLife(0).mid(0, 2), ImageStatus::Saving);
    QVERIFY(m_timeline->isMoving());
    m_timeline->setStyle(&calm);
    QVERIFY(!m_timeline->isMoving());
    m_timeline->setStyle(&lively);
    QVERIFY(m_timeline->isMoving());
    m_timeline->hide();
    QVERIFY(!m_timeline->isMoving());
    m_timeline->show();
    m_timeline->setLife(test::restlessLife(0), ImageStatus::Active);
    QVERIFY(!m_timeline->isMoving());
    m_timeline->setStyle(nullptr);
}

QTEST_MAIN(TestStateTimeline)
#include "tst_statetimeline.moc"
