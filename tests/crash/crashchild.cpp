// Works on a catalogue at random until it is killed, and writes down what it was told is done.
//
// crashchild --root DIR --out DIR --log FILE --seed N [--operations N]   works
// crashchild --root DIR --recover                                        opens, which recovers, and ends
//
// A line of the log is JSON: {"do": ...} before an operation, {"done": ...} after the catalogue acknowledged
// it.

#include <cstdio>
#include <random>

#include <fcntl.h>
#include <unistd.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include "core/catalog/catalogue.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Appends lines that survive this process.
class Log final
{
public:
    explicit Log(const QString &path)
        : m_fd(::open(QFile::encodeName(path).constData(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600))
    {
    }
    ~Log() { ::close(m_fd); }
    Log(const Log &) = delete;
    Log &operator=(const Log &) = delete;

    void append(const QJsonObject &line) const
    {
        const QByteArray bytes = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
        if (::write(m_fd, bytes.constData(), static_cast<std::size_t>(bytes.size())) != bytes.size()
            || ::fsync(m_fd) != 0)
            qFatal("cannot write the log");
    }

private:
    const int m_fd;
};

/// Random bytes with a run of zeros in the middle, so that holes are made too.
QByteArray randomBytes(std::mt19937 &random)
{
    QByteArray bytes(static_cast<qsizetype>(1 + random() % 400'000), '\0');
    const qsizetype zerosFrom = bytes.size() / 3;
    const qsizetype zerosTo = zerosFrom + static_cast<qsizetype>(random() % 200'000);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (i < zerosFrom || i >= zerosTo)
            bytes[i] = static_cast<char>(random() & 0xff);
    }
    return bytes;
}

class Worker final
{
public:
    Worker(Catalogue &catalogue, QString out, const Log &log, quint32 seed)
        : m_catalogue(catalogue)
        , m_out(std::move(out))
        , m_log(log)
        , m_random(seed)
    {
    }

    void step()
    {
        using Operation = void (Worker::*)();
        static constexpr Operation operations[] = { &Worker::upload, &Worker::upload, &Worker::upload,
            &Worker::stageAndImport, &Worker::stageAndImport, &Worker::stageOnly, &Worker::update,
            &Worker::update, &Worker::exportImage, &Worker::toggle, &Worker::remove, &Worker::remove,
            &Worker::restore, &Worker::emptyTrash, &Worker::copy, &Worker::create };
        (this->*operations[m_random() % std::size(operations)])();
    }

private:
    ImageId pick(ImageStatus status, bool trash = false)
    {
        ImageQuery query;
        query.limit = ImageQuery::maxPageSize;
        query.trash = trash;
        const auto page = m_catalogue.list(query);
        if (!page)
            return {};
        QList<ImageId> found;
        for (const Image &image : page->images) {
            if (image.status == status)
                found.append(image.id);
        }
        return found.isEmpty() ? ImageId() : found.at(static_cast<qsizetype>(m_random()) % found.size());
    }

    void begin(const QString &operation, const ImageId &id, QJsonObject more = {})
    {
        more.insert(u"do"_s, operation);
        more.insert(u"id"_s, id);
        m_log.append(more);
    }

    /// What the catalogue said it now holds is what a crash may not take away.
    template<typename T>
    bool end(const QString &operation, const ImageId &id, const Result<T> &result, QJsonObject more = {})
    {
        more.insert(result ? u"done"_s : u"failed"_s, operation);
        more.insert(u"id"_s, id);
        if (!result)
            more.insert(u"error"_s, QString(result.error().message + u' ' + result.error().detail));
        m_log.append(more);
        return result.has_value();
    }

    ImageId newImage()
    {
        ImageDraft draft;
        draft.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        draft.name = u"image %1"_s.arg(m_random() % 1000);
        draft.diskFormat = DiskFormat::Raw;
        draft.containerFormat = ContainerFormat::Bare;
        begin(u"create"_s, draft.id);
        end(u"create"_s, draft.id, m_catalogue.create(draft), { { u"name"_s, draft.name } });
        return draft.id;
    }

    /// A file with fresh bytes; gives its sha512.
    QString newFile()
    {
        const QByteArray bytes = randomBytes(m_random);
        QFile file(m_out + u"/source"_s);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the source");
        return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha512).toHex());
    }

    std::unique_ptr<DataSource> openFile()
    {
        auto source = openFileSource(m_out + u"/source"_s);
        if (!source)
            qFatal("cannot read the source");
        return *std::move(source);
    }

    QString pickStore() { return m_random() % 3 == 0 ? u"second"_s : QString(); }

    void create() { newImage(); }

    void upload()
    {
        const ImageId id = newImage();
        const QString sha512 = newFile();
        const auto source = openFile();
        begin(u"upload"_s, id, { { u"sha512"_s, sha512 } });
        end(u"upload"_s, id,
            m_catalogue.upload(
                id, *source, { .store = pickStore(), .expectedSize = {}, .expectedSha512 = {} }, {}),
            { { u"sha512"_s, sha512 } });
    }

    void stageOnly() { stage(); }

    ImageId stage()
    {
        const ImageId id = newImage();
        const QString sha512 = newFile();
        const auto source = openFile();
        begin(u"stage"_s, id, { { u"sha512"_s, sha512 } });
        end(u"stage"_s, id,
            m_catalogue.stage(
                id, *source, { .store = pickStore(), .expectedSize = {}, .expectedSha512 = {} }, {}),
            { { u"sha512"_s, sha512 } });
        return id;
    }

    void stageAndImport()
    {
        ImageId id = pick(ImageStatus::Uploading);
        if (id.isEmpty())
            id = stage();
        ImportRequest request;
        if (m_random() % 2 == 0)
            request.stores = QStringList{ m_random() % 2 == 0 ? u"local"_s : u"second"_s };
        begin(u"import"_s, id);
        end(u"import"_s, id, m_catalogue.import(id, request, {}));
    }

    void update()
    {
        const ImageId id = pick(ImageStatus::Active);
        if (id.isEmpty())
            return;
        ImagePatch patch;
        patch.name = u"renamed %1"_s.arg(m_random());
        begin(u"update"_s, id, { { u"name"_s, *patch.name } });
        end(u"update"_s, id, m_catalogue.update(id, patch), { { u"name"_s, *patch.name } });
    }

    void exportImage()
    {
        const ImageId id = pick(ImageStatus::Active);
        if (id.isEmpty())
            return;
        const QString file = u"export-%1"_s.arg(m_random() % 4);
        begin(u"export"_s, id, { { u"file"_s, file } });
        end(u"export"_s, id,
            m_catalogue.exportImage(id, { .destination = m_out + u'/' + file, .overwrite = true }, {}),
            { { u"file"_s, file } });
    }

    void toggle()
    {
        const ImageId active = pick(ImageStatus::Active);
        const ImageId inactive = pick(ImageStatus::Deactivated);
        if (!inactive.isEmpty()) {
            begin(u"reactivate"_s, inactive);
            end(u"reactivate"_s, inactive, m_catalogue.reactivate(inactive));
        } else if (!active.isEmpty()) {
            begin(u"deactivate"_s, active);
            end(u"deactivate"_s, active, m_catalogue.deactivate(active));
        }
    }

    void remove()
    {
        static constexpr ImageStatus statuses[]
            = { ImageStatus::Active, ImageStatus::Active, ImageStatus::Queued, ImageStatus::Uploading };
        const ImageStatus status = statuses[m_random() % std::size(statuses)];
        const ImageId id = pick(status);
        if (id.isEmpty())
            return;
        const QString operation = status == ImageStatus::Active ? u"trash"_s : u"delete"_s;
        begin(operation, id);
        end(operation, id, m_catalogue.remove(id));
    }

    void restore()
    {
        const ImageId id = pick(ImageStatus::PendingDelete, true);
        if (id.isEmpty())
            return;
        begin(u"restore"_s, id);
        end(u"restore"_s, id, m_catalogue.restore(id));
    }

    void emptyTrash()
    {
        if (m_random() % 2 == 0)
            return;
        begin(u"empty-trash"_s, {});
        end(u"empty-trash"_s, {}, m_catalogue.emptyTrash());
    }

    void copy()
    {
        const ImageId id = pick(ImageStatus::Active);
        const auto image = m_catalogue.image(id);
        if (!image || image->stores.size() > 1)
            return;
        const QString store = image->stores.contains(u"second"_s) ? u"local"_s : u"second"_s;
        begin(u"copy"_s, id, { { u"store"_s, store } });
        end(u"copy"_s, id,
            m_catalogue.import(
                id, { .method = ImportRequest::Method::CopyImage, .uri = {}, .stores = { store } }, {}),
            { { u"store"_s, store } });
    }

    Catalogue &m_catalogue;
    const QString m_out;
    const Log &m_log;
    std::mt19937 m_random;
};

int fail(const Error &error)
{
    std::fprintf(stderr, "%s (%s)\n", qPrintable(error.message), qPrintable(error.detail));
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions(
        { { u"root"_s, u"the catalogue"_s, u"DIR"_s }, { u"out"_s, u"for sources and exports"_s, u"DIR"_s },
            { u"log"_s, u"what was done"_s, u"FILE"_s }, { u"seed"_s, u"of the operations"_s, u"N"_s },
            { u"operations"_s, u"how many; 0: until killed"_s, u"N"_s, u"0"_s },
            { u"second"_s, u"folder of a second store"_s, u"DIR"_s }, { u"recover"_s, u"only open"_s } });
    parser.process(application);

    CatalogueOptions options;
    options.root = parser.value(u"root"_s);
    options.reservedSpace = 0;
    const auto catalogue = Catalogue::open(options);
    if (!catalogue)
        return fail(catalogue.error());
    if (parser.isSet(u"recover"_s))
        return 0;
    const auto stores = (*catalogue)->stores();
    if (stores && stores->size() == 1 && parser.isSet(u"second"_s)) {
        if (const auto added = (*catalogue)->addStore(u"second"_s, parser.value(u"second"_s), {}); !added)
            return fail(added.error());
    }
    const Log log(parser.value(u"log"_s));
    Worker worker(**catalogue, parser.value(u"out"_s), log, parser.value(u"seed"_s).toUInt());
    const int operations = parser.value(u"operations"_s).toInt();
    for (int i = 0; operations == 0 || i < operations; ++i)
        worker.step();
    return 0;
}
