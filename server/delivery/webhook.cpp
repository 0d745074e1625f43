// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/webhook.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>

#include <algorithm>
#include <string_view>

#include "archive/crypto/digest.h"
#include "server/delivery/http_session.h"

namespace cundang::delivery {
namespace {

namespace net = Poco::Net;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

/// HOST or HOST:PORT behind the scheme. Poco also takes users of which it keeps the last, and ports such as "+80".
bool has_plain_authority(std::string_view url) {
  const auto begin = url.find("//");
  if (begin == std::string_view::npos) return false;
  const auto rest = url.substr(begin + 2);
  const auto authority = rest.substr(0, rest.find_first_of("/?#"));
  const auto host_end = authority.starts_with('[') ? authority.find(']') : authority.find(':');
  const auto colon = authority.find(':', std::min(host_end, authority.size()));
  const auto host = authority.substr(0, colon);
  const auto port = colon == std::string_view::npos ? std::string_view{} : authority.substr(colon + 1);
  return !host.empty() && host.find('@') == std::string_view::npos && port.size() <= 5 &&
         port.find_first_not_of("0123456789") == std::string_view::npos &&
         (colon == std::string_view::npos || !port.empty());
}

bool is_allowed(const Poco::URI& uri, const WebhookOptions& options) {
  const auto host = lower(uri.getHost());
  const bool own_port = uri.getPort() == (uri.getScheme() == "https" ? 443 : 80);
  return std::any_of(options.allowed.begin(), options.allowed.end(), [&](const std::string& each) {
    return (own_port && each == host) || each == host + ":" + std::to_string(uri.getPort());
  });
}

net::HTTPRequest request_of(const Delivery& delivery, const Poco::URI& uri) {
  auto path = uri.getPathAndQuery();
  if (path.empty()) path = "/";
  net::HTTPRequest request{net::HTTPRequest::HTTP_POST, path, net::HTTPMessage::HTTP_1_1};
  request.setContentType("application/json");
  request.setContentLength64(static_cast<Poco::Int64>(delivery.body.size()));
  request.set("User-Agent", "cundang");
  request.set("X-Cundang-Event", delivery.event);
  request.set("X-Cundang-Delivery", delivery.id);
  request.set("X-Cundang-Timestamp", std::to_string(delivery.timestamp_s));
  request.set("X-Cundang-Signature", signature(delivery.secret, delivery.timestamp_s, delivery.body));
  return request;
}

}  // namespace

UrlFault url_fault(const std::string& url, const WebhookOptions& options) {
  // Poco sends a query as it was entered: a line end in it would begin another header.
  if (!std::all_of(url.begin(), url.end(), [](char c) { return c > 0x20 && c < 0x7F; }))
    return {{"地址含有空格、换行或非 ASCII 字符", "the address has white space, a line end or characters beyond ASCII"},
            {"请删去空格和换行，其他字符用百分号编码", "take white space out and percent-encode other characters"}};
  try {
    const Poco::URI uri{url};
    if (uri.getScheme() != "https" && uri.getScheme() != "http")
      return {{"地址须以 https:// 或 http:// 开头", "the address must begin with https:// or http://"},
              {"请填写接收程序的网址", "enter the address of the receiving program"}};
    if (uri.getHost().empty() || !has_plain_authority(url) || url.size() > 500)
      return {{"地址缺少主机名、含有用户名或端口不是数字，或超过 500 个字符",
               "the address has no host, carries a user name or a port that is no number, or is longer than 500 "
               "characters"},
              {"请填写形如 https://主机/路径 的地址", "enter an address such as https://host/path"}};
    if (!is_allowed(uri, options))
      return {
          {"主机“" + uri.getHost() + ":" + std::to_string(uri.getPort()) + "”不在允许的名单中",
           "host \"" + uri.getHost() + ":" + std::to_string(uri.getPort()) + "\" is not on the list of allowed ones"},
          {"请系统管理员在 cundang.xml 的 webhooks/allow 中列入该主机后重启服务",
           "let the administrator list it under webhooks/allow in cundang.xml and restart the service"}};
    return {};
  } catch (const Poco::Exception&) {
    return {{"不是网址", "not an address"},
            {"请填写形如 https://主机/路径 的地址", "enter an address such as https://host/path"}};
  }
}

std::string signature(std::string_view secret, std::int64_t timestamp_s, std::string_view body) {
  return "sha256=" + crypto::hmac_sha256(secret, std::to_string(timestamp_s) + "." + std::string{body}).hex();
}

int post(const Delivery& delivery, const WebhookOptions& options) {
  // Asked again at each attempt: the list may have been shortened since the hook was entered.
  if (const auto fault = url_fault(delivery.url, options); !fault.none())
    throw Error{ErrorCode::Forbidden, fault.reason.zh + " / " + fault.reason.en};
  try {
    const Poco::URI uri{delivery.url};
    const auto session = session_to(uri, options.ca_file, options.timeout);
    auto request = request_of(delivery, uri);
    session->sendRequest(request).write(delivery.body.data(), static_cast<std::streamsize>(delivery.body.size()));
    net::HTTPResponse response;
    session->receiveResponse(response);  // what it says beyond its status is not read
    return response.getStatus();
  } catch (const Poco::Exception& error) {
    throw Error{ErrorCode::Unavailable, error.displayText()}.with("webhook", delivery.url);
  }
}

}  // namespace cundang::delivery
