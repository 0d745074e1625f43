// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/model/mail_address.h"

#include <algorithm>

namespace cundang {

bool is_mail_address(std::string_view text) {
  const auto at = text.find('@');
  if (text.size() > 254 || at == 0 || at == std::string_view::npos || at > 64 || at + 1 == text.size()) return false;
  const auto alnum = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  const auto local = text.substr(0, at), domain = text.substr(at + 1);
  if (!std::all_of(local.begin(), local.end(),
                   [&](char c) { return alnum(c) || std::string_view{"._+%"}.find(c) != std::string_view::npos; }))
    return false;
  return std::all_of(domain.begin(), domain.end(), [&](char c) { return alnum(c) || c == '.'; }) &&
         domain.front() != '.' && domain.back() != '.' && domain.find("..") == std::string_view::npos;
}

}  // namespace cundang
