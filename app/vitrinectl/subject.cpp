#include "app/vitrinectl/subject.h"

#include "app/vitrinectl/arguments.h"
#include "app/vitrinectl/convertimage.h"
#include "app/vitrinectl/findimage.h"
#include "app/vitrinectl/inputfile.h"
#include "core/disk/convertdisk.h"

namespace vitrine::ctl {

Result<Subject> openSubject(const std::string &argument)
{
    const Result<InputFile> input = InputFile::find(argument);
    if (!input)
        return failure(input.error());
    Result<FileDescriptor> file = openDiskFile(input->path());
    if (!file)
        return failure(file.error());
    Subject subject;
    subject.name = input->name();
    subject.file = *std::move(file);
    return subject;
}

QCoro::Task<Result<Subject>> findSubject(Context context, std::string argument)
{
    if (!isImageToConvert(argument)) {
        Result<Subject> file = openSubject(argument);
        co_return file;
    }
    const QString reference = withoutImagePrefix(textOf(argument));
    const Result<Image> image = co_await findImage(context, reference);
    if (!image)
        co_return failure(image.error());
    const auto data = co_await context.service().openData(image->id);
    if (!data)
        co_return failure(data.error());
    Subject subject;
    subject.name = image->name.isEmpty() ? image->id : image->name;
    subject.data = *data;
    co_return subject;
}

} // namespace vitrine::ctl
