// SPDX-License-Identifier: GPL-3.0-or-later
// Whole requests through the table of routes. The input is a request as it stands on the wire; SESSION, TOKEN and CSRF
// in it are replaced by those of a person who is signed in. No request makes trouble of our own, none puts a line into
// a header or markup into a page.
#include "server/http/dispatch.h"

#include <algorithm>
#include <memory>

#include "server/accounts/secret.h"
#include "server/http/encoding.h"
#include "tests/fuzz/target.h"
#include "tests/server/http/fake_service.h"
#include "tests/support/temp_dir.h"

namespace cundang::fuzz {
namespace {

constexpr std::string_view markup = "<zz>";  ///< in words/http.dict

class BytesBody final : public http::Body {
 public:
  explicit BytesBody(std::string_view bytes) : rest_{bytes} {}
  std::size_t read(char* into, std::size_t max) override {
    const auto count = std::min(max, rest_.size());
    std::copy_n(rest_.data(), count, into);
    rest_.remove_prefix(count);
    return count;
  }
  bool truncated() const override { return false; }

 private:
  std::string_view rest_;
};

/// One person of two offices, over a service kept in memory.
class House {
 public:
  House() {
    const PersonId person{"person.z"};
    accounts_.persons.add(person, "张", {"test"});
    accounts_.persons.grant(person, {"ZJW"}, {Role::Submitter}, {"test"});
    token_ = accounts_.tokens.issue({"ZJW"}, person, "test", {"test"});
    session_ = accounts_.sessions.open(*accounts_.persons.find(person));
    service_.keep({"ZJW"}, "关于汛期安全的通知", {"ZJW"});
  }
  std::string filled(std::string text) const {
    for (const auto& [mark, value] : {std::pair<std::string_view, std::string>{"SESSION", session_},
                                      {"TOKEN", token_},
                                      {"CSRF", accounts::csrf_of(session_)}})
      for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
        text.replace(at, mark.size(), value);
    return text;
  }
  http::Response answer(http::Request& request) {
    trouble_.clear();
    service_.submitted_.clear();
    service_.attachment_bytes_.clear();
    service_.refused_.clear();
    auto response = http::dispatch(
        site_, request, [this](const std::exception& error, const http::Request&) { trouble_ = error.what(); });
    must(trouble_.empty(), "no trouble of our own: " + trouble_);
    must(service_.unfinished_attachments_ == 0, "nothing half received is left behind");
    return response;
  }

 private:
  support::TempDir folder_;
  SystemClock clock_;
  accounts::Accounts accounts_{folder_ / "accounts.sqlite", clock_};
  http::test::FakeService service_;
  http::Site site_{service_, accounts_, {1 << 20, 1 << 20, 64 << 10}, false};
  std::string token_, session_, trouble_;
};

std::string_view take_line(std::string_view& rest) {
  const auto end = std::min(rest.find('\n'), rest.size());
  auto line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// As server.cpp takes it from Poco: a query that cannot be read never gets here.
bool read_request(std::string_view text, http::Request& request, std::string_view& body) {
  const auto line = take_line(text);
  const auto space = line.find(' ');
  if (space == std::string_view::npos) return false;
  request.method = line.substr(0, space) == "POST" ? http::Method::Post : http::Method::Get;
  const auto address = line.substr(space + 1);
  const auto question = std::min(address.find('?'), address.size());
  request.path = address.substr(0, question);
  auto query = http::parse_form(address.substr(std::min(question + 1, address.size())));
  if (!query) return false;
  for (const auto& [name, value] : *query)
    if (!http::is_clean_text(value, "\r\n\t")) return false;
  request.query = std::move(*query);
  for (auto header = take_line(text); !header.empty(); header = take_line(text)) {
    const auto colon = std::min(header.find(':'), header.size());
    auto value = header.substr(std::min(colon + 1, header.size()));
    while (value.starts_with(' ')) value.remove_prefix(1);
    request.headers.emplace_back(header.substr(0, colon), value);
  }
  request.address = "192.0.2.1";
  request.content_length = static_cast<std::int64_t>(text.size());
  body = text;
  return true;
}

bool check(std::string_view input) {
  static auto house = std::make_unique<House>();
  const auto text = house->filled(std::string{input});
  http::Request request;
  std::string_view bytes;
  if (!read_request(text, request, bytes)) return false;
  BytesBody body{bytes};
  request.body = &body;
  const auto response = house->answer(request);
  // What changes accounts or sessions would make the next input's answer depend on this one.
  if (request.method == http::Method::Post && response.status < 400) house = std::make_unique<House>();
  for (const auto& [name, value] : response.headers)
    must(name.find_first_of("\r\n") == std::string::npos && value.find_first_of("\r\n") == std::string::npos,
         "a header is one line");
  const auto location = http::value_of(response.headers, "Location");
  must(location.empty() || (location.starts_with('/') && !location.starts_with("//")), "one stays on this site");
  if (response.content_type.starts_with("text/html"))
    must(response.body.find(markup) == std::string::npos, "no markup of the caller's in a page");
  return response.status < 400;
}

std::vector<std::string> seeds() {
  const std::string page = " HTTP\r\nCookie: cundang_session=SESSION\r\nAccept-Language: en\r\n\r\n";
  const std::string form =
      "\r\nCookie: cundang_session=SESSION\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\ncsrf=CSRF&";
  std::vector<std::string> all;
  for (const auto* address : {"/",
                              "/search?q=%E6%B1%9B%E6%9C%9F&page=1",
                              "/records/R0000001",
                              "/records/R0000001/receipt",
                              "/board?unit=ZJW&state=overdue&month=2012-07&on=2012-07-02",
                              "/board.csv?on=2012-07-02",
                              "/sign-in?next=/board",
                              "/desk",
                              "/upload",
                              "/assets/style.css",
                              "/password",
                              "/matches",
                              "/notices",
                              "/accounts",
                              "/readyz",
                              "/obligations/0123456789abcdef0123456789abcdef?on=2012-07-02",
                              "/feeds/board.atom?key=0",
                              "/log/checkpoint",
                              "/welcome?key=0",
                              "/assessment/2012/ZJW?on=2013-01-31",
                              "/signals?on=2012-07-02"})
    all.push_back("GET " + std::string{address} + page);
  for (const auto* address :
       {"/api/v1/obligations?on=2012-07-02&known_at=3", "/api/v1/records?q=%E6%B1%9B%E6%9C%9F&offset=0&limit=5",
        "/api/v1/records/R0000001/record.xml", "/api/v1/accessions/R0000001", "/api/v1/units"})
    all.push_back("GET " + std::string{address} + " HTTP\r\nAuthorization: Bearer TOKEN\r\n\r\n");
  all.push_back("POST /unit" + form + "unit=ZJW&next=/");
  all.push_back("POST /notices/views" + form + "name=a&query=unit%3DZJW");
  all.push_back("POST /notices/subscription" + form + "address=a%40b.example&digest=1");
  all.push_back("POST /obligations/0123456789abcdef0123456789abcdef/acts" + form + "kind=urging&reason=a");
  all.push_back(
      "POST /upload\r\nCookie: cundang_session=SESSION\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n"
      "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nCSRF\r\n--b\r\n"
      "Content-Disposition: form-data; name=\"record\"; filename=\"r.xml\"\r\n\r\n<record/>\r\n--b--\r\n");
  all.push_back(
      "POST /api/v1/accessions\r\nAuthorization: Bearer TOKEN\r\nContent-Type: application/xml\r\n\r\n<record/>");
  all.push_back(
      "POST /api/v1/accessions\r\nAuthorization: Bearer TOKEN\r\nIdempotency-Key: k\r\n"
      "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
      "--b\r\nContent-Disposition: form-data; name=\"record\"\r\n\r\n<record/>\r\n--b\r\n"
      "Content-Disposition: form-data; name=\"attachment\"; filename=\"a.pdf\"\r\n\r\n%PDF\r\n--b--\r\n");
  return all;
}

const Entered entered{{"dispatch", "http", 16 << 10, 3000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
