// SPDX-License-Identifier: GPL-3.0-or-later
// An exported archive gives the very entries that the registry gives: what is computed from either is the same.
#include "server/app/exported_archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schema/model/error.h"
#include "schema/xml/record_writer.h"
#include "server/app/adjustable_clock.h"
#include "server/app/archive.h"
#include "tests/support/temp_dir.h"

namespace cundang::app {
namespace {

std::string paper(const std::string& title, const std::string& text) {
  Record record;
  record.form = "1.0";
  record.kind = record.content.name = "other-document";
  record.submitter = {{"ZJW"}, ""};
  record.authors = {{{"ZJW"}, "市住建委"}};
  record.label = Label::Internal;
  record.title = title;
  record.document_date = *parse_date("2012-07-02");
  record.body = {{Paragraph::Kind::Text, 0, "p1", text}};
  return write_record(record);
}

TEST(ExportedArchive, GivesTheEntriesOfTheRegistry) {
  const support::TempDir dir;
  const DataLayout layout{dir / "data"};
  const auto clock = std::make_shared<AdjustableClock>(*parse_instant("2012-07-02T09:00:00+08:00"));
  Archive::found(layout, {"cundang.example/test", clock->now()}, *clock);
  Archive archive{layout, ArchiveOptions{}, clock};
  // By its title alone, by a number it cites, and one that is neither.
  for (const auto& [title, text] : {std::pair{"关于工地检查情况的反馈", "已检查。"},
                                    {"关于工地检查的材料", "依据铭安监函〔2012〕17号检查。"},
                                    {"简报", "本周无事。"}}) {
    Submission submission;
    submission.actor = {{"zhang.wei"}, {"ZJW"}, AuthMethod::Password, {Role::Submitter}};
    submission.record_xml = paper(title, text);
    ASSERT_TRUE(archive.submit(std::move(submission)).accession) << title;
  }
  archive.drain({});
  std::vector<std::string> kept, exported;
  LeafIndex through = -1;
  archive.entries().replay(through, EntrySource::no_end,
                           [&](const Entry& entry) { kept.push_back(entry.record.title); });
  for (const auto& entry : read_exported(layout.archive()).entries) exported.push_back(entry.record.title);
  EXPECT_THAT(kept, testing::SizeIs(2));
  EXPECT_EQ(exported, kept);
}

TEST(ExportedArchive, SaysThatAFolderIsNone) {
  const support::TempDir dir;
  try {
    read_exported(dir.path());
    FAIL() << "taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::FileUnreadable);
    EXPECT_FALSE(error.cure().zh.empty());
  }
}

}  // namespace
}  // namespace cundang::app
