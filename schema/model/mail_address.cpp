// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/model/mail_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <string>

namespace cundang {
namespace {

constexpr std::size_t address_max = 254, local_max = 64, label_max = 63;  // RFC 5321, 4.5.3.1; RFC 1035, 2.3.4

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_alnum(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }
/// RFC 5322, 3.2.3: no blank, no control character, no bracket, quote, comma or colon.
bool is_atext(char c) {
  return is_alnum(c) || std::string_view{"!#$%&'*+-/=?^_`{|}~"}.find(c) != std::string_view::npos;
}

/// Whether each part between dots is as `is_part` wants it.
template <class IsPart>
bool all_parts(std::string_view text, IsPart is_part) {
  for (;;) {
    const auto end = std::min(text.find('.'), text.size());
    if (!is_part(text.substr(0, end))) return false;
    if (end == text.size()) return true;
    text.remove_prefix(end + 1);
  }
}

bool is_atom(std::string_view part) { return !part.empty() && std::all_of(part.begin(), part.end(), is_atext); }

bool is_label(std::string_view part) {
  return !part.empty() && part.size() <= label_max && is_alnum(part.front()) && is_alnum(part.back()) &&
         std::all_of(part.begin(), part.end(), [](char c) { return is_alnum(c) || c == '-'; });
}

bool is_domain(std::string_view text) {
  const auto last = text.rfind('.');
  return last != std::string_view::npos && all_parts(text, is_label) && is_letter(text[last + 1]);
}

bool is_address_literal(std::string_view text) {
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') return false;
  text = text.substr(1, text.size() - 2);
  constexpr std::string_view six = "IPv6:";
  const bool is_six = text.starts_with(six);
  const std::string address{is_six ? text.substr(six.size()) : text};
  std::array<unsigned char, 16> bytes{};
  return address.find('\0') == std::string::npos &&
         ::inet_pton(is_six ? AF_INET6 : AF_INET, address.c_str(), bytes.data()) == 1;
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const auto at = text.rfind('@');
  if (text.size() > address_max || at == std::string_view::npos || at > local_max) return false;
  const auto domain = text.substr(at + 1);
  return all_parts(text.substr(0, at), is_atom) && (is_domain(domain) || is_address_literal(domain));
}

}  // namespace cundang
