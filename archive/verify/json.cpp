// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/json.h"

#include <algorithm>

#include "schema/model/bytes.h"

namespace cundang::verify {
namespace {

constexpr int deepest = 8;

class Parser {
 public:
  explicit Parser(std::string_view text) : rest_{text} {}

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
    if (depth > deepest || rest_.empty()) return std::nullopt;
    if (rest_.front() == '{') return read_object(depth);
    if (rest_.front() == '[') return read_array(depth);
    auto text = read_text();
    if (!text) return std::nullopt;
    Json json;
    json.text = std::move(*text);
    return json;
  }

  std::optional<Json> read_object(int depth) {
    Json json;
    json.kind = Json::Kind::Object;
    take('{');
    if (take('}')) return json;
    do {
      skip_space();
      auto name = read_text();
      if (!name || json.member(*name) != nullptr || !take(':')) return std::nullopt;
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

  /// Short escapes and \u00xx of ASCII; nothing else has a place in an inventory of ours.
  bool read_escape(std::size_t& i, std::string& text) const {
    constexpr std::string_view names = "\"\\/bfnrt", values = "\"\\/\b\f\n\r\t";
    const char c = ++i < rest_.size() ? rest_[i] : '\0';
    if (c == 'u') {
      const auto octets = rest_.size() >= i + 5 ? from_hex(rest_.substr(i + 1, 4)) : std::nullopt;
      if (!octets || (*octets)[0] != 0 || static_cast<unsigned char>((*octets)[1]) >= 0x80) return false;
      text += (*octets)[1];
      i += 4;
      return true;
    }
    const auto at = names.find(c);
    if (c == '\0' || at == std::string_view::npos) return false;
    text += values[at];
    return true;
  }

  std::string_view rest_;
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

std::optional<Json> parse_json(std::string_view text) { return Parser{text}.run(); }

}  // namespace cundang::verify
