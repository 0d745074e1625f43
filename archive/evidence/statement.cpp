// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/evidence/statement.h"

#include <algorithm>
#include <cassert>
#include <cstdint>

#include "schema/model/bytes.h"

namespace cundang::evidence {
namespace {

constexpr std::string_view head = "cundang-statement/1 ";
constexpr std::string_view hex = "0123456789ABCDEF";

/// Types and keys: a lower-case letter, then lower-case letters, digits and hyphens.
bool is_word(std::string_view word) {
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return !word.empty() && lower(word[0]) &&
         std::all_of(word.begin(), word.end(), [&](char c) { return lower(c) || (c >= '0' && c <= '9') || c == '-'; });
}

void write_escape(std::string& out, unsigned char control) {
  out += "\\u00";
  out += hex[control >> 4U];
  out += hex[control & 15U];
}

/// Unicode controls (C0, DEL, C1) as \u00XX, backslash doubled; everything else as it is.
std::string escape(std::string_view value) {
  std::string out;
  out.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto octet = static_cast<unsigned char>(value[i]);
    const auto next = i + 1 < value.size() ? static_cast<unsigned char>(value[i + 1]) : 0U;
    if (octet < 0x20 || octet == 0x7F) {
      write_escape(out, octet);
    } else if (octet == 0xC2 && next >= 0x80 && next < 0xA0) {
      write_escape(out, static_cast<unsigned char>(next));
      ++i;
    } else if (octet == '\\') {
      out += "\\\\";
    } else {
      out += value[i];
    }
  }
  return out;
}

/// Undoes escape() leniently: the caller compares the text written again with the text read.
std::optional<std::string> unescape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    const auto escape = text.substr(i + 1);
    if (escape.starts_with('\\')) {
      out += '\\';
      i += 1;
      continue;
    }
    if (!escape.starts_with("u00") || escape.size() < 5) return std::nullopt;
    const auto code = from_hex(escape.substr(3, 2));
    if (!code) return std::nullopt;
    if (static_cast<unsigned char>((*code)[0]) >= 0x80) out += '\xC2';
    out += *code;
    i += 5;
  }
  return out;
}

}  // namespace

Statement& Statement::add(std::string key, std::string value) {
  assert(is_word(key));
  lines_.emplace_back(std::move(key), std::move(value));
  return *this;
}

Statement& Statement::add_if(std::string key, std::string value) {
  return value.empty() ? *this : add(std::move(key), std::move(value));
}

std::string_view Statement::get(std::string_view key) const {
  for (const auto& [name, value] : lines_)
    if (name == key) return value;
  return {};
}

std::vector<std::string_view> Statement::all(std::string_view key) const {
  std::vector<std::string_view> values;
  for (const auto& [name, value] : lines_)
    if (name == key) values.emplace_back(value);
  return values;
}

std::string Statement::text() const {
  auto text = std::string{head} + type_ + "\n";
  for (const auto& [key, value] : lines_) text += key + " " + escape(value) + "\n";
  return text;
}

std::optional<Statement> parse_statement(std::string_view text) {
  if (!text.starts_with(head) || !text.ends_with('\n')) return std::nullopt;
  auto rest = text.substr(head.size());
  const auto take_line = [&rest] {
    const auto end = rest.find('\n');
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
  };
  const auto type = take_line();
  if (!is_word(type)) return std::nullopt;
  Statement statement{std::string{type}};
  while (!rest.empty()) {
    const auto line = take_line();
    const auto space = line.find(' ');
    if (space == std::string_view::npos || !is_word(line.substr(0, space))) return std::nullopt;
    auto value = unescape(line.substr(space + 1));
    if (!value) return std::nullopt;
    statement.add(std::string{line.substr(0, space)}, std::move(*value));
  }
  return statement.text() == text ? std::optional{statement} : std::nullopt;  // one statement, one text
}

}  // namespace cundang::evidence
