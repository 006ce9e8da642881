#include "core/openstack/cloudsyaml.h"

#include <yaml-cpp/yaml.h>

#include <QCoreApplication>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CloudsYaml)
};

constexpr qsizetype mostBytes = 1 << 20;
/// Aliases that stand for aliases multiply; a list of clouds never comes near.
constexpr int mostNodes = 20'000;
constexpr int deepest = 32;

QString placeOf(const YAML::Mark &mark)
{
    return u"%1:%2"_s.arg(mark.line + 1).arg(mark.column + 1);
}

class Reader
{
public:
    explicit Reader(QString path)
        : m_path(std::move(path))
    {
    }

    Result<QVariantMap> document(const YAML::Node &root)
    {
        if (!root.IsDefined() || root.IsNull())
            return QVariantMap();
        if (!root.IsMap())
            return failed(root.Mark(), Text::tr("a list of names and values is expected there"));
        return map(root, 0);
    }

private:
    tl::unexpected<Error> failed(const YAML::Mark &mark, const QString &reason) const
    {
        return failure(ErrorCode::BadRequest,
            Text::tr("“%1” cannot be used because of line %2: %3. Correct the file.")
                .arg(m_path, placeOf(mark), reason));
    }

    Result<QVariant> value(const YAML::Node &node, int depth)
    {
        if (++m_nodes > mostNodes || depth > deepest)
            return failed(node.Mark(), Text::tr("its aliases lead to too many values"));
        if (node.IsMap()) {
            const auto read = map(node, depth);
            return read ? Result<QVariant>(*read) : failure(read.error());
        }
        if (node.IsSequence()) {
            const auto read = list(node, depth);
            return read ? Result<QVariant>(*read) : failure(read.error());
        }
        if (node.IsScalar())
            return QVariant(QString::fromStdString(node.Scalar()));
        return QVariant();
    }

    Result<QVariantList> list(const YAML::Node &node, int depth)
    {
        QVariantList values;
        for (const YAML::Node &element : node) {
            const auto read = value(element, depth + 1);
            if (!read)
                return failure(read.error());
            values.append(*read);
        }
        return values;
    }

    Result<QVariantMap> map(const YAML::Node &node, int depth)
    {
        QVariantMap values;
        QVariantMap merged;
        for (const auto &entry : node) {
            if (!entry.first.IsScalar())
                return failed(entry.first.Mark(), Text::tr("a name is expected there"));
            const QString key = QString::fromStdString(entry.first.Scalar());
            const auto read = value(entry.second, depth + 1);
            if (!read)
                return failure(read.error());
            if (key == u"<<") {
                addMerged(merged, *read);
                continue;
            }
            if (values.contains(key))
                return failed(entry.first.Mark(), Text::tr("“%1” is there twice").arg(key));
            values.insert(key, *read);
        }
        for (auto entry = merged.cbegin(); entry != merged.cend(); ++entry) {
            if (!values.contains(entry.key()))
                values.insert(entry.key(), entry.value());
        }
        return values;
    }

    /// The value of "<<": a map, or several of which the first that has a key wins.
    static void addMerged(QVariantMap &merged, const QVariant &value)
    {
        const QVariantList sources
            = value.typeId() == QMetaType::QVariantList ? value.toList() : QVariantList{ value };
        for (const QVariant &source : sources) {
            const QVariantMap values = source.toMap();
            for (auto entry = values.cbegin(); entry != values.cend(); ++entry) {
                if (!merged.contains(entry.key()))
                    merged.insert(entry.key(), entry.value());
            }
        }
    }

    const QString m_path;
    int m_nodes = 0;
};

} // namespace

Result<QVariantMap> cloudsFromYaml(const QByteArray &bytes, const QString &path)
{
    if (bytes.size() > mostBytes) {
        return failure(ErrorCode::BadRequest,
            Text::tr("“%1” is larger than 1 MiB, so it is no list of clouds. Choose another file.")
                .arg(path));
    }
    try {
        return Reader(path).document(YAML::Load(bytes.toStdString()));
    } catch (const YAML::Exception &error) {
        return failure(ErrorCode::BadRequest,
            Text::tr("“%1” cannot be read: there is a mistake in line %2. Correct the file.")
                .arg(path, placeOf(error.mark)),
            QString::fromStdString(error.msg));
    }
}

} // namespace vitrine
