// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian/index.h"

#include <gmock/gmock.h>

#include <fstream>

#include "tests/indexer/xapian/entries.h"
#include "tests/support/temp_dir.h"

namespace cundang::indexer {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

struct IndexTest : testing::Test {
  support::TempDir dir;
  std::filesystem::path where = dir / "index";

  SearchAnswer search(const std::string& query, const Viewer& viewer = everything()) const {
    return Searcher{where}.search({query, 0, 10, true}, viewer);
  }
};

IndexEntry numbered(std::int64_t number, std::string doc_no, std::string body = "正文。") {
  auto entry = entry_of(number, "关于第" + std::to_string(number) + "件的通知", {std::move(body)});
  entry.doc_no = std::move(doc_no);
  return entry;
}

TEST_F(IndexTest, TheBetterMatchStandsFirst) {
  IndexWriter writer{where};
  writer.put(entry_of(1, "关于加强有限空间作业安全监管的通知", {"有限空间作业必须先通风、再检测、后作业。"}));
  writer.put(entry_of(2, "关于做好汛期安全生产工作的通知", {"加强值班值守，落实防汛责任。"}));
  writer.put(entry_of(3, "关于森林防火的通知", {"严禁野外用火。"}));
  writer.commit(3);
  EXPECT_THAT(ids(search("有限空间作业")), ElementsAre("R0000001"));
  const auto answer = search("防汛安全");  // 安全 stands in all, as part of the issuer's name
  EXPECT_EQ(answer.total, 3);
  EXPECT_EQ(answer.hits.front().id, "R0000002");
}

TEST_F(IndexTest, AnEmptyQueryFindsEverythingNewestFirst) {
  IndexWriter writer{where};
  for (int i = 1; i <= 12; ++i) writer.put(entry_of(i, "通知" + std::to_string(i), {"正文"}));
  writer.commit(12);
  const auto answer = search("");
  EXPECT_EQ(answer.total, 12);
  EXPECT_EQ(answer.hits.size(), 10u);
  EXPECT_EQ(answer.hits.front().id, "R0000012");
}

TEST_F(IndexTest, NothingIsSeenBeforeTheCommitAndEverythingAfterAReopen) {
  {
    IndexWriter writer{where};
    const Searcher searcher{where};
    writer.put(entry_of(1, "通知", {"正文"}));
    EXPECT_EQ(searcher.search({"通知"}, everything()).total, 0);
    EXPECT_EQ(writer.record_count(), 1);
    writer.commit(7);
    EXPECT_EQ(searcher.search({"通知"}, everything()).total, 1);
    writer.put(entry_of(2, "通知", {"正文"}));
    writer.commit(8);
    EXPECT_EQ(searcher.search({"通知"}, everything()).total, 2) << "the searcher follows";
  }
  IndexWriter again{where};
  EXPECT_EQ(again.high_water(), 8);
  EXPECT_EQ(again.record_count(), 2);
}

TEST_F(IndexTest, PutReplacesTheRecordOfThatId) {
  IndexWriter writer{where};
  writer.put(entry_of(1, "旧标题甲", {"隧道"}));
  writer.put(entry_of(2, "另一件", {"桥梁"}));
  writer.put(entry_of(1, "新标题乙", {"隧道"}));  // in the same commit
  writer.commit(2);
  EXPECT_EQ(writer.record_count(), 2);
  EXPECT_EQ(search("隧道").hits.at(0).title, "新标题乙");
  writer.put(entry_of(1, "更新标题丙", {"隧道"}));  // in a later one
  writer.commit(2);
  EXPECT_EQ(writer.record_count(), 2);
  EXPECT_EQ(search("隧道").total, 1);
  EXPECT_EQ(search("隧道").hits.at(0).title, "更新标题丙");
  EXPECT_EQ(search("旧标题甲").total, 1) << "标题 is still a word of the new one";
  EXPECT_EQ(search("\"旧标题甲\"").total, 0);
}

TEST_F(IndexTest, ManyCommitsAreJoinedAndNothingIsLost) {
  IndexWriter writer{where};
  for (int i = 1; i <= 70; ++i) {
    writer.put(entry_of(i, "第" + std::to_string(i) + "号现场", {"编号" + std::to_string(1000 + i) + "的隐患。"}));
    if (i % 10 == 0) writer.put(entry_of(i - 5, "改过的现场", {"编号" + std::to_string(1000 + i - 5) + "已整改。"}));
    writer.commit(i);
  }
  EXPECT_EQ(writer.record_count(), 70);
  EXPECT_EQ(search("").total, 70);
  for (int i = 1; i <= 70; ++i)
    EXPECT_THAT(ids(search("\"" + std::to_string(1000 + i) + "\"")), ElementsAre(to_text(AccessionNumber{i})));
  EXPECT_EQ(search("改过").total, 7);
  int files = 0;
  for ([[maybe_unused]] const auto& file : std::filesystem::directory_iterator{where}) ++files;
  EXPECT_LT(files, 60) << "70 commits, three files each, would be 210";
}

TEST_F(IndexTest, ARecordIsSeenOnlyByItsAudience) {
  IndexWriter writer{where};
  auto secret = entry_of(1, "约谈通知书", {"请河东区政府负责人到会。"});
  secret.audience = {"HD", "AJJ"};
  auto open = entry_of(2, "情况通报", {"河东区已完成整改。"});
  writer.put(secret);
  writer.put(open);
  writer.commit(2);
  EXPECT_EQ(search("河东区", of_unit("HD")).total, 2);
  for (const auto& query : {"河东区", "约谈", "\"约谈通知书\"", "", "id:R0000001", "河东 -桥梁", "约谈 OR 通报"}) {
    const auto answer = search(query, of_unit("XH"));
    EXPECT_THAT(ids(answer), testing::Not(testing::Contains("R0000001"))) << query;
    EXPECT_EQ(answer.total, static_cast<std::int64_t>(answer.hits.size())) << query;
  }
  EXPECT_EQ(search("约谈", of_unit("")).total, 0);
  EXPECT_EQ(search("约谈", of_unit("*")).total, 0);
}

TEST_F(IndexTest, AChangedAudienceHoldsFromTheNextCommit) {
  IndexWriter writer{where};
  auto record = entry_of(1, "督查通知", {"定于下周督查。"});
  record.audience = {"AJJ"};
  writer.put(record);
  writer.commit(1);
  EXPECT_EQ(search("督查", of_unit("HD")).total, 0);
  record.audience = {"AJJ", "HD"};
  writer.put(record);
  writer.commit(1);
  EXPECT_EQ(search("督查", of_unit("HD")).total, 1);
}

struct DocNoCase {
  const char* name;
  const char* query;
  std::vector<std::string> found;
};

struct DocNoTest : testing::TestWithParam<DocNoCase> {};

TEST_P(DocNoTest, IsFoundWhateverItsBrackets) {
  const support::TempDir dir;
  {
    IndexWriter writer{dir.path()};
    writer.put(numbered(1, "铭安监发〔2012〕5号"));
    writer.put(numbered(2, "铭安监发〔2012〕15号"));
    writer.put(numbered(3, "铭安监发〔2012〕50号"));
    writer.put(numbered(4, "铭安监发〔2011〕5号"));
    writer.put(numbered(5, "铭安监办发〔2012〕5号"));
    writer.put(numbered(6, "", "根据《通知》（铭安办函[2013]67号）要求执行。"));
    writer.put(numbered(7, "中华人民共和国国务院令第493号"));
    writer.put(numbered(8, "国家安全生产监督管理总局令第88号"));
    writer.put(numbered(9, "中华人民共和国主席令第八十八号"));
    writer.put(numbered(10, "铭安办函〔2013〕68号", "现将铭安监发〔2012〕50号文转发给你们。"));
    writer.commit(10);
  }
  EXPECT_EQ(ids(Searcher{dir.path()}.search({GetParam().query}, everything())), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(Numbers, DocNoTest,
                         testing::Values(DocNoCase{"AsPrinted", "铭安监发〔2012〕5号", {"R0000001"}},
                                         DocNoCase{"SquareBrackets", "铭安监发[2012]5号", {"R0000001"}},
                                         DocNoCase{"RoundBrackets", "铭安监发(2012)5号", {"R0000001"}},
                                         DocNoCase{"WideRoundBrackets", "铭安监发（2012）5号", {"R0000001"}},
                                         DocNoCase{"LenticularBrackets", "铭安监发【2012】5号", {"R0000001"}},
                                         DocNoCase{"SmallBrackets", "铭安监发﹝2012﹞5号", {"R0000001"}},
                                         DocNoCase{"WideFigures", "铭安监发〔２０１２〕５号", {"R0000001"}},
                                         DocNoCase{"WithHyphen", "铭安监发2012-5", {"R0000001"}},
                                         DocNoCase{"WithoutHao", "铭安监发〔2012〕5", {"R0000001"}},
                                         DocNoCase{"WithSpaces", "铭安监发 (2012) 5 号", {"R0000001"}},
                                         DocNoCase{"ChineseFigures", "铭安监发〔二〇一二〕五号", {"R0000001"}},
                                         DocNoCase{"OtherMark", "铭安监办发〔2012〕5号", {"R0000005"}},
                                         DocNoCase{"OnlyInTheText", "铭安办函(2013)67号", {"R0000006"}},
                                         DocNoCase{
                                             "OwnBeforeMention", "铭安监发〔2012〕50号", {"R0000003", "R0000010"}},
                                         DocNoCase{"OrderOfFullName", "国务院令第493号", {"R0000007"}},
                                         DocNoCase{"OrderTurnedRound", "第493号令", {"R0000007"}},
                                         DocNoCase{"OrderOfShortName", "总局令第88号", {"R0000008"}},
                                         DocNoCase{"OrderInChineseFigures", "主席令第88号", {"R0000009"}},
                                         DocNoCase{"Field", "doc_no:铭安监发[2012]50号", {"R0000003"}}),
                         [](const auto& row) { return row.param.name; });

TEST_F(IndexTest, AnUnknownNumberIsLookedForAsText) {
  IndexWriter writer{where};
  writer.put(numbered(1, "铭安监发〔2012〕5号"));
  writer.commit(1);
  EXPECT_GT(search("铭安监发〔2012〕6号").total, 0);
}

TEST_F(IndexTest, AnotherVersionAndATornFileAreRefused) {
  {
    IndexWriter writer{where};
    writer.put(entry_of(1, "通知", {"正文"}));
    writer.commit(1);
  }
  const auto expect_unreadable = [&](const char* why) {
    try {
      IndexWriter{where};
      FAIL() << why;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::IndexUnreadable) << why;
    }
    EXPECT_THROW(search("通知"), Error) << why;
  };
  const auto manifest = where / "MANIFEST";
  std::stringstream good;
  good << std::ifstream{manifest}.rdbuf();
  auto other = good.str();
  other.replace(other.find("analyser "), 10, "analyser 9");
  std::ofstream{manifest} << other;
  expect_unreadable("another analyser");
  std::ofstream{manifest} << good.str().substr(0, good.str().size() - 4);
  expect_unreadable("a torn manifest");
  std::ofstream{manifest} << good.str();
  EXPECT_EQ(search("通知").total, 1);
  std::filesystem::resize_file(where / "00000001.table", 40);
  expect_unreadable("a torn table");
  remove_index(where);
  IndexWriter fresh{where};
  EXPECT_EQ(fresh.record_count(), 0);
  EXPECT_EQ(fresh.high_water(), 0);
  EXPECT_THROW(remove_index(where), Error) << "a writer has it";
}

TEST_F(IndexTest, ThereIsOneWriter) {
  IndexWriter writer{where};
  EXPECT_THROW(IndexWriter{where}, Error);
}

TEST_F(IndexTest, WhatAStoppedWriterLeftIsCleanedAway) {
  {
    IndexWriter writer{where};
    writer.put(entry_of(1, "通知", {"正文"}));
  }  // no commit
  IndexWriter writer{where};
  EXPECT_EQ(writer.record_count(), 0);
  for (const auto& file : std::filesystem::directory_iterator{where})
    EXPECT_THAT(file.path().filename().string(), testing::AnyOf("MANIFEST", "LOCK"));
}

}  // namespace
}  // namespace cundang::indexer
