// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/snippet/snippet.h"

#include <gtest/gtest.h>

namespace cundang::indexer {
namespace {

std::vector<Paragraph> paragraphs(std::vector<std::string> texts) {
  std::vector<Paragraph> made;
  for (auto& text : texts)
    made.push_back({Paragraph::Kind::Text, 0, "p" + std::to_string(made.size() + 1), std::move(text)});
  return made;
}

/// The snippet with its marked parts in [ ].
std::string shown(const Snippet& snippet) {
  std::string text;
  for (const auto& part : snippet.parts) text += part.marked ? "[" + part.text + "]" : part.text;
  return text;
}

TEST(Snippet, MarksWholeWordsAndNamesTheParagraph) {
  const auto snippet =
      make_snippet(paragraphs({"会议听取了汇报。", "请做好有限空间作业的安全管理。"}), {U"有限空间", U"作业"});
  EXPECT_EQ(shown(snippet), "请做好[有限空间作业]的安全管理。");
  EXPECT_EQ(snippet.paragraph, "p2");
}

TEST(Snippet, ShowsTheTextAsWritten) {
  EXPECT_EQ(shown(make_snippet(paragraphs({"於５日前檢查電梯。"}), {U"电梯", U"5"})), "於[５]日前檢查[電梯]。");
}

TEST(Snippet, AFigureIsNotMarkedInsideALongerOne) {
  EXPECT_EQ(shown(make_snippet(paragraphs({"15个工作日，5个工作日"}), {U"5"})), "15个工作日，[5]个工作日");
}

TEST(Snippet, IsCutOutOfALongParagraphNearTheMark) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "各单位要高度重视此项工作。";
  const auto snippet = make_snippet(paragraphs({text + "瓦斯超限必须停产。" + text}), {U"瓦斯"});
  EXPECT_EQ(shown(snippet).substr(0, 3), "…");
  EXPECT_NE(shown(snippet).find("[瓦斯]超限必须停产"), std::string::npos);
  EXPECT_LT(shown(snippet).size(), 3 * (snippet_length + 4));
}

TEST(Snippet, WithoutAMarkIsTheBeginning) {
  const auto snippet = make_snippet(paragraphs({"", "现将有关情况通报如下。"}), {U"隧道"});
  EXPECT_EQ(shown(snippet), "现将有关情况通报如下。");
  EXPECT_EQ(snippet.paragraph, "p2");
  EXPECT_TRUE(make_snippet({}, {U"隧道"}).parts.empty());
}

}  // namespace
}  // namespace cundang::indexer
