#include "core/transfer/publishplan.h"

#include <algorithm>

#include <QRegularExpression>
#include <QSet>

#include "core/image/displayname.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What the service itself writes; a client must not.
constexpr auto reservedPrefix = "os_glance_";

bool isVersionName(const QString &name, const QString &base)
{
    static const QRegularExpression suffix(u"^ \\(\\d{4}-\\d{2}-\\d{2}(?: \\d+)?\\)$"_s);
    return name.startsWith(base) && suffix.match(name.mid(base.size())).hasMatch();
}

QList<Image> versionsOf(const Image &replaced, const QList<Image> &candidates)
{
    QList<Image> versions;
    for (const Image &image : candidates) {
        const bool isUnused = image.osHidden && !image.isProtected && image.status == ImageStatus::Active;
        if (isUnused && image.id != replaced.id && isVersionName(image.name, displayName(replaced)))
            versions.append(image);
    }
    std::stable_sort(versions.begin(), versions.end(),
        [](const Image &left, const Image &right) { return left.createdAt > right.createdAt; });
    return versions;
}

/// "debian-12 (2026-11-22)", or with a number when that is taken.
QString nameOfReplaced(const Image &replaced, const QList<Image> &candidates, const QDate &today)
{
    QSet<QString> taken;
    for (const Image &image : candidates)
        taken.insert(image.name);
    const QString date = today.toString(Qt::ISODate);
    QString name = u"%1 (%2)"_s.arg(displayName(replaced), date);
    for (int number = 2; taken.contains(name); ++number)
        name = u"%1 (%2 %3)"_s.arg(displayName(replaced), date).arg(number);
    return name;
}

ImageDraft draftLike(const Image &replaced)
{
    ImageDraft draft;
    draft.name = replaced.name;
    draft.visibility = replaced.visibility;
    draft.osHidden = true;
    draft.owner = replaced.owner;
    draft.minDisk = replaced.minDisk;
    draft.minRam = replaced.minRam;
    draft.tags = replaced.tags;
    for (auto property = replaced.properties.cbegin(); property != replaced.properties.cend(); ++property) {
        if (!property.key().startsWith(QLatin1String(reservedPrefix)))
            draft.properties.insert(property.key(), property.value());
    }
    return draft;
}

} // namespace

PublishPlan planPublish(
    const Image &replaced, const QString &file, const QList<Image> &candidates, const PublishOptions &options)
{
    PublishPlan plan;
    const QList<Image> versions = versionsOf(replaced, candidates);
    const qsizetype kept = std::clamp<qsizetype>(options.keepVersions - 1, 0, versions.size());
    plan.kept = versions.first(kept);
    plan.retired = versions.sliced(kept);
    plan.request.kind = TransferKind::Publish;
    plan.request.source = file;
    plan.request.draft = draftLike(replaced);
    Replacement replacement;
    replacement.imageId = replaced.id;
    replacement.newName = nameOfReplaced(replaced, candidates, options.today);
    if (options.retireOlder) {
        for (const Image &image : std::as_const(plan.retired))
            replacement.retired.append(image.id);
    }
    plan.request.replacement = replacement;
    return plan;
}

} // namespace vitrine
