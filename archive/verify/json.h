// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cundang::verify {

/// A JSON value as far as an OCFL inventory needs it: objects, arrays, strings. Members keep their order; a name given
/// twice makes the text unreadable.
struct Json {
  enum class Kind { Text, Object, Array };
  Kind kind = Kind::Text;
  std::string text;
  std::vector<std::string> names;  ///< of an object's members
  std::vector<Json> items;         ///< the members' values, or the items of an array

  const Json* member(std::string_view name) const;
  /// Text of a member, empty where it is absent or no text.
  std::string_view text_of(std::string_view name) const;
};

/// RFC 8259, strict, depth up to 8. @returns nothing for anything else, numbers and literals included.
std::optional<Json> parse_json(std::string_view text);

}  // namespace cundang::verify
