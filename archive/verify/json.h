// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cundang::verify {

/// A JSON value as far as an OCFL inventory needs it: objects, arrays, strings; of the rest only that it is there.
/// Members keep their order.
struct Json {
  enum class Kind { Text, Object, Array, Other };  ///< Other: a number, true, false or null
  Kind kind = Kind::Text;
  std::string text;                ///< of Other as written
  std::vector<std::string> names;  ///< of an object's members
  std::vector<Json> items;         ///< the members' values, or the items of an array

  /// The first of that name.
  const Json* member(std::string_view name) const;
  /// Text of a member, empty where it is absent or no text.
  std::string_view text_of(std::string_view name) const;
};

/// What becomes of a name that an object gives twice, on which RFC 8259 leaves readers free.
enum class SameNames { Refused, Kept };

inline constexpr int json_depth_max = 32;  ///< objects and arrays within one another

/// RFC 8259 in UTF-8, no deeper than json_depth_max. @returns nothing for anything else.
std::optional<Json> parse_json(std::string_view text, SameNames same_names = SameNames::Refused);

}  // namespace cundang::verify
