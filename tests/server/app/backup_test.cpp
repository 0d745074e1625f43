// SPDX-License-Identifier: GPL-3.0-or-later
// What a backup promises: one moment of a living archive, whole and verified; and whatever goes wrong, the one before
// it is as it was.
#include "server/app/backup.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <fstream>
#include <map>
#include <set>
#include <thread>

#include "archive/crypto/digest.h"
#include "archive/packages/durable_file.h"
#include "archive/packages/fault_hook.h"
#include "archive/packages/file_digest.h"
#include "archive/verify/archive_verify.h"
#include "schema/model/error.h"
#include "schema/xml/record_writer.h"
#include "server/app/adjustable_clock.h"
#include "server/app/archive.h"
#include "server/app/backup_shelf.h"
#include "tests/support/temp_dir.h"

namespace cundang::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* opened = "2012-07-02T09:00:00+08:00";
constexpr const char* attachment_bytes = "%PDF-1.4\n";

std::optional<ErrorCode> code_of(const std::function<void()>& doing) try {
  doing();
  return std::nullopt;
} catch (const Error& error) {
  return error.code();
}

std::map<std::string, std::string> digests_of(const fs::path& folder) {
  std::map<std::string, std::string> digests;
  for (const auto& each : fs::recursive_directory_iterator{folder})
    if (each.is_regular_file())
      digests[fs::relative(each.path(), folder).string()] = packages::sha256_of_file(each.path()).hex();
  return digests;
}

std::vector<fs::path> packages_in(const fs::path& generation) {
  std::vector<fs::path> files;
  for (const auto& each : fs::recursive_directory_iterator{DataLayout{generation}.packages()})
    if (each.path().extension() == ".asice") files.push_back(each.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::set<std::string> codes_of(const Findings& findings) {
  std::set<std::string> codes;
  for (const auto& finding : findings) codes.insert(finding.code);
  return codes;
}

void flip_last_byte(const fs::path& file) {
  auto bytes = packages::read_bounded(file, 1 << 24);
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  std::ofstream{file, std::ios::binary} << bytes;  // in place: every link to it changes
}

class BackupTest : public testing::Test {
 protected:
  BackupTest() {
    Archive::found(layout, {"cundang.example/test", parse_instant(opened)}, *clock);
    open();
    Submission units;
    units.actor = {{"wang.min"}, {"AWB"}, AuthMethod::Password, {Role::Office, Role::Submitter}};
    units.record_xml = packages::read_bounded(fs::path{CUNDANG_SOURCE_DIR} / "config" / "packs" / "units.xml", 1 << 20);
    EXPECT_EQ(archive->submit(std::move(units)).kind, ingest::AccessionResult::Kind::Created);
    archive->settle_now();
  }
  ~BackupTest() override { packages::set_fault_hook(nullptr); }

  using Submission = ingest::Submission;
  void open() { archive = std::make_unique<Archive>(layout, ArchiveOptions{}, clock); }
  void file(const std::string& title, bool attached = false) {
    Record record;
    record.form = "1.0";
    record.kind = record.content.name = "other-document";
    record.submitter = {{"ZJW"}, ""};
    record.authors = {{{"ZJW"}, "市住房城乡建设委员会"}};
    record.title = title;
    record.document_date = Date{std::chrono::year{2012}, std::chrono::July, std::chrono::day{2}};
    record.body = {{Paragraph::Kind::Text, 0, "p1", title}};
    Submission submission;
    submission.actor = {{"li"}, {"ZJW"}, AuthMethod::Token, {Role::Submitter}};
    if (attached) {
      const auto bytes = attachment_bytes + title;
      record.attachments = {
          {1, "附件", "表.pdf", "application/pdf", static_cast<std::int64_t>(bytes.size()), crypto::sha256(bytes)}};
      auto sink = archive->begin_attachment();
      sink->write(bytes);
      submission.attachments = {sink->finish("表.pdf")};
    }
    submission.record_xml = write_record(record);
    ASSERT_EQ(archive->submit(std::move(submission)).kind, ingest::AccessionResult::Kind::Created) << title;
  }
  BackupReport back_up_now(BackupOptions options = {}) { return back_up(layout, shelf, options); }

  /// The generation put into an empty directory, with the keys from where they were kept; it takes up its work.
  std::unique_ptr<Archive> restored(const fs::path& generation, const std::string& name) {
    const DataLayout back{dir / name};
    fs::copy(generation, back.root, fs::copy_options::recursive);
    fs::copy(layout.keys(), back.keys(), fs::copy_options::recursive);
    fs::create_directories(back.index());
    auto again = std::make_unique<Archive>(back, ArchiveOptions{}, clock);
    again->drain({});
    return again;
  }
  static Viewer everyone() { return {{"office"}, {"AWB"}, true}; }
  /// Every record of the backup is what the living archive gave its receipt for.
  void expect_same_receipts(const Archive& back, std::int64_t records) {
    for (std::int64_t number = 1; number <= records; ++number) {
      EXPECT_EQ(back.record_xml({number}, everyone()), archive->record_xml({number}, everyone())) << number;
      EXPECT_EQ(back.receipt({number}, everyone()), archive->receipt({number}, everyone())) << number;
    }
  }

  support::TempDir dir;
  DataLayout layout{dir / "data"};
  fs::path shelf = dir / "backups";
  std::shared_ptr<AdjustableClock> clock = std::make_shared<AdjustableClock>(*parse_instant(opened));
  std::unique_ptr<Archive> archive;
};

TEST_F(BackupTest, EachOneTakenDuringUploadsIsAWholeArchiveThatGoesOn) {
  std::atomic<bool> enough{false};
  std::thread clients{[&] {
    for (int i = 0; !enough && i < 5000; ++i) file("报告 " + std::to_string(i), i % 3 == 0);
  }};
  std::vector<BackupReport> reports;
  for (int i = 0; i < 4; ++i) reports.push_back(back_up_now());
  enough = true;
  clients.join();
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const auto& report = reports[i];
    ASSERT_FALSE(has_fault(report.findings)) << report.findings.front().place << report.findings.front().reason.en;
    ASSERT_TRUE(fs::exists(report.generation));
    EXPECT_TRUE(verify::verify_archive(DataLayout{report.generation}.archive()).ok());
    const auto back = restored(report.generation, "back-" + std::to_string(i));
    EXPECT_EQ(back->health().accepted, report.records);
    EXPECT_TRUE(verify::verify_archive(DataLayout{dir / ("back-" + std::to_string(i))}.archive()).ok());
    expect_same_receipts(*back, report.records);
  }
  EXPECT_GT(reports.back().records, reports.front().records) << "nothing was filed meanwhile";
}

TEST_F(BackupTest, AnAttachmentPackagedWhileItIsBackedUpIsNotLost) {
  for (int i = 0; i < 30; ++i) file("带附件 " + std::to_string(i), true);
  std::atomic<bool> once{false};
  const auto place = shelf.string();
  packages::set_fault_hook([&](const char*, const std::string& path) {
    // The registry is copied by now: everything goes into its package, and leaves the spool.
    if (path.starts_with(place) && path.find("/archive/packages") != std::string::npos && !once.exchange(true))
      archive->drain({});
    return 0;
  });
  const auto report = back_up_now();
  packages::set_fault_hook(nullptr);
  ASSERT_TRUE(once);
  ASSERT_FALSE(has_fault(report.findings));
  EXPECT_EQ(report.records, 31);
  const auto back = restored(report.generation, "back");
  expect_same_receipts(*back, report.records);
  EXPECT_NE(back->container({31}, everyone()).find("attachments/0001.pdf"), std::string::npos);
}

TEST_F(BackupTest, WhatTheOneBeforeHasIsShared) {
  file("一");
  archive->drain({});
  const auto first = back_up_now();
  file("二");
  archive->drain({});
  const auto second = back_up_now();
  EXPECT_EQ(second.previous, first.generation.filename().string());
  const auto before = packages_in(first.generation), after = packages_in(second.generation);
  ASSERT_GT(after.size(), before.size());
  for (const auto& file : before)
    EXPECT_TRUE(fs::equivalent(file, second.generation / fs::relative(file, first.generation)));
  const auto full = back_up_now({.full = true});
  EXPECT_EQ(full.new_files, full.files);
  for (const auto& file : packages_in(full.generation)) EXPECT_EQ(fs::hard_link_count(file), 1U) << file;
}

TEST_F(BackupTest, AMediumWithoutHardLinksGetsWholeCopies) {
  for (int i = 0; i < 300; ++i) file("报告 " + std::to_string(i));  // more than one full tile
  archive->drain({});
  back_up_now();
  packages::set_fault_hook(
      [](const char* call, const std::string&) { return std::string{call} == "link" ? EPERM : 0; });
  const auto second = back_up_now();
  ASSERT_FALSE(has_fault(second.findings)) << second.findings.front().place;
  EXPECT_EQ(second.new_files, second.files);
}

TEST_F(BackupTest, KeysAndTheWitnesssMemoryStayOutside) {
  fs::create_directories(layout.witness());
  std::ofstream{layout.witness() / "0123.note"} << "seen";
  const auto report = back_up_now();
  EXPECT_FALSE(fs::exists(DataLayout{report.generation}.keys()));
  EXPECT_FALSE(fs::exists(DataLayout{report.generation}.witness()));
  for (const auto& [path, digest] : digests_of(report.generation)) EXPECT_EQ(path.find(".key"), std::string::npos);
}

TEST_F(BackupTest, StockToolsFindTheManifestWholeAndSealed) {
  file("一", true);
  const auto report = back_up_now();
  ASSERT_TRUE(report.sealed);
  const auto in = "cd '" + report.generation.string() + "' && ";
  EXPECT_EQ(std::system((in + "sha256sum -c --strict --quiet manifest.sha256").c_str()), 0);
  const auto listed = packages::read_bounded(report.generation / "manifest.sha256", 1 << 20);
  for (const auto& [path, digest] : digests_of(report.generation))
    EXPECT_NE(path.starts_with("manifest."), listed.find(digest + "  " + path + "\n") != std::string::npos) << path;
  const auto sealed = in +
                      "xmlsec1 --verify --trusted-pem archive/log/ca.pem --verification-gmt-time "
                      "'2012-07-02 01:00:00' --id-attr:Id SignedProperties manifest.signatures.xml 2>/dev/null";
  EXPECT_EQ(std::system(sealed.c_str()), 0);
  flip_last_byte(report.generation / "manifest.sha256");
  EXPECT_NE(std::system(sealed.c_str()), 0);
}

struct Fault {
  const char* name;
  const char* call;
  int error;
  ErrorCode code;
};
class BackupFault : public BackupTest, public testing::WithParamInterface<Fault> {};

TEST_P(BackupFault, LeavesTheLastGoodOneAsItWasAndIsMadeGoodByTheNextRun) {
  file("一", true);
  archive->drain({});
  const auto good = back_up_now();
  const auto before = digests_of(good.generation);
  file("二", true);
  archive->drain({});
  int failed = 0;
  for (int nth = 1; nth < 400; nth += nth < 12 ? 1 : 9) {
    int seen = 0;
    packages::set_fault_hook([&, place = shelf.string()](const char* call, const std::string& path) {
      return std::string{call} == GetParam().call && path.starts_with(place) && ++seen == nth ? GetParam().error : 0;
    });
    const auto code = code_of([&] { back_up_now(); });
    packages::set_fault_hook(nullptr);
    if (seen < nth) break;  // so many calls there are not: that run was a good one
    ++failed;
    EXPECT_EQ(code, GetParam().code) << nth;
    EXPECT_EQ(digests_of(good.generation), before) << nth;
  }
  EXPECT_GT(failed, 0);
  const auto next = back_up_now();
  EXPECT_FALSE(has_fault(next.findings));
  EXPECT_EQ(next.records, 3);
  EXPECT_FALSE(fs::exists(shelf / "unfinished"));
}

INSTANTIATE_TEST_SUITE_P(OfTheMedium, BackupFault,
                         testing::Values(Fault{"FullInAWrite", "write", ENOSPC, ErrorCode::StorageFull},
                                         Fault{"FailsInAWrite", "write", EIO, ErrorCode::StorageFailed},
                                         Fault{"FailsToSync", "syncfs", EIO, ErrorCode::StorageFailed},
                                         Fault{"FailsToMakeAFolder", "mkdir", ENOSPC, ErrorCode::StorageFull},
                                         Fault{"FailsToReadBack", "read", EIO, ErrorCode::FileUnreadable}),
                         [](const auto& row) { return row.param.name; });

TEST_F(BackupTest, WhatAKilledRunLeftIsNoBackupAndIsClearedAway) {
  const auto good = back_up_now();
  fs::create_directories(shelf / "unfinished" / "archive");
  std::ofstream{shelf / "unfinished" / "archive" / "half"} << "x";
  const auto next = back_up_now();
  EXPECT_EQ(next.previous, good.generation.filename().string());
  EXPECT_FALSE(fs::exists(next.generation / "archive" / "half"));
}

TEST_F(BackupTest, AByteThatRottedInAnEarlierOneIsNamedAndNotPassedOn) {
  file("一");
  archive->drain({});
  const auto good = back_up_now();
  const auto rotten = packages_in(good.generation).front();
  flip_last_byte(rotten);
  const auto bad = back_up_now();
  EXPECT_TRUE(bad.generation.empty());
  ASSERT_TRUE(codes_of(bad.findings).contains("backup.differs"));
  EXPECT_EQ(bad.findings.front().place, fs::relative(rotten, good.generation).string());
  const auto full = back_up_now({.full = true});
  EXPECT_FALSE(has_fault(full.findings));
  EXPECT_FALSE(back_up_now().generation.empty()) << "and goes on from that one";
}

TEST_F(BackupTest, AByteThatRottedInTheArchiveItselfIsNamed) {
  file("一");
  archive->drain({});
  flip_last_byte(packages_in(layout.root).front());
  const auto bad = back_up_now();
  EXPECT_TRUE(bad.generation.empty());
  EXPECT_TRUE(has_fault(bad.findings));
}

TEST_F(BackupTest, AnArchivePutBackToAnOlderStateIsNotBackedUpOverTheNewerOne) {
  archive->drain({});
  archive.reset();
  fs::copy(layout.root, dir / "older", fs::copy_options::recursive);
  open();
  file("一");
  archive->drain({});
  back_up_now();
  archive.reset();
  fs::remove_all(layout.root);
  fs::rename(dir / "older", layout.root);
  const auto behind = back_up_now();
  EXPECT_TRUE(behind.generation.empty());
  EXPECT_TRUE(codes_of(behind.findings).contains("log.rolled-back"));
  EXPECT_TRUE(back_up_now({.full = true}).generation.empty()) << "sharing nothing does not make it right";
  open();
  for (const auto* title : {"另一", "另二", "另三"}) file(title);
  archive->drain({});
  const auto forked = back_up_now();
  EXPECT_TRUE(forked.generation.empty());
  EXPECT_TRUE(codes_of(forked.findings).contains("log.forked"));
}

TEST_F(BackupTest, TheOldestGoWhenMoreThanAskedForAreThere) {
  const auto first = back_up_now(), second = back_up_now();
  const auto third = back_up_now({.keep = 2});
  EXPECT_EQ(third.removed, std::vector{first.generation.filename().string()});
  EXPECT_FALSE(fs::exists(first.generation));
  EXPECT_TRUE(fs::exists(second.generation));
  EXPECT_TRUE(verify::verify_archive(DataLayout{third.generation}.archive()).ok()) << "shared files stay";
}

TEST_F(BackupTest, AnOldOneThatCannotBeRemovedIsToldAndIsNoFailureOfTheNew) {
  const auto first = back_up_now();
  packages::set_fault_hook([place = (shelf / "unfinished").string()](const char* call, const std::string& path) {
    return std::string{call} == "rename" && path == place ? EIO : 0;
  });
  const auto second = back_up_now({.keep = 1});
  packages::set_fault_hook(nullptr);
  EXPECT_TRUE(fs::exists(first.generation));
  EXPECT_TRUE(fs::exists(second.generation));
  EXPECT_TRUE(second.removed.empty());
  ASSERT_EQ(codes_of(second.findings), std::set<std::string>{"backup.not-removed"});
  EXPECT_FALSE(has_fault(second.findings));
  EXPECT_EQ(back_up_now({.keep = 1}).removed.size(), 2U) << "the next run tries again";
}

TEST_F(BackupTest, TwoDoNotWriteIntoOneFolderAtOnce) {
  const BackupShelf other{shelf};
  EXPECT_EQ(code_of([&] { back_up_now(); }), ErrorCode::DataDirectoryBusy);
}

TEST_F(BackupTest, AFolderThatIsNotForThisArchivesBackupsIsRefused) {
  EXPECT_EQ(code_of([&] { back_up(layout, layout.root / "backups", {}); }), ErrorCode::UsageError);
  EXPECT_EQ(code_of([&] { back_up(layout, dir.path(), {}); }), ErrorCode::UsageError);
  fs::create_directories(dir / "letters");
  std::ofstream{dir / "letters" / "letter.txt"} << "x";
  EXPECT_EQ(code_of([&] { back_up(layout, dir / "letters", {}); }), ErrorCode::UsageError);
  EXPECT_EQ(code_of([&] { back_up(layout, dir / "letters" / "letter.txt", {}); }), ErrorCode::UsageError);
  back_up_now();
  const DataLayout other{dir / "other"};
  Archive::found(other, {"cundang.example/other", parse_instant(opened)}, *clock);
  EXPECT_EQ(code_of([&] { back_up(other, shelf, {}); }), ErrorCode::UsageError);
  EXPECT_EQ(code_of([&] { back_up({dir / "nothing"}, shelf, {}); }), ErrorCode::DataDirectoryMissing);
}

}  // namespace
}  // namespace cundang::app
