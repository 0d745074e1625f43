// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/model/ids.h"

namespace cundang {

std::string to_text(AccessionNumber number) {
  auto digits = std::to_string(number.value);
  if (digits.size() < 7) digits.insert(0, 7 - digits.size(), '0');
  return "R" + digits;
}

std::optional<AccessionNumber> parse_accession_number(std::string_view text) {
  if (text.size() < 8 || text.size() > 19 || text[0] != 'R') return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text.substr(1)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  const AccessionNumber number{value};
  return value > 0 && to_text(number) == text ? std::optional{number} : std::nullopt;
}

}  // namespace cundang
