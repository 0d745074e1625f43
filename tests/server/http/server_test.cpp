// SPDX-License-Identifier: GPL-3.0-or-later
// The wire: raw sockets against a listening server, because what matters here is what no client library would send.
#include "server/http/server.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "tests/server/http/site_fixture.h"

namespace cundang::http::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// One connection to 127.0.0.1.
class Wire {
 public:
  explicit Wire(std::uint16_t port) : fd_{socket(AF_INET, SOCK_STREAM, 0)} {
    const timeval patience{5, 0};
    setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~Wire() { close(fd_); }
  Wire(const Wire&) = delete;
  bool connected() const { return connected_; }

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  void finish_sending() { shutdown(fd_, SHUT_WR); }
  /// One answer: its head and as much body as Content-Length says.
  std::string answer(bool body_follows = true) {
    while (buffer_.find("\r\n\r\n") == std::string::npos)
      if (!more()) return std::exchange(buffer_, {});
    const auto head_end = buffer_.find("\r\n\r\n") + 4;
    const auto at = buffer_.find("Content-Length: ");
    const auto length = at < head_end && body_follows ? std::stoul(buffer_.substr(at + 16)) : 0;
    while (buffer_.size() < head_end + length)
      if (!more()) break;
    auto whole = buffer_.substr(0, head_end + length);
    buffer_.erase(0, whole.size());
    return whole;
  }
  /// Whether the server has closed, with nothing more to say.
  bool closed() { return buffer_.empty() && !more(); }

 private:
  bool more() {
    char bytes[65536];
    const auto got = recv(fd_, bytes, sizeof bytes, 0);
    if (got <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(got));
    return true;
  }
  int fd_;
  bool connected_ = false;
  std::string buffer_;
};

class Listening : public SiteTest {
 protected:
  static ServerOptions options() {
    ServerOptions made;
    made.port = 0;
    made.threads = 8;
    made.receive_s = 2;
    made.idle_s = 2;
    made.limits.body_max = 1 << 20;
    made.limits.record_max = 1 << 18;
    return made;
  }
  std::string post_head(const std::string& more) {
    return "POST /api/v1/accessions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + tokens.at("ZJW") +
           "\r\nContent-Type: application/xml\r\n" + more + "\r\n";
  }
  Server server{options(), service, accounts, {}};
};

TEST_F(Listening, ManyRequestsGoOverOneConnection) {
  Wire wire{server.port()};
  for (int i = 1; i <= 20; ++i) {
    wire.send(post_head("Content-Length: 9\r\n") + "<record/>");
    EXPECT_THAT(wire.answer(), StartsWith("HTTP/1.1 201 "));
  }
  EXPECT_EQ(service.submitted_.size(), 20u);
}

TEST_F(Listening, ChunkedBodyIsRead) {
  Wire wire{server.port()};
  wire.send(post_head("Transfer-Encoding: chunked\r\n") + "4\r\n<rec\r\n5\r\nord/>\r\n0\r\n\r\n");
  EXPECT_THAT(wire.answer(), StartsWith("HTTP/1.1 201 "));
  EXPECT_EQ(service.submitted_.at(0).record_xml, "<record/>");
}

TEST_F(Listening, EveryAnswerHasSecurityHeaders) {
  Wire wire{server.port()};
  for (const auto* path : {"/healthz", "/sign-in", "/", "/api/v1/records", "/nothing"}) {
    wire.send(std::string{"GET "} + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto answer = wire.answer();
    for (const auto* header : {"Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff",
                               "X-Frame-Options: DENY", "Referrer-Policy: same-origin", "Cache-Control: no-store"})
      EXPECT_THAT(answer, HasSubstr(header)) << path;
  }
}

TEST_F(Listening, HeadHasNoBody) {
  Wire wire{server.port()};
  wire.send("HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(wire.answer(false), HasSubstr("Content-Length: 3"));
  EXPECT_THAT(wire.answer(), testing::EndsWith("\r\n\r\nok\n"));
}

struct WireCase {
  std::string name, more, body;
  int status;  ///< 0: closed without a word
};
class BadHead : public Listening, public testing::WithParamInterface<WireCase> {};

// What leaves the length of the body in doubt is refused, and the connection ends: nothing after it is a request.
TEST_P(BadHead, IsRefusedAndTheConnectionEnds) {
  Wire wire{server.port()};
  wire.send(post_head(GetParam().more) + GetParam().body + "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto answer = wire.answer();
  if (GetParam().status > 0) {
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 " + std::to_string(GetParam().status)));
  }
  EXPECT_THAT(answer, Not(HasSubstr("200 OK")));
  EXPECT_TRUE(wire.closed());
  EXPECT_TRUE(service.submitted_.empty());
}
INSTANTIATE_TEST_SUITE_P(
    Table, BadHead,
    testing::Values(WireCase{"TwoLengths", "Content-Length: 9\r\nContent-Length: 3\r\n", "<record/>", 400},
                    WireCase{"LengthAndChunked", "Content-Length: 9\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n",
                             400},
                    WireCase{"OtherEncoding", "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n", 400},
                    WireCase{"NegativeLength", "Content-Length: -1\r\n", "", 400},
                    WireCase{"SignedLength", "Content-Length: +9\r\n", "<record/>", 400},
                    WireCase{"HexLength", "Content-Length: 0x9\r\n", "<record/>", 0},
                    WireCase{"HugeLength", "Content-Length: 99999999999999999999\r\n", "", 0}),
    [](const auto& row) { return row.param.name; });

TEST_F(Listening, TooLargeIsToldBeforeItIsSent) {
  Wire wire{server.port()};
  wire.send(post_head("Content-Length: 999999999\r\n"));
  wire.finish_sending();
  const auto answer = wire.answer();
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(answer, HasSubstr("\"slip\""));
  EXPECT_TRUE(wire.closed());
}

std::string multipart_head(const std::string& token, const std::string& more) {
  return "POST /api/v1/accessions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token +
         "\r\nContent-Type: multipart/form-data; boundary=b\r\n" + more + "\r\n";
}

// Beyond the bound the announcement decides: no byte of the body is waited for, and the connection ends.
TEST_F(Listening, TooLongABodyIsRefusedByItsAnnouncement) {
  for (const auto& head :
       {multipart_head(tokens.at("ZJW"), "Content-Length: 1048577\r\n"), post_head("Content-Length: 1048577\r\n"),
        multipart_head(tokens.at("ZJW"), "Content-Length: 1048577\r\nExpect: 100-continue\r\n"),
        post_head("Content-Length: 1048577\r\nExpect: 100-Continue\r\n")}) {
    Wire wire{server.port()};
    const auto began = std::chrono::steady_clock::now();
    wire.send(head);
    const auto answer = wire.answer();
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 413 ")) << head;
    EXPECT_THAT(answer, HasSubstr("\"slip\""));
    EXPECT_THAT(answer, HasSubstr("Connection: Close"));
    EXPECT_TRUE(wire.closed());
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::milliseconds{1500}) << head;
  }
  EXPECT_EQ(service.refused_.size(), 4u);
}

// A client that goes on sending all the same still gets to read why it is refused.
TEST_F(Listening, WhoSendsOnIsToldToo) {
  Wire wire{server.port()};
  wire.send(multipart_head(tokens.at("ZJW"), "Content-Length: 1048577\r\n") + std::string(200'000, 'x'));
  EXPECT_THAT(wire.answer(), StartsWith("HTTP/1.1 413 "));
}

TEST_F(Listening, GoAheadIsSaidWhenTheBodyIsWanted) {
  Wire wire{server.port()};
  wire.send(post_head("Content-Length: 9\r\nExpect: 100-continue\r\n"));
  EXPECT_EQ(wire.answer(), "HTTP/1.1 100 Continue\r\n\r\n");
  wire.send("<record/>");
  EXPECT_THAT(wire.answer(), StartsWith("HTTP/1.1 201 "));
}

TEST_F(Listening, NoGoAheadForWhoMayNotSend) {
  Wire wire{server.port()};
  wire.send(
      "POST /api/v1/accessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/xml\r\nContent-Length: 9\r\n"
      "Expect: 100-continue\r\n\r\n");
  EXPECT_THAT(wire.answer(), StartsWith("HTTP/1.1 401 "));
  EXPECT_TRUE(wire.closed());
}

// Nobody waits for a body that is announced, small, unwanted and never sent.
TEST_F(Listening, RefusalDoesNotWaitForTheBody) {
  Wire wire{server.port()};
  const auto began = std::chrono::steady_clock::now();
  wire.send("POST /api/v1/nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n");
  EXPECT_THAT(wire.answer(), StartsWith("HTTP/1.1 404 "));
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::milliseconds{1500});
}

TEST_F(Listening, EndlessChunksAreBounded) {
  Wire wire{server.port()};
  wire.send(post_head("Transfer-Encoding: chunked\r\n"));
  const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  for (int i = 0; i < 8; ++i) wire.send(chunk);
  EXPECT_THAT(wire.answer(), StartsWith("HTTP/1.1 413 "));
  EXPECT_TRUE(service.submitted_.empty());
}

TEST_F(Listening, BodyThatStopsShortIsRefused) {
  Wire wire{server.port()};
  wire.send(post_head("Content-Length: 100\r\n") + "<record/>");
  wire.finish_sending();
  EXPECT_THAT(wire.answer(), StartsWith("HTTP/1.1 400 "));
  EXPECT_TRUE(service.submitted_.empty());
}

TEST_F(Listening, BodyThatStallsEnds) {
  Wire wire{server.port()};
  wire.send(post_head("Content-Length: 100\r\n") + "<record/>");
  const auto answer = wire.answer();
  EXPECT_TRUE(answer.empty() || answer.find(" 400 ") != std::string::npos) << answer;
  EXPECT_TRUE(service.submitted_.empty());
}

TEST_F(Listening, UnreadBodyIsNotTakenForTheNextRequest) {
  Wire wire{server.port()};
  const std::string inner = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
  wire.send("POST /api/v1/nothing HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(inner.size()) + "\r\n\r\n" +
            inner);
  EXPECT_THAT(wire.answer(), StartsWith("HTTP/1.1 404 "));
  wire.send("GET /sign-in HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(wire.answer(), HasSubstr("text/html"));
}

TEST_F(Listening, UnknownMethodsAreRefused) {
  for (const auto* method : {"PUT", "DELETE", "TRACE", "OPTIONS", "CONNECT", "BREW"}) {
    Wire wire{server.port()};
    wire.send(std::string{method} + " / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(wire.answer(), StartsWith("HTTP/1.1 405 ")) << method;
  }
}

TEST_F(Listening, NonsenseHarmsNobody) {
  for (const std::string& bytes :
       {std::string{"\x16\x03\x01\x02\x00\x01", 6}, std::string{"\r\n\r\n\r\n"}, std::string{"GET"},
        "GET /" + std::string(100000, 'a') + " HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nX: " + std::string(100000, 'a') + "\r\n\r\n", std::string{"GET / HTTP/9.9\r\n\r\n"},
        std::string{"GET /%zz?%zz=%0 HTTP/1.1\r\nHost: x\r\n\r\n"}}) {
    Wire wire{server.port()};
    wire.send(bytes);
    wire.finish_sending();
    const auto answer = wire.answer();
    EXPECT_TRUE(answer.empty() || answer.find(" 4") != std::string::npos || answer.find(" 303 ") != std::string::npos)
        << answer.substr(0, 80);
  }
  Wire wire{server.port()};
  wire.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(wire.answer(), HasSubstr("ok"));
}

TEST_F(Listening, TwoCannotTakeOnePort) {
  auto same = options();
  same.port = server.port();
  try {
    Server second{same, service, accounts, {}};
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::Unavailable);
  }
}

TEST_F(Listening, StopEndsIdleConnectionsSoon) {
  Wire wire{server.port()};
  wire.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  wire.answer();
  const auto began = std::chrono::steady_clock::now();
  server.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{4});
  EXPECT_FALSE(Wire{server.port()}.connected());
}

}  // namespace
}  // namespace cundang::http::test
