// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/snippet/snippet.h"

#include <algorithm>
#include <set>

#include "indexer/analysis/normalise.h"
#include "indexer/analysis/utf8.h"
#include "indexer/analysis/words.h"

namespace cundang::indexer {
namespace {

/// Where a unit stands in the paragraph as written.
struct Mark {
  std::size_t begin, end;  ///< code points of the source
  std::size_t unit;
};

bool splits_word(std::u32string_view text, std::size_t begin, std::size_t end) {
  const auto inside = [&](std::size_t at) {
    return at > 0 && at < text.size() && is_word_like(text[at - 1]) && is_word_like(text[at]);
  };
  return inside(begin) || inside(end);  // 5 is not found in 15
}

std::vector<Mark> find_marks(const NormalText& normal, const std::vector<std::u32string>& units) {
  std::vector<Mark> marks;
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    if (units[unit].empty()) continue;
    for (auto at = normal.text.find(units[unit]); at != std::u32string::npos;
         at = normal.text.find(units[unit], at + 1)) {
      const auto end = at + units[unit].size();
      if (!splits_word(normal.text, at, end)) marks.push_back({normal.origin[at], normal.origin[end], unit});
    }
  }
  std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.begin < b.begin; });
  return marks;
}

struct Window {
  std::size_t begin = 0;
  double worth = 0;
};

/// The stretch of snippet_length that holds the most different units; each counts by its length, once.
Window best_window(const std::vector<Mark>& marks, const std::vector<std::u32string>& units) {
  Window best;
  for (std::size_t first = 0; first < marks.size(); ++first) {
    std::set<std::size_t> seen;
    double worth = 0;
    for (auto i = first; i < marks.size() && marks[i].end <= marks[first].begin + snippet_length; ++i)
      if (seen.insert(marks[i].unit).second) worth += static_cast<double>(units[marks[i].unit].size());
    if (worth > best.worth) best = {marks[first].begin, worth};
  }
  return best;
}

/// Begins a little before the first mark, after the end of a sentence if one is near.
std::size_t window_begin(std::u32string_view source, std::size_t mark) {
  constexpr std::size_t before = 30;
  const auto earliest = mark > before ? mark - before : 0;
  for (auto at = mark; at > earliest; --at)
    if (source[at - 1] == U'。' || source[at - 1] == U'；' || source[at - 1] == U'！') return at;
  return earliest;
}

std::vector<Snippet::Part> cut(std::u32string_view source, std::size_t begin, const std::vector<Mark>& marks) {
  const auto end = std::min(source.size(), begin + snippet_length);
  std::vector<Snippet::Part> parts;
  const auto add = [&](std::size_t from, std::size_t to, bool marked) {
    if (from < to) parts.push_back({to_utf8(source.substr(from, to - from)), marked});
  };
  if (begin > 0) parts.push_back({"…", false});
  auto at = begin;
  for (std::size_t i = 0; i < marks.size();) {
    auto [from, to, unit] = marks[i];
    for (++i; i < marks.size() && marks[i].begin <= to; ++i) to = std::max(to, marks[i].end);
    if (from < begin || to > end) continue;
    add(at, from, false);
    add(from, to, true);
    at = to;
  }
  add(at, end, false);
  if (end < source.size()) parts.push_back({"…", false});
  return parts;
}

}  // namespace

Snippet make_snippet(const std::vector<Paragraph>& paragraphs, const std::vector<std::u32string>& units) {
  const Paragraph* chosen = nullptr;
  Window best;
  for (const auto& paragraph : paragraphs) {
    const auto window = best_window(find_marks(normalise(paragraph.text), units), units);
    const bool first_text = chosen == nullptr && !paragraph.text.empty();
    if (first_text || window.worth > best.worth) chosen = &paragraph, best = window;
  }
  if (chosen == nullptr) return {};
  const auto source = to_code_points(chosen->text);
  const auto begin = best.worth > 0 ? window_begin(source, best.begin) : 0;
  return {cut(source, begin, find_marks(normalise(chosen->text), units)), chosen->id};
}

}  // namespace cundang::indexer
