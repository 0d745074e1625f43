// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/notices/sending.h"

#include <gtest/gtest.h>

#include "schema/xml/record_reader.h"
#include "schema/xml/record_writer.h"
#include "tests/server/notices/letter_story.h"

namespace cundang::notices {
namespace {

Sending example(const ObligationId& about) {
  return {"mail",  "a@b.example",
          {"LSQ"}, "【存档】莲山区 应办提醒：已逾期 1 项",
          {about}, *parse_instant("2012-07-25T08:00:03+08:00"),
          true,    "250 taken"};
}

TEST(SendingRecord, IsOfTheForm) {
  const ObligationId id{"0123456789abcdef0123456789abcdef"};
  auto sending = example(id);
  const auto read = RecordReader{}.read(write_record(sending_record(sending, {{"AWB"}, "安委办"})));
  ASSERT_TRUE(read.ok()) << read.findings().front().reason.en;
  EXPECT_EQ(read.value().content.child_text("to"), "a@b.example");
  ASSERT_EQ(read.value().readers.size(), 1U);
  EXPECT_EQ(read.value().readers[0].code.text, "LSQ");
  EXPECT_EQ(to_text(*read.value().document_date), "2012-07-25");
}

TEST(SendingRecord, TakesWhateverTheOtherSideSays) {
  auto sending = example({"0123456789abcdef0123456789abcdef"});
  sending.accepted = false;
  for (int i = 0; i < 2000; ++i) sending.answer += "拒收<&>\n\x01";
  for (int i = 0; i < 400; ++i) sending.subject += "，督办";
  const auto read = RecordReader{}.read(write_record(sending_record(sending, {{"AWB"}, "安委办"})));
  ASSERT_TRUE(read.ok()) << read.findings().front().reason.en;
  EXPECT_EQ(read.value().content.child_text("result"), "refused");
}

// An e-mail sent is no delivery (domain: 送达).
TEST(SendingRecord, MovesNothingInTheLedger) {
  LetterStory story;
  const auto on = "2012-09-30";
  const auto before = ledger::shown(story.story.ledger(), on);
  auto record = sending_record(example(story.duty(on).id), {{"AWB"}, "安委办"});
  // Even one that names the unit and the letter itself.
  record.addressees = {{{"LSQ"}, ""}};
  record.content.children.insert(record.content.children.begin() + 4,
                                 {"about", {{"record", to_text(story.letter)}}, "", {}, 0});
  story.story.file("2012-07-25 08:01", record);
  EXPECT_EQ(ledger::shown(story.story.ledger(), on), before);
  EXPECT_EQ(story.duty(on).state, ledger::State::AwaitingAcknowledgement);
  EXPECT_EQ(story.duty(on).days_overdue, 0);
}

}  // namespace
}  // namespace cundang::notices
