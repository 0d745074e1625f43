// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/evidence/receipt_json.h"

#include <charconv>

#include "schema/model/bytes.h"

namespace cundang::evidence {

void write_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += "\\u00" + to_hex({&c, 1});
    } else {
      out += c;
    }
  }
  out += '"';
}

void JsonScanner::fail() {
  failed_ = true;
  rest_ = {};
}

bool JsonScanner::take(std::string_view literal) {
  if (failed_ || !rest_.starts_with(literal)) return false;
  rest_.remove_prefix(literal.size());
  return true;
}

void JsonScanner::expect(std::string_view literal) {
  if (!take(literal)) fail();
}

std::string JsonScanner::string() {
  std::string out;
  expect("\"");
  while (!failed_ && !take("\"")) {
    if (rest_.empty()) {
      fail();
    } else if (take("\\")) {
      escape(out);
    } else {
      out += rest_.front();
      rest_.remove_prefix(1);
    }
  }
  return out;
}

/// Only the escapes that write_json_string() writes.
void JsonScanner::escape(std::string& out) {
  if (take("n")) {
    out += '\n';
  } else if (take("u00")) {
    const auto octet = rest_.size() < 2 ? std::nullopt : from_hex(rest_.substr(0, 2));
    if (!octet) return fail();
    out += *octet;
    rest_.remove_prefix(2);
  } else if (!rest_.empty() && (rest_.front() == '"' || rest_.front() == '\\')) {
    out += rest_.front();
    rest_.remove_prefix(1);
  } else {
    fail();
  }
}

std::int64_t JsonScanner::number() {
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
  if (failed_ || problem != std::errc{}) {
    fail();
    return 0;
  }
  rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
  return value;
}

bool JsonScanner::boolean() {
  if (take("true")) return true;
  expect("false");
  return false;
}

}  // namespace cundang::evidence
