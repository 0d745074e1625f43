// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "server/accounts/accounts.h"
#include "server/accounts/secret.h"
#include "server/http/dispatch.h"
#include "tests/server/http/fake_service.h"
#include "tests/support/temp_dir.h"

namespace cundang::http::test {

/// A body that gives its bytes in pieces of any size, and may stop short of what was announced.
class TextBody final : public Body {
 public:
  explicit TextBody(std::string bytes, std::size_t piece = 7, bool cut = false)
      : bytes_{std::move(bytes)}, piece_{piece}, cut_{cut} {}
  std::size_t read(char* into, std::size_t max) override {
    const auto count = std::min({max, piece_, bytes_.size() - at_});
    std::copy_n(bytes_.data() + at_, count, into);
    at_ += count;
    return count;
  }
  bool truncated() const override { return cut_; }

 private:
  std::string bytes_;
  std::size_t piece_, at_ = 0;
  bool cut_;
};

/// Two units with a token and a session each, over a fake service.
class SiteTest : public testing::Test {
 protected:
  struct Sent {
    std::string method = "GET", address = "/", body;
    Fields headers;
    bool cut = false;
  };

  SiteTest() {
    for (const auto* code : {"ZJW", "JTJ", "AJJ"}) {
      const PersonId person{std::string{"person."} + static_cast<char>(code[0] - 'A' + 'a')};
      accounts.persons.add(person, std::string{"张"} + code, {"test"});
      accounts.persons.grant(person, {code}, {Role::Submitter}, {"test"});
      tokens[code] = accounts.tokens.issue({code}, person, "test", {"test"});
      sessions[code] = accounts.sessions.open(*accounts.persons.find(person));
    }
  }

  Response send(const Sent& sent) {
    Request request;
    request.method = sent.method == "POST" ? Method::Post : Method::Get;
    const auto question = std::min(sent.address.find('?'), sent.address.size());
    request.path = sent.address.substr(0, question);
    request.query = query_of(sent.address.substr(std::min(question + 1, sent.address.size())));
    request.headers = sent.headers;
    request.address = "192.0.2.1";
    TextBody body{sent.body, 7, sent.cut};
    request.content_length = static_cast<std::int64_t>(sent.body.size()) + (sent.cut ? 1 : 0);
    request.body = &body;
    return dispatch(site, request, [this](const std::exception& error, const Request&) { trouble = error.what(); });
  }
  static Fields query_of(const std::string& text);

  Response get(const std::string& address, const Fields& headers = {}) { return send({"GET", address, {}, headers}); }
  Response post(const std::string& address, const std::string& body, const Fields& headers) {
    return send({"POST", address, body, headers});
  }
  std::pair<std::string, std::string> bearer(const std::string& unit) {
    return {"Authorization", "Bearer " + tokens.at(unit)};
  }
  std::pair<std::string, std::string> cookie(const std::string& unit) {
    return {"Cookie", "a=b; cundang_session=" + sessions.at(unit)};
  }
  std::string csrf(const std::string& unit) { return accounts::csrf_of(sessions.at(unit)); }

  support::TempDir dir;
  SystemClock clock;
  accounts::Accounts accounts{dir / "accounts.sqlite", clock};
  FakeService service;
  Site site{service, accounts, {}, false};
  std::map<std::string, std::string> tokens, sessions;
  std::string trouble;
};

inline std::string header_of(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (equal_ignoring_case(key, name)) return value;
  return {};
}

}  // namespace cundang::http::test
