#pragma once

#include <QByteArray>
#include <QList>

namespace vitrine {

/// The text that says what a VMDK image is made of.
struct VmdkDescriptor {
    struct Extent {
        QByteArray access; ///< lower case
        QByteArray type; ///< upper case
        QByteArray name; ///< null when the line names none
    };

    bool isWellFormed
        = true; ///< false: a line that may not be there, a key twice, or bytes that are not ASCII
    QByteArray createType; ///< lower case; null when missing
    QByteArray parentCid; ///< lower case; null when missing
    bool hasParentHint = false;
    QList<Extent> extents;
};

/// Reads the text up to its first NUL. Never fails: what is wrong clears isWellFormed.
VmdkDescriptor vmdkDescriptorFrom(QByteArrayView text);

/// True when the bytes look like a descriptor that stands alone in its file.
bool looksLikeVmdkDescriptor(QByteArrayView head);

} // namespace vitrine
