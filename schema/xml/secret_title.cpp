// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/secret_title.h"

#include <algorithm>
#include <string>
#include <vector>

#include "schema/model/utf8.h"
#include "schema/xml/secret_words.h"

namespace cundang::forms {
namespace {

/// A title without its white space, character by character, and where white space stood.
struct Title {
  std::vector<std::string_view> characters;
  std::vector<bool> gap_before;  ///< one more than characters: the last is the gap at the end

  std::size_t size() const { return characters.size(); }
  bool any(std::size_t at, std::string_view set) const {
    return at < size() && set.find(characters[at]) != std::string_view::npos;
  }
  bool reads(std::size_t at, std::string_view words) const {
    for (; !words.empty(); ++at) {
      if (at >= size() || !words.starts_with(characters[at])) return false;
      words.remove_prefix(characters[at].size());
    }
    return true;
  }
};

Title take_apart(std::string_view text) {
  Title title;
  bool gap = false, all_spaced = true;
  while (!text.empty()) {
    const auto length = std::max<std::size_t>(1, utf8::character(text));
    const auto c = text.substr(0, length);
    text.remove_prefix(length);
    if (is_blank(c)) {
      gap = true;
      continue;
    }
    if (!gap && title.size() > 0) all_spaced = false;
    title.characters.push_back(c);
    title.gap_before.push_back(gap);
    gap = false;
  }
  title.gap_before.push_back(gap);
  // A title set with a space between every two characters: the spaces set nothing off.
  if (all_spaced) title.gap_before.assign(title.gap_before.size(), false);
  return title;
}

constexpr std::string_view opening = "（([［【〔{｛<＜";
constexpr std::string_view closing = "）)]］】〕}｝>＞";
constexpr std::string_view stars = "★☆";
constexpr std::string_view setting_off = "：:—–-_、，,；;·|｜";
constexpr std::string_view digits = "0123456789０１２３４５６７８９一二三四五六七八九十";

/// Behind a protection term (保密期限) at `at`: 10年, 6个月, 长期; `at` itself where there is none.
std::size_t behind_term(const Title& title, std::size_t at) {
  if (title.reads(at, "长期")) return at + 2;
  auto end = at;
  while (title.any(end, digits)) ++end;
  if (end == at) return at;
  if (title.reads(end, "个月")) return end + 2;
  return title.any(end, "年月日天") ? end + 1 : at;
}

/// What secrets are spoken about as: behind these a line break or space sets nothing off.
bool speaks_about(const Title& title, std::size_t word) {
  for (const auto* kind : {"国家", "商业", "技术", "军事", "个人", "保守", "泄露", "企业"})
    if (word >= 2 && title.reads(word - 2, kind)) return true;
  return false;
}

/// The word at `at` (two characters) stands as a marking.
bool is_marking(const Title& title, std::size_t at) {
  auto end = at + 2;
  if (title.any(end, stars)) return true;
  end = behind_term(title, end);
  const bool bracketed = at > 0 && title.any(at - 1, opening) && title.any(end, closing);
  const auto from = bracketed ? at - 1 : at, until = bracketed ? end + 1 : end;
  const bool first = from == 0, last = until == title.size();
  if (first && last) return true;
  if (bracketed) return first || last;
  if (first) return title.gap_before[until] || title.any(until, setting_off);
  return last && (title.any(from - 1, setting_off) || (title.gap_before[from] && !speaks_about(title, from)));
}

}  // namespace

bool title_is_marked(std::string_view text) {
  const auto title = take_apart(text);
  for (std::size_t at = 0; at < title.size(); ++at)
    for (const auto* word : {"秘密", "机密", "绝密"})
      if (title.reads(at, word) && !(at >= 2 && title.reads(at - 2, "工作")) && is_marking(title, at)) return true;
  return false;
}

}  // namespace cundang::forms
