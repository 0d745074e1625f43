// SPDX-License-Identifier: GPL-3.0-or-later
// The query language: read or refused with a position, and what is read finds its way through an index.
#include "indexer/query/parse.h"

#include <algorithm>

#include "indexer/analysis/utf8.h"
#include "indexer/xapian/index.h"
#include "schema/model/error.h"
#include "tests/fuzz/target.h"
#include "tests/support/temp_dir.h"

namespace cundang::fuzz {
namespace {

constexpr int depth_max = 200;  ///< of the tree, brackets and joins together

/// Three small records, to look through.
class SmallIndex {
 public:
  SmallIndex() {
    indexer::IndexWriter writer{folder_.path()};
    int number = 0;
    for (const auto* text : {"关于开展2012年汛期安全生产大检查的通知", "铭安监函〔2012〕17号 落实情况反馈，五个单位",
                             "国务院令第493号 生产安全事故报告和调查处理条例 GB50016"}) {
      indexer::IndexEntry entry;
      entry.number = ++number;
      entry.id = to_text(AccessionNumber{number});
      entry.kind = "other-document";
      entry.title = text;
      entry.doc_no = "铭安监函〔2012〕17号";
      entry.audience = {"*"};
      entry.date = std::chrono::year{2012} / 7 / 2;
      entry.paragraphs = {{Paragraph::Kind::Text, 0, "p1", std::string{text} + "，请于7月10日前反馈。"}};
      writer.put(entry);
    }
    writer.commit(number);
    searcher_ = std::make_unique<indexer::Searcher>(folder_.path());
    viewer_.sees_all = true;
  }
  void search(std::string_view query) const {
    const auto answer = searcher_->search({std::string{query}, 0, 10, true}, viewer_);
    must(answer.hits.size() <= 3, "no more hits than records");
    for (const auto& hit : answer.hits)
      for (const auto& part : hit.snippet) must(is_text(part.text), "a snippet is text");
  }

 private:
  support::TempDir folder_;
  std::unique_ptr<indexer::Searcher> searcher_;
  Viewer viewer_;
};

int depth(const indexer::QueryNode& node) {
  int deepest = 0;
  for (const auto& child : node.children) deepest = std::max(deepest, depth(child));
  return deepest + 1;
}

bool check(std::string_view input) {
  static const SmallIndex index;
  try {
    const auto tree = indexer::parse_query(input);
    must(depth(tree) <= depth_max, "the tree is bounded in depth");
    must(is_text(indexer::show(tree)), "a query is shown back as text");
    for (const auto& text : indexer::ranking_texts(tree)) must(is_text(text), "what ranks is text");
    index.search(input);
    return true;
  } catch (const Error& error) {
    must(error.code() == ErrorCode::QueryInvalid, "a query is refused as QueryInvalid");
    must_tell(error);
    const auto& facts = error.facts();
    const auto position =
        std::find_if(facts.begin(), facts.end(), [](const auto& fact) { return fact.first == "position"; });
    must(position != facts.end() && std::stoull(position->second) <= indexer::to_code_points(input).size(),
         "the position lies within the query");
    return false;
  }
}

std::vector<std::string> seeds() {
  return {"汛期 安全生产",
          "\"落实情况反馈\" AND (unit:ZJW OR 单位:JTJ) -kind:minutes",
          "date:2012-01..2012-07-02 文号:铭安监函〔2012〕17号",
          "铭安监函[2012]第17号",
          "国务院令第493号",
          "year:2012 title:\"大检查\"",
          "日期:二〇一二年七月",
          "五个单位 GB50016 -(整改 OR 反馈)",
          "（通知 AND 汛期）"};
}

const Entered entered{{"query", "text", 8000, 10'000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
