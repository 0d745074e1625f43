// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/signals/signals.h"

namespace cundang::signals {

Date day(std::string_view text);

/// What a report of an accident says; the rest is filled in.
struct Told {
  std::string occurred = "2012-07-01";
  int deaths = 0, injuries = 0;
  long loss = 0;
  std::string cause_class = "坍塌", district = "HDQ", sector = "建筑施工", unit = "MYJT";
};

/// Records in leaf order over the suggestions: units HDQ, LSQ, ZJW (建筑施工), MYJT, bureau AJJ, office AWB.
class Scene {
 public:
  /// With registers and every policy of `policies` (id → attribute, value), filed on 2012-01-01.
  Scene();
  AccessionNumber file(const std::string& on, const std::string& unit, Node content, const std::string& series = {},
                       bool historical = false);
  AccessionNumber accident(const std::string& on, const Told& told, const std::string& report = "first",
                           AccessionNumber previous = {}, const std::string& unit = "AJJ", bool historical = false);
  AccessionNumber danger(const std::string& on, const std::string& cleared = {}, AccessionNumber previous = {});
  AccessionNumber decide(const std::string& on, const Signal& signal, const std::string& action,
                         AccessionNumber paper = {}, const std::string& unit = "AJJ",
                         std::optional<LeafIndex> expects = {});
  /// The last leaf so far.
  LeafIndex last() const { return count_; }
  AccessionNumber policy(const std::string& on, const std::string& id, const std::string& measure, int value);
  AccessionNumber quota(const std::string& on, const std::string& indicator, const std::string& unit,
                        const std::string& sector, const std::string& value);

  /// Suggestions of that trigger about that unit, latest first, as known on that day.
  std::vector<Signal> found(std::string_view on, std::string_view trigger, const std::string& unit) const;
  /// The same with the knowledge of everything filed.
  std::vector<Signal> in_hindsight(std::string_view on, std::string_view trigger, const std::string& unit) const;
  /// A 约谈通知 of the bureau to these units.
  AccessionNumber notice(const std::string& on, const std::vector<std::string>& to);
  const Signals& signals() const { return signals_; }
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  Signals signals_;
  std::vector<Entry> entries_;
  std::int64_t count_ = 0;
};

Node text(std::string name, std::string value);
Node with(std::string name, std::vector<std::pair<std::string, std::string>> attributes,
          std::vector<Node> children = {}, std::string value = {});

}  // namespace cundang::signals
