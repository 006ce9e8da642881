#pragma once

#include <QList>
#include <QString>

#include "core/image/image.h"

namespace vitrine::text {

/// The forms in which images can be copied as text.
enum class CopyForm {
    Id,
    Name,
    Md5,
    Sha512,
    Json,
    Tsv,
    VitrinectlShow,
    VitrinectlSave,
    OpenStackCreate,
};

/// In the order of a menu.
const QList<CopyForm> &allCopyForms();
/// What the form is called in a menu.
QString copyFormWord(CopyForm form);
/// One line an image, but JSON: one object, or an array of several. Images that have no such value are left
/// out.
QString copyText(CopyForm form, const QList<Image> &images);

/// One word for a POSIX shell, quoted only where it needs it.
QString shellQuoted(const QString &word);

} // namespace vitrine::text
