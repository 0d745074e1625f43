// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/signals/known.h"
#include "server/signals/trigger.h"

namespace cundang::signals {

/// A record a suggestion rests on, as told by the version known when it was raised (or last decided).
struct Fact {
  AccessionNumber first;    ///< the first version: what it is called by
  AccessionNumber version;  ///< the version told here
  Text text;
};

/// 依据变化: a fact that is told otherwise since.
struct FactChange {
  AccessionNumber first, before_version, after_version;
  Text before, after;
};

/// A person's decision on a suggestion, from its record.
struct Decision {
  AccessionNumber record;
  Date day;
  UnitCode unit;
  PersonId person;
  Action action = Action::Dismissed;
  std::optional<AccessionNumber> paper;  ///< the notice or letter it led to
  std::string reason;
  bool applies = true;
  Text why_not;  ///< empty when it applies
  LeafIndex leaf = 0;
};

/// What was decided on the suggestion of the same trigger, subject and matter before this one.
struct Earlier {
  std::string signal;  ///< its id
  Decision decision;   ///< the one that holds
};

enum class SignalState {
  Pending,     ///< 待处理
  Talk,        ///< 已转约谈
  Letter,      ///< 已转函告
  Inspection,  ///< 已转督查
  Dismissed,   ///< 不采纳
  Lapsed,      ///< 已过期: the special period has begun and nobody decided
};
std::string_view state_code(SignalState state);  ///< pending talk letter inspection dismissed lapsed
Text state_name(SignalState state);
std::optional<SignalState> parse_state(std::string_view code_or_name);

/// 预警: the program suggests, a person decides. As of one day.
struct Signal {
  std::string id;  ///< 32 hex digits: signal_id()
  Trigger trigger = Trigger::T1Consecutive;
  Subject subject;                ///< empty unit and name: nobody in particular
  std::vector<UnitCode> targets;  ///< units the paper would go to
  std::string about;              ///< cause class, indicator, period …; may be empty
  Date raised_on;
  std::vector<Fact> facts;            ///< by first number
  std::vector<Fact> compared;         ///< last year's accidents, the quota pack: what they are measured against
  std::vector<Threshold> thresholds;  ///< those it was judged by
  std::vector<Text> arithmetic;
  SignalState state = SignalState::Pending;
  std::vector<FactChange> changes;  ///< 依据变化, empty where nothing has changed
  std::vector<Decision> decisions;  ///< leaf order; the last that applies holds
  std::optional<Date> grown_on;     ///< day on which the last fact joined it; none: it is as it was raised
  std::optional<Earlier> earlier;   ///< a decided one before it
  LeafIndex last_leaf = 0;          ///< of its facts and decisions: what a decision with all in sight `expects`
};

/// What a detector found, before it is compared with what was raised already.
struct Candidate {
  Trigger trigger = Trigger::T1Consecutive;
  Subject subject;
  std::vector<UnitCode> targets;
  std::string about;
  std::vector<AccessionNumber> facts, compared;  ///< first numbers, ascending
  std::vector<Threshold> thresholds;
  std::vector<Text> arithmetic;
  std::optional<Date> raised_on;  ///< where the calendar raises it; else the day looked at
  std::optional<Date> lapses_on;  ///< first day on which it is too late
};

/// First 16 bytes, in hex, of SHA-256 over trigger, subject, what it is about and the first versions of the facts it
/// was raised with: the same suggestion keeps its id whatever is reported of them, or joins them, later.
std::string signal_id(const Candidate& candidate);

}  // namespace cundang::signals
