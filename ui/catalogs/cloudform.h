#pragma once

#include <functional>

#include <QString>
#include <QStringList>

#include "core/support/result.h"
#include "ui/catalogs/catalogueentry.h"

namespace vitrine {

/// How to reach a cloud, as people fill it in.
struct CloudForm {
    enum class Method { Password, ApplicationCredential, Token, None };

    QString name;
    Method method = Method::Password;
    QString address; ///< of Keystone; with None of the image service itself
    QString user;
    QString userDomain;
    QString project;
    QString projectDomain;
    QString credentialId;
    QString region;
    QString interface;
    QString caFile;
    QString fingerprint; ///< of a certificate that is trusted for this cloud alone
    QString secret; ///< password, secret or token; never written into a file
    bool keepsSecret = true; ///< in the keyring, else for this session

    bool operator==(const CloudForm &) const = default;
};

/// What trying out a cloud has shown.
struct CloudTrial {
    QString user;
    QString project;
    QString version; ///< of the Image API, such as "v2.15"
    QStringList regions;
    QList<CloudProject> projects;
};

struct CloudRefusal {
    Error error;
    QString fingerprint; ///< of a certificate nobody vouches for; null when that is not the reason
};

/// Tries clouds out, off the GUI thread. The seam that lets tests answer without a cloud.
class CloudTrials
{
public:
    using Answer = std::function<void(const tl::expected<CloudTrial, CloudRefusal> &)>;

    virtual ~CloudTrials() = default;
    /// Calls `answer` later and once, or never when stop() or another start() comes first.
    virtual void start(const CloudForm &form, Answer answer) = 0;
    virtual void stop() = 0;
};

} // namespace vitrine
