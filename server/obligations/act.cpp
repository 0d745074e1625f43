// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/act.h"

#include <array>
#include <charconv>

namespace cundang::ledger {
namespace {

using Phase = Standing::Phase;

/// What an act's judge sees; answers with an effect or a reason.
struct Case {
  const Node& content;
  Date received;
  const Duty& duty;
  const Standing& standing;
  const ActContext& context;
  Step& step;
};

using Judge = Text (*)(Case&);

Text ended() { return {"事项已结束", "the duty has ended"}; }
Text already_served() { return {"已经送达", "it has been served already"}; }

Text with_reason(const Node& content, std::string zh, std::string en) {
  const auto reason = std::string{content.child_text("reason")};
  if (!reason.empty()) zh += "：" + reason, en += ": " + reason;
  return {std::move(zh), std::move(en)};
}

std::optional<Date> day_at(const Node& content) {
  const auto at = parse_instant(content.child_text("at"));
  return at ? std::optional{beijing_day(*at)} : std::nullopt;
}

/// The day the entry says, never later than the day it was filed.
Text serve(Case& c, std::optional<Date> said, bool by_owing_unit) {
  const auto day = std::min(said.value_or(c.received), c.received);
  c.step.shown.day = day;
  c.step.effect = Effect::Served;
  c.step.by_owing_unit = by_owing_unit;
  if (c.standing.has_ended()) return ended();
  if (c.standing.served) return already_served();
  if (day < c.context.issued)
    return {"送达日 " + to_text(day) + " 早于成文日 " + to_text(c.context.issued),
            "served on " + to_text(day) + ", before the document's date " + to_text(c.context.issued)};
  return {};
}

Text acknowledge(Case& c) {
  c.step.shown.text = {"签收：" + std::string{c.content.child_text("by")},
                       "received by " + std::string{c.content.child_text("by")}};
  return serve(c, day_at(c.content), true);
}

Text enter_service(Case& c) {
  const auto channel = std::string{c.content.child_text("channel")};
  const auto by = std::string{c.content.child_text("by")};
  c.step.shown.text = {"送达（" + channel + "），签收人 " + by, "served (" + channel + "), received by " + by};
  return serve(c, day_at(c.content), false);
}

Text deem_served(Case& c) {
  const auto proof = std::string{c.content.child_text("proof")};
  c.step.shown.text = {"视为送达，凭证：" + proof, "deemed served, proof: " + proof};
  auto why_not = serve(c, parse_date(c.content.child_text("on")), false);
  if (!why_not.zh.empty()) return why_not;
  if (proof.empty()) return {"没有写明送达凭证", "no proof of service is named"};
  if (c.context.deemed_from && c.received < *c.context.deemed_from)
    return {to_text(*c.context.deemed_from) + " 以前不得视为送达（执行口径 催签）",
            "service may not be deemed before " + to_text(*c.context.deemed_from) + " (policy 催签)"};
  return {};
}

Text object_to_service(Case& c) {
  c.step.effect = Effect::ServiceDisputed;
  c.step.shown.text = with_reason(c.content, "送达异议", "service disputed");
  if (c.standing.has_ended()) return ended();
  if (!c.standing.served) return {"尚未送达，无可异议", "nothing was served yet"};
  if (!c.standing.disputable) return {"本单位已自行签收", "the unit has signed for it itself"};
  return {};
}

Text rule_on_service(Case& c) {
  const bool upheld = c.content.child_text("upheld") == "true";
  c.step.effect = upheld ? Effect::ObjectionUpheld : Effect::ServiceRestored;
  c.step.shown.text =
      upheld ? with_reason(c.content, "送达异议成立，须重新送达", "objection upheld: serve it again")
             : with_reason(c.content, "送达异议不成立，原送达有效", "objection refused: the service stands");
  if (c.standing.has_ended()) return ended();
  if (!c.standing.disputed) return {"没有待裁定的送达异议", "no objection waits for a ruling"};
  if (!upheld && c.content.child_text("proof").empty()) return {"没有写明送达凭证", "no proof of service is named"};
  return {};
}

Text prompt(Case& c) {
  c.step.shown.text = {"催签", "prompted to sign"};
  if (c.standing.has_ended()) return ended();
  return c.standing.served ? already_served() : Text{};
}

Text urge(Case& c) {
  const auto text = std::string{c.content.child_text("text")};
  c.step.shown.text = {"催办：" + text, "urged: " + text};
  return c.standing.has_ended() ? ended() : Text{};
}

Text ask_extension(Case& c) {
  const auto until = std::string{c.content.child_text("until")};
  c.step.effect = Effect::ExtensionAsked;
  c.step.shown.text = with_reason(c.content, "申请延期至 " + until, "asks for an extension to " + until);
  if (!c.standing.still_owed()) return {"已反馈或已结束，无需延期", "it is answered or has ended"};
  if (c.standing.extension_pending) return {"已有待决的延期申请", "a request is pending already"};
  // It could never be granted, and would stand in the way of one that can.
  if (const auto day = parse_date(until); day && c.context.due && *day <= *c.context.due)
    return {"所请期限不晚于现期限 " + to_text(*c.context.due),
            "the day asked for is not later than " + to_text(*c.context.due)};
  if (!c.context.late_after || c.received <= *c.context.late_after) return {};
  c.step.effect = Effect::ExtensionAskedLate;
  return {"延期须在期限内申请，期限 " + to_text(*c.context.late_after) + " 已过；准予人可写明理由受理，逾期日数照计",
          "an extension is asked for before the date, " + to_text(*c.context.late_after) +
              " is past; it may be granted with a reason, the days late stay late"};
}

/// What was asked for too late is granted only with a reason, from the day of the grant on: it mends no day before.
Text take_up_late_request(Case& c, bool granted, std::optional<Date> until) {
  if (!granted) return {};
  if (c.content.child_text("reason").empty())
    return {"申请已过期限，受理须写明理由", "the request came after the date: to take it up a reason is needed"};
  if (until && *until < c.received)
    return {"新期限 " + to_text(*until) + " 已过", "the new day " + to_text(*until) + " is past"};
  c.step.late_after = c.context.late_after;
  c.step.shown.text.zh += "（申请已过期限，此前逾期照计）";
  c.step.shown.text.en += " (asked for after the date: days late before this stay late)";
  return {};
}

Text decide_extension(Case& c) {
  const bool granted = c.content.child_text("granted") == "true";
  const auto until = parse_date(c.content.child_text("until"));
  c.step.effect = granted ? Effect::ExtensionGranted : Effect::ExtensionRefused;
  c.step.until = until;
  c.step.shown.text = granted ? with_reason(c.content, "同意延期至 " + std::string{c.content.child_text("until")},
                                            "extension granted to " + std::string{c.content.child_text("until")})
                              : with_reason(c.content, "不同意延期", "extension refused");
  if (c.standing.has_ended()) return ended();
  if (!c.standing.extension_pending) {
    if (!c.standing.still_owed() || !late_request(c.duty, c.received))
      return {"没有待决的延期申请", "no request is pending"};
    if (auto why_not = take_up_late_request(c, granted, until); !why_not.zh.empty()) return why_not;
  }
  if (!granted) return {};
  if (!until) return {"没有写明延至何日", "no new day is given"};
  if (c.context.due && *until <= *c.context.due)
    return {"新期限不晚于现期限 " + to_text(*c.context.due),
            "the new day is not later than " + to_text(*c.context.due)};
  return {};
}

/// 核实 and 退办 may name one answer; then only that one is meant.
Text name_answer(Case& c) {
  const auto* record = c.content.child("record");
  if (!record) return {};
  const auto number = parse_accession_number(record->attribute("id"));
  if (!number || number == c.duty.trigger) return {};
  for (const auto& part : c.standing.parts)
    if (part && part->by == *number) {
      c.step.answer = number;
      return {};
    }
  return {"所指件不是本事项的有效反馈", "the record named is no standing answer to this duty"};
}

Text verify(Case& c) {
  const bool accepted = c.content.child_text("accepted") == "true";
  c.step.effect = accepted ? Effect::Verified : Effect::VerificationRefused;
  c.step.shown.text = accepted ? with_reason(c.content, "核实通过", "verified")
                               : with_reason(c.content, "核实未通过", "verification refused");
  if (c.standing.has_ended()) return ended();
  if (c.standing.phase != Phase::Answered) return {"没有待核实的反馈", "no answer waits for verification"};
  return name_answer(c);
}

Text return_for_rework(Case& c) {
  c.step.effect = Effect::Returned;
  c.step.until = parse_date(c.content.child_text("until"));
  c.step.shown.text = with_reason(c.content, "退办，限 " + std::string{c.content.child_text("until")} + " 前重报",
                                  "returned for rework by " + std::string{c.content.child_text("until")});
  if (c.standing.has_ended()) return ended();
  if (c.standing.phase != Phase::Answered && c.standing.phase != Phase::Verified)
    return {"没有可退办的反馈", "there is no answer to return"};
  if (!c.step.until || *c.step.until < c.received) return {"新期限缺失或已过", "the new day is missing or past"};
  return name_answer(c);
}

Text complete(Case& c) {
  c.step.effect = Effect::Completed;
  c.step.shown.text = {"办结", "completed"};
  if (c.standing.has_ended()) return ended();
  return c.standing.phase == Phase::Verified ? Text{} : Text{"尚未核实", "it is not verified"};
}

Text close(Case& c) {
  const bool long_term = c.content.child_text("form") == "long-term";
  c.step.effect = Effect::Closed;
  c.step.shown.text = long_term ? with_reason(c.content, "销号（长期坚持）", "closed (kept up for the long term)")
                                : with_reason(c.content, "销号", "closed");
  if (c.standing.phase == Phase::Verified || c.standing.phase == Phase::Completed) return {};
  return c.standing.has_ended() ? ended() : Text{"尚未核实", "it is not verified"};
}

Text waive(Case& c) {
  c.step.effect = Effect::Waived;
  c.step.shown.text = with_reason(c.content, "免报", "waived");
  return c.standing.has_ended() ? ended() : Text{};
}

Text withdraw(Case& c) {
  c.step.effect = Effect::Withdrawn;
  c.step.shown.text = with_reason(c.content, "撤销", "withdrawn");
  return c.standing.has_ended() ? ended() : Text{};
}

struct ActRow {
  std::string_view kind;
  ActBy by;
  Judge judge;
};

constexpr std::array<ActRow, 15> acts{{
    {"acknowledgement", ActBy::OwingUnit, acknowledge},
    {"service", ActBy::Supervisor, enter_service},
    {"deemed-service", ActBy::Supervisor, deem_served},
    {"service-prompt", ActBy::Supervisor, prompt},
    {"service-objection", ActBy::OwingUnit, object_to_service},
    {"service-ruling", ActBy::Supervisor, rule_on_service},
    {"urging", ActBy::Supervisor, urge},
    {"extension-request", ActBy::OwingUnit, ask_extension},
    {"extension-decision", ActBy::Supervisor, decide_extension},
    {"verification", ActBy::Supervisor, verify},
    {"return-for-rework", ActBy::Supervisor, return_for_rework},
    {"completion", ActBy::Supervisor, complete},
    {"closure", ActBy::Supervisor, close},
    {"waiver", ActBy::Supervisor, waive},
    {"withdrawal", ActBy::Supervisor, withdraw},
}};

const ActRow* find_act(std::string_view kind) {
  for (const auto& row : acts)
    if (row.kind == kind) return &row;
  return nullptr;
}

Text may_not(const ActRow& act, const Standing& standing, const ActContext& context, Date day) {
  if (!context.may_not.zh.empty()) return context.may_not;
  if (act.by == ActBy::OwingUnit && context.by != standing.owing) {
    const auto owing = context.units.called(standing.owing, day);
    return {"只能由承办单位 " + owing.zh + " 办理", "only the owing unit, " + owing.en + ", may do this"};
  }
  if (act.by == ActBy::Supervisor && context.by == standing.owing)
    return {"承办单位不得办理本单位的事项", "the owing unit may not do this to its own duty"};
  if (act.by == ActBy::Supervisor && !context.supervises) return not_entitled(context.units.called(context.by, day));
  return {};
}

}  // namespace

Text outdated(const Node& content, const Standing& standing) {
  const auto text = content.child_text("expects");
  if (text.empty()) return {};
  LeafIndex expects = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), expects);
  if (error == std::errc{} && end == text.data() + text.size() && expects >= standing.last_leaf) return {};
  return {"办理时没有看到最近一步（第 " + std::to_string(standing.last_leaf) + " 号日志）",
          "its author had not seen the last step (leaf " + std::to_string(standing.last_leaf) + ")"};
}

Text not_entitled(const Text& called) { return {called.zh + " 无权办理", called.en + " is not entitled to this"}; }

Step begin_step(const Entry& entry, Text text, Text why_not) {
  Step step;
  step.shown = {entry.leaf,         entry.number,      entry.received_at, beijing_day(entry.received_at),
                entry.record.kind,  entry.unit,        entry.person,      std::move(text),
                why_not.zh.empty(), std::move(why_not)};
  return step;
}

bool is_act(std::string_view kind) { return find_act(kind) != nullptr; }

ActBy act_by(std::string_view kind) {
  const auto* act = find_act(kind);
  return act ? act->by : ActBy::Supervisor;
}

bool late_request(const Duty& duty, Date on) {
  for (auto step = duty.steps.rbegin(); step != duty.steps.rend(); ++step) {
    if (on < step->shown.day) continue;
    if (step->effect == Effect::ExtensionAskedLate) return true;
    if (step->shown.applies && (step->effect == Effect::ExtensionGranted || step->effect == Effect::ExtensionRefused))
      return false;
  }
  return false;
}

Step judge(const Entry& entry, const Duty& duty, const Standing& standing, const ActContext& context) {
  const auto* act = find_act(entry.record.kind);
  const auto received = beijing_day(entry.received_at);
  Step step;
  step.shown = {
      entry.leaf, entry.number, entry.received_at, received, entry.record.kind, context.by, entry.person, {}, true, {}};
  Case c{entry.record.content, received, duty, standing, context, step};
  auto why_not = act->judge(c);
  const auto is_barred = [&](Text reason) {
    if (reason.zh.empty()) return;
    why_not = std::move(reason);
    if (step.effect == Effect::ExtensionAskedLate) step.effect = Effect::ExtensionAsked;
  };
  is_barred(outdated(entry.record.content, standing));
  is_barred(may_not(*act, standing, context, received));
  step.shown.applies = why_not.zh.empty();
  step.shown.why_not = std::move(why_not);
  return step;
}

}  // namespace cundang::ledger
