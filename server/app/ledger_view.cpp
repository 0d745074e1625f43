// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ledger_view.h"

#include <mutex>

namespace cundang::app {

LedgerView::LedgerView(const EntrySource& entries) : entries_{entries} { catch_up(); }

void LedgerView::catch_up() {
  const std::unique_lock lock{mutex_};
  entries_.replay(through_, EntrySource::no_end, [this](const Entry& entry) { live_.apply(entry); });
}

std::vector<ledger::Obligation> LedgerView::obligations(const ObligationQuery& query, Date today) const {
  const auto on = query.on.value_or(today);
  const auto until = entries_.known_until({query.known_size, query.known_at}, on, today);
  ledger::Filter filter;
  filter.unit = query.unit;
  if (until == EntrySource::no_end) {
    const std::shared_lock lock{mutex_};
    return live_.obligations(on, filter);
  }
  return replayed(until).obligations(on, filter);
}

ledger::Ledger LedgerView::replayed(LeafIndex until) const {
  ledger::Ledger ledger;
  LeafIndex through = -1;
  entries_.replay(through, until, [&ledger](const Entry& entry) { ledger.apply(entry); });
  return ledger;
}

std::optional<ledger::Obligation> LedgerView::find(const ObligationId& id, const ObligationQuery& query,
                                                   Date today) const {
  const auto on = query.on.value_or(today);
  const auto until = entries_.known_until({query.known_size, query.known_at}, on, today);
  if (until == EntrySource::no_end) return find(id, on);
  return replayed(until).find(id, on);
}

ledger::DutiesOfRecord LedgerView::duties_of(AccessionNumber record, Date on) const {
  const std::shared_lock lock{mutex_};
  return live_.duties_of(record, on);
}

std::vector<ledger::Proposal> LedgerView::proposals(Date on) const {
  const std::shared_lock lock{mutex_};
  return live_.propose(on);
}

std::vector<ledger::LatePaper> LedgerView::late_papers() const {
  const std::shared_lock lock{mutex_};
  return live_.late_papers();
}

std::vector<Unit> LedgerView::units() const {
  const std::shared_lock lock{mutex_};
  return live_.units().all();
}

std::optional<ledger::Obligation> LedgerView::find(const ObligationId& id, Date on) const {
  const std::shared_lock lock{mutex_};
  return live_.find(id, on);
}

bool LedgerView::has_units() const {
  const std::shared_lock lock{mutex_};
  return !live_.units().empty();
}

std::optional<Unit> LedgerView::unit(const UnitCode& code) const {
  const std::shared_lock lock{mutex_};
  const auto* found = live_.units().find(code);
  return found ? std::optional{*found} : std::nullopt;
}

LeafIndex LedgerView::through() const {
  const std::shared_lock lock{mutex_};
  return through_;
}

notices::ReminderDay LedgerView::reminder_day(Date on) const {
  const std::shared_lock lock{mutex_};
  return notices::reminder_day(live_, on);
}

}  // namespace cundang::app
