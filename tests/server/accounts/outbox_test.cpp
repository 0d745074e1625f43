// SPDX-License-Identifier: GPL-3.0-or-later
// What waits to be sent outlives every end of the process, and nothing stands in it twice.
#include "server/accounts/outbox.h"

#include <gtest/gtest.h>

#include "server/accounts/accounts.h"
#include "tests/server/accounts/hand_clock.h"
#include "tests/support/temp_dir.h"

namespace cundang::accounts {
namespace {

using namespace std::chrono_literals;

;

class OutboxTest : public testing::Test {
 protected:
  OutboxTest() { reopen(); }
  void reopen() {
    accounts_.reset();
    accounts_ = std::make_unique<Accounts>(dir_ / "accounts.sqlite", clock_);
  }
  Outbox& box() { return accounts_->outbox; }
  static Outgoing mail(const std::string& key) {
    Outgoing row;
    row.key = key;
    row.channel = "mail";
    row.target = "li@zjw.example";
    row.unit = {"ZJW"};
    row.subject = "应办提醒";
    row.body = "正文\n第二行";
    row.about = {{std::string(32, 'a')}, {std::string(32, 'b')}};
    return row;
  }
  std::string waiting() {
    std::string keys;
    for (const auto& row : box().due("mail", "", 10)) keys += row.key + " ";
    return keys;
  }
  support::TempDir dir_;
  HandClock clock_;
  std::unique_ptr<Accounts> accounts_;
};

TEST_F(OutboxTest, KeepsWhatItWasGivenOverAnyEnd) {
  EXPECT_FALSE(box().mark());
  box().put({mail("a"), mail("b")}, {17, *parse_date("2012-07-09")});
  reopen();
  EXPECT_EQ(waiting(), "a b ");
  const auto row = box().due("mail", "", 1).at(0);
  EXPECT_EQ(row.body, "正文\n第二行");
  EXPECT_EQ(row.about.size(), 2U);
  ASSERT_TRUE(box().mark());
  EXPECT_EQ(box().mark()->leaf, 17);
  EXPECT_EQ(to_text(box().mark()->day), "2012-07-09");
}

TEST_F(OutboxTest, AKeyStandsInItOnce) {
  box().put({mail("a")});
  box().accepted(box().due("mail", "", 1).at(0).id, "250", clock_.now());
  box().put({mail("a"), mail("b")});
  EXPECT_EQ(waiting(), "b ") << "a was sent and is not sent again";
  EXPECT_TRUE(box().has("a"));
  EXPECT_FALSE(box().has("c"));
}

TEST_F(OutboxTest, WhatIsPutOffWaitsForItsTimeUnlessHurried) {
  box().put({mail("a"), mail("b")});
  box().put_off(box().due("mail", "", 1).at(0).id, "452 full", clock_.now() + 5min);
  EXPECT_EQ(waiting(), "b ");
  clock_.pass(5min);
  EXPECT_EQ(waiting(), "a b ");
  box().put_off(box().due("mail", "", 1).at(0).id, "452 full", clock_.now() + 1h);
  box().hurry();
  EXPECT_EQ(waiting(), "a b ");
  EXPECT_EQ(box().due("mail", "", 1).at(0).tries, 2);
}

TEST_F(OutboxTest, ABatchIsFiledUnderOneNameEvenAfterACrash) {
  box().put({mail("a"), mail("b"), mail("c")});
  for (const auto& row : box().due("mail", "", 2)) box().accepted(row.id, "250", clock_.now());
  std::vector<std::int64_t> ids;
  for (const auto& row : box().unfiled("mail", 10)) ids.push_back(row.id);
  ASSERT_EQ(ids.size(), 2U) << "what still waits is not filed";
  box().bind(ids, "batch-1");
  reopen();
  EXPECT_TRUE(box().unfiled("mail", 10).empty());
  box().bind(ids, "batch-2");
  EXPECT_EQ(box().bound(), std::vector<std::string>{"batch-1"}) << "bound once, bound for good";
  EXPECT_EQ(box().of_batch("batch-1").size(), 2U);
  box().filed("batch-1", {44});
  EXPECT_TRUE(box().bound().empty());
  EXPECT_EQ(box().of_batch("batch-1").at(1).record, AccessionNumber{44});
}

TEST_F(OutboxTest, ForgetsOnlyWhatIsFiledAndOld) {
  box().put({mail("filed"), mail("unfiled"), mail("waiting")});
  const auto rows = box().due("mail", "", 10);
  box().accepted(rows[0].id, "250", clock_.now());
  box().accepted(rows[1].id, "250", clock_.now());
  box().bind({rows[0].id}, "batch");
  box().filed("batch", {1});
  box().forget_before(clock_.now());
  EXPECT_TRUE(box().has("filed")) << "not old";
  clock_.pass(1h);
  box().forget_before(clock_.now());
  EXPECT_FALSE(box().has("filed"));
  EXPECT_TRUE(box().has("unfiled"));
  EXPECT_TRUE(box().has("waiting"));
}

TEST_F(OutboxTest, WhatWaitsForAWebhookGoesWithIt) {
  accounts_->webhooks.add({"ZJW"}, "https://oa.example/x", *parse_date("2012-07-09"), {"root"});
  const auto id = accounts_->webhooks.all().at(0).id;
  auto call = mail("call");
  call.channel = "webhook";
  call.target = std::to_string(id);
  box().put({call, mail("a")});
  accounts_->webhooks.remove(id, {"root"});
  EXPECT_FALSE(box().has("call"));
  EXPECT_TRUE(box().has("a"));
}

}  // namespace
}  // namespace cundang::accounts
