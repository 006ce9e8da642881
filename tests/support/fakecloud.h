#pragma once

#include "core/openstack/imageapi.h"
#include "tests/support/scriptedserver.h"

namespace vitrine::test {

/// What must never appear in a message, a log or a file.
inline const QString canaryPassword = QStringLiteral("canary-password");
inline const QByteArray canaryToken = "canary-token";

/// The cloud "lab" of the user "ada", at a scripted server that is Keystone and Glance in one.
CloudConfig cloudAt(const ScriptedServer &server);

/// Keystone's answer with a catalogue that names the server itself.
HttpReply tokenReply(const ScriptedServer &server, const QByteArray &id = canaryToken,
    const QDateTime &expiresAt = QDateTime::currentDateTimeUtc().addSecs(3600));

/// Short waits, for tests.
ApiSettings hastySettings();

/// An image as Glance shows it; `bytes` are its data when it has any.
QByteArray imageJson(const QString &id, const QByteArray &status, const QByteArray &bytes = {});

inline const QString someId = QStringLiteral("11111111-2222-4333-8444-555555555555");

} // namespace vitrine::test
