#include "ui/finding/facettext.h"

#include <QCoreApplication>

#include "ui/text/imagetext.h"
#include "ui/text/numbertext.h"
#include "ui/text/statustext.h"

namespace vitrine::text {

using namespace Qt::Literals::StringLiterals;

namespace {

struct FacetText {
    Q_DECLARE_TR_FUNCTIONS(FacetText)
};

/// More values than these are counted, not named.
constexpr qsizetype mostNamed = 3;

QString changedWord(const QString &value)
{
    if (value == "today"_L1) {
        //: When images were changed
        return FacetText::tr("today");
    }
    if (value == "week"_L1) {
        //: When images were changed
        return FacetText::tr("last 7 days");
    }
    if (value == "month"_L1) {
        //: When images were changed
        return FacetText::tr("last 30 days");
    }
    //: When images were changed
    return FacetText::tr("more than 30 days ago");
}

QString boundWords(const SizeBound &bound)
{
    const QString size = bytes(bound.bytes);
    switch (bound.op) {
    case FilterOperator::Greater:
        //: A size
        return FacetText::tr("over %1").arg(size);
    case FilterOperator::GreaterOrEqual:
        //: A size
        return FacetText::tr("%1 or more").arg(size);
    case FilterOperator::Less:
        //: A size
        return FacetText::tr("under %1").arg(size);
    default:
        //: A size
        return FacetText::tr("up to %1").arg(size);
    }
}

QString listSeparator()
{
    //: Separates the parts of an enumeration
    return FacetText::tr(", ");
}

/// The one fixed value that is not chosen, when there is just one.
QString onlyMissing(Facet facet, const QStringList &values)
{
    QStringList rest = fixedValues(facet);
    if (rest.size() < 3)
        return {};
    for (const QString &value : values)
        rest.removeAll(value);
    return rest.size() == 1 ? rest.constFirst() : QString();
}

} // namespace

QString facetName(Facet facet)
{
    switch (facet) {
    case Facet::Status:
        //: What a filter looks at
        return FacetText::tr("Status");
    case Facet::Format:
        //: What a filter looks at: the disk format
        return FacetText::tr("Format");
    case Facet::Visibility:
        //: What a filter looks at
        return FacetText::tr("Visibility");
    case Facet::Size:
        //: What a filter looks at: bytes stored
        return FacetText::tr("Size");
    case Facet::Changed:
        //: What a filter looks at: when an image was last changed
        return FacetText::tr("Changed");
    case Facet::Tag:
        //: What a filter looks at
        return FacetText::tr("Tag");
    case Facet::Distribution:
        //: What a filter looks at: Debian, Ubuntu and so on
        return FacetText::tr("Distribution");
    }
    Q_UNREACHABLE();
}

QString facetIcon(Facet facet)
{
    switch (facet) {
    case Facet::Status:
        return u"status-active"_s;
    case Facet::Format:
        return u"disk"_s;
    case Facet::Visibility:
        return u"eye"_s;
    case Facet::Size:
        return u"store"_s;
    case Facet::Changed:
        return u"history"_s;
    case Facet::Tag:
        return u"tag"_s;
    case Facet::Distribution:
        return u"box"_s;
    }
    Q_UNREACHABLE();
}

QString facetValueWord(Facet facet, const QString &value)
{
    switch (facet) {
    case Facet::Status:
        if (const auto status = imageStatusFromName(value))
            return statusWord(*status);
        return value;
    case Facet::Format:
        if (const auto format = diskFormatFromName(value))
            return diskFormatWord(format);
        return value;
    case Facet::Visibility:
        if (const auto visibility = visibilityFromName(value))
            return visibilityWord(*visibility);
        return value;
    case Facet::Changed:
        return changedWord(value);
    case Facet::Size:
        return sizeWords({ value });
    case Facet::Tag:
        //: The tag of images that have no tag, in a list of tags
        return value.isEmpty() ? FacetText::tr("none") : value;
    case Facet::Distribution:
        return value;
    }
    Q_UNREACHABLE();
}

QString sizeWords(const QStringList &bounds)
{
    QStringList words;
    for (const QString &bound : bounds)
        words.append(boundWords(sizeBoundOf(bound)));
    if (bounds.size() != 2)
        return words.join(listSeparator());
    SizeBound first = sizeBoundOf(bounds.at(0));
    SizeBound second = sizeBoundOf(bounds.at(1));
    if (first.bytes > second.bytes)
        std::swap(first, second);
    if (first.op != FilterOperator::GreaterOrEqual || second.op != FilterOperator::LessOrEqual)
        return words.join(listSeparator());
    //: A range of sizes
    return FacetText::tr("%1 to %2").arg(bytes(first.bytes), bytes(second.bytes));
}

QString facetSentence(Facet facet, const QStringList &values)
{
    const auto say = [facet](const QString &words) {
        //: A filter: %1 is what it looks at, %2 the wanted values
        return FacetText::tr("%1: %2").arg(facetName(facet), words);
    };
    if (facet == Facet::Size)
        return say(sizeWords(values));
    if (const QString missing = onlyMissing(facet, values); !missing.isEmpty()) {
        //: Every value but this one: "not Active"
        return say(FacetText::tr("not %1").arg(facetValueWord(facet, missing)));
    }
    QStringList words;
    for (const QString &value : values.first(qMin(mostNamed, values.size())))
        words.append(facetValueWord(facet, value));
    QString sentence = words.join(listSeparator());
    if (const qsizetype more = values.size() - mostNamed; more > 0)
        sentence += u" +" % QString::number(more);
    return say(sentence);
}

QString filtersSentence(const FilterSet &set)
{
    QStringList sentences;
    for (auto it = set.cbegin(); it != set.cend(); ++it)
        sentences.append(facetSentence(it.key(), it.value()));
    return sentences.join(u" · "_s);
}

} // namespace vitrine::text
