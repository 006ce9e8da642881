#include "ui/text/changetext.h"

#include <algorithm>

#include <QCoreApplication>

#include "ui/text/imagetext.h"
#include "ui/text/numbertext.h"

namespace vitrine::text {

namespace {

using Kind = ImageField::Kind;

struct ChangeText {
    Q_DECLARE_TR_FUNCTIONS(ChangeText)
};

QString oneChangeWord(const FieldChange &change)
{
    switch (change.field.kind) {
    case Kind::Name:
        //: Follows "Undo"
        return ChangeText::tr("rename");
    case Kind::Visibility:
        //: Follows "Undo"
        return ChangeText::tr("change of visibility");
    case Kind::Protected:
        //: Follows "Undo"
        return ChangeText::tr("change of protection");
    case Kind::Hidden:
        //: Follows "Undo"
        return ChangeText::tr("hiding or showing");
    case Kind::MinDisk:
        //: Follows "Undo"
        return ChangeText::tr("change of minimum disk");
    case Kind::MinRam:
        //: Follows "Undo"
        return ChangeText::tr("change of minimum memory");
    case Kind::Tag:
        //: Follows "Undo"; %1 is a tag
        return change.after ? ChangeText::tr("adding of tag “%1”").arg(change.field.key)
                            //: Follows "Undo"; %1 is a tag
                            : ChangeText::tr("removal of tag “%1”").arg(change.field.key);
    case Kind::Property:
        //: Follows "Undo"; %1 is the name of a property
        return ChangeText::tr("change of “%1”").arg(change.field.key);
    }
    Q_UNREACHABLE();
}

} // namespace

QString fieldWord(const ImageField &field)
{
    switch (field.kind) {
    case Kind::Name:
        //: Field of an image
        return ChangeText::tr("Name");
    case Kind::Visibility:
        //: Field of an image
        return ChangeText::tr("Visibility");
    case Kind::Protected:
        //: Field of an image: it cannot be deleted
        return ChangeText::tr("Protected");
    case Kind::Hidden:
        //: Field of an image: it is left out of lists
        return ChangeText::tr("Hidden");
    case Kind::MinDisk:
        return ChangeText::tr("Minimum disk");
    case Kind::MinRam:
        return ChangeText::tr("Minimum memory");
    case Kind::Tag:
        return ChangeText::tr("Tag “%1”").arg(field.key);
    case Kind::Property:
        return field.key;
    }
    Q_UNREACHABLE();
}

QString fieldValue(const ImageField &field, const std::optional<QString> &value)
{
    switch (field.kind) {
    case Kind::Visibility:
        return visibilityWord(visibilityFromName(value.value_or(QString())).value_or(Visibility::Shared));
    case Kind::Protected:
    case Kind::Hidden:
        //: Value of a field that is on or off
        return value == QStringLiteral("true") ? ChangeText::tr("Yes") : ChangeText::tr("No");
    case Kind::MinDisk:
        return minimumDisk(value.value_or(QString()).toLongLong());
    case Kind::MinRam:
        return minimumRam(value.value_or(QString()).toLongLong());
    case Kind::Tag:
        //: An image has the tag, or has it not
        return value ? ChangeText::tr("Set") : ChangeText::tr("Not set");
    case Kind::Name:
    case Kind::Property:
        break;
    }
    if (!value)
        return ChangeText::tr("Not set");
    //: A value that is there but has no characters
    return value->isEmpty() ? ChangeText::tr("Empty") : *value;
}

QString changeWord(const QList<FieldChange> &changes)
{
    const bool isOne = std::all_of(changes.cbegin(), changes.cend(),
        [&changes](const FieldChange &each) { return each.field == changes.constFirst().field; });
    if (!changes.isEmpty() && isOne)
        return oneChangeWord(changes.constFirst());
    //: Follows "Undo": several fields were changed together
    return ChangeText::tr("edit");
}

} // namespace vitrine::text
