#pragma once

#include "core/openstack/cloudconfig.h"
#include "core/openstack/httpclient.h"

namespace vitrine {

/// What a refusing answer says in its own words, whether it is JSON, HTML or text: one line, cut to 300
/// characters.
QString reasonOf(const HttpResponse &response);

/// A refusal by the image service as a sentence.
Error imageErrorOf(const CloudConfig &cloud, const HttpResponse &response);

/// An answer with a good status that is none of the Image API.
Error strangeAnswer(const CloudConfig &cloud, const QUrl &url, const HttpResponse &response);

} // namespace vitrine
