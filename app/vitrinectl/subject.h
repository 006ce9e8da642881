#pragma once

#include <memory>
#include <string>

#include "app/vitrinectl/program.h"
#include "core/store/datasource.h"
#include "core/support/filedescriptor.h"

namespace vitrine::ctl {

/// What a command looks into, open for as long as this lives: a file, or the data of an image of the
/// catalogue.
struct Subject {
    QString name = {};
    FileDescriptor file = {};
    std::shared_ptr<const DataSource> data = {}; ///< of an image

    int fileDescriptor() const { return data ? data->fileDescriptor() : file.get(); }
};

/// Of a command line that names files only.
Result<Subject> openSubject(const std::string &argument);
/// Of one that may name images: see isImageToConvert().
QCoro::Task<Result<Subject>> findSubject(Context context, std::string argument);

} // namespace vitrine::ctl
