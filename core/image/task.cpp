#include "core/image/task.h"

#include "core/image/enumnames.h"

namespace vitrine {

namespace {

constexpr EnumNames<TaskStatus, 4> taskStatusNames{ {
    { TaskStatus::Pending, "pending" },
    { TaskStatus::Processing, "processing" },
    { TaskStatus::Success, "success" },
    { TaskStatus::Failure, "failure" },
} };

} // namespace

QString taskStatusName(TaskStatus status)
{
    return nameOf(taskStatusNames, status);
}

std::optional<TaskStatus> taskStatusFromName(const QString &name)
{
    return valueOf(taskStatusNames, name);
}

bool isTaskTransitionAllowed(TaskStatus from, TaskStatus to)
{
    switch (from) {
    case TaskStatus::Pending:
        return to == TaskStatus::Processing || to == TaskStatus::Failure;
    case TaskStatus::Processing:
        return to == TaskStatus::Success || to == TaskStatus::Failure;
    case TaskStatus::Success:
    case TaskStatus::Failure:
        return false;
    }
    Q_UNREACHABLE();
}

} // namespace vitrine
