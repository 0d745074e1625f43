// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/model/csv.h"

#include <string_view>

namespace cundang {
namespace {

bool is_number(const std::string& text) {
  const auto digits = text.find_first_not_of("0123456789.", 1);
  return text.size() > 1 && digits == std::string::npos;
}

// −5 points are a number, not a formula.
bool looks_like_formula(const std::string& text) {
  if (text.empty() || std::string_view{"=+-@\t\r"}.find(text.front()) == std::string_view::npos) return false;
  return text.front() != '-' || !is_number(text);
}

void append_cell(std::string& csv, const std::string& text) {
  const bool quoted = text.find_first_of("\",\r\n") != std::string::npos;
  if (quoted) csv += '"';
  if (looks_like_formula(text)) csv += '\'';
  for (const char c : text) {
    if (c == '"') csv += '"';
    csv += c;
  }
  if (quoted) csv += '"';
}

}  // namespace

std::string to_csv(const std::vector<CsvRow>& rows) {
  std::string csv = "\xEF\xBB\xBF";
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) csv += ',';
      append_cell(csv, row[i]);
    }
    csv += "\r\n";
  }
  return csv;
}

}  // namespace cundang
