// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/accounts/accounts.h"
#include "server/app/archive.h"
#include "server/app/outside_service.h"
#include "server/app/round_thread.h"
#include "server/outlets/outlet.h"

namespace cundang::app {

struct OutsideOptions {
  std::vector<outlets::TsaOptions> tsas;
  std::vector<outlets::WitnessOutletOptions> witnesses;
  std::vector<outlets::MailOutletOptions> mails;
  std::vector<outlets::DropOptions> drops;
  int warn_after_days = 3;                              ///< without any outlet having taken a checkpoint
  std::chrono::seconds witness_every{60};               ///< between days, where the log has grown
  std::chrono::seconds timeout{20};                     ///< of each exchange
  std::chrono::milliseconds pace{2000};                 ///< between two looks
  std::chrono::seconds retry_min{60}, retry_max{3600};  ///< back-off, doubling, by the real clock
  bool any() const { return !tsas.empty() || !witnesses.empty() || !mails.empty() || !drops.empty(); }
};

/// Carries the checkpoint of each closed day to every outlet, and in between the newest one to the witnesses. What is
/// to go stands in the outbox before it goes; one thread at low priority.
class OutsideDesk final : public OutsideService {
 public:
  /// @param mail the house's mail server, for the outlets that are mailboxes. @param real clock of back-off. All
  /// references outlive this.
  OutsideDesk(Archive& archive, accounts::Accounts& accounts, OutsideOptions options, const delivery::MailOptions& mail,
              const Clock& real);

  /// Starts the thread where there is an outlet; else nothing happens.
  void start();
  /// One round: plan, deliver, witness. What the thread does again and again.
  void round();

  std::vector<OutletStatus> outlets() const override;
  std::vector<Text> warnings() const override;
  std::vector<ClosedDay> closed_days(int limit) const override;
  std::optional<ClosedDay> closed_day(Date day) const override;
  std::string vkey() const override;
  void retry_now() override;

 private:
  struct Rest {
    int failures = 0;
    Instant since, until;
    Text trouble;
    Instant asked;  ///< of a witness: when it was last asked between days
  };
  void plan();
  void deliver(outlets::Outlet& outlet);
  void witness(outlets::Outlet& outlet);
  void keep(outlets::Outlet& outlet, const outlets::DayHead& head, const outlets::Taken& taken);
  bool rests(const std::string& outlet) const;
  void tell(const std::string& outlet, const Text& trouble);
  Instant later(int failures) const;

  Archive& archive_;
  accounts::Accounts& accounts_;
  const OutsideOptions options_;
  const Clock& real_;
  std::vector<std::unique_ptr<outlets::Outlet>> outlets_;

  mutable std::mutex mutex_;  ///< of what follows
  std::map<std::string, Rest> rests_;
  RoundThread thread_{"outside", options_.pace};  ///< last: it uses all of the above
};

}  // namespace cundang::app
