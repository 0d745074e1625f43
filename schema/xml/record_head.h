// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cundang::forms {

/// The few facts about a registered record that its metadata repeats (DA/T 46-2009, 内容描述).
struct RecordHead {
  struct Author {
    std::string unit;  ///< code, empty where the form gave none
    std::string name;
  };
  std::vector<Author> authors;  ///< 责任者, at least one
  std::string urgency;          ///< 特急, 加急, 平急 or empty
  std::string date;             ///< 成文日期, YYYY-MM-DD or empty
};

/// Reads the beginning of a record that was accepted, up to the end of `document`, without building a tree: how long
/// the body is costs nothing. What it does not find stays empty.
RecordHead read_head(std::string_view record_xml);

}  // namespace cundang::forms
