// SPDX-License-Identifier: GPL-3.0-or-later
// What changes a duty without being a step of its course: 职责划转, 收到日认定, 认定.
#include <algorithm>
#include <map>

#include "server/obligations/book.h"

namespace cundang::ledger {
namespace {

UnitCode unit_named(const Node& content, std::string_view child) {
  const auto* unit = content.child(child);
  return {unit ? std::string{unit->attribute("code")} : std::string{}};
}

/// A finding is about who owes the duty, owed it, or joins in it.
Text not_concerned(const Duty& duty, const Standing& standing, const UnitCode& unit, const Text& called) {
  const auto& joins = duty.contributing;
  const auto owed = [&](const Standing::Transfer& each) { return each.from == unit; };
  if (std::find(joins.begin(), joins.end(), unit) != joins.end() ||
      std::any_of(standing.transfers.begin(), standing.transfers.end(), owed))
    return {};
  return {called.zh + " 不是本事项的承办或配合单位", called.en + " neither owes this nor joins in it"};
}

/// The kind of a 认定 as a person reads it; a kind without a name stands as written.
Text fault_name(const std::string& kind) {
  static const std::map<std::string, Text> names{
      {"no-show", {"无故不参加", "did not come"}},
      {"unserious", {"不认真落实", "did not act on it in earnest"}},
      {"concealment", {"瞒报", "concealment"}},
      {"other", {"其他", "other"}},
  };
  const auto found = names.find(kind);
  return found == names.end() ? Text{kind, kind} : found->second;
}

Text fault_text(const std::string& kind, bool by_lead, const std::string& unit, std::string_view reason) {
  Text said;
  const auto name = fault_name(kind);
  if (kind != "non-cooperation") {
    said.zh.append("认定 ").append(unit).append("：").append(name.zh).append("，").append(reason);
    said.en.append("found of ").append(unit).append(": ").append(name.en).append(", ").append(reason);
  } else if (by_lead) {
    said.zh.append("牵头单位记录 ").append(unit).append(" 不配合（待确认）：").append(reason);
    said.en.append("the lead records, to be confirmed, that ")
        .append(unit)
        .append(" does not co-operate: ")
        .append(reason);
  } else {
    said.zh.append("确认 ").append(unit).append(" 不配合：").append(reason);
    said.en.append("confirms that ").append(unit).append(" did not co-operate: ").append(reason);
  }
  return said;
}

/// 缺席: the minutes say who was not there; that it had no reason a person says.
Text may_not_find_absent(const Standing& standing) {
  if (standing.has_ended()) return {"事项已结束", "the duty has ended"};
  if (!standing.absence_stated) return {"纪要没有载明该单位缺席", "no minutes say that the unit was absent"};
  return {};
}

}  // namespace

/// 职责划转: each duty listed goes over to the unit that takes it; what is not listed stays.
void Ledger::Book::transfer_duties(const Entry& entry) {
  const auto& content = entry.record.content;
  const auto from = unit_named(content, "from-unit");
  const auto effective = parse_date(content.child_text("effective"));
  if (!effective) return;
  const auto reason = std::string{content.child_text("reason")};
  for (const auto* each : content.select("transfer")) {
    const auto place = shelf_.by_id(each->attribute("obligation"));
    if (!place) continue;
    const UnitCode to{std::string{each->attribute("to")}};
    const auto giver = packs_.units.called(from, *effective), taker = packs_.units.called(to, *effective);
    auto step = begin_step(
        entry,
        {"职责划转：自 " + to_text(*effective) + " 起由 " + giver.zh + " 划转 " + taker.zh + "（" + reason + "）",
         "transferred from " + giver.en + " to " + taker.en + " as of " + to_text(*effective) + " (" + reason + ")"},
        may_not_transfer(entry, shelf_.at(*place), from, to, *effective));
    step.effect = Effect::Transferred;
    step.unit = to;
    if (step.shown.applies) step.shown.day = *effective;
    shelf_.add_step(*place, std::move(step));
  }
}

Text Ledger::Book::may_not_transfer(const Entry& entry, const Duty& duty, const UnitCode& from, const UnitCode& to,
                                    Date effective) const {
  const auto received = beijing_day(entry.received_at);
  const auto owing = owing_on(duty, std::max(effective, received));
  const auto called = [&](const UnitCode& unit) { return packs_.units.called(unit, effective); };
  if (!is_supervising(entry.unit) || entry.unit == owing) return not_entitled(called(entry.unit));
  if (from != owing)
    return {"本事项由 " + called(owing).zh + " 承办，不由 " + called(from).zh + " 承办",
            "it is owed by " + called(owing).en + ", not by " + called(from).en};
  if (to == from) return {"划入单位就是承办单位", "the unit that takes it owes it already"};
  if (!packs_.units.find(to)) return {"划入" + called(to).zh + " 不在单位名册中", called(to).en + " is not registered"};
  if (packs_.units.is_abolished(to, effective))
    return {"划入单位 " + called(to).zh + " 已撤销", called(to).en + " is no more"};
  if (effective < duty.arose)
    return {"生效日早于立项日 " + to_text(duty.arose), "effective before the duty arose on " + to_text(duty.arose)};
  for (const auto& step : duty.steps)
    if (step.effect == Effect::Transferred && step.shown.applies && effective < step.shown.day)
      return {"生效日早于前一次划转 " + to_text(step.shown.day),
              "effective before the transfer of " + to_text(step.shown.day)};
  if (settle(duty, received).has_ended()) return {"事项已结束", "the duty has ended"};
  return {};
}

/// 收到日认定: a second person says that an answer counts from the day of its paper, or of its first attempt.
void Ledger::Book::recognise_day(const Entry& entry) {
  const auto& content = entry.record.content;
  const auto number = record_named(content);
  const auto day = parse_date(content.child_text("day"));
  if (!number || !day) return;
  const auto* slip = content.child("slip");
  const bool recognised = content.child_text("recognised") == "true";
  const auto reason = std::string{content.child_text("reason")};
  Text said = recognised ? Text{"认定 " + to_text(*number) + " 按 " + to_text(*day) + " 收到计",
                                to_text(*number) + " counts as received on " + to_text(*day)}
                         : Text{"不予认定 " + to_text(*number) + " 早于登记日收到",
                                to_text(*number) + " is not recognised as received before it was entered"};
  if (slip) {
    said.zh += "（首次报送退件单：日志第 " + std::string{slip->attribute("leaf")} + " 号）";
    said.en += " (slip of the first attempt: leaf " + std::string{slip->attribute("leaf")} + ")";
  }
  if (!reason.empty()) said.zh += "：" + reason, said.en += ": " + reason;
  const auto why_not = may_not_recognise(entry, *number, *day, slip != nullptr);
  auto step = begin_step(entry, said, why_not);
  step.answer = number;
  if (recognised) step.effect = Effect::DayRecognised;
  if (recognised && step.shown.applies) {
    step.shown.day = *day;
    recognised_.emplace(number->value, step);
  }
  for (const auto place : Places{shelf_.by_answer(*number)}) shelf_.add_step(place, step);
}

Text Ledger::Book::may_not_recognise(const Entry& entry, AccessionNumber number, Date day, bool first_attempt) const {
  if (!is_desk(entry.unit)) return not_entitled(packs_.units.called(entry.unit, beijing_day(entry.received_at)));
  const auto found = replies_.find(number.value);
  if (found == replies_.end()) return {"所指件不是反馈", "the record named is no reply"};
  const auto& reply = *found->second;
  const auto entered = beijing_day(reply.at);
  if (entry.person == reply.person)
    return {"须由登记人以外的第二人认定", "a second person, not the one who entered it, must say so"};
  if (recognised_.contains(number.value)) return {"收到日已经认定", "its day has been recognised already"};
  if (!first_attempt) {
    if (!reply.paper_day) return {"所指件不是迟登的收文登记", "the record named is no paper entered late"};
    if (*reply.paper_day == day) return {};
    return {"收文登记写明的实际收到日是 " + to_text(*reply.paper_day),
            "the day of arrival as entered is " + to_text(*reply.paper_day)};
  }
  if (entered < day) return {"首次报送日晚于改正报送日", "the first attempt is later than the corrected one"};
  const auto policy = packs_.policies.in_force(policy_id::second_try, day);
  if (!policy) return {"执行口径“改正”尚未登记", "policy \"改正\" is not filed"};
  const auto last = due_after(packs_.calendar, {}, day, {policy->term, {}}).day;
  if (!last || entered <= *last) return {};
  const auto term = term_text(policy->term);
  return {"改正报送于 " + to_text(entered) + "，超过退件后 " + term.zh + "（执行口径 改正，至 " + to_text(*last) + "）",
          "corrected on " + to_text(entered) + ", more than " + term.en + " after the refusal (policy 改正, to " +
              to_text(*last) + ")"};
}

/// 认定. 不配合 is recorded by the 牵头 and counts once the office confirms it; the rest is the supervisor's word.
void Ledger::Book::find_fault(const Entry& entry) {
  const auto& content = entry.record.content;
  const auto unit = unit_named(content, "unit");
  const auto kind = std::string{content.child_text("kind")};
  const auto reason = std::string{content.child_text("reason")};
  const auto day = beijing_day(entry.received_at);
  const auto* known = packs_.units.find(unit);
  const auto name = known ? known->full_name() : unit.text;
  for (const auto place : targets(entry, entry.unit)) {
    const auto& duty = shelf_.at(place);
    const auto standing = settle(duty, day);
    const bool by_lead = entry.unit == standing.owing;
    auto why_not = kind == "non-cooperation" ? may_not_blame(entry, duty, standing, unit) : Text{};
    if (kind != "non-cooperation" && unit != standing.owing)
      why_not = not_concerned(duty, standing, unit, packs_.units.called(unit, day));
    const bool supervises = entry.unit == duty.owed_to || is_supervising(entry.unit);
    if (by_lead ? kind != "non-cooperation" : !supervises) why_not = not_entitled(packs_.units.called(entry.unit, day));
    const bool of_attendance = kind == "no-show" && duty.rule->stated && unit == standing.owing;
    if (of_attendance && why_not.zh.empty()) why_not = may_not_find_absent(standing);
    auto step = begin_step(entry, fault_text(kind, by_lead, name, reason), std::move(why_not));
    step.ends = of_attendance;
    step.confirms = kind == "non-cooperation" && !by_lead;
    step.effect = Effect::FaultFound;
    step.unit = unit;
    step.fault = kind;
    shelf_.add_step(place, std::move(step));
  }
}

Text Ledger::Book::may_not_blame(const Entry& entry, const Duty& duty, const Standing& standing,
                                 const UnitCode& unit) const {
  const auto& all = duty.contributing;
  if (std::find(all.begin(), all.end(), unit) == all.end()) {
    const auto called = packs_.units.called(unit, beijing_day(entry.received_at));
    return {called.zh + " 不是本事项的配合单位", called.en + " is no contributing unit of this"};
  }
  const auto recorded = std::find_if(standing.faults.begin(), standing.faults.end(), [&](const Fault& fault) {
    return fault.unit == unit && fault.kind == "non-cooperation" && !fault.confirmed_by;
  });
  if (entry.unit == standing.owing)
    return recorded == standing.faults.end() ? Text{}
                                             : Text{"已经记录，待确认", "it is recorded already, to be confirmed"};
  if (recorded == standing.faults.end())
    return {"牵头单位没有待确认的不配合记录", "the lead has recorded nothing that waits for confirmation"};
  return {};
}

}  // namespace cundang::ledger
