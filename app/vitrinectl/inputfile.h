#pragma once

#include <string>

#include <QString>

#include "core/support/result.h"

namespace vitrine::ctl {

/// A file named on the command line. Its name may hold any bytes; the engine takes paths as text, so a name
/// that is not UTF-8 is opened here and passed on as a descriptor of this process.
class InputFile
{
public:
    static Result<InputFile> find(const std::string &argument);

    InputFile(InputFile &&other) noexcept;
    InputFile &operator=(InputFile &&) = delete;
    ~InputFile();

    /// To be given to the engine; valid as long as this object lives.
    QString path() const { return m_path; }
    /// For people, and the name of an image that gets no other: the last part of the path.
    QString name() const { return m_name; }

private:
    InputFile(QString path, QString name, int descriptor);

    QString m_path;
    QString m_name;
    int m_descriptor = -1;
};

} // namespace vitrine::ctl
