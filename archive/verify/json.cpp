// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/json.h"

#include <algorithm>
#include <cstdint>
#include <set>

#include "schema/model/bytes.h"
#include "schema/model/utf8.h"

namespace cundang::verify {
namespace {

class Parser {
 public:
  Parser(std::string_view text, SameNames same_names) : rest_{text}, same_names_{same_names} {}

  std::optional<Json> run() {
    auto value = read_value(0);
    skip_space();
    return value && rest_.empty() ? std::move(value) : std::nullopt;
  }

 private:
  void skip_space() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }
  bool take(char wanted) {
    skip_space();
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::optional<Json> read_value(int depth) {
    skip_space();
    if (depth > json_depth_max || rest_.empty()) return std::nullopt;
    if (rest_.front() == '{') return read_object(depth);
    if (rest_.front() == '[') return read_array(depth);
    Json json;
    if (rest_.front() != '"') {
      json.kind = Json::Kind::Other;
      const auto before = rest_;
      if (!skip_literal() && !skip_number()) return std::nullopt;
      json.text = before.substr(0, before.size() - rest_.size());
      return json;
    }
    auto text = read_text();
    if (!text) return std::nullopt;
    json.text = std::move(*text);
    return json;
  }

  bool skip_literal() {
    for (const std::string_view word : {"true", "false", "null"})
      if (rest_.starts_with(word)) {
        rest_.remove_prefix(word.size());
        return true;
      }
    return false;
  }

  std::size_t skip_digits() {
    const auto count = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    rest_.remove_prefix(count);
    return count;
  }
  bool skip_any(std::string_view of) {
    if (rest_.empty() || of.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// RFC 8259 section 6.
  bool skip_number() {
    skip_any("-");
    const bool zero = rest_.starts_with('0');
    const auto digits = skip_digits();
    if (digits == 0 || (zero && digits > 1)) return false;
    if (skip_any(".") && skip_digits() == 0) return false;
    if (!skip_any("eE")) return true;
    skip_any("+-");
    return skip_digits() > 0;
  }

  std::optional<Json> read_object(int depth) {
    Json json;
    json.kind = Json::Kind::Object;
    std::set<std::string> seen;
    take('{');
    if (take('}')) return json;
    do {
      skip_space();
      auto name = read_text();
      if (!name || !take(':')) return std::nullopt;
      if (same_names_ == SameNames::Refused && !seen.insert(*name).second) return std::nullopt;
      auto value = read_value(depth + 1);
      if (!value) return std::nullopt;
      json.names.push_back(std::move(*name));
      json.items.push_back(std::move(*value));
    } while (take(','));
    return take('}') ? std::optional{std::move(json)} : std::nullopt;
  }

  std::optional<Json> read_array(int depth) {
    Json json;
    json.kind = Json::Kind::Array;
    take('[');
    if (take(']')) return json;
    do {
      auto value = read_value(depth + 1);
      if (!value) return std::nullopt;
      json.items.push_back(std::move(*value));
    } while (take(','));
    return take(']') ? std::optional{std::move(json)} : std::nullopt;
  }

  std::optional<std::string> read_text() {
    if (!rest_.starts_with('"')) return std::nullopt;
    std::string text;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      const char c = rest_[i];
      if (c == '"') {
        rest_.remove_prefix(i + 1);
        return text;
      }
      if (static_cast<unsigned char>(c) < 0x20) return std::nullopt;
      if (c != '\\') {
        text += c;
      } else if (!read_escape(i, text)) {
        return std::nullopt;
      }
    }
    return std::nullopt;
  }

  bool read_escape(std::size_t& i, std::string& text) const {
    constexpr std::string_view names = "\"\\/bfnrt", values = "\"\\/\b\f\n\r\t";
    const char c = ++i < rest_.size() ? rest_[i] : '\0';
    if (c == 'u') return read_code_point(i, text);
    const auto at = names.find(c);
    if (c == '\0' || at == std::string_view::npos) return false;
    text += values[at];
    return true;
  }

  std::optional<std::uint32_t> read_unit(std::size_t at) const {
    const auto octets = rest_.size() >= at + 4 ? from_hex(rest_.substr(at, 4)) : std::nullopt;
    if (!octets) return std::nullopt;
    return static_cast<std::uint32_t>(static_cast<unsigned char>((*octets)[0])) << 8U |
           static_cast<unsigned char>((*octets)[1]);
  }

  /// `i` at the "u"; afterwards at the last digit. Half a surrogate pair is no character.
  bool read_code_point(std::size_t& i, std::string& text) const {
    auto code_point = read_unit(i + 1);
    if (!code_point) return false;
    i += 4;
    if (*code_point >= 0xD800 && *code_point < 0xE000) {
      const auto low = rest_.substr(i + 1).starts_with("\\u") ? read_unit(i + 3) : std::nullopt;
      if (*code_point >= 0xDC00 || !low || *low < 0xDC00 || *low >= 0xE000) return false;
      *code_point = 0x10000U + ((*code_point - 0xD800U) << 10U) + (*low - 0xDC00U);
      i += 6;
    }
    utf8::append(text, *code_point);
    return true;
  }

  std::string_view rest_;
  SameNames same_names_;
};

}  // namespace

const Json* Json::member(std::string_view name) const {
  const auto found = std::find(names.begin(), names.end(), name);
  return kind != Kind::Object || found == names.end() ? nullptr
                                                      : &items[static_cast<std::size_t>(found - names.begin())];
}

std::string_view Json::text_of(std::string_view name) const {
  const auto* found = member(name);
  return found != nullptr && found->kind == Kind::Text ? std::string_view{found->text} : std::string_view{};
}

std::optional<Json> parse_json(std::string_view text, SameNames same_names) {
  return utf8::well_formed(text) ? Parser{text, same_names}.run() : std::nullopt;
}

}  // namespace cundang::verify
