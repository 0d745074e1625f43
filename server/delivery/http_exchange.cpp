// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/http_exchange.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/MediaType.h>
#include <Poco/String.h>

#include <istream>

#include "schema/model/error.h"
#include "server/delivery/http_session.h"

namespace cundang::delivery {
namespace {

namespace net = Poco::Net;

void send(net::HTTPClientSession& session, const Poco::URI& uri, const Exchange& request) {
  const auto path = uri.getPathAndQuery();
  net::HTTPRequest head{request.method, path.empty() ? std::string{"/"} : path, net::HTTPMessage::HTTP_1_1};
  head.set("User-Agent", "cundang");
  if (!request.bearer.empty()) head.set("Authorization", "Bearer " + request.bearer);
  if (!request.content_type.empty()) {
    head.setContentType(request.content_type);
    head.setContentLength64(static_cast<Poco::Int64>(request.body.size()));
  }
  session.sendRequest(head).write(request.body.data(), static_cast<std::streamsize>(request.body.size()));
}

/// The body, never more of it than allowed.
std::string read_bounded(std::istream& stream, std::size_t max) {
  std::string body;
  char piece[8192];
  while (stream.read(piece, sizeof piece), stream.gcount() > 0) {
    body.append(piece, static_cast<std::size_t>(stream.gcount()));
    if (body.size() > max) throw Error{ErrorCode::Unavailable, "the answer is longer than it may be"};
  }
  return body;
}

std::string media_type(const net::HTTPResponse& response) {
  try {
    const net::MediaType type{response.getContentType()};
    return Poco::toLower(type.getType() + "/" + type.getSubType());
  } catch (const Poco::Exception&) {
    return {};
  }
}

}  // namespace

bool is_http_url(const std::string& url) {
  try {
    const Poco::URI uri{url};
    return (uri.getScheme() == "http" || uri.getScheme() == "https") && !uri.getHost().empty() &&
           uri.getUserInfo().empty() && uri.getFragment().empty();
  } catch (const Poco::Exception&) {
    return false;
  }
}

Reply exchange(const Exchange& request) {
  if (!is_http_url(request.url))
    throw Error{ErrorCode::UsageError, Text{"这不是 http 或 https 地址", "this is no http or https address"},
                Text{"请写作 http://主机:端口/路径", "write http://HOST:PORT/PATH"}}
        .with("url", request.url);
  try {
    const Poco::URI uri{request.url};
    const auto session = session_to(uri, request.ca_file, request.timeout);
    send(*session, uri, request);
    net::HTTPResponse response;
    auto& stream = session->receiveResponse(response);
    Reply reply{response.getStatus(), media_type(response), read_bounded(stream, request.reply_max)};
    if (response.hasContentLength() && response.getContentLength64() != static_cast<Poco::Int64>(reply.body.size()))
      throw Error{ErrorCode::Unavailable, "the answer was cut short"}.with("url", request.url);
    return reply;
  } catch (const Poco::Exception& error) {
    throw Error{ErrorCode::Unavailable, error.displayText()}.with("url", request.url);
  }
}

}  // namespace cundang::delivery
