#pragma once

namespace vitrine {

/// A named place between two steps of a protocol. When the environment has VITRINE_CRASH_AT=NAME or NAME:N,
/// the process kills itself here (SIGKILL) at the N-th pass of any thread. It costs one comparison otherwise,
/// and is part of every build so that what is tested is what ships.
void crashPoint(const char *name);

} // namespace vitrine
