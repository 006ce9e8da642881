#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace vitrine::test {

/// Names of small good images, one a format and subformat, made by real tools when they are first asked for.
const QStringList &imageSeedNames();
/// Fails the running test for a name that is none.
QByteArray imageSeed(const QString &name);

} // namespace vitrine::test
