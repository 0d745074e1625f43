// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cundang {

/// A text that names one sort of thing; two sorts cannot be mixed up.
template <class Tag>
struct Name {
  std::string text;
  auto operator<=>(const Name&) const = default;
  bool empty() const { return text.empty(); }
};

using UnitCode = Name<struct UnitCodeTag>;        ///< code in the unit register, e.g. "AJJ"; 1–32 of [A-Z0-9-]
using PersonId = Name<struct PersonIdTag>;        ///< account name, e.g. "wang.min"; local operator: "local:<user>"
using PackageId = Name<struct PackageIdTag>;      ///< OCFL object id, "urn:cundang:package:…"
using ObligationId = Name<struct ObligationTag>;  ///< 32 lower-case hex digits (first half of a SHA-256)

/// 接收登记号: dense from 1 over the whole archive, never reused. Written R and at least seven digits: R0000042.
struct AccessionNumber {
  std::int64_t value = 0;
  auto operator<=>(const AccessionNumber&) const = default;
};
std::string to_text(AccessionNumber number);
/// Accepts only the form to_text() writes.
std::optional<AccessionNumber> parse_accession_number(std::string_view text);

/// Place of a leaf in the log, counted from 0; the order of everything.
using LeafIndex = std::int64_t;
/// Number of leaves of a tree.
using TreeSize = std::int64_t;

}  // namespace cundang

template <class Tag>
struct std::hash<cundang::Name<Tag>> {
  std::size_t operator()(const cundang::Name<Tag>& name) const noexcept { return std::hash<std::string>{}(name.text); }
};
