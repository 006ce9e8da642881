#pragma once

#include <functional>

#include <QCoro/QCoroTask>
#include <QString>

#include "app/vitrinectl/output/outputoptions.h"
#include "app/vitrinectl/session.h"
#include "core/support/result.h"

namespace vitrine::ctl {

/// What a command works with. Made before the command starts and alive until it has ended.
struct Context {
    Session &session;
    OutputOptions output;
    QString catalogueFolder; ///< also where a cloud is worked on, for copies from and to it

    ImageService &service() const { return session.service(); }
};

using Command = std::function<QCoro::Task<Result<void>>(Context)>;

/// What the command line asked for.
struct Program {
    QString catalogOption;
    QString cloudOption; ///< name of a cloud, or path of an openrc file
    bool worksOnClouds = false; ///< whether the command does
    bool debug = false;
    OutputOptions output;
    Command command; ///< what to run on an open catalogue
    /// What to run instead, without opening the catalogue.
    std::function<Result<void>(const QString &folder, const OutputOptions &output)> offlineCommand;
};

} // namespace vitrine::ctl
