#include "app/vitrinectl/archivewords.h"

#include "app/vitrinectl/imagerecord.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

QStringList memberLines(const QList<TarMember> &members)
{
    QStringList lines;
    for (const TarMember &member : members)
        lines.append(member.path + u", "_s + sizeText(static_cast<qint64>(member.size)));
    return lines;
}

QString manifestWord(const OvaArchive &ova, const Result<void> &verified)
{
    if (!ova.hasManifest)
        return u"missing"_s;
    return verified ? u"verified"_s : u"wrong"_s;
}

} // namespace vitrine::ctl
