// SPDX-License-Identifier: GPL-3.0-or-later
// The whole line over one data directory: upload, receipt, package, index, ledger, verify, rebuild.
#include "server/app/archive.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <random>
#include <set>
#include <sstream>

#include "archive/crypto/digest.h"
#include "archive/registry/registry.h"
#include "archive/verify/archive_verify.h"
#include "schema/xml/record_writer.h"
#include "server/app/adjustable_clock.h"
#include "server/app/rebuild.h"
#include "server/obligations/obligation.h"

namespace cundang::app {
namespace {

namespace fs = std::filesystem;
using Kind = ingest::AccessionResult::Kind;

std::string read_file(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

std::string dump(const DataLayout& layout) {
  const registry::Registry registry{layout.registry(), registry::Registry::Mode::ReadOnly};
  std::string text;
  registry.dump([&](const std::string& line) { text += line + "\n"; });
  return text;
}

class ArchiveTest : public testing::Test {
 protected:
  ArchiveTest() {
    std::string pattern = (fs::temp_directory_path() / "archive-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    layout_ = {folder_ / "data"};
    clock_ = std::make_shared<AdjustableClock>(*parse_instant("2012-07-02T09:00:00+08:00"));
    Archive::found(layout_, {"cundang.example/test", parse_instant("2012-07-02T09:00:00+08:00")}, *clock_);
    open();
    for (const auto* pack : {"units.xml", "policies.xml", "calendar-2012.xml", "rules-1.xml"}) {
      auto submission = office(read_file(fs::path{CUNDANG_SOURCE_DIR} / "config" / "packs" / pack));
      EXPECT_EQ(archive_->submit(std::move(submission)).kind, Kind::Created) << pack;
      archive_->settle_now();
    }
  }
  ~ArchiveTest() override {
    archive_.reset();
    fs::remove_all(folder_);
  }
  void open() { archive_ = std::make_unique<Archive>(layout_, ArchiveOptions{}, clock_); }
  /// Everything into its last place, and the archive closed.
  void close() {
    archive_->drain({});
    archive_.reset();
  }

  static ingest::Submission office(std::string xml) {
    ingest::Submission submission;
    submission.actor = {{"wang.min"}, {"AWB"}, AuthMethod::Password, {Role::Office, Role::Submitter}};
    submission.record_xml = std::move(xml);
    return submission;
  }
  static Record paper(const std::string& unit, const std::string& title, const std::string& text) {
    Record record;
    record.form = "1.0";
    record.kind = "other-document";
    record.content.name = "other-document";
    record.submitter = {{unit}, ""};
    record.authors = {{{unit}, "单位" + unit}};
    record.title = title;
    record.document_date = Date{std::chrono::year{2012}, std::chrono::July, std::chrono::day{2}};
    record.body = {{Paragraph::Kind::Text, 0, "p1", text}};
    return record;
  }
  ingest::AccessionResult file(const Record& record) {
    ingest::Submission submission;
    submission.actor = {{"somebody"}, record.submitter.code, AuthMethod::Token, {Role::Submitter}};
    submission.record_xml = write_record(record);
    return archive_->submit(std::move(submission));
  }
  static Viewer unit(const std::string& code) { return {{"reader"}, {code}, false}; }
  static Viewer everyone() { return {{"office"}, {"AWB"}, true}; }
  std::int64_t total(const std::string& query, const Viewer& viewer) {
    indexer::SearchRequest request;
    request.query = query;
    return archive_->search(request, viewer).total;
  }

  fs::path folder_;
  DataLayout layout_;
  std::shared_ptr<AdjustableClock> clock_;
  std::unique_ptr<Archive> archive_;
};

TEST_F(ArchiveTest, AnUploadIsFoundByItsWordsWithinTwoSeconds) {
  const auto result = file(paper("ZJW", "关于深基坑支护的报告", "螺旋藻工地深基坑支护存在隐患。"));
  ASSERT_EQ(result.kind, Kind::Created);
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{2};
  while (total("螺旋藻", everyone()) == 0 && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  EXPECT_EQ(total("螺旋藻", everyone()), 1);
}

TEST_F(ArchiveTest, WhatOneUnitFiledAnotherFindsNowhere) {
  const auto number = *file(paper("ZJW", "内部情况", "螺旋藻工地事故隐患。")).accession;
  archive_->drain({});
  EXPECT_EQ(total("螺旋藻", unit("ZJW")), 1);
  EXPECT_EQ(total("螺旋藻", unit("JTJ")), 0);
  EXPECT_EQ(total("", unit("JTJ")), total("", everyone()) - 1) << "nor in a count of everything: the packs are 公开";
  for (const auto& read : std::vector<std::function<void()>>{
           [&] { archive_->record(number, unit("JTJ")); }, [&] { archive_->receipt(number, unit("JTJ")); },
           [&] { archive_->status(number, unit("JTJ")); }, [&] { archive_->record_xml(number, unit("JTJ")); },
           [&] { archive_->container(number, unit("JTJ")); }}) {
    try {
      read();
      ADD_FAILURE() << "shown to another unit";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::NotFound) << "and not told that it is there";
    }
  }
}

TEST_F(ArchiveTest, ACitationOfWhatHeMayNotReadIsNotLinked) {
  const auto secret = *file(paper("ZJW", "内部情况", "甲")).accession;
  auto answer = paper("JTJ", "复函", "乙");
  answer.answers.push_back({secret, "", "", "", "", "", "", "", Answer::Extent::Full});
  const auto number = *file(answer).accession;
  const auto page = archive_->record(number, unit("JTJ"));
  ASSERT_EQ(page.answers.size(), 1U);
  EXPECT_FALSE(page.answers[0].visible);
  EXPECT_TRUE(page.answers[0].title.empty());
  EXPECT_FALSE(page.answers[0].number);
  EXPECT_TRUE(archive_->record(number, everyone()).answers[0].visible);
}

TEST_F(ArchiveTest, WhatIsNotThereLooksLikeWhatHeMayNotSee) {
  auto filed = paper("ZJW", "内部情况", "甲");
  filed.doc_no = "铭建函〔2012〕101号";
  file(filed);
  auto answer = paper("JTJ", "复函", "乙");
  answer.answers.push_back({{}, "铭建函〔2012〕101号", "", "", "", "", "", "", Answer::Extent::Full});
  answer.answers.push_back({{}, "铭建函〔2012〕9999号", "", "", "", "", "", "", Answer::Extent::Full});
  const auto page = archive_->record(*file(answer).accession, unit("JTJ"));
  ASSERT_EQ(page.answers.size(), 2U);
  EXPECT_EQ(page.answers[0].visible, page.answers[1].visible);
  EXPECT_EQ(page.answers[0].title, page.answers[1].title);
}

TEST_F(ArchiveTest, TwoPapersWithOneNumberAreBothKeptAndWarnOfEachOther) {
  auto first = paper("ZJW", "关于脚手架的通知", "甲");
  first.doc_no = "铭建发〔2012〕40号";
  first.source_system = "oa";
  first.source_id = "40";
  const auto kept = file(first);
  EXPECT_TRUE(kept.findings.empty());
  auto second = first;
  second.title = "关于塔吊的通知";
  const auto twin = file(second);
  ASSERT_EQ(twin.kind, Kind::Created);
  ASSERT_EQ(twin.findings.size(), 2U);
  EXPECT_EQ(twin.findings[0].code, "record.same-doc-no");
  EXPECT_EQ(twin.findings[1].code, "record.same-source-id");
  for (const auto& finding : twin.findings) {
    EXPECT_EQ(finding.severity, Severity::Warning);
    EXPECT_NE(finding.reason.zh.find(to_text(*kept.accession)), std::string::npos) << finding.reason.zh;
  }
  EXPECT_EQ(file(second).findings, twin.findings) << "the same receipt, the same warnings";
  EXPECT_EQ(archive_->status(*kept.accession, unit("ZJW")).findings.size(), 2U) << "the first is warned of too";

  auto other_issuer = second;
  other_issuer.authors = {{{"JTJ"}, "市交通局"}};
  other_issuer.source_system = "archive";
  EXPECT_TRUE(file(other_issuer).findings.empty()) << "another issuer's number, another system's id";
  auto elsewhere = second;
  elsewhere.submitter = {{"JTJ"}, ""};
  EXPECT_TRUE(file(elsewhere).findings.empty()) << "no word of what JTJ may not read";
  archive_->drain({});
  const auto packaged = archive_->status(*twin.accession, unit("ZJW")).findings;
  ASSERT_EQ(packaged.size(), 2U) << "told as well when the bytes have left the journal";
  EXPECT_NE(packaged[0].reason.en.find(to_text(*kept.accession)), std::string::npos) << packaged[0].reason.en;
}

TEST_F(ArchiveTest, AUnitDoesNotActOnAnothersDuty) {
  auto letter = paper("AWB", "关于报送情况的通知", "请于7月20日前反馈。");
  letter.addressees = {{{"ZJW"}, "市住房和城乡建设委员会"}};
  letter.demands.push_back(
      {"p1", {}, "feedback", Date{std::chrono::year{2012}, std::chrono::July, std::chrono::day{20}}, 0, true});
  file(letter);
  archive_->settle_now();
  const auto duties = archive_->obligations({}, everyone());
  ASSERT_EQ(duties.size(), 1U);
  auto request = paper("JTJ", "延期申请", "");
  request.kind = "extension-request";
  request.content = {"extension-request",
                     {},
                     "",
                     {{"obligation", {{"id", duties[0].id.text}}, "", {}, 0},
                      {"until", {}, "2012-08-10", {}, 0},
                      {"reason", {}, "材料未齐", {}, 0}},
                     0};
  request.body.clear();
  const auto refused = file(request);
  ASSERT_EQ(refused.kind, Kind::Refused);
  EXPECT_EQ(refused.findings[0].code, "authority.duty") << refused.findings[0].reason.en;
  auto nowhere = request;
  nowhere.content.children[0].attributes[0].second = "0123456789abcdef0123456789abcdef";
  const auto missing = file(nowhere);
  ASSERT_EQ(missing.kind, Kind::Refused) << "what is not there looks like what is another's";
  EXPECT_EQ(missing.findings[0].code, refused.findings[0].code);
  request.submitter = {{"ZJW"}, ""};
  request.authors = {{{"ZJW"}, "市住房和城乡建设委员会"}};
  EXPECT_EQ(file(request).kind, Kind::Created);
}

TEST_F(ArchiveTest, AUnitFilesAsItselfAndOfficeActsAreTheOffices) {
  auto foreign = paper("ZJW", "冒名", "甲");
  ingest::Submission submission;
  submission.actor = {{"somebody"}, {"JTJ"}, AuthMethod::Token, {Role::Submitter}};
  submission.record_xml = write_record(foreign);
  const auto refused = archive_->submit(submission);
  ASSERT_EQ(refused.kind, Kind::Refused);
  EXPECT_EQ(refused.findings[0].code, "authority.submitter");
  auto pack = office(read_file(fs::path{CUNDANG_SOURCE_DIR} / "config" / "packs" / "policies.xml"));
  pack.record_xml.replace(pack.record_xml.find("AWB"), 3, "ZJW");
  pack.actor = {{"somebody"}, {"ZJW"}, AuthMethod::Token, {Role::Submitter}};
  const auto second = archive_->submit(pack);
  ASSERT_EQ(second.kind, Kind::Refused);
  bool office_only = false;
  for (const auto& finding : second.findings) office_only = office_only || finding.code == "authority.office-only";
  EXPECT_TRUE(office_only);
}

TEST_F(ArchiveTest, RegistryAndIndexComeBackFromTheArchiveAlone) {
  for (int i = 0; i < 300; ++i)
    file(paper(i % 2 == 0 ? "ZJW" : "JTJ", "报告 " + std::to_string(i), "内容 " + std::to_string(i)));
  auto with = paper("GAJ", "带附件", "见附件");
  with.attachments = {{1, "附件", "表.pdf", "application/pdf", 9, crypto::sha256("%PDF-1.4\n")}};
  auto sink = archive_->begin_attachment();
  sink->write("%PDF-1.4\n");
  ingest::Submission submission;
  submission.actor = {{"li"}, {"GAJ"}, AuthMethod::Token, {Role::Submitter}};
  submission.idempotency_key = "once";
  submission.record_xml = write_record(with);
  submission.attachments = {sink->finish("表.pdf")};
  ASSERT_EQ(archive_->submit(submission).kind, Kind::Created);
  submission.record_xml = "<no record/>";
  ASSERT_EQ(archive_->submit(submission).kind, Kind::Refused);
  clock_->set(*parse_instant("2012-07-04T09:00:00+08:00"));
  const auto receipt = file(paper("ZJW", "两天后", "丙")).receipt_json;
  close();

  const auto report = verify::verify_archive(layout_.archive());
  EXPECT_TRUE(report.ok()) << report.findings.front().place << " " << report.findings.front().reason.en;
  EXPECT_EQ(report.packaged_size, report.tree_size);

  const DataLayout second{folder_ / "second"};
  const auto rebuilt = rebuild(layout_.archive(), second.root, {});
  EXPECT_TRUE(rebuilt.findings.empty());
  EXPECT_EQ(rebuilt.records, 306);
  EXPECT_EQ(dump(layout_), dump(second));

  ArchiveOptions reading;
  reading.read_only = true;
  const Archive again{second, reading, clock_};
  EXPECT_EQ(again.receipt({306}, everyone()), receipt);
  indexer::SearchRequest request;
  request.query = "两天后";
  EXPECT_EQ(again.search(request, everyone()).hits.at(0).id, "R0000306");
  EXPECT_EQ(again.units().size(), Archive(layout_, reading, clock_).units().size());
}

TEST_F(ArchiveTest, OneChangedByteOfAnyPackageIsFoundAndNamed) {
  for (int i = 0; i < 20; ++i) file(paper("ZJW", "报告 " + std::to_string(i), "内容"));
  close();
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator{layout_.archive()})
    if (entry.is_regular_file() && fs::file_size(entry.path()) > 0) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::mt19937 random{2012};
  std::set<std::string> unseen;
  for (int i = 0; i < 60; ++i) {
    const auto& file = files[random() % files.size()];
    const auto bytes = read_file(file);
    auto changed = bytes;
    changed[random() % changed.size()] ^= static_cast<char>(1 << (random() % 8));
    std::ofstream{file, std::ios::binary} << changed;
    if (verify::verify_archive(layout_.archive()).ok()) unseen.insert(file.string());
    std::ofstream{file, std::ios::binary} << bytes;
  }
  EXPECT_TRUE(unseen.empty()) << *unseen.begin();
  EXPECT_TRUE(verify::verify_archive(layout_.archive()).ok()) << "put back, it holds again";
}

TEST_F(ArchiveTest, ASecondWriterIsToldWhoHoldsTheDirectory) {
  try {
    const Archive second{layout_, ArchiveOptions{}, clock_};
    FAIL() << "two writers";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::DataDirectoryBusy);
  }
  ArchiveOptions reading;
  reading.read_only = true;
  const Archive reader{layout_, reading, clock_};
  EXPECT_EQ(reader.health().accepted, archive_->health().accepted);
}

TEST_F(ArchiveTest, WorkGoesOnWhereItStoppedAfterARestart) {
  for (int i = 0; i < 50; ++i) file(paper("ZJW", "报告 " + std::to_string(i), "内容 螺旋藻"));
  archive_.reset();
  open();
  archive_->drain({});
  EXPECT_EQ(total("螺旋藻", everyone()), 50);
  EXPECT_EQ(archive_->health().backlog, 0);
}

}  // namespace
}  // namespace cundang::app
