// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/server.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/ThreadPool.h>

#include <charconv>
#include <chrono>
#include <utility>

#include "server/http/encoding.h"
#include "server/http/problem.h"

namespace cundang::http {

namespace {

namespace net = Poco::Net;

constexpr std::int64_t drain_max = 256LL * 1024;  // of an unread body, so that the client can read the answer
constexpr std::chrono::seconds linger_max{2};     // for a client to stop sending once it has its answer

class StreamBody final : public Body {
 public:
  /// @param awaits_go_ahead where the client sent Expect: 100-continue and waits to be told; else null.
  StreamBody(std::istream& stream, std::optional<std::int64_t> announced, std::int64_t max,
             net::HTTPServerResponse* awaits_go_ahead)
      : stream_{stream}, announced_{announced}, max_{max}, awaits_go_ahead_{awaits_go_ahead} {}

  std::size_t read(char* into, std::size_t max) override {
    if (announced_ && total_ >= *announced_) return 0;
    // Refused by what is announced, before a byte of it is waited for.
    if (announced_ && *announced_ > max_) throw Error{ErrorCode::TooLarge}.with("bytes_max", std::to_string(max_));
    if (awaits_go_ahead_) std::exchange(awaits_go_ahead_, nullptr)->sendContinue();
    if (announced_)
      max = static_cast<std::size_t>(std::min<std::int64_t>(static_cast<std::int64_t>(max), *announced_ - total_));
    stream_.read(into, static_cast<std::streamsize>(max));
    const auto got = stream_.gcount();
    total_ += got;
    if (total_ > max_) throw Error{ErrorCode::TooLarge}.with("bytes_max", std::to_string(max_));
    ended_ = got == 0;
    return static_cast<std::size_t>(got);
  }
  bool truncated() const override { return announced_ && total_ < *announced_; }
  bool whole() const { return announced_ ? total_ >= *announced_ : ended_; }
  /// Little enough is left that reading it costs less than a new connection.
  bool worth_draining() const {
    return whole() || (!awaits_go_ahead_ && (!announced_ || *announced_ - total_ <= drain_max));
  }
  /// What is left unread would be taken for the next request. @returns whether all of it has come.
  bool drain() {
    char passed[8192];
    std::int64_t count = 0;
    while (!whole() && count < drain_max) {
      stream_.read(passed, sizeof passed);
      if (stream_.gcount() == 0) break;
      count += stream_.gcount();
      total_ += stream_.gcount();
    }
    if (!announced_) ended_ = ended_ || stream_.eof();
    return whole();
  }

 private:
  std::istream& stream_;
  std::optional<std::int64_t> announced_;
  std::int64_t max_;
  net::HTTPServerResponse* awaits_go_ahead_;
  std::int64_t total_ = 0;
  bool ended_ = false;
};

constexpr std::pair<const char*, const char*> security_headers[] = {
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
     "'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"},
};

// One length or one chunked encoding; both, or two lengths, is how requests are smuggled past a proxy.
std::optional<std::int64_t> announced_length(const net::HTTPServerRequest& request) {
  int lengths = 0, encodings = 0;
  std::string length;
  for (const auto& [name, value] : request) {
    if (equal_ignoring_case(name, "Content-Length")) {
      ++lengths;
      length = value;
    } else if (equal_ignoring_case(name, "Transfer-Encoding")) {
      ++encodings;
      if (!equal_ignoring_case(value, "chunked"))
        throw Error{ErrorCode::BadRequest, Text{"不支持此 Transfer-Encoding", "this Transfer-Encoding is not taken"},
                    Text{"请用 Content-Length，或只用 chunked", "use Content-Length, or chunked alone"}};
    }
  }
  if (lengths + encodings > 1)
    throw Error{ErrorCode::BadRequest, Text{"请求写有两种正文长度", "the body has more than one length"},
                Text{"请只用一个 Content-Length，或只用 chunked", "send one Content-Length, or chunked alone"}};
  if (lengths == 0) return encodings == 0 ? std::optional<std::int64_t>{0} : std::nullopt;
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(length.data(), length.data() + length.size(), value);
  if (fault != std::errc{} || end != length.data() + length.size() || value < 0)
    throw Error{ErrorCode::BadRequest, Text{"Content-Length 不是数字", "Content-Length is no number"},
                Text{"请填写正文的字节数", "write the number of bytes of the body"}};
  return value;
}

Request take(const net::HTTPServerRequest& from) {
  Request request;
  const auto& method = from.getMethod();
  if (method == "POST") {
    request.method = Method::Post;
  } else if (method == "HEAD") {
    request.head_only = true;
  } else if (method != "GET") {
    throw Error{ErrorCode::MethodNotAllowed};
  }
  const std::string_view uri = from.getURI();
  const auto question = std::min(uri.find('?'), uri.size());
  request.path = uri.substr(0, question);
  request.headers.reserve(from.size());
  for (const auto& [name, value] : from) request.headers.emplace_back(name, value);
  request.address = from.clientAddress().host().toString();
  request.content_length = announced_length(from);
  auto query = parse_form(uri.substr(std::min(question + 1, uri.size())));
  if (!query)
    throw Error{ErrorCode::BadRequest, Text{"地址中的查询部分无法读取", "the query of the address cannot be read"},
                Text{"请核对百分号编码，参数不超过 1000 个", "check its percent-escapes; at most 1000 parameters"}};
  for (const auto& [name, value] : *query)
    if (!is_clean_text(value, "\r\n\t"))
      throw Error{ErrorCode::BadRequest, Text{"参数不是 UTF-8 文本", "the parameter is not UTF-8 text"},
                  Text{"请以 UTF-8 编码后重发，不含控制字符", "send it in UTF-8, without control characters"}}
          .with("parameter", name);
  request.query = std::move(*query);
  return request;
}

/// @param at_once on the wire when this returns, not only when the handler is done.
void send(net::HTTPServerResponse& to, const Response& response, bool head_only, bool at_once) {
  to.setStatusAndReason(static_cast<net::HTTPResponse::HTTPStatus>(response.status));
  to.setContentType(response.content_type);
  for (const auto& [name, value] : response.headers) to.add(name, value);
  for (const auto& [name, value] : security_headers) to.add(name, value);
  if (!to.has("Cache-Control")) to.add("Cache-Control", response.may_be_cached ? "public, max-age=3600" : "no-store");
  if (head_only || at_once) {
    to.setContentLength64(static_cast<Poco::Int64>(response.body.size()));
    auto& out = to.send();
    if (!head_only) out.write(response.body.data(), static_cast<std::streamsize>(response.body.size()));
    if (at_once) out.flush();
  } else {
    to.sendBuffer(response.body.data(), response.body.size());
  }
}

/// Ends our side and passes over what the client still sends: a socket closed on unread bytes is reset, and the client
/// would lose the answer.
void linger(net::HTTPServerRequest& request) try {
  auto& socket = dynamic_cast<net::HTTPServerRequestImpl&>(request).socket();
  socket.shutdownSend();
  socket.setReceiveTimeout(Poco::Timespan{1, 0});
  char passed[8192];
  const auto until = std::chrono::steady_clock::now() + linger_max;
  for (std::int64_t count = 0; count < drain_max && std::chrono::steady_clock::now() < until;) {
    const auto got = socket.receiveBytes(passed, sizeof passed);
    if (got <= 0) return;
    count += got;
  }
} catch (const Poco::Exception&) {
  // Nothing more came in time, or the client is gone: either way the answer had its chance.
}

class Handler final : public net::HTTPRequestHandler {
 public:
  Handler(Site& site, const TroubleObserver& trouble) : site_{site}, trouble_{trouble} {}

  void handleRequest(net::HTTPServerRequest& from, net::HTTPServerResponse& to) override {
    try {
      auto request = take(from);
      StreamBody body{from.stream(), request.content_length, site_.limits.body_max,
                      from.getExpectContinue() ? &to : nullptr};
      request.body = &body;
      const auto response = dispatch(site_, request, trouble_);
      // The answer first: whoever announced a body and sends none would else wait for it.
      const bool goes_on = body.worth_draining();
      if (!goes_on) to.setKeepAlive(false);
      send(to, response, request.head_only, !body.whole());
      if (!goes_on) linger(from);
      if (goes_on && !body.drain()) to.setKeepAlive(false);
    } catch (const Error& error) {
      to.setKeepAlive(false);
      send(to, problem(error), false, true);
      linger(from);
    } catch (const Poco::Exception&) {
      // The client is gone, or speaks no HTTP: there is nobody to answer.
      to.setKeepAlive(false);
    }
  }

 private:
  Site& site_;
  const TroubleObserver& trouble_;
};

class Factory final : public net::HTTPRequestHandlerFactory {
 public:
  Factory(Site& site, const TroubleObserver& trouble) : site_{site}, trouble_{trouble} {}
  net::HTTPRequestHandler* createRequestHandler(const net::HTTPServerRequest& request) override {
    // Poco would say 100 Continue before the handler has looked; a status other than 200 leaves that to the body.
    if (request.getExpectContinue()) request.response().setStatus(net::HTTPResponse::HTTP_CONTINUE);
    return new Handler{site_, trouble_};  // Poco deletes it
  }

 private:
  Site& site_;
  const TroubleObserver& trouble_;
};

net::HTTPServerParams::Ptr params_of(const ServerOptions& options) {
  net::HTTPServerParams::Ptr params = new net::HTTPServerParams;
  params->setMaxThreads(options.threads);
  params->setMaxQueued(options.queue_max);
  params->setKeepAlive(true);
  params->setMaxKeepAliveRequests(0);
  params->setKeepAliveTimeout(Poco::Timespan{options.idle_s, 0});
  params->setTimeout(Poco::Timespan{options.receive_s, 0});
  params->setSoftwareVersion("cundang");
  return params;
}

net::ServerSocket listen(const ServerOptions& options) try {
  net::ServerSocket socket;
  socket.bind(net::SocketAddress{options.address, options.port}, true,
              false);  // no SO_REUSEPORT: two never share a port
  socket.listen(options.queue_max);
  return socket;
} catch (const Poco::Exception& error) {
  throw Error{
      ErrorCode::Unavailable,
      Text{"不能在此地址和端口上提供服务：" + error.displayText(),
           "this address and port cannot be served on: " + error.displayText()},
      Text{"端口被占用的，请停止占用者或另选端口（--port）；地址须是本机的",
           "where the port is in use stop its user or take another (--port); the address must be this machine's"}}
      .with("address", options.address)
      .with("port", std::to_string(options.port));
}

}  // namespace

struct Server::State {
  State(const ServerOptions& options, app::Service& service, accounts::Accounts& accounts, TroubleObserver observer)
      : site{service, accounts, options.limits, options.secure_cookies},
        trouble{std::move(observer)},
        socket{listen(options)},
        port{socket.address().port()},
        pool{2, options.threads},
        server{new Factory{site, trouble}, pool, socket, params_of(options)} {
    site.signals = options.signals;
    site.assessment = options.assessment;
    site.notices = options.notices;
    site.witness = options.witness;
    site.outside = options.outside;
    site.public_log = options.public_log;
    site.duties = options.duties;
  }

  Site site;
  TroubleObserver trouble;
  net::ServerSocket socket;
  std::uint16_t port;
  Poco::ThreadPool pool;
  net::HTTPServer server;
};

Server::Server(const ServerOptions& options, app::Service& service, accounts::Accounts& accounts,
               TroubleObserver trouble)
    : state_{std::make_unique<State>(options, service, accounts, std::move(trouble))} {
  state_->server.start();
}

Server::~Server() { stop(); }

std::uint16_t Server::port() const { return state_->port; }

void Server::stop() {
  state_->server.stopAll(false);
  state_->pool.joinAll();
  state_->socket.close();
}

}  // namespace cundang::http
