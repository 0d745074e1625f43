// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/error.h"
#include "schema/model/ids.h"
#include "schema/model/instant.h"
#include "server/obligations/state.h"

namespace cundang::ledger {

/// A date and how it came about.
struct DueDate {
  std::optional<Date> day;  ///< last day on which an answer is in time, to 24:00 Asia/Shanghai; absent until served
  /// Step by step: 送达 2012-07-03（第 0 日）; 及时 = 10 个工作日（执行口径 及时，来源 假定）; 跳过 …; → 2012-07-17.
  std::vector<Text> arithmetic;
  bool provisional = false;  ///< 暂定: the calendar of a year it passes through is not published
};

/// What stands in the history of a duty. A step that does not apply has no effect and says why (无效).
struct HistoryStep {
  LeafIndex leaf = 0;
  AccessionNumber record;
  Instant at;  ///< received_at of that record
  Date day;    ///< the day on which it counts, e.g. 实际收到日 of paper
  std::string
      act;  ///< kind of the record: "acknowledgement", "implementation-feedback", …; of the first step "trigger"
  UnitCode by;
  PersonId person;
  Text text;  ///< what happened, with its reason or term
  bool applies = true;
  Text why_not;  ///< empty when it applies
};

/// A required part; a duty is met with the last.
struct Part {
  std::string name;  ///< 半年情况, 上报市政府, or the words of the 议定事项
  std::string item;  ///< xs:ID of the 议定事项, where the part is one
  std::string kind;  ///< kind of record that meets it; empty: any
  std::optional<AccessionNumber> met_by;
  std::optional<Date> met_on;
};

/// A unit that owed it before a 职责划转.
struct Tenure {
  UnitCode unit;
  Date until;            ///< last day on which it owed
  int days_overdue = 0;  ///< its own days after the due day of then; they stay with it
};

/// 认定: what a person has found of a unit in this duty.
struct Fault {
  UnitCode unit;
  std::string kind;  ///< no-show, unserious, concealment, non-cooperation, other
  AccessionNumber record;
  /// Of non-cooperation (不配合): the office's record that confirms the lead's. Until then it must not cost a point.
  std::optional<AccessionNumber> confirmed_by;
  bool stands() const { return kind != "non-cooperation" || confirmed_by; }
};

/// 应办事项: one unit owes one thing, as of one day.
struct Obligation {
  ObligationId id;
  std::string rule;    ///< rule id, e.g. 例会-落实反馈; 文件自带要求 for a demand written in a document
  int system = 0;      ///< 1–10 of the founding document; 0: any document
  std::string row;     ///< row of the table of systems, e.g. "1c"
  std::string clause;  ///< 三(一)4
  std::string basis;   ///< 来源 of the rule: a document number, or 假定
  Text name;
  std::string owes;                        ///< kind of record that answers; "feedback": any
  std::string period;                      ///< e.g. 2012-H1, where there is one
  std::optional<AccessionNumber> trigger;  ///< first version of the record that made it; absent: the calendar did
  std::optional<AccessionNumber> service_record;  ///< whose service starts the term: the trigger, or a correction
  Date arose;                                     ///< first day on which it stands in the ledger
  std::string item;                               ///< xs:ID of the 议定事项 or paragraph; empty: the whole
  std::string citing_paragraph_id;                ///< paragraph of the trigger that made it; empty: the rule's own text
  std::string citing_text;                        ///< the very sentence
  UnitCode owing;                                 ///< on that day: 职责划转 moves it
  std::vector<Tenure> earlier;                    ///< who owed it before, in order
  bool awaits_transfer = false;                   ///< 待划转: the owing unit is no more and nobody has taken it over
  UnitCode owed_to;
  std::vector<UnitCode> contributing;  ///< 配合: they owe the 牵头, the owing unit
  std::vector<Fault> faults;           ///< leaf order
  std::vector<Part> parts;             ///< at least one
  std::optional<Date> served;
  DueDate due;
  State state = State::InProgress;
  /// Calendar days after `due` up to the first conforming answer, else up to the day asked; of the unit that owes it
  /// now, without days on which an answer lay with the supervisor.
  int days_overdue = 0;
  bool due_soon = false;                 ///< 临期 by the policy of that name
  bool extension_asked_late = false;     ///< a request came after the date; a grant with reason may take it up
  bool service_disputed = false;         ///< a 送达异议 waits for the office's ruling
  bool absence_stated = false;           ///< the minutes say it was absent: a person finds so, or waives it
  std::optional<Date> answered_on;       ///< the day on which the last part was met (first conforming answer)
  std::optional<Date> verification_due;  ///< last day of the supervisor's own term, while an answer waits for it
  int verification_days_overdue = 0;     ///< the supervisor's own lateness; never the unit's
  std::optional<Date> stage_due;         ///< day by which the next 阶段反馈 of a long item is due
  std::vector<HistoryStep> history;      ///< leaf order
  std::vector<AccessionNumber> discharging;
  std::string policy;                  ///< 执行口径 the date rests on; empty: the rule or document fixes it
  bool policy_after_the_fact = false;  ///< 事后登记: filed only after the duty arose; must never cost a point
  std::string whose_turn;  ///< code of the unit that has the next step, several separated by spaces; empty: nobody
  Text next_step;          ///< what that step is
  std::vector<UnitCode> waiting_for;  ///< of a fan-in: units whose inputs are outstanding
};

/// It concerns the unit: owed by it, now or before, owed to it, or joined by it (配合).
bool involves(const Obligation& obligation, const UnitCode& unit);
/// Still owed and past its date.
bool is_overdue(const Obligation& obligation);
/// `state`: a code or name of a state, or one of what stands beside it: "overdue" / 逾期, "due-soon" / 临期,
/// "awaiting-transfer" / 待划转. False for any other word.
bool in_state(const Obligation& obligation, std::string_view state);

}  // namespace cundang::ledger
