#include "core/service/importprogress.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList storesIn(const Image &image, const QString &property)
{
    return image.properties.value(property).split(u',', Qt::SkipEmptyParts);
}

} // namespace

ImportProgress importProgressOf(const Image &image, const QList<Task> &tasks)
{
    ImportProgress progress;
    progress.waitingStores = storesIn(image, u"os_glance_importing_to_stores"_s);
    progress.failedStores = storesIn(image, u"os_glance_failed_import"_s);
    for (const QString &store : image.stores) {
        if (!progress.waitingStores.contains(store) && !progress.failedStores.contains(store))
            progress.doneStores.append(store);
    }
    if (!tasks.isEmpty()) {
        progress.message = tasks.constFirst().message;
        progress.status = tasks.constFirst().status;
    }
    return progress;
}

} // namespace vitrine
