// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/assessment/assess.h"
#include "server/assessment/year_facts.h"
#include "tests/server/obligations/story.h"

namespace cundang::assessment {

using Attributes = std::vector<std::pair<std::string, std::string>>;

/// A 考核办法 of 2012 with these indicators, in force from 2012-01-01.
Record scoring_pack(const std::string& unit_class, std::vector<Attributes> indicators,
                    const std::string& in_force = "2012-01-01");
/// deduct: 10 points for 5a and 5b, a working day late 1, one not seen 5, at most 5 each.
Attributes reports_item(const std::string& id = "工作情况");
Attributes criticism_item();
Attributes hand_item(const std::string& id = "现场考核", const std::string& method = "by-hand",
                     const std::string& points = "20");

/// An assessment step by `unit`, about `about` where it is not empty; its items follow.
Record step(const std::string& unit, const std::string& kind, const std::string& about, std::vector<Node> items = {},
            const std::string& answers = {});
Node item(Attributes attributes, std::vector<Node> children = {});

/// A year of one city: entries, and the log's facts that go with them. Shipped packs are filed on 2012-06-01.
class YearStory {
 public:
  explicit YearStory(bool with_policies = true);
  AccessionNumber file(const std::string& when, Record record, const std::string& person = "wang.min");
  /// An upload of `unit` that was refused.
  void refuse(const std::string& when, const std::string& unit);
  /// Makes the day-close count one statement more than there is.
  void hide_one(const std::string& unit) { hidden_ = unit; }

  YearResult assess(const std::string& on, const WhatIf& what_if = {}) const;
  /// Facts as a log closed every day until `on` would have them.
  LogFacts facts(const std::string& on) const;
  /// The card of a unit, asked with everything known.
  Scorecard card(const std::string& unit, const std::string& on, const WhatIf& what_if = {}) const;
  ledger::Obligation duty(const std::string& rule, const std::string& unit, const std::string& on) const;

 private:
  std::vector<Entry> entries_;
  std::vector<LogFacts::Refused> refused_;
  LeafIndex next_leaf_ = 0;
  std::string hidden_;
};

/// The line about the duty of that rule, or the first line; fails the test where there is none.
ScoreLine line(const Scorecard& card, const std::string& item, const std::string& rule = {});
const ItemScore& item_of(const Scorecard& card, const std::string& item);

}  // namespace cundang::assessment
