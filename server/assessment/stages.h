// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/entry.h"
#include "server/assessment/result.h"
#include "server/obligations/due_date.h"
#include "server/obligations/packs.h"

namespace cundang::assessment {

/// One item of a step: a score by hand, checks of a missing duty, or what a 复核 makes of a line.
struct StepItem {
  std::string indicator;
  std::string obligation;                 ///< id; empty: not about one duty
  std::optional<AccessionNumber> record;  ///< 通报批评 it is about
  std::optional<Points> points;
  std::string reason;
  PersonId scorer, second;
  std::map<std::string, std::string> checks;  ///< candidate → why it is no answer
  std::vector<AccessionNumber> evidence;
};

/// A step with its items.
struct Step {
  StageStep shown;
  std::vector<StepItem> items;
};

/// Why a step has no effect.
struct Objection {
  enum class Weight {
    Never,   ///< waiting does not cure it
    NotYet,  ///< something before it is missing so far
    Late,    ///< 逾期申诉: without effect until a person takes it, with reason
  };
  Text text;  ///< empty: it applies
  Text cure;  ///< empty: see whose turn it is
  Weight weight = Weight::Never;
  explicit operator bool() const { return !text.zh.empty(); }
};

/// Points given by hand, as far as they have come.
struct HandScore {
  std::optional<Points> points;
  std::string reason;
  PersonId scorer, second;
  bool confirmed = false;  ///< another person has filed the same, about this sheet
  AccessionNumber record;
  std::vector<AccessionNumber> evidence;
};

/// 考核各环节: the assessment records of every year in leaf order, each judged whether it applies (docs/formats/
/// assessment.md, Stages). Pure; takes packs too, for units, calendar and terms.
class StageBook {
 public:
  void apply(const Entry& entry);

  /// Why a record of an assessment kind would have no effect if it came next; none when it applies, or is no such kind.
  Objection objection(const Record& record, const UnitCode& by, const PersonId& person, Date day) const;

  std::vector<StageStep> steps(int year) const;
  /// Steps that concern the unit and apply, those for the whole year included; and its late appeals.
  std::vector<StageStep> steps(int year, const UnitCode& unit) const;
  const StageStep* freeze(int year) const;
  bool decided(int year) const;
  /// The unit was asked, and has answered or had its time, by the end of `on`.
  bool consulted(int year, const UnitCode& unit, Date on) const;
  /// Whether a scoring sheet speaks of the missing duty.
  bool examined(int year, const UnitCode& unit, std::string_view obligation) const;
  /// Notes on the candidate why it is no answer, the last word holds.
  void note_rejection(int year, const UnitCode& unit, std::string_view obligation, Candidate& candidate) const;
  std::optional<HandScore> hand_score(int year, const UnitCode& unit, std::string_view indicator) const;
  /// Items of applying 复核, oldest first, with their records.
  std::vector<std::pair<AccessionNumber, StepItem>> reviews(int year, const UnitCode& unit) const;
  StageStanding standing(int year, const UnitCode& unit, Date on) const;

  /// 封账: 15 January of the next year and the term of row 10e.
  ledger::DueDate books_close(int year) const;
  const ledger::Packs& packs() const { return packs_; }

 private:
  Objection judge(const Step& step) const;
  Objection judge_unit_step(const Step& step) const;
  Objection judge_office_step(const Step& step) const;
  Objection judge_appeal(const Step& step) const;
  Objection judge_review(const Step& step) const;
  Objection judge_reviewer(const Step& step, const Step& appeal) const;
  Objection judge_decision(const Step& step) const;
  Objection judge_order(const Step& step) const;
  std::vector<const Step*> of(int year, std::string_view kind, const UnitCode& unit) const;
  const Step* last(int year, std::string_view kind, const UnitCode& unit) const;
  const Step* find_appeal(AccessionNumber record) const;
  std::optional<Date> appeals_until(int year, const UnitCode& unit) const;
  void accept_late(const Step& review);
  const Step* unreviewed_appeal(int year, const UnitCode& unit) const;
  ledger::DueDate after(std::string_view policy, const Text& event, Date day) const;
  bool is_desk(const UnitCode& unit) const;

  ledger::Packs packs_;
  std::vector<Step> steps_;
};

/// A kind of the assessment's stages.
bool is_stage(std::string_view kind);

}  // namespace cundang::assessment
