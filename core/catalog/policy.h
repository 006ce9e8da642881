#pragma once

#include <optional>

#include <QCoreApplication>
#include <QList>

#include "core/catalog/catalogue.h"
#include "core/image/action.h"

namespace vitrine {

const QList<Action> &allActions();

/// How an image stands to the one who asks. The closest relation counts.
enum class Ownership {
    Own, ///< owned by the actor's project
    Member, ///< shared with the actor's project
    Community,
    Public,
    Foreign, ///< somebody else's, or nobody's, and not visible
};

/// Who may do what, as a table of Glance's defaults (glance/policies). Says nothing about states.
class Policy final
{
    Q_DECLARE_TR_FUNCTIONS(vitrine::Policy)

public:
    explicit Policy(Actor actor);

    const Actor &actor() const { return m_actor; }
    bool isAdmin() const { return m_actor.role == Actor::Role::Admin; }

    /// `isMember`: the image is shared with the actor's project. What is shared with nobody is foreign.
    Ownership ownershipOf(const Image &image, bool isMember = false) const;
    bool isVisible(const Image &image, bool isMember = false) const;
    bool isAllowed(Action action, const Image &image, bool isMember = false) const;
    /// For what concerns no image yet.
    bool isAllowed(Action action) const;

    /// NotFound for an image that the actor cannot see, Forbidden for one it may see but not treat so.
    Result<void> require(Action action, const Image &image, bool isMember = false) const;
    Result<void> require(Action action) const;
    /// Owner, visibility and protection that `patch` asks for.
    Result<void> requirePatch(const ImagePatch &patch, const Image &image) const;
    Result<void> requireDraft(const ImageDraft &draft) const;

    /// The table itself.
    static bool isAllowed(Action action, Actor::Role role, Ownership ownership);

private:
    Actor m_actor;
};

} // namespace vitrine
