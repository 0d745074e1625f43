// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/obligations/duty.h"

namespace cundang::ledger {

/// All duties, found by what a record may name. Places are stable: a duty never goes.
class DutyShelf {
 public:
  using Places = std::vector<std::size_t>;

  std::size_t add(Duty duty);
  /// Puts the step where its leaf belongs; a second answer of one record joins the first.
  void add_step(std::size_t place, Step step);
  /// From now on the term begins with the service of `record`, a correction.
  void serve_by(std::size_t place, AccessionNumber record);

  Duty& at(std::size_t place) { return duties_[place]; }
  const Duty& at(std::size_t place) const { return duties_[place]; }
  std::size_t size() const { return duties_.size(); }

  std::optional<std::size_t> by_id(std::string_view id) const;
  const Places& by_trigger(AccessionNumber number) const;
  /// Duties whose term begins with the service of this record: a trigger, or a correction.
  const Places& by_service_record(AccessionNumber number) const;
  /// Duties that this record answers.
  const Places& by_answer(AccessionNumber number) const;
  const Places& by_period(std::string_view rule, std::string_view period) const;
  /// Duties that the unit owes or has owed, or takes over later.
  const Places& by_unit(const UnitCode& unit) const;

 private:
  std::deque<Duty> duties_;
  std::unordered_map<std::string, std::size_t> ids_;
  std::unordered_map<std::int64_t, Places> triggers_, service_records_, answers_;
  std::unordered_map<std::string, Places> periods_;
  std::unordered_map<UnitCode, Places> units_;
};

}  // namespace cundang::ledger
