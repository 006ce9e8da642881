#include "ui/catalogs/cloudfiles.h"

#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

bool isCloudFileName(const QString &path)
{
    const QFileInfo file(path);
    const QString name = file.fileName().toLower();
    const QString suffix = file.suffix().toLower();
    // No disk image is called like that, whatever stands before the dot.
    if (suffix == u"yaml" || suffix == u"yml")
        return true;
    if (suffix == u"json")
        return name.startsWith(u"clouds");
    return suffix == u"sh" || suffix == u"rc" || name.endsWith(u"openrc");
}

QStringList takeCloudFiles(QStringList &paths)
{
    QStringList taken;
    paths.removeIf([&taken](const QString &path) {
        if (!isCloudFileName(path))
            return false;
        taken.append(path);
        return true;
    });
    return taken;
}

} // namespace vitrine
