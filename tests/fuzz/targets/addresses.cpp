// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses that the service will send to: mail and webhooks. Nothing leads to a host that is not allowed, and nothing
// puts a line into what is sent.
#include <algorithm>

#include "schema/model/mail_address.h"
#include "server/delivery/smtp.h"
#include "server/delivery/webhook.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

const delivery::WebhookOptions options = [] {
  delivery::WebhookOptions allowed;
  allowed.allowed = {"oa.example", "10.0.0.1:8443"};
  return allowed;
}();

/// Host and port as RFC 3986 (3.2) cuts them, read by hand.
std::string authority_of(std::string_view url) {
  const auto begin = url.find("//");
  const auto rest = url.substr(std::min(begin + 2, url.size()));
  std::string authority{rest.substr(0, rest.find_first_of("/?#"))};
  for (auto& c : authority)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return authority;
}

bool check_url(std::string_view input) {
  const auto fault = delivery::url_fault(std::string{input}, options);
  if (!fault.none()) {
    must(!fault.reason.en.empty() && !fault.cure.zh.empty() && !fault.cure.en.empty(), "a refusal is told");
    must(is_text(fault.reason.zh), "and told in text");
    return false;
  }
  const auto authority = authority_of(input);
  must(authority == "oa.example" || authority == "oa.example:80" || authority == "oa.example:443" ||
           authority == "10.0.0.1:8443",
       "only a host that is allowed: " + authority);
  must(std::none_of(input.begin(), input.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20; }),
       "an address has no white space and no line end");
  return true;
}

bool check_mail(std::string_view input) {
  if (!is_mail_address(input)) return false;
  must(std::all_of(input.begin(), input.end(), [](char c) { return c > 0x20 && c < 0x7F && c != '<' && c != '>'; }),
       "a mail address is one plain word");
  must(std::count(input.begin(), input.end(), '@') == 1, "with one @");
  return true;
}

void check_subject(std::string_view input) {
  const auto words = delivery::encoded_words(input);
  must(std::all_of(words.begin(), words.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }),
       "a header is ASCII");
  for (std::size_t at = words.find('\n'); at != std::string::npos; at = words.find('\n', at + 1))
    must(at > 0 && words[at - 1] == '\r' && at + 1 < words.size() && words[at + 1] == ' ',
         "a line end in a header folds it");
}

bool check(std::string_view input) {
  check_subject(input);
  const bool url = check_url(input), mail = check_mail(input);
  return url || mail;
}

std::vector<std::string> seeds() {
  return {"https://oa.example/hook?a=b#c",
          "http://oa.example:80/",
          "https://10.0.0.1:8443/x",
          "https://a@oa.example/",
          "https://oa.example.evil.example/",
          "http://[::1]/",
          "wang.min+a@aj.example",
          "关于汛期安全生产大检查的通知"};
}

const Entered entered{{"addresses", "http", 2 << 10, 30'000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
