// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/closed_days.h"

#include <algorithm>

#include "archive/evidence/statement.h"

namespace cundang::app {
namespace {

constexpr int window = 500;

std::optional<ClosedDay> read(const registry::Registry& registry, const registry::LeafRow& row) {
  const auto statement = evidence::parse_statement(row.statement);
  const auto day = statement ? parse_date(statement->get("day")) : std::nullopt;
  if (!day) return std::nullopt;
  return ClosedDay{*day, parse_instant(statement->get("closed")).value_or(Instant{}), row.index, row.group_size,
                   registry.checkpoint(row.group_size)};
}

/// Every 日结 leaf after `after` until `take` says that it is enough.
template <class Take>
void each_day_close(const registry::Registry& registry, LeafIndex after, Take take) {
  for (auto from = after + 1;;) {
    const auto rows = registry.leaves_not_of(from, {"record", "package", "refusal", "note", "genesis"}, window);
    for (const auto& row : rows)
      if (row.type == "day-close" && !take(row)) return;
    if (rows.size() < window) return;
    from = rows.back().index + 1;
  }
}

}  // namespace

std::vector<ClosedDay> closed_days_after(const registry::Registry& registry, LeafIndex after) {
  std::vector<ClosedDay> days;
  each_day_close(registry, after, [&](const registry::LeafRow& row) {
    if (auto day = read(registry, row)) days.push_back(std::move(*day));
    return true;
  });
  return days;
}

std::vector<ClosedDay> latest_closed_days(const registry::Registry& registry, int limit) {
  std::vector<registry::LeafRow> rows;
  each_day_close(registry, -1, [&](const registry::LeafRow& row) {
    rows.push_back(row);
    if (static_cast<int>(rows.size()) > 2 * limit) rows.erase(rows.begin(), rows.end() - limit);
    return true;
  });
  std::vector<ClosedDay> days;
  for (auto row = rows.rbegin(); row != rows.rend() && static_cast<int>(days.size()) < limit; ++row)
    if (auto day = read(registry, *row)) days.push_back(std::move(*day));
  return days;
}

std::optional<ClosedDay> closed_day(const registry::Registry& registry, Date day) {
  std::optional<ClosedDay> found;
  const auto wanted = "day " + to_text(day) + "\n";
  each_day_close(registry, -1, [&](const registry::LeafRow& row) {
    if (row.statement.find(wanted) == std::string::npos) return true;
    found = read(registry, row);
    return !found;
  });
  return found;
}

}  // namespace cundang::app
