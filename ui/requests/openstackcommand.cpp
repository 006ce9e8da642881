#include "ui/requests/openstackcommand.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

/// As a shell reads it: quoted only where that is needed.
QString word(const QString &text)
{
    static const QRegularExpression harmless(u"^[A-Za-z0-9_@%+=:,./-]+$"_s);
    if (harmless.match(text).hasMatch())
        return text;
    return u'\'' % QString(text).replace(u'\'', u"'\\''"_s) % u'\'';
}

QString option(const QString &name, const QString &value)
{
    return u" --%1 %2"_s.arg(name, word(value));
}

/// "v2", "images", id, and what follows.
QStringList partsOf(const QUrl &url)
{
    QStringList parts = url.path().split(u'/', Qt::SkipEmptyParts);
    const qsizetype version = parts.indexOf(QRegularExpression(u"^v[23]$"_s));
    if (version > 0)
        parts.remove(0, version);
    return parts;
}

QString textOf(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    if (value.isDouble())
        return QString::number(value.toInteger());
    return value.toString();
}

/// The option of `image create` and `image set` for an attribute; a property when it is none.
QString attributeOption(const QString &key, const QJsonValue &value)
{
    const QString text = textOf(value);
    if (key == u"visibility")
        return u" --"_s % text;
    if (key == u"protected")
        return value.toBool() ? u" --protected"_s : u" --unprotected"_s;
    if (key == u"os_hidden")
        return value.toBool() ? u" --hidden"_s : u" --unhidden"_s;
    if (key == u"tags") {
        QString options;
        const QJsonArray tags = value.toArray();
        for (const QJsonValue &tag : tags)
            options += option(u"tag"_s, tag.toString());
        return options;
    }
    if (key == u"owner")
        return option(u"project"_s, text);
    if (key == u"disk_format" || key == u"container_format" || key == u"min_disk" || key == u"min_ram"
        || key == u"name" || key == u"id")
        return option(QString(key).replace(u'_', u'-'), text);
    return option(u"property"_s, key % u'=' % text);
}

QString listCommand(const QUrlQuery &query)
{
    QString command = u"openstack image list"_s;
    const QList<QPair<QString, QString>> items = query.queryItems(QUrl::FullyDecoded);
    QString sortKey;
    QString sortDirection;
    for (const auto &[key, value] : items) {
        if (key == u"limit" || key == u"marker" || key == u"name" || key == u"status" || key == u"tag"
            || key == u"sort")
            command += option(key, value);
        else if (key == u"visibility")
            command += u" --"_s % value;
        else if (key == u"os_hidden" && value == u"true")
            command += u" --hidden"_s;
        else if (key == u"member_status")
            command += option(u"member-status"_s, value);
        else if (key == u"owner")
            command += option(u"project"_s, value);
        else if (key == u"sort_key")
            sortKey = sortKey.isEmpty() ? value : sortKey;
        else if (key == u"sort_dir")
            sortDirection = sortDirection.isEmpty() ? value : sortDirection;
        else if (key != u"os_hidden")
            command += option(u"property"_s, key % u'=' % value);
    }
    if (!sortKey.isEmpty())
        command += option(u"sort"_s, sortDirection.isEmpty() ? sortKey : sortKey % u':' % sortDirection);
    return command;
}

QString createCommand(const QJsonObject &body)
{
    QString command = u"openstack image create"_s;
    for (auto entry = body.constBegin(); entry != body.constEnd(); ++entry) {
        if (entry.key() != u"name")
            command += attributeOption(entry.key(), entry.value());
    }
    return command % u' ' % word(body.value(u"name"_s).toString());
}

/// A patch takes things away and puts them in: two commands may be needed.
QString patchCommand(const QString &id, const QJsonArray &changes)
{
    QString set;
    QString unset;
    for (const QJsonValue &each : changes) {
        const QJsonObject change = each.toObject();
        QString key = change.value(u"path"_s).toString().mid(1);
        key.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
        if (change.value(u"op"_s).toString() == u"remove")
            unset += option(u"property"_s, key);
        else
            set += attributeOption(key, change.value(u"value"_s));
    }
    QStringList commands;
    if (!set.isEmpty())
        commands.append(u"openstack image set"_s % set % u' ' % id);
    if (!unset.isEmpty())
        commands.append(u"openstack image unset"_s % unset % u' ' % id);
    return commands.join(u'\n');
}

QString importCommand(const QString &id, const QJsonObject &body)
{
    const QJsonObject method = body.value(u"method"_s).toObject();
    QString command = u"openstack image import"_s % option(u"method"_s, method.value(u"name"_s).toString());
    if (const QString uri = method.value(u"uri"_s).toString(); !uri.isEmpty())
        command += option(u"uri"_s, uri);
    const QJsonArray stores = body.value(u"stores"_s).toArray();
    for (const QJsonValue &store : stores)
        command += option(u"store"_s, store.toString());
    return command % u' ' % id;
}

QString memberCommand(const WebExchange &exchange, const QString &id, const QString &member)
{
    const QJsonObject body = QJsonDocument::fromJson(exchange.requestBody).object();
    if (exchange.method == "POST")
        return u"openstack image add project %1 %2"_s.arg(id, word(body.value(u"member"_s).toString()));
    if (exchange.method == "DELETE")
        return u"openstack image remove project %1 %2"_s.arg(id, word(member));
    if (exchange.method == "PUT") {
        const QString answer = body.value(u"status"_s).toString();
        const QString flag = answer == u"accepted" ? u"--accept"_s
            : answer == u"rejected"                ? u"--reject"_s
                                                   : u"--pending"_s;
        return u"openstack image set %1 --project %2 %3"_s.arg(flag, word(member), id);
    }
    return u"openstack image member list "_s % id;
}

/// What is asked of one image, after its id.
QString imageCommand(const WebExchange &exchange, const QString &id, const QStringList &rest)
{
    const QByteArray &method = exchange.method;
    const QString what = rest.value(0);
    if (what.isEmpty()) {
        if (method == "DELETE")
            return u"openstack image delete "_s % id;
        if (method == "PATCH")
            return patchCommand(id, QJsonDocument::fromJson(exchange.requestBody).array());
        return u"openstack image show "_s % id;
    }
    if (what == u"file") {
        return method == "PUT" ? u"glance image-upload --file FILE "_s % id
                               : u"openstack image save --file FILE "_s % id;
    }
    if (what == u"stage")
        return u"openstack image stage --file FILE "_s % id;
    if (what == u"import")
        return importCommand(id, QJsonDocument::fromJson(exchange.requestBody).object());
    if (what == u"actions")
        return u"openstack image set --%1 %2"_s.arg(
            rest.value(1) == u"deactivate" ? u"deactivate"_s : u"activate"_s, id);
    if (what == u"members")
        return memberCommand(exchange, id, rest.value(1));
    if (what == u"tags")
        return u"openstack image %1 --tag %2 %3"_s.arg(
            method == "DELETE" ? u"unset"_s : u"set"_s, word(rest.value(1)), id);
    if (what == u"tasks")
        return u"glance task-list --image-id "_s % id;
    return {};
}

QString infoCommand(const QString &what)
{
    if (what == u"import")
        return u"openstack image import info"_s;
    if (what == u"stores")
        return u"glance stores-info"_s;
    return what == u"usage" ? u"glance usage"_s : QString();
}

} // namespace

QString openstackCommand(const WebExchange &exchange)
{
    const QUrl url(exchange.url);
    const QStringList parts = partsOf(url);
    if (parts.value(0) == u"v3") {
        if (parts.value(1) == u"auth" && parts.value(2) == u"tokens")
            return u"openstack token issue"_s;
        return parts.value(1) == u"auth" && parts.value(2) == u"projects"
            ? u"openstack project list --my-projects"_s
            : QString();
    }
    if (parts.isEmpty() || parts.constFirst() == u"versions")
        return u"openstack versions show --service image"_s;
    if (parts.value(0) != u"v2")
        return {};
    if (parts.value(1) == u"info")
        return infoCommand(parts.value(2));
    if (parts.value(1) != u"images")
        return {};
    if (parts.size() > 2)
        return imageCommand(exchange, parts.at(2), parts.mid(3));
    return exchange.method == "POST" ? createCommand(QJsonDocument::fromJson(exchange.requestBody).object())
                                     : listCommand(QUrlQuery(url));
}

} // namespace vitrine
