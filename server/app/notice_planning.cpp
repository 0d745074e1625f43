// SPDX-License-Identifier: GPL-3.0-or-later
// What is to be said is planned from the ledger and put into the outbox, with the mark of what has been told.
#include <algorithm>
#include <set>

#include "schema/model/mail_address.h"
#include "server/app/ledger_view.h"
#include "server/app/notice_desk.h"
#include "server/notices/plan.h"
#include "server/obligations/span_of_days.h"

namespace cundang::app {
namespace {

constexpr std::chrono::hours news_age_max{30 * 24};
constexpr std::chrono::seconds plan_again{60};  // a subscription made meanwhile

accounts::Outgoing outgoing(notices::Message message) {
  accounts::Outgoing row;
  row.key = std::move(message.key);
  row.channel = "mail";
  row.target = std::move(message.to);
  row.unit = std::move(message.unit);
  row.subject = std::move(message.subject);
  row.body = std::move(message.body);
  row.about = std::move(message.about);
  return row;
}

accounts::Outgoing outgoing(notices::Event event, const notices::Hook& hook) {
  accounts::Outgoing row;
  row.key = std::move(event.key);
  row.channel = "webhook";
  row.target = hook.id;
  row.unit = hook.unit;
  row.event = event.name;
  row.subject = std::move(event.name);
  row.body = std::move(event.body);
  row.about = {std::move(event.about)};
  return row;
}

}  // namespace

void NoticeDesk::plan() {
  const auto now = archive_.now();
  const auto on = beijing_day(now);
  const auto& ledger = archive_.ledger();
  const auto day = ledger.reminder_day(on);
  const bool digest_due =
      options_.mail.configured() && day.working && now >= start_of_beijing_day(on) + options_.digest_at;
  // Read before the duties are: what is applied in between is told now and passed over then.
  const Planned wanted{ledger.through(), on, digest_due, real_.now()};
  if (wanted.through == planned_.through && on == planned_.on && digest_due == planned_.digest_due &&
      real_.now() < planned_.at + plan_again)
    return;
  const auto mark = accounts_.outbox.mark();
  const auto units = ledger.units();
  const auto people = options_.mail.configured() ? recipients(units, on) : std::vector<notices::Recipient>{};
  const auto programs = hooks();
  std::vector<accounts::Outgoing> rows;
  if (mark && (!people.empty() || !programs.empty())) {
    const auto duties = ledger.obligations({}, on);
    const notices::Situation situation{on,
                                       day.soon_until,
                                       digest_due,
                                       mark->leaf,
                                       now - news_age_max,
                                       duties,
                                       units,
                                       {public_url(), archive_.simulated()},
                                       [this](std::string_view key) { return accounts_.outbox.has(key); }};
    for (auto& message : notices::plan(situation, people)) rows.push_back(outgoing(std::move(message)));
    for (const auto& hook : programs)
      for (auto& event : notices::events(situation, hook, mark->day)) rows.push_back(outgoing(std::move(event), hook));
  }
  // The first time there is only a mark: what lay in the archive before is no news.
  if (!rows.empty() || !mark || mark->leaf != wanted.through || mark->day != on)
    accounts_.outbox.put(rows, {wanted.through, on});
  planned_ = wanted;
}

std::vector<notices::Recipient> NoticeDesk::recipients(const std::vector<Unit>& units, Date on) const {
  std::vector<notices::Recipient> found;
  std::set<std::pair<std::string, std::string>> chosen;
  for (const auto& each : accounts_.subscriptions.active()) {
    chosen.insert({each.unit.text, each.address});
    if (each.digest || each.at_once)
      found.push_back({each.address, each.person_name, each.unit, each.digest, each.at_once});
  }
  // The 联络员 of the register is told of everything, unless a person with that address has chosen otherwise.
  for (const auto& unit : units)
    for (const auto& contact : unit.contacts)
      if (ledger::SpanOfDays{contact.from, contact.until}.holds(on) && is_mail_address(contact.email) &&
          chosen.insert({unit.code.text, contact.email}).second)
        found.push_back({contact.email, contact.name, unit.code, true, true});
  return found;
}

std::vector<notices::Hook> NoticeDesk::hooks() const {
  std::vector<notices::Hook> found;
  for (const auto& each : accounts_.webhooks.all()) {
    if (!each.enabled) continue;
    const Actor actor{{"system:notices"}, each.unit, AuthMethod::Token, {Role::Submitter}};
    found.push_back({std::to_string(each.id), each.unit, archive_.viewer(actor).sees_all, each.since});
  }
  return found;
}

}  // namespace cundang::app
