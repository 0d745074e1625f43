// SPDX-License-Identifier: GPL-3.0-or-later
#include <future>
#include <set>
#include <thread>

#include "archive/evidence/statement.h"
#include "tests/archive/ingest/ingest_fixture.h"

namespace cundang::ingest {
namespace {

using Kind = AccessionResult::Kind;

TEST_F(IngestTest, AReceiptProvesTheRecordIsInTheLog) {
  const auto result = accession_->submit(submission("半年工作情况"));
  ASSERT_EQ(result.kind, Kind::Created);
  EXPECT_EQ(to_text(*result.accession), "R0000001");
  expect_holds(result.receipt_json);
  EXPECT_EQ(parsed(result.receipt_json).title, "半年工作情况");
}

TEST_F(IngestTest, TheSameBytesFromTheSameUnitGetTheIdenticalReceipt) {
  const auto first = accession_->submit(submission("甲"));
  for (int i = 0; i < 300; ++i) accession_->submit(submission("其他 " + std::to_string(i)));
  const auto again = accession_->submit(submission("甲"));
  EXPECT_EQ(again.kind, Kind::Repeated);
  EXPECT_EQ(again.receipt_json, first.receipt_json);
  close();
  open();
  EXPECT_EQ(accession_->submit(submission("甲")).receipt_json, first.receipt_json);
}

TEST_F(IngestTest, IdenticalBytesOfAnotherUnitAreAnAccessionOfTheirOwnAndLinked) {
  auto other = submission("联合发文");
  other.actor.unit = {"JTJ"};
  accession_->submit(submission("联合发文"));
  const auto second = accession_->submit(other);
  ASSERT_EQ(second.kind, Kind::Created);
  ASSERT_EQ(parsed(second.receipt_json).duplicates.size(), 1U);
  EXPECT_EQ(to_text(parsed(second.receipt_json).duplicates[0]), "R0000001");
  EXPECT_EQ(parsed(second.receipt_json).counter, 1);
}

TEST_F(IngestTest, AnIdempotencyKeyStandsForOneContent) {
  auto one = submission("一");
  one.idempotency_key = "k";
  auto two = submission("二");
  two.idempotency_key = "k";
  accession_->submit(one);
  EXPECT_EQ(accession_->submit(one).kind, Kind::Repeated);
  try {
    accession_->submit(two);
    FAIL() << "the second content was taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::IdempotencyConflict);
  }
  EXPECT_EQ(registry_->last_accession(), 1);
}

TEST_F(IngestTest, ARefusalHasALeafAndASlipOfItsOwnCounter) {
  auto bad = submission("坏");
  bad.record_xml = "<record xmlns=\"urn:cundang:record:1\" form=\"1.0\"><title/></record>";
  const auto refused = accession_->submit(bad);
  ASSERT_EQ(refused.kind, Kind::Refused);
  EXPECT_FALSE(refused.findings.empty());
  expect_holds(refused.receipt_json);
  EXPECT_EQ(parsed(refused.receipt_json).counter, 1);
  EXPECT_EQ(accession_->submit(bad).receipt_json, refused.receipt_json) << "same bytes, same reasons, same slip";
  EXPECT_EQ(registry_->tree_size(), 1);
}

TEST_F(IngestTest, OfAStateSecretNothingIsKept) {
  auto secret = submission("代号冰川的方案");
  const std::string label = "<label>内部</label>";
  secret.record_xml.replace(secret.record_xml.find(label), label.size(), "<label>机密</label>");
  const auto refused = accession_->submit(secret);
  ASSERT_EQ(refused.kind, Kind::Refused);
  EXPECT_TRUE(parsed(refused.receipt_json).digest.empty());
  EXPECT_EQ(refused.receipt_json.find("冰川"), std::string::npos);
  const auto digest = crypto::sha256(secret.record_xml).hex();
  EXPECT_EQ(refused.receipt_json.find(digest), std::string::npos);
  registry_->dump([](const std::string& line) { EXPECT_EQ(line.find("冰川"), std::string::npos) << line; });
}

TEST_F(IngestTest, AttachmentsMustBeTheDeclaredOnes) {
  auto with = record("附件");
  with.attachments = {{1, "附件", "表.pdf", "application/pdf", 3, crypto::sha256("abc")}};
  Submission submission;
  submission.actor = {{"zhang.wei"}, {"ZJW"}, AuthMethod::Token, {Role::Submitter}};
  submission.record_xml = write_record(with);
  EXPECT_EQ(accession_->submit(submission).findings.at(0).code, "attachment.count");
  submission.attachments = {{"表.pdf", crypto::sha256("abd"), 3, nullptr}};
  EXPECT_EQ(accession_->submit(submission).findings.at(0).code, "attachment.digest");
  submission.attachments = {{"表.pdf", crypto::sha256("ab"), 2, nullptr}};
  EXPECT_EQ(accession_->submit(submission).findings.at(0).code, "attachment.size");
  submission.attachments = {{"表.pdf", crypto::sha256("abc"), 3, nullptr}};
  EXPECT_EQ(accession_->submit(submission).kind, Kind::Created);
}

TEST_F(IngestTest, NumbersAreDenseUnderManyHands) {
  std::vector<std::thread> hands;
  std::mutex mutex;
  std::set<std::int64_t> numbers;
  std::map<std::string, std::set<std::int64_t>> counters;
  const std::vector<std::string> units = {"ZJW", "JTJ", "GAJ"};
  for (int hand = 0; hand < 12; ++hand) {
    hands.emplace_back([&, hand] {
      for (int i = 0; i < 40; ++i) {
        const auto& unit = units[static_cast<std::size_t>(hand % 3)];
        const auto result = accession_->submit(submission(std::to_string(hand) + "-" + std::to_string(i), unit));
        const std::lock_guard lock{mutex};
        numbers.insert(result.accession->value);
        counters[unit].insert(parsed(result.receipt_json).counter);
        expect_holds(result.receipt_json);
      }
    });
  }
  for (auto& hand : hands) hand.join();
  EXPECT_EQ(numbers.size(), 480U);
  EXPECT_EQ(*numbers.rbegin(), 480);
  for (const auto& unit : units) EXPECT_EQ(*counters[unit].rbegin(), 160) << unit;
}

TEST_F(IngestTest, AMemberThatFallsOutOfAGroupTakesNobodyWithIt) {
  // The writer is held up until all five wait for it: they become one group.
  std::promise<void> all_wait;
  const auto waiting = all_wait.get_future().share();
  std::thread holder{[&] { registrar_->run([&](Group&) { waiting.wait(); }); }};
  std::atomic<int> kept{0}, conflicts{0};
  std::vector<std::thread> hands;
  for (const char* text : {"一", "二", "三", "四", "五"})
    hands.emplace_back([&, text] {
      auto one = submission(text);
      if (std::string_view{text} == "二" || std::string_view{text} == "四") one.idempotency_key = "k";
      try {
        if (accession_->submit(one).kind == Kind::Created) ++kept;
      } catch (const Error& error) {
        if (error.code() == ErrorCode::IdempotencyConflict) ++conflicts;
      }
    });
  std::this_thread::sleep_for(std::chrono::milliseconds{300});
  all_wait.set_value();
  holder.join();
  for (auto& hand : hands) hand.join();
  EXPECT_EQ(kept, 4);
  EXPECT_EQ(conflicts, 1);
  EXPECT_EQ(registry_->last_accession(), 4);
  EXPECT_EQ(registry_->counters().front().accepted, 4);
  for (std::int64_t number = 1; number <= 4; ++number) {
    const auto json = accession_->receipt({number});
    EXPECT_EQ(parsed(json).counter, number);
    expect_holds(json);
  }
  EXPECT_EQ(registry_->tree_size(), 4);
  EXPECT_EQ(registry_->latest_checkpoint_size(), 4);
}

TEST_F(IngestTest, TwoOldPapersWithTheSameTextStayTwo) {
  auto first = submission("旧文");
  first.import = ImportIdentity{"holdings", "a"};
  auto second = submission("旧文");
  second.import = ImportIdentity{"holdings", "b"};
  EXPECT_EQ(accession_->submit(first).kind, Kind::Created);
  EXPECT_EQ(accession_->submit(second).kind, Kind::Created);
  EXPECT_EQ(accession_->submit(second).kind, Kind::Repeated);
  EXPECT_EQ(registry_->last_accession(), 2);
}

TEST_F(IngestTest, AFullBacklogRefusesBeforeAnythingIsKept) {
  close();
  options_.backlog_records_max = 2;
  open();
  accession_->submit(submission("1"));
  accession_->submit(submission("2"));
  try {
    accession_->submit(submission("3"));
    FAIL() << "past the bound";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::BacklogFull);
  }
  registrar_->add_backlog(-1, -100);
  EXPECT_EQ(accession_->submit(submission("3")).kind, Kind::Created);
}

}  // namespace
}  // namespace cundang::ingest
