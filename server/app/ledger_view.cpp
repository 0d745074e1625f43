// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ledger_view.h"

#include <limits>
#include <mutex>

#include "archive/evidence/leaf.h"

namespace cundang::app {
namespace {

constexpr LeafIndex no_end = std::numeric_limits<LeafIndex>::max();

}  // namespace

LedgerView::LedgerView(const registry::Registry& registry, const RecordReader& reader)
    : registry_{registry}, reader_{reader} {
  catch_up();
}

void LedgerView::catch_up() {
  const std::unique_lock lock{mutex_};
  replay(live_, through_, no_end);
}

void LedgerView::replay(ledger::Ledger& ledger, LeafIndex& through, LeafIndex until) const {
  for (;;) {
    const auto rows = registry_.ledger(through, 500);
    if (rows.empty()) return;
    for (const auto& row : rows) {
      if (row.leaf_index >= until) return;
      auto read = reader_.read(row.record_xml);
      if (!read) throw Error{ErrorCode::RegistryUnreadable, "ledger entry"}.with("record", to_text(row.accession));
      ledger.apply({row.leaf_index, row.accession, row.received_at, row.unit, row.person, std::move(read.value())});
      through = row.leaf_index;
    }
  }
}

LeafIndex LedgerView::known_until(const ObligationQuery& query, Date on, Date today) const {
  if (query.known_size) {
    if (*query.known_size > registry_.tree_size())
      throw Error{ErrorCode::BadRequest, "the log is shorter"}.with("size", std::to_string(registry_.tree_size()));
    return *query.known_size;
  }
  if (query.known_at) {
    // logged_at never decreases: the first leaf logged later ends what was known.
    LeafIndex low = 0;
    LeafIndex high = registry_.tree_size();
    while (low < high) {
      const auto middle = low + (high - low) / 2;
      const auto row = registry_.leaf(middle);
      const auto leaf = row ? evidence::parse_leaf(row->leaf) : std::nullopt;
      if (!leaf) throw Error{ErrorCode::LogInconsistent, "unreadable leaf"}.with("leaf", std::to_string(middle));
      if (leaf->logged > *query.known_at)
        high = middle;
      else
        low = middle + 1;
    }
    return low;
  }
  if (on >= today) return no_end;
  const auto day_close = registry_.mark("day-close " + to_text(on));
  return day_close < 0 ? (on < today ? LeafIndex{0} : no_end) : day_close;
}

std::vector<ledger::Obligation> LedgerView::obligations(const ObligationQuery& query, Date today) const {
  const auto on = query.on.value_or(today);
  const auto until = known_until(query, on, today);
  ledger::Filter filter;
  filter.unit = query.unit;
  if (until == no_end) {
    const std::shared_lock lock{mutex_};
    return live_.obligations(on, filter);
  }
  ledger::Ledger ledger;
  LeafIndex through = -1;
  replay(ledger, through, until);
  return ledger.obligations(on, filter);
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

}  // namespace cundang::app
