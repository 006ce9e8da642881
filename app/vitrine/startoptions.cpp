#include "app/vitrine/startoptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(vitrine::StartOptions)
};

QString catalogueFolder(const QString &option)
{
    if (!option.isEmpty())
        return option;
    const QString fromEnvironment = qEnvironmentVariable("VITRINE_CATALOG");
    if (!fromEnvironment.isEmpty())
        return fromEnvironment;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) % u"/vitrine"_s;
}

/// File managers hand over links, shells paths.
QString filePath(const QString &argument)
{
    const QString local = argument.startsWith("file://"_L1) ? QUrl(argument).toLocalFile() : argument;
    return QDir::current().absoluteFilePath(local);
}

} // namespace

StartOptions startOptions()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(Texts::tr("Keeps disk images of virtual machines."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption catalogue(
        u"catalog"_s, Texts::tr("Folder of the catalogue; also VITRINE_CATALOG."), u"FOLDER"_s);
    parser.addOption(catalogue);
    parser.addPositionalArgument(u"file"_s, Texts::tr("Disk images to import."), u"[FILE...]"_s);
    parser.process(*QCoreApplication::instance());

    StartOptions options;
    options.catalogue
        = QDir::cleanPath(QDir::current().absoluteFilePath(catalogueFolder(parser.value(catalogue))));
    options.isCatalogueGiven = parser.isSet(catalogue) || !qEnvironmentVariableIsEmpty("VITRINE_CATALOG");
    const QStringList arguments = parser.positionalArguments();
    for (const QString &argument : arguments)
        options.files.append(filePath(argument));
    return options;
}

} // namespace vitrine
