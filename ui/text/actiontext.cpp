#include "ui/text/actiontext.h"

#include <QRegularExpression>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

QString plainActionText(QString label)
{
    static const QRegularExpression bracketed(u"\\(&.\\)"_s);
    label.remove(bracketed);
    label.remove(u'&');
    if (label.endsWith(u'…'))
        label.chop(1);
    return label;
}

} // namespace vitrine
