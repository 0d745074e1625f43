// SPDX-License-Identifier: GPL-3.0-or-later
// Snippets: a piece of one paragraph as written, short, marks and all. The input's first line is what was asked for,
// each other line a paragraph.
#include "indexer/snippet/snippet.h"

#include <algorithm>

#include "indexer/analysis/normalise.h"
#include "indexer/analysis/utf8.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

std::string_view take_until(std::string_view& rest, char end) {
  const auto at = std::min(rest.find(end), rest.size());
  const auto piece = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return piece;
}

bool check(std::string_view input) {
  auto asked = take_until(input, '\n');
  std::vector<std::u32string> units;
  while (!asked.empty() && units.size() < 50) units.push_back(indexer::normalise(take_until(asked, ' ')).text);
  std::vector<Paragraph> paragraphs;
  while (!input.empty())
    paragraphs.push_back(
        {Paragraph::Kind::Text, 0, "p" + std::to_string(paragraphs.size()), std::string{take_until(input, '\n')}});
  const auto snippet = indexer::make_snippet(paragraphs, units);
  std::u32string shown;
  bool marked = false;
  for (const auto& part : snippet.parts) {
    must(is_text(part.text), "a snippet is text");
    shown += indexer::to_code_points(part.text);
    marked = marked || part.marked;
  }
  must(shown.size() <= indexer::snippet_length + 2, "a snippet is short");
  if (shown.starts_with(U"…")) shown.erase(0, 1);
  if (shown.ends_with(U"…")) shown.pop_back();
  must(std::any_of(paragraphs.begin(), paragraphs.end(),
                   [&](const Paragraph& each) {
                     return each.id == snippet.paragraph &&
                            indexer::to_code_points(each.text).find(shown) != std::u32string::npos;
                   }) ||
           shown.empty(),
       "a snippet is a piece of its paragraph");
  return marked;
}

std::vector<std::string> seeds() {
  return {
      "汛期 安全 2012\n关于开展２０１２年汛期安全生产大检查的通知。\n请各单位做好汛期工作；安全第一，于7月10日前反馈。",
      "a\naaaa aaa\nb a", "應急\n应急预案 e\xCC\x81 应急"};
}

const Entered entered{{"snippet", "text", 16 << 10, 20'000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
