// SPDX-License-Identifier: GPL-3.0-or-later
// The small parts of an HTTP request: percent-encoding, forms and query strings, header parameters, cookies, the path
// to go on to after sign-in, lines of any of them.
#include <algorithm>

#include "server/http/encoding.h"
#include "server/http/page.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

void check_escapes(std::string_view input) {
  if (input.find('\0') == std::string_view::npos)
    must(http::percent_decode(http::percent_encode(input)) == input, "what was encoded decodes to the same");
  if (const auto decoded = http::percent_decode(input)) {
    must(decoded->size() <= input.size(), "decoding does not grow");
    must(decoded->find('\0') == std::string::npos, "no NUL comes out");
  }
}

bool check_form(std::string_view input) {
  const auto fields = http::parse_form(input);
  if (!fields) return false;
  must(fields->size() <= 1000, "fields are bounded");
  std::string written;
  for (const auto& [name, value] : *fields)
    written += (written.empty() ? "" : "&") + http::percent_encode(name) + "=" + http::percent_encode(value);
  must(http::parse_form(written) == fields, "a form written again reads the same");
  return true;
}

void check_header(std::string_view input) {
  const auto value = http::header_parameter(input, "filename");
  if (value) must(value->size() <= input.size(), "a parameter is no longer than its header");
  must(http::header_main(input).size() <= input.size(), "nor is what stands before");
  std::string quoted;
  for (const char c : input) (quoted += c == '"' || c == '\\' ? "\\" : "") += c;
  const auto header = "form-data; name=\"x;filename=y\"; FileName=\"" + quoted + "\"; z=1";
  must(http::header_parameter(header, "filename") == input, "what was quoted reads the same");
}

void check_cookie(std::string_view input) {
  http::Request request;
  request.headers = {{"cookie", std::string{input}}, {"Cookie", "cundang_lang=en"}};
  const auto session = request.cookie("cundang_session");
  must(session.find(';') == std::string_view::npos, "a cookie ends at its semicolon");
  if (input.find("cundang_lang") == std::string_view::npos)
    must(request.cookie("cundang_lang") == "en", "one header's cookies do not hide another's");
}

void check_next(std::string_view input) {
  const auto next = http::safe_next(input);
  must(next.starts_with('/') && !next.starts_with("//") && !next.starts_with("/\\"), "one stays on this site");
  must(next.find_first_of("\r\n") == std::string::npos, "an address is one line");
}

bool check(std::string_view input) {
  check_escapes(input);
  check_header(input);
  check_cookie(input);
  check_next(input);
  if (http::is_clean_text(input)) must(is_text(input), "clean text is text");
  return check_form(input);
}

std::vector<std::string> seeds() {
  return {"q=%E5%AE%89%E5%85%A8+%E7%94%9F%E4%BA%A7&page=2&unit=ZJW",
          "form-data; name=\"attachment\"; filename=\"a\\\"b.pdf\"; filename*=UTF-8''%E9%99%84",
          "a=b; cundang_session=0123456789abcdef; cundang_lang=en",
          "/records/R0000001?a=%2F%2f",
          "//elsewhere.example/",
          "text/html; charset = \"utf-8\" ;q=1"};
}

const Entered entered{{"http_parts", "http", 16 << 10, 30'000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
