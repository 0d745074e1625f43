// SPDX-License-Identifier: GPL-3.0-or-later
// Reminders from the ledger to the mailbox and back into the log, over a real archive, a mail server that dies and
// comes back, and a webhook receiver that fails.
#include "server/app/notice_desk.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "schema/xml/record_writer.h"
#include "server/app/adjustable_clock.h"
#include "server/obligations/obligation_json.h"
#include "tests/support/smtp_server.h"
#include "tests/support/temp_dir.h"
#include "tests/support/tls_identity.h"
#include "tests/support/webhook_receiver.h"

namespace cundang::app {
namespace {

using support::SmtpServer;
using support::WebhookReceiver;

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

Viewer everyone() { return {{"office"}, {"AWB"}, true}; }

class NoticeDeskTest : public testing::Test {
 protected:
  NoticeDeskTest() {
    Archive::found(layout_, {"cundang.example/test", parse_instant("2012-07-02T09:00:00+08:00")}, *clock_);
    open();
    for (const auto* pack : {"units.xml", "policies.xml", "calendar-2012.xml", "rules-4.xml"}) {
      office(read_file(std::filesystem::path{CUNDANG_SOURCE_DIR} / "config" / "packs" / pack));
      archive_->settle_now();
    }
    accounts_->persons.add({"li.fang"}, "李芳", {"test"});
    accounts_->persons.grant({"li.fang"}, {"ZJW"}, {Role::Submitter}, {"test"});
    accounts_->subscriptions.set({{"li.fang"}, "", {"ZJW"}, "li@zjw.example", true, true});
    options_.public_url = "https://cundang.example";
    options_.mail.server = "127.0.0.1";
    options_.mail.port = static_cast<std::uint16_t>(mail_.port());
    options_.mail.from = "cundang@awb.example";
    options_.mail.timeout = std::chrono::seconds{2};
    options_.webhooks = {{hook_.host()}, {}, std::chrono::seconds{2}};
    start();
  }
  ~NoticeDeskTest() override { stop(); }

  void open() {
    archive_ = std::make_unique<Archive>(layout_, ArchiveOptions{}, clock_);
    accounts_ = std::make_unique<accounts::Accounts>(layout_.accounts(), real_);
  }
  void start() {
    desk_ = std::make_unique<NoticeDesk>(*archive_, *accounts_, options_, real_);
    desk_->round();  // the first one only marks where news begins
  }
  void stop() {
    desk_.reset();
    accounts_.reset();
    archive_.reset();
  }
  void restart() {
    stop();
    open();
    start();
  }
  void at(const std::string& beijing) { clock_->set(*parse_instant(beijing + "+08:00")); }
  void later(std::chrono::milliseconds by) { real_.set(real_.now() + by); }

  void office(std::string xml) {
    Submission submission;
    submission.actor = {{"wang.min"}, {"AWB"}, AuthMethod::Password, {Role::Office, Role::Submitter}};
    submission.record_xml = std::move(xml);
    EXPECT_EQ(archive_->submit(std::move(submission)).kind, AccessionResult::Kind::Created);
  }
  /// A letter of AWB to ZJW that asks for an answer by the 20th.
  AccessionNumber letter(const std::string& title = "关于报送情况的通知") {
    Record record;
    record.form = "1.0";
    record.kind = record.content.name = "other-document";
    record.submitter = {{"AWB"}, ""};
    record.authors = {{{"AWB"}, "安委办"}};
    record.title = title;
    record.document_date = beijing_day(archive_->now());
    record.addressees = {{{"ZJW"}, "市住房和城乡建设委员会"}};
    record.body = {{Paragraph::Kind::Text, 0, "p1", "请于7月20日前反馈。"}};
    record.demands.push_back({"p1", {}, "feedback", parse_date("2012-07-20"), 0, true});
    office(write_record(record));
    archive_->settle_now();
    return {archive_->health().accepted};
  }
  ledger::Obligation duty() {
    const auto duties = archive_->obligations({}, everyone());
    for (const auto& each : duties)
      if (each.owing.text == "ZJW") return each;
    ADD_FAILURE() << "no duty";
    return {};
  }
  accounts::Outgoing last() { return accounts_->outbox.latest(1).at(0); }
  std::vector<RecordPage> sendings() {
    std::vector<RecordPage> found;
    for (std::int64_t i = 1; i <= archive_->health().accepted; ++i)
      if (auto page = archive_->record({i}, everyone()); page.record.kind == "sending")
        found.push_back(std::move(page));
    return found;
  }
  bool warned(const std::string& part) {
    for (const auto& warning : desk_->warnings())
      if (warning.zh.find(part) != std::string::npos) return true;
    return false;
  }
  std::int64_t add_hook(const std::string& unit = "ZJW") {
    secret_ = accounts_->webhooks.add({unit}, "http://" + hook_.host() + "/x", beijing_day(archive_->now()), {"root"});
    return accounts_->webhooks.all().back().id;
  }

  SmtpServer mail_;
  WebhookReceiver hook_;
  support::TempDir dir_;
  DataLayout layout_{dir_ / "data"};
  std::shared_ptr<AdjustableClock> clock_ =
      std::make_shared<AdjustableClock>(*parse_instant("2012-07-02T09:00:00+08:00"));
  AdjustableClock real_{*parse_instant("2026-11-24T09:00:00+08:00")};
  NoticeOptions options_;
  std::unique_ptr<Archive> archive_;
  std::unique_ptr<accounts::Accounts> accounts_;
  std::unique_ptr<NoticeDesk> desk_;
  std::string secret_;
};

TEST_F(NoticeDeskTest, ALetterIsToldAtOnceAndItsSendingStandsInTheLog) {
  const auto number = letter();
  desk_->round();
  ASSERT_EQ(mail_.received().size(), 2U) << "the letter at once, and today's digest";
  EXPECT_EQ(mail_.received()[0].to, "li@zjw.example");
  EXPECT_NE(mail_.received()[0].header("Subject").find("新文件待签收"), std::string::npos);
  EXPECT_NE(mail_.received()[0].text().find(to_text(number)), std::string::npos);
  EXPECT_NE(mail_.received()[1].header("Subject").find("应办提醒 2012年7月2日"), std::string::npos);
  const auto filed = sendings();
  ASSERT_EQ(filed.size(), 2U);
  EXPECT_EQ(filed[0].unit.text, "AWB");
  EXPECT_EQ(filed[0].method, "local");
  EXPECT_EQ(filed[0].record.content.child_text("result"), "accepted");
  EXPECT_EQ(filed[0].record.content.child("about")->attribute("obligation"), duty().id.text);
  EXPECT_EQ(last().record, filed[1].number);
  EXPECT_EQ(archive_->record(filed[0].number, {{"li"}, {"ZJW"}, false}).number, filed[0].number) << "its unit may read";
  EXPECT_THROW(archive_->record(filed[0].number, {{"x"}, {"JTJ"}, false}), Error);
  desk_->round();
  EXPECT_EQ(mail_.received().size(), 2U) << "and nothing twice";
}

TEST_F(NoticeDeskTest, AMailIsNoService) {
  letter();
  const auto before = ledger::to_json(std::vector{duty()});
  desk_->round();
  archive_->settle_now();
  ASSERT_EQ(mail_.received().size(), 2U);
  EXPECT_EQ(ledger::to_json(std::vector{duty()}), before);
  at("2012-09-03T09:00:00");
  EXPECT_EQ(duty().state, ledger::State::AwaitingAcknowledgement);
  EXPECT_EQ(duty().days_overdue, 0);
}

TEST_F(NoticeDeskTest, ADeadMailServerLosesNothing) {
  mail_.die();
  letter();
  desk_->round();
  EXPECT_EQ(accounts_->outbox.waiting("mail"), 2);
  EXPECT_TRUE(warned("2 封待发"));
  restart();  // as after kill -9: everything stands in the outbox
  EXPECT_EQ(accounts_->outbox.waiting("mail"), 2);
  later(std::chrono::hours{1});
  desk_->round();
  EXPECT_TRUE(warned("待发")) << "still dead";
  mail_.come_back();
  desk_->round();
  EXPECT_EQ(mail_.received().size(), 0U) << "it rests before it tries again";
  later(std::chrono::hours{2});
  desk_->round();
  EXPECT_EQ(mail_.received().size(), 2U);
  EXPECT_EQ(sendings().size(), 2U);
  EXPECT_TRUE(desk_->warnings().empty()) << desk_->warnings().front().zh;
}

TEST_F(NoticeDeskTest, AMailServerThatDoesNotProveItsNameGetsNothingUntilItDoes) {
  const support::TlsIdentity wrong{dir_.path(), "wrong", "mail.example"}, right{dir_.path(), "right", "localhost"};
  mail_.offer_tls(wrong.context(), false);
  options_.mail.server = "localhost";
  options_.mail.security = delivery::MailOptions::Security::StartTls;
  options_.mail.ca_file = right.certificate();
  restart();
  letter();
  desk_->round();
  EXPECT_EQ(accounts_->outbox.waiting("mail"), 2);
  EXPECT_TRUE(warned("2 封待发"));
  EXPECT_TRUE(warned("ertificate")) << "and why: " << (desk_->warnings().empty() ? "" : desk_->warnings().front().zh);
  EXPECT_TRUE(mail_.received().empty());
  mail_.offer_tls(right.context(), false);
  later(std::chrono::hours{2});
  desk_->round();
  EXPECT_EQ(mail_.received().size(), 2U);
  EXPECT_TRUE(mail_.spoke_tls());
  EXPECT_TRUE(desk_->warnings().empty());
}

TEST_F(NoticeDeskTest, RetryNowDoesNotWait) {
  mail_.die();
  letter();
  desk_->round();
  mail_.come_back();
  desk_->retry_now();
  desk_->round();
  EXPECT_EQ(mail_.received().size(), 2U);
}

TEST_F(NoticeDeskTest, WhatWasNotAnsweredIsSentAgainUnderTheSameName) {
  mail_.set(SmtpServer::Mood::HangsUpAfterData);
  letter();
  desk_->round();
  EXPECT_EQ(accounts_->outbox.waiting("mail"), 2);
  EXPECT_TRUE(sendings().empty()) << "what is not known to be sent is not registered as sent";
  mail_.set(SmtpServer::Mood::Kind);
  later(std::chrono::hours{2});
  restart();
  ASSERT_EQ(mail_.received().size(), 2U);
  ASSERT_FALSE(mail_.unanswered().empty());
  EXPECT_EQ(mail_.received()[0].header("Message-ID"), mail_.unanswered()[0].header("Message-ID"));
  EXPECT_NE(mail_.received()[0].header("Message-ID"), mail_.received()[1].header("Message-ID"));
}

TEST_F(NoticeDeskTest, ARefusedAddressIsRegisteredAsRefusedAndStopsNobody) {
  accounts_->persons.add({"zhao"}, "赵", {"test"});
  accounts_->persons.grant({"zhao"}, {"ZJW"}, {Role::Submitter}, {"test"});
  accounts_->subscriptions.set({{"zhao"}, "", {"ZJW"}, "gone@zjw.example", false, true});
  mail_.answer("gone@zjw.example", "550 no such user");
  letter();
  desk_->round();
  EXPECT_EQ(mail_.received().size(), 2U);
  int refused = 0;
  for (const auto& each : sendings()) refused += each.record.content.child_text("result") == "refused";
  EXPECT_EQ(refused, 1);
  EXPECT_EQ(accounts_->outbox.waiting("mail"), 0);
}

TEST_F(NoticeDeskTest, OneDigestEachWorkingDayAfterItsHour) {
  letter();
  desk_->round();
  const auto digests = [&] {
    int count = 0;
    for (const auto& each : mail_.received()) count += each.header("Subject").find("应办提醒") != std::string::npos;
    return count;
  };
  EXPECT_EQ(digests(), 1);
  struct Hour {
    const char* at;
    int digests;
  };
  for (const auto& hour :
       {Hour{"2012-07-03T07:59:00", 1}, Hour{"2012-07-03T08:00:01", 2}, Hour{"2012-07-03T17:00:00", 2},
        Hour{"2012-07-07T09:00:00", 2}, Hour{"2012-07-09T09:00:00", 3}}) {
    at(hour.at);
    desk_->round();
    EXPECT_EQ(digests(), hour.digests) << hour.at;
  }
}

TEST_F(NoticeDeskTest, WhoLeavesOrUnsubscribesIsToldNothing) {
  accounts_->persons.enable({"li.fang"}, false, {"test"});
  letter();
  desk_->round();
  EXPECT_TRUE(mail_.received().empty());
}

TEST_F(NoticeDeskTest, NobodyElseRegistersASending) {
  letter();
  desk_->round();
  Submission forged;
  forged.actor = {{"wang.min"}, {"AWB"}, AuthMethod::Password, {Role::Office, Role::Submitter}};
  auto record = sendings().at(0).record;
  record.title += "（伪造）";
  forged.record_xml = write_record(record);
  const auto refused = archive_->submit(forged);
  ASSERT_EQ(refused.kind, AccessionResult::Kind::Refused);
  EXPECT_EQ(refused.findings.at(0).code, "authority.service-only");
}

TEST_F(NoticeDeskTest, AWebhookIsSignedAndSeveralDeliveriesStandInOneRecord) {
  accounts_->subscriptions.remove({"li.fang"}, {"ZJW"});
  add_hook();
  letter("第一份");
  letter("第二份");
  desk_->round();
  const auto calls = hook_.received();
  ASSERT_EQ(calls.size(), 2U);
  for (auto call : calls) {
    EXPECT_EQ(call.headers["x-cundang-event"], "obligation.created");
    EXPECT_EQ(call.headers["x-cundang-signature"],
              delivery::signature(secret_, std::stoll(call.headers["x-cundang-timestamp"]), call.body));
  }
  EXPECT_NE(calls[0].headers.at("x-cundang-delivery"), calls[1].headers.at("x-cundang-delivery"));
  EXPECT_TRUE(sendings().empty()) << "filed together after some minutes";
  clock_->set(clock_->now() + std::chrono::minutes{11});
  desk_->round();
  ASSERT_EQ(sendings().size(), 1U);
  EXPECT_EQ(sendings()[0].record.content.select("about").size(), 2U);
  EXPECT_EQ(sendings()[0].record.content.child_text("channel"), "webhook");
}

TEST_F(NoticeDeskTest, AFailingWebhookRestsIsGivenUpAfterDaysAndLosesNothing) {
  const auto id = add_hook();
  hook_.answer("500 Oops");
  letter();
  desk_->round();
  EXPECT_EQ(hook_.received().size(), 1U);
  desk_->round();
  EXPECT_EQ(hook_.received().size(), 1U) << "it rests";
  later(std::chrono::minutes{2});
  desk_->round();
  EXPECT_EQ(hook_.received().size(), 2U);
  const auto first = hook_.received()[0].headers.at("x-cundang-delivery");
  EXPECT_EQ(hook_.received()[1].headers.at("x-cundang-delivery"), first) << "a repetition is known by its id";
  EXPECT_FALSE(warned("已停用"));
  later(std::chrono::hours{24 * 5});
  desk_->round();
  EXPECT_FALSE(accounts_->webhooks.all().at(0).enabled);
  EXPECT_TRUE(warned("已停用"));
  hook_.answer("204 No Content");
  later(std::chrono::hours{24});
  desk_->round();
  EXPECT_EQ(hook_.received().size(), 3U) << "nobody calls a disabled one";
  accounts_->webhooks.enable(id, true, {"root"});
  desk_->round();
  ASSERT_EQ(hook_.received().size(), 4U);
  EXPECT_EQ(hook_.received()[3].headers.at("x-cundang-delivery"), first);
  EXPECT_FALSE(warned("已停用"));
}

TEST_F(NoticeDeskTest, AHostTakenFromTheListIsCalledNoMore) {
  add_hook();
  options_.webhooks.allowed.clear();
  restart();
  letter();
  desk_->round();
  EXPECT_TRUE(hook_.received().empty());
  EXPECT_NE(accounts_->webhooks.all().at(0).trouble.find("not on the list"), std::string::npos);
}

TEST_F(NoticeDeskTest, TestingAWebhookSendsAPingThatIsNoSending) {
  const auto id = add_hook();
  desk_->test_webhook(id);
  desk_->round();
  ASSERT_EQ(hook_.received().size(), 1U);
  EXPECT_EQ(hook_.received()[0].headers.at("x-cundang-event"), "ping");
  clock_->set(clock_->now() + std::chrono::minutes{11});
  desk_->round();
  EXPECT_TRUE(sendings().empty());
}

TEST_F(NoticeDeskTest, ThreadSendsByItselfAndEndsWhenAsked) {
  options_.pace = std::chrono::milliseconds{20};
  stop();
  open();
  desk_ = std::make_unique<NoticeDesk>(*archive_, *accounts_, options_, real_);
  desk_->start();
  letter();
  EXPECT_TRUE(mail_.wait_for(2));
  const auto began = std::chrono::steady_clock::now();
  desk_.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{5});
}

}  // namespace
}  // namespace cundang::app
