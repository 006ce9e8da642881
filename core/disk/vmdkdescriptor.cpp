#include "core/disk/vmdkdescriptor.h"

#include <algorithm>

#include <QSet>

namespace vitrine {

namespace {

QByteArrayView upToNul(QByteArrayView text)
{
    return text.first(std::find(text.begin(), text.end(), '\0') - text.begin());
}

bool isPrintable(char byte)
{
    return (byte >= ' ' && byte <= '~') || byte == '\n' || byte == '\r' || byte == '\t';
}

bool isText(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), isPrintable);
}

bool isKey(const QByteArray &key)
{
    return !key.isEmpty() && std::all_of(key.cbegin(), key.cend(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
            || c == '.';
    });
}

QByteArray unquoted(const QByteArray &value)
{
    const bool isQuoted = value.size() >= 2 && value.startsWith('"') && value.endsWith('"');
    return isQuoted ? value.sliced(1, value.size() - 2) : value;
}

/// Whether QEMU would read the file as a descriptor, whatever comes after: the first line that is neither
/// empty nor a comment is the version.
bool beginsWithVersion(QByteArrayView head)
{
    const QList<QByteArray> lines = head.toByteArray().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith('#') || line.trimmed().isEmpty())
            continue;
        const QByteArray word = line.endsWith('\r') ? line.chopped(1) : line;
        return word == "version=1" || word == "version=2" || word == "version=3";
    }
    return false;
}

/// The text between the first and the last quote; null when there are none.
QByteArray quotedPart(const QByteArray &line)
{
    const qsizetype first = line.indexOf('"');
    const qsizetype last = line.lastIndexOf('"');
    return first >= 0 && last > first ? line.sliced(first + 1, last - first - 1) : QByteArray();
}

bool isExtentLine(const QByteArray &line)
{
    const QByteArray lower = line.toLower();
    return lower.startsWith("rw ") || lower.startsWith("rdonly ") || lower.startsWith("noaccess ");
}

VmdkDescriptor::Extent extentFrom(const QByteArray &line)
{
    const QList<QByteArray> words = line.simplified().split(' ');
    return { words.value(0).toLower(), words.value(2).toUpper(), quotedPart(line) };
}

class Reader final
{
public:
    VmdkDescriptor read(QByteArrayView text);

private:
    void readLine(const QByteArray &line);
    void readPair(const QByteArray &key, const QByteArray &value);

    VmdkDescriptor m_descriptor;
    QSet<QByteArray> m_keys;
};

void Reader::readPair(const QByteArray &key, const QByteArray &value)
{
    const QByteArray lower = key.toLower();
    const bool isNew = !m_keys.contains(lower);
    m_keys.insert(lower);
    m_descriptor.isWellFormed = m_descriptor.isWellFormed && isNew;
    if (lower == "createtype") {
        m_descriptor.isWellFormed = m_descriptor.isWellFormed && key == "createType";
        m_descriptor.createType = unquoted(value).toLower();
    } else if (lower == "parentcid") {
        m_descriptor.parentCid = unquoted(value).toLower();
    }
}

void Reader::readLine(const QByteArray &line)
{
    if (line.isEmpty() || line.startsWith('#'))
        return;
    if (isExtentLine(line)) {
        m_descriptor.extents.append(extentFrom(line));
        return;
    }
    const qsizetype equals = line.indexOf('=');
    const QByteArray key = equals < 0 ? QByteArray() : line.first(equals).trimmed();
    if (isKey(key))
        readPair(key, line.sliced(equals + 1).trimmed());
    else
        m_descriptor.isWellFormed = false;
}

VmdkDescriptor Reader::read(QByteArrayView text)
{
    m_descriptor.isWellFormed = isText(text);
    // QEMU looks for it anywhere, in comments as well.
    m_descriptor.hasParentHint = text.toByteArray().toLower().contains("parentfilenamehint");
    const QList<QByteArray> lines = text.toByteArray().split('\n');
    for (const QByteArray &line : lines)
        readLine(line.trimmed());
    return m_descriptor;
}

} // namespace

VmdkDescriptor vmdkDescriptorFrom(QByteArrayView text)
{
    return Reader().read(upToNul(text));
}

bool looksLikeVmdkDescriptor(QByteArrayView head)
{
    if (beginsWithVersion(head))
        return true;
    const QByteArrayView text = upToNul(head);
    if (text.isEmpty() || !isText(text))
        return false;
    if (text.toByteArray().trimmed().toLower().startsWith("# disk descriptorfile"))
        return true;
    const QList<QByteArray> lines = text.toByteArray().split('\n');
    return std::any_of(lines.cbegin(), lines.cend(), [](const QByteArray &line) {
        const QByteArray lower = line.trimmed().toLower();
        return lower.startsWith("createtype") && lower.sliced(10).trimmed().startsWith('=');
    });
}

} // namespace vitrine
