// SPDX-License-Identifier: GPL-3.0-or-later
// What must and what must not be found: the trade's own phenomena, on small texts of our own.
#include <gmock/gmock.h>

#include "tests/indexer/xapian/entries.h"
#include "tests/support/temp_dir.h"

namespace cundang::indexer {
namespace {

/// Eleven records, indexed once for all rows.
const Searcher& library() {
  static const support::TempDir dir;
  static const Searcher searcher = [] {
    IndexWriter writer{dir.path()};
    const auto put = [&](int number, const char* title, std::vector<std::string> paragraphs, Date date) {
      auto entry = entry_of(number, title, std::move(paragraphs));
      entry.date = date;
      if (number == 3)
        entry.kind = "minutes", entry.kind_name = "会议纪要", entry.units = {"AWB", "ZJW"}, entry.series = "安委会例会";
      if (number == 8) entry.date_presumed = true;
      writer.put(entry);
    };
    using std::chrono::day, std::chrono::month, std::chrono::year;
    const auto on = [](int y, unsigned m, unsigned d) { return Date{year{y}, month{m}, day{d}}; };
    put(1, "关于建设项目“三同时”的通知", {"安全设施应当与主体工程同时设计、同时施工。", "请于5个工作日内反馈。"},
        on(2012, 3, 1));
    put(2, "关于同时开展两项检查的函", {"与消防检查同时进行，15个工作日内办结。"}, on(2012, 3, 10));
    put(3, "安委会例会纪要", {"会议听取了密云县关于有限空间作业的汇报。", "请市住建委牵头落实。"}, on(2012, 7, 2));
    put(4, "关于密云水库周边环境的报告", {"水库周边秩序良好。"}, on(2013, 1, 9));
    put(5, "关于電梯安全的通報", {"電梯維保不到位，責令整改。"}, on(2013, 5, 5));
    put(6, "关于大兴安岭林区防火经验的简报", {"林区实行网格化管理。"}, on(2014, 4, 4));
    put(7, "大兴区安全生产检查情况", {"共检查企业三十家。"}, on(2014, 6, 6));
    put(8, "生产安全事故统计", {"全年共发生生产安全事故九起。"}, on(2015, 1, 1));
    put(9, "人名\xF0\xAC\xAD\x9A的说明", {"用字见附件\xEE\x80\x80号。", "ＧＢ５００１６规范"}, on(2016, 2, 2));
    put(10, "长文", {[] {
          std::string text;
          for (int i = 0; i < 700; ++i) text += "第" + std::to_string(i) + "段说明各项工作情况良好，未见异常。";
          return text + "唯有瓦斯超限。";
        }()},
        on(2017, 3, 3));
    put(11, "二○一八年五月六日会议记录", {"五个工作日内报送。"}, on(2018, 5, 6));
    writer.commit(11);
    return Searcher{dir.path()};
  }();
  return searcher;
}

struct FindCase {
  const char* name;
  const char* query;
  std::vector<int> all;  ///< every record found, in any order
};

struct Finding : testing::TestWithParam<FindCase> {};

TEST_P(Finding, ExactlyThese) {
  const auto answer = library().search({GetParam().query, 0, 100, true}, everything());
  std::vector<std::string> wanted;
  for (const auto number : GetParam().all) wanted.push_back(to_text(AccessionNumber{number}));
  EXPECT_THAT(ids(answer), testing::UnorderedElementsAreArray(wanted));
  EXPECT_EQ(answer.total, static_cast<std::int64_t>(wanted.size()));
}

INSTANTIATE_TEST_SUITE_P(
    Phenomena, Finding,
    testing::Values(
        FindCase{"ExactIsNotItsParts", "\"三同时\"", {1}}, FindCase{"ExactOfCommonWord", "\"同时\"", {1, 2}},
        FindCase{"ExactKeepsOrder", "\"生产安全\"", {8}}, FindCase{"ExactOverTheWholeText", "\"瓦斯超限\"", {10}},
        FindCase{"ExactWithFigures", "\"5个工作日\"", {1}}, FindCase{"ExactFoldsTraditional", "\"电梯维保\"", {5}},
        FindCase{"ExactFoldsSimplified", "\"有限空間\"", {3}}, FindCase{"ExactOfOneCharacter", "\"库\"", {4}},
        FindCase{"ExactOfATitle", "\"例会纪要\"", {3}}, FindCase{"PlaceNotItsNeighbour", "\"大兴区\"", {7}},
        FindCase{"And", "检查 AND 同时", {2}}, FindCase{"Or", "密云县 OR 大兴区", {3, 7}},
        FindCase{"Not", "\"密云\" -水库", {3}},
        FindCase{"OnlyNot", "-安委会 -检查 -安全 -情况 -周边 -林区 -用字 -设计 -记录", {}},
        FindCase{"Kind", "kind:minutes", {3}}, FindCase{"KindByName", "文种:会议纪要", {3}},
        FindCase{"Unit", "unit:zjw", {3}}, FindCase{"Series", "series:安委会例会", {3}},
        FindCase{"Id", "id:R0000004", {4}}, FindCase{"SourceId", "source_id:src-6", {6}},
        FindCase{"TitleOnly", "title:检查", {2, 7}}, FindCase{"Issuer", "issuer:安全生产委员会 title:电梯", {5}},
        FindCase{"Day", "date:2012-03-01", {1}}, FindCase{"Month", "date:2012-03", {1, 2}},
        FindCase{"SpanWithBothEnds", "date:2012-03-10..2013-01-09", {2, 3, 4}},
        FindCase{"YearHoldsPresumedDates", "year:2015", {8}}, FindCase{"PresumedDateHasNoMonth", "date:2015-01", {}},
        FindCase{"FieldAndWords", "year:2012 检查", {2}}, FindCase{"RareCharacter", "\xF0\xAC\xAD\x9A", {9}},
        FindCase{"PrivateCharacter", "\"\xEE\x80\x80\"", {9}}, FindCase{"PartOfAMixedWord", "50016", {9}},
        FindCase{"OneCharacterAlone", "岭", {6}}, FindCase{"Nothing", "zzzz", {}}),
    [](const auto& row) { return row.param.name; });

struct FirstCase {
  const char* name;
  const char* query;
  int first;
};

struct Ranking : testing::TestWithParam<FirstCase> {};

TEST_P(Ranking, PutsItFirst) {
  const auto answer = library().search({GetParam().query, 0, 5, true}, everything());
  ASSERT_FALSE(answer.hits.empty());
  EXPECT_EQ(answer.hits.front().id, to_text(AccessionNumber{GetParam().first}));
}

INSTANTIATE_TEST_SUITE_P(Phenomena, Ranking,
                         testing::Values(FirstCase{"Synonym", "密闭空间", 3}, FirstCase{"ShortName", "住建", 3},
                                         FirstCase{"QuestionInWords", "如何做到三同时？", 1},
                                         FirstCase{"ChineseDateOfTheRecord", "二〇一二年三月一日", 1},
                                         FirstCase{"DateInFigures", "2018年5月6日", 11},
                                         FirstCase{"DeepInALongText", "瓦斯超限", 10},
                                         FirstCase{"TraditionalQuery", "電梯", 5}),
                         [](const auto& row) { return row.param.name; });

TEST(Answer, CarriesSnippetParagraphAndDate) {
  const auto answer = library().search({"有限空间", 0, 1, true}, everything());
  ASSERT_EQ(answer.hits.size(), 1u);
  const auto& hit = answer.hits[0];
  EXPECT_EQ(hit.paragraph, "p1");
  EXPECT_EQ(hit.date, "2012-07-02");
  EXPECT_EQ(hit.kind_name, "会议纪要");
  bool marked = false;
  for (const auto& part : hit.snippet) marked = marked || (part.marked && part.text == "有限空间");
  EXPECT_TRUE(marked);
  EXPECT_EQ(library().search({"id:R0000008", 0, 1, true}, everything()).hits.at(0).date, "2015");
}

TEST(Answer, PagesDoNotOverlapAndTheirTotalStays) {
  const auto first = library().search({"安全 检查 情况", 0, 3, false}, everything());
  const auto second = library().search({"安全 检查 情况", 3, 3, false}, everything());
  EXPECT_EQ(first.total, second.total);
  for (const auto& id : ids(second)) EXPECT_THAT(ids(first), testing::Not(testing::Contains(id)));
  EXPECT_TRUE(library().search({"安全", 1000000, 3, false}, everything()).hits.empty());
}

TEST(Postings, ManyRecordsInOneCommit) {
  const support::TempDir dir;
  IndexWriter writer{dir.path()};
  constexpr int count = 64 * 17 + 5;  // more than one join of parts
  for (int i = 1; i <= count; ++i)
    writer.put(entry_of(i, "件" + std::to_string(i), {"第" + std::to_string(50000 + i) + "项"}));
  writer.commit(count);
  const Searcher searcher{dir.path()};
  EXPECT_EQ(searcher.search({""}, everything()).total, count);
  for (const auto i : {1, 64, 65, 1024, 1025, count}) {
    const auto answer = searcher.search({"\"" + std::to_string(50000 + i) + "\""}, everything());
    EXPECT_THAT(ids(answer), testing::ElementsAre(to_text(AccessionNumber{i})));
  }
}

}  // namespace
}  // namespace cundang::indexer
