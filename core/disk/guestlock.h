#pragma once

namespace vitrine {

/// Whether a virtual machine of QEMU has this open file and may write to it: what is read meanwhile may be
/// from several moments. False where it cannot be told.
bool isWrittenByGuest(int fileDescriptor);

} // namespace vitrine
