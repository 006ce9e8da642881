#pragma once

#include <QStringList>

namespace vitrine {

/// What an image service can do, as far as the versions that it lists tell. A service may still have it
/// switched off: then it answers 404, or 403 to who may not.
struct ImageServiceFeatures {
    QString newest; ///< "v2.15"; null when it lists none of version 2
    bool hasDeactivation = false;
    bool hasCommunityImages = false;
    bool hasImport = false; ///< staging, import methods, /v2/info/import
    bool hasHiddenImages = false; ///< os_hidden and os_hash_value
    bool hasStores = false; ///< several of them
    bool deletesFromStores = false;
    bool copiesImages = false; ///< the import method copy-image
    bool hasImageTasks = false; ///< /v2/images/{id}/tasks
    bool hasUsage = false; ///< /v2/info/usage
    bool hasCache = false; ///< /v2/cache for administrators
    bool hasLocations = false; ///< /v2/images/{id}/locations

    bool operator==(const ImageServiceFeatures &) const = default;
};

/// From the ids of a version document, in any order: "v2.9", "v2.15", ...
ImageServiceFeatures featuresOfVersions(const QStringList &versions);

} // namespace vitrine
