#pragma once

#include "app/vitrinectl/inputfile.h"
#include "app/vitrinectl/program.h"
#include "core/disk/ueccontents.h"
#include "core/service/trioimport.h"

namespace vitrine::ctl {

/// What `image create` was told of a machine with a kernel of its own, as arguments.
struct TrioArguments {
    std::string disk;
    std::string kernel;
    std::string ramdisk; ///< empty: there is none
};

/// What is in the file if it is a UEC tarball.
std::optional<UecContents> uecIn(const InputFile &file);

/// Makes the three images of files. `request` lacks the files only.
QCoro::Task<Result<void>> createTrio(Context context, TrioArguments files, TrioRequest request);
/// The same of a UEC tarball, which is unpacked once.
QCoro::Task<Result<void>> createFromUec(
    Context context, std::string archive, UecContents contents, TrioRequest request);

} // namespace vitrine::ctl
