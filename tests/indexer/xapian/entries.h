// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "indexer/xapian/index.h"

namespace cundang::indexer {

/// A small record of the given number; fields not named are plausible.
inline IndexEntry entry_of(std::int64_t number, std::string title, std::vector<std::string> paragraphs) {
  IndexEntry entry;
  entry.number = number;
  entry.id = to_text(AccessionNumber{number});
  entry.source_id = "src-" + std::to_string(number);
  entry.kind = "other-document";
  entry.kind_name = "通知";
  entry.title = std::move(title);
  entry.issuer = "铭远市安全生产委员会办公室";
  entry.label = "内部";
  entry.units = {"AWB"};
  entry.audience = {"*"};
  int n = 0;
  for (auto& text : paragraphs)
    entry.paragraphs.push_back({Paragraph::Kind::Text, 0, "p" + std::to_string(++n), std::move(text)});
  return entry;
}

inline Viewer everything() {
  Viewer viewer;
  viewer.sees_all = true;
  return viewer;
}

inline Viewer of_unit(std::string code) {
  Viewer viewer;
  viewer.unit.text = std::move(code);
  return viewer;
}

inline std::vector<std::string> ids(const SearchAnswer& answer) {
  std::vector<std::string> ids;
  for (const auto& hit : answer.hits) ids.push_back(hit.id);
  return ids;
}

}  // namespace cundang::indexer
