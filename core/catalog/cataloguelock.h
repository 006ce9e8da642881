#pragma once

#include <memory>

#include <QCoreApplication>
#include <QString>

#include "core/support/filedescriptor.h"
#include "core/support/result.h"

namespace vitrine {

/// The catalogue's `lock` file: one byte a purpose, locked per open file (OFD locks), so that a dead process
/// leaves nothing behind and two Catalogue objects in one process do not share a lock by accident.
class CatalogueLock final
{
    Q_DECLARE_TR_FUNCTIONS(vitrine::CatalogueLock)

public:
    enum class Purpose {
        Presence, ///< shared by everybody who has the catalogue open, exclusive for a rebuild
        Recovery, ///< exclusive while one process cleans up, shared while others make files appear
        Sidecars, ///< exclusive while descriptions beside blobs are rewritten
    };

    /// Gives a lock back when it goes out of scope.
    using Guard = FileDescriptor;

    /// Opens the lock file, made when missing unless `readOnly`.
    static Result<std::unique_ptr<CatalogueLock>> open(const QString &path, bool readOnly);
    CatalogueLock(const CatalogueLock &) = delete;
    CatalogueLock &operator=(const CatalogueLock &) = delete;

    /// Marks the catalogue as open in this process until this object dies. Unavailable while a rebuild runs.
    Result<void> enter();
    /// Waits up to `timeoutMs`; ErrorCode::Unavailable when somebody, also in this process, keeps the lock
    /// longer.
    Result<Guard> exclusive(Purpose purpose, int timeoutMs) const;
    Result<Guard> shared(Purpose purpose, int timeoutMs) const;

private:
    CatalogueLock(QString path, bool readOnly, FileDescriptor file);
    Result<Guard> lock(short type, Purpose purpose, int timeoutMs) const;

    const QString m_path;
    const bool m_readOnly;
    const FileDescriptor m_file;
};

} // namespace vitrine
