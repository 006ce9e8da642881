#include <QTest>

#include "core/image/task.h"
#include "core/image/transition.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class TestTask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesAreGlances();
    void statusNamesRoundTrip();
    void causeNamesRoundTrip();
};

void TestTask::movesAreGlances()
{
    using enum TaskStatus;
    const QList<QPair<TaskStatus, TaskStatus>> allowed{ { Pending, Processing }, { Pending, Failure },
        { Processing, Success }, { Processing, Failure } };
    const QList<TaskStatus> all{ Pending, Processing, Success, Failure };
    for (const TaskStatus from : all) {
        for (const TaskStatus to : all)
            QCOMPARE(isTaskTransitionAllowed(from, to), allowed.contains({ from, to }));
    }
}

void TestTask::statusNamesRoundTrip()
{
    using enum TaskStatus;
    for (const TaskStatus status : { Pending, Processing, Success, Failure })
        QCOMPARE(taskStatusFromName(taskStatusName(status)), std::optional(status));
    QCOMPARE(taskStatusFromName(u"PENDING"_s), std::nullopt);
}

void TestTask::causeNamesRoundTrip()
{
    QStringList names;
    for (int i = 0; i <= static_cast<int>(TransitionCause::Seen); ++i) {
        const auto cause = static_cast<TransitionCause>(i);
        names.append(transitionCauseName(cause));
        QCOMPARE(transitionCauseFromName(names.last()), std::optional(cause));
    }
    QCOMPARE(names.removeDuplicates(), 0);
    QCOMPARE(transitionCauseFromName(u"fate"_s), std::nullopt);
}

QTEST_GUILESS_MAIN(TestTask)
#include "tst_task.moc"
