#pragma once

#include <tl/expected.hpp>

#include "core/support/error.h"

namespace vitrine {

/// A value or the reason why there is none. No function of the engine throws.
template<typename T>
using Result = tl::expected<T, Error>;

/// The failing half of a Result: `return failure(ErrorCode::NotFound, tr("..."), detail);`
inline tl::unexpected<Error> failure(ErrorCode code, QString message, QString detail = {})
{
    return tl::unexpected<Error>(Error{ code, std::move(message), std::move(detail) });
}

/// Passes the error of one Result on as the error of another.
inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace vitrine
