#pragma once

#include <optional>

#include <QObject>

#include "core/image/member.h"
#include "core/service/asyncscope.h"
#include "core/service/imageservice.h"

namespace vitrine {

class UndoHistory;

/// A project that becomes a member of an image, answers, or is one no longer; none: it is no member.
struct MemberChange {
    ImageId image;
    QString project;
    std::optional<MemberStatus> before;
    std::optional<MemberStatus> after;

    MemberChange reversed() const { return { image, project, after, before }; }
    bool operator==(const MemberChange &) const = default;
};

/// Changes with whom images are shared, and remembers it so that it can be taken back. No widgets.
class MemberEditor final : public QObject
{
    Q_OBJECT

public:
    MemberEditor(ImageService &service, UndoHistory &history, QObject *parent = nullptr);

    void apply(const MemberChange &change);

Q_SIGNALS:
    /// The change, or its taking back, was refused.
    void refused(const vitrine::Error &error);

private:
    ScopedTask<Result<void>> run(MemberChange change);
    ScopedTask<> runFirst(MemberChange change);
    ScopedTask<> runAgain(MemberChange change);
    void remember(const MemberChange &change);

    ImageService &m_service;
    UndoHistory &m_history;
    AsyncScope m_scope;
};

} // namespace vitrine
