// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <vector>

#include "server/accounts/accounts.h"
#include "server/app/archive.h"
#include "server/app/notice_service.h"
#include "server/app/round_thread.h"
#include "server/delivery/smtp.h"
#include "server/delivery/webhook.h"
#include "server/notices/event.h"

namespace cundang::app {

struct NoticeOptions {
  std::string public_url;  ///< where people reach the pages, without a closing /
  delivery::MailOptions mail;
  delivery::WebhookOptions webhooks;
  std::chrono::minutes digest_at{8 * 60};               ///< of a working day, Asia/Shanghai, by the archive's clock
  std::chrono::hours webhook_give_up{5 * 24};           ///< of failing before a webhook is disabled
  std::chrono::seconds webhook_filing{600};             ///< deliveries of that long stand in one 发送登记
  std::chrono::milliseconds pace{2000};                 ///< between two looks
  std::chrono::seconds retry_min{60}, retry_max{3600};  ///< back-off, doubling, by the real clock
};

/// Plans what is to be said, sends it, and files a 发送登记 for what was sent. One thread at low priority, apart from
/// the line that accepts documents; everything under way stands in the outbox before it is done.
class NoticeDesk final : public NoticeService {
 public:
  /// @param real real clock, for back-off; the archive's own decides days. Everything outlives this.
  NoticeDesk(Archive& archive, accounts::Accounts& accounts, NoticeOptions options, const Clock& real);

  /// Where people reach the pages, when the settings do not say it and the port is known only now.
  void pages_at(std::string public_url);
  /// Starts the thread where a mail server or webhooks are configured; else nothing happens.
  void start();
  /// One round: plan, send, file. What the thread does again and again.
  void round();

  std::vector<Text> warnings() const override;
  bool sends_mail() const override { return options_.mail.configured(); }
  std::string public_url() const override;
  void retry_now() override;
  std::optional<Finding> webhook_fault(const std::string& url) const override;
  void test_webhook(std::int64_t id) override;

 private:
  /// A channel that does not work rests, longer each time.
  struct Rest {
    int failures = 0;
    Instant since, until;
    std::string trouble;  ///< empty while all is well
  };

  // notice_planning.cpp
  void plan();
  std::vector<notices::Recipient> recipients(const std::vector<Unit>& units, Date on) const;
  std::vector<notices::Hook> hooks() const;
  // notice_sending.cpp
  void send_mail();
  void send_mails(const std::vector<accounts::Outgoing>& mails);
  void call_webhooks();
  bool call_webhook(const accounts::Webhook& hook, const accounts::Outgoing& event);
  void webhook_failed(const accounts::Webhook& hook, const accounts::Outgoing& event, const std::string& trouble);
  Instant later(int failures) const;
  // notice_filing.cpp
  void file();
  void bind();
  void file_batch(const std::string& batch, const Unit& office);
  bool rests(const Rest& rest) const;
  void tell(Rest& rest, const std::string& trouble);

  Archive& archive_;
  accounts::Accounts& accounts_;
  const NoticeOptions options_;
  const Clock& real_;

  struct Planned {
    LeafIndex through = -2;
    Date on;
    bool digest_due = false;
    Instant at;
  } planned_;  ///< of the last planning; thread only

  mutable std::mutex mutex_;  ///< of what follows
  std::string public_url_;
  Rest mail_, planning_, sending_, filing_;
  RoundThread thread_{"notices", options_.pace};  ///< last: it uses all of the above
};

}  // namespace cundang::app
