// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http_response.h"

#include <gtest/gtest.h>

#include "tests/support/served_archive.h"

namespace cundang::support {
namespace {

struct ResponseCase {
  const char* name;
  std::string bytes;
  int status;
  std::string body;
};

class Response : public testing::TestWithParam<ResponseCase> {};

TEST_P(Response, IsTheSameHoweverItIsCut) {
  const auto& row = GetParam();
  for (std::size_t piece = 1; piece <= row.bytes.size(); ++piece) {
    HttpResponse response;
    const auto bytes = row.bytes + "HTTP/1.1 999 next\r\n";
    std::size_t used = 0;
    while (!response.done()) {
      ASSERT_LT(used, bytes.size());
      used += response.feed(std::string_view{bytes}.substr(used, piece));
    }
    EXPECT_EQ(used, row.bytes.size()) << piece;
    EXPECT_EQ(response.status(), row.status);
    EXPECT_EQ(response.body(), row.body);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Framing, Response,
    testing::Values(
        ResponseCase{"Length", "HTTP/1.1 201 Created\r\ncontent-length: 5\r\n\r\nhello", 201, "hello"},
        ResponseCase{"Empty", "HTTP/1.1 503 Busy\r\nRetry-After: 2\r\nContent-Length: 0\r\n\r\n", 503, ""},
        ResponseCase{"Chunked",
                     "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\nA;x\r\n0123456789\r\n0\r\n\r\n",
                     200, "abc0123456789"},
        ResponseCase{"Continue", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok",
                     201, "ok"}),
    [](const auto& row) { return row.param.name; });

TEST(Response, HeadersAnyCaseWithoutBlanks) {
  HttpResponse response;
  response.feed("HTTP/1.1 503 x\r\nRETRY-after:  7 \r\nConnection: Close\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(response.header("Retry-After"), "7");
  EXPECT_EQ(response.header("Nothing"), "");
  EXPECT_FALSE(response.keep_alive());
  EXPECT_THROW(HttpResponse{}.feed("SSH-2.0-OpenSSH and more\r\n\r\n"), std::runtime_error);
}

TEST(Json, FirstValueOfAKey) {
  EXPECT_EQ(json_number(R"({"a":{"settled": 17},"settled":3})", "settled"), 17);
  EXPECT_EQ(json_number(R"({"x":"1"})", "x"), std::nullopt);
  EXPECT_EQ(json_string(R"({"token" : "cd_1"})", "token"), "cd_1");
  EXPECT_EQ(json_string("{}", "token"), std::nullopt);
}

}  // namespace
}  // namespace cundang::support
