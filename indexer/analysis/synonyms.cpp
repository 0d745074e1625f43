// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/analysis/synonyms.h"

#include <algorithm>

#include "indexer/analysis/data_lines.h"
#include "indexer/analysis/normalise.h"

namespace cundang::indexer {
namespace {

constexpr std::string_view table =
#include "indexer/analysis/data/synonyms.inc"
    ;

struct Name {
  std::u32string text;
  std::size_t group;
};

/// Longest first.
const std::vector<Name>& names() {
  static const auto all = [] {
    std::vector<Name> made;
    std::size_t group = 0;
    for (const auto line : data_lines(table)) {
      for (const auto name : cut_at(line, '\t')) made.push_back({normalise(name).text, group});
      ++group;
    }
    std::stable_sort(made.begin(), made.end(),
                     [](const Name& a, const Name& b) { return a.text.size() > b.text.size(); });
    return made;
  }();
  return all;
}

}  // namespace

std::vector<std::vector<std::u32string>> find_synonyms(std::u32string_view normal) {
  std::u32string rest{normal};
  std::vector<std::vector<std::u32string>> found;
  for (const auto& name : names()) {
    const auto at = rest.find(name.text);
    if (at == std::u32string::npos) continue;
    std::fill_n(rest.begin() + static_cast<std::ptrdiff_t>(at), name.text.size(), U'\0');
    auto& others = found.emplace_back();
    for (const auto& other : names())
      if (other.group == name.group && other.text != name.text) others.push_back(other.text);
  }
  return found;
}

}  // namespace cundang::indexer
