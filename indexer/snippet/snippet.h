// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "schema/model/record.h"

namespace cundang::indexer {

/// A piece of a record's text, as written, in parts that are marked and parts that are not.
struct Snippet {
  struct Part {
    std::string text;
    bool marked = false;
  };
  std::vector<Part> parts;
  std::string paragraph;  ///< xs:ID of the paragraph it stands in; empty for an empty record
};

inline constexpr std::size_t snippet_length = 120;  ///< code points

/// The piece that shows most of `units` (normalised strings, longer ones count more), out of one paragraph. Whole units
/// are marked, neighbours as one. Without any, the beginning of the text.
Snippet make_snippet(const std::vector<Paragraph>& paragraphs, const std::vector<std::u32string>& units);

}  // namespace cundang::indexer
