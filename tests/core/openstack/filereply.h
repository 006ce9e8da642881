#pragma once

#include "tests/support/scriptedserver.h"
#include "tests/support/testfiles.h"

namespace vitrine::test {

/// Glance's answer to GET /file, ranges and all.
inline HttpReply fileReply(const HttpQuestion &question, const QByteArray &bytes)
{
    HttpReply reply;
    const QByteArray range = question.headers.value("range");
    const qint64 first = range.mid(6).split('-').value(0).toLongLong();
    // Glance says the md5 of all of it, whatever the range.
    reply.headers
        = { { "Content-Type", "application/octet-stream" }, { "Content-MD5", md5Of(bytes).toLatin1() } };
    reply.body = bytes.mid(first);
    if (range.isEmpty())
        return reply;
    reply.status = 206;
    reply.headers.emplaceBack("Content-Range",
        "bytes " + QByteArray::number(first) + '-' + QByteArray::number(bytes.size() - 1) + '/'
            + QByteArray::number(bytes.size()));
    return reply;
}

} // namespace vitrine::test
