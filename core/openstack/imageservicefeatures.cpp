#include "core/openstack/imageservicefeatures.h"

#include <algorithm>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The 15 of "v2.15"; -1 for another version than the second.
int minorOf(const QString &id)
{
    if (!id.startsWith(u"v2"))
        return -1;
    bool isNumber = false;
    const int minor = QStringView(id).mid(id.indexOf(u'.') + 1).toInt(&isNumber);
    return isNumber && id.contains(u'.') ? minor : 0;
}

} // namespace

ImageServiceFeatures featuresOfVersions(const QStringList &versions)
{
    ImageServiceFeatures features;
    int newest = -1;
    for (const QString &id : versions) {
        if (minorOf(id) > newest) {
            newest = minorOf(id);
            features.newest = id;
        }
    }
    // The versions between say which store features are there: a service with one store leaves them out.
    const auto lists = [&versions](const QString &id) { return versions.contains(id); };
    features.hasDeactivation = newest >= 3;
    features.hasCommunityImages = newest >= 5;
    features.hasImport = newest >= 6;
    features.hasHiddenImages = newest >= 7;
    features.hasStores = lists(u"v2.8"_s) || lists(u"v2.10"_s) || lists(u"v2.11"_s);
    features.deletesFromStores = lists(u"v2.10"_s);
    features.copiesImages = lists(u"v2.11"_s);
    features.hasImageTasks = newest >= 12;
    features.hasUsage = newest >= 13;
    features.hasCache = lists(u"v2.14"_s) || lists(u"v2.16"_s);
    features.hasLocations = newest >= 17;
    return features;
}

} // namespace vitrine
