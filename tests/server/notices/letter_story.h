// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include "server/notices/plan.h"
#include "server/notices/reminder_day.h"
#include "tests/server/obligations/story.h"

namespace cundang::notices {

/// An advisory letter of AJJ to LSQ on Monday 2 July 2012, signed for on the 3rd: 4b is due on 10 July, 4c on 24 July.
class LetterStory {
 public:
  LetterStory() : letter{story.file("2012-07-02 10:00", ledger::advisory_letter("LSQ"))} {}
  void sign() { story.file("2012-07-03 09:00", ledger::acknowledgement("LSQ", letter, "2012-07-03")); }
  AccessionNumber answer(const std::string& when = "2012-07-10 09:00") {
    return story.file(when, ledger::letter_feedback("LSQ", letter));
  }
  void act_by(const std::string& unit, const std::string& kind, std::vector<Node> children, const std::string& when) {
    children.insert(children.begin(), ledger::obligation_ref(duty(when.substr(0, 10)).id));
    story.file(when, ledger::act(unit, kind, std::move(children)));
  }
  ledger::Obligation duty(std::string_view on) const { return story.duty("函告-书面反馈", "LSQ", on); }

  ledger::Story story;
  AccessionNumber letter;
};

/// What a desk would know on a day; keeps the values a Situation refers to.
struct Desk {
  Desk(const ledger::Story& story, std::string_view on_text)
      : on{ledger::day(on_text)},
        day{reminder_day(story.ledger(), on)},
        duties{story.ledger().obligations(on)},
        units{story.ledger().units().all()} {}
  Situation situation(LeafIndex news_after = -1, bool digest_due = true) const {
    return {on,
            day.soon_until,
            digest_due,
            news_after,
            {},
            duties,
            units,
            {"https://cundang.example", false},
            [this](std::string_view key) { return said.contains(std::string{key}); }};
  }
  Date on;
  ReminderDay day;
  std::vector<ledger::Obligation> duties;
  std::vector<Unit> units;
  std::set<std::string> said;
};

inline Recipient recipient(const std::string& unit) { return {"a@b.example", "李", {unit}, true, true}; }

}  // namespace cundang::notices
