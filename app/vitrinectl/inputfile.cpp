#include "app/vitrinectl/inputfile.h"

#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QFileInfo>
#include <QStringDecoder>

#include "app/vitrinectl/words.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

InputFile::InputFile(QString path, QString name, int descriptor)
    : m_path(std::move(path))
    , m_name(std::move(name))
    , m_descriptor(descriptor)
{
}

InputFile::InputFile(InputFile &&other) noexcept
    : m_path(std::move(other.m_path))
    , m_name(std::move(other.m_name))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

InputFile::~InputFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<InputFile> InputFile::find(const std::string &argument)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString path = decoder.decode(QByteArrayView(argument.data(), std::ssize(argument)));
    const QString name = QFileInfo(path).fileName();
    struct stat status = {};
    if (::stat(argument.c_str(), &status) != 0) {
        const int reason = errno;
        return failure(reason == ENOENT ? ErrorCode::NotFound : ErrorCode::IoError,
            Words::tr("The file %1 cannot be read: %2.").arg(path, qt_error_string(reason)));
    }
    if (!S_ISREG(status.st_mode))
        return failure(ErrorCode::BadRequest, Words::tr("%1 is not an ordinary file.").arg(path));
    if (!decoder.hasError())
        return InputFile(path, name, -1);

    const int descriptor = ::open(argument.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) {
        return failure(ErrorCode::IoError,
            Words::tr("The file %1 cannot be read: %2.").arg(path, qt_error_string(errno)));
    }
    return InputFile(u"/proc/self/fd/"_s + QString::number(descriptor), name, descriptor);
}

} // namespace vitrine::ctl
