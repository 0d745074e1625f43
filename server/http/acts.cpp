// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/acts.h"

#include <algorithm>
#include <charconv>

#include "schema/model/kind.h"
#include "schema/xml/record_writer.h"
#include "server/http/page.h"

namespace cundang::http {

namespace {

constexpr const char* no_show = "no-show";  ///< 认定缺席, as the form writes it

using ledger::State;

Node leaf(std::string name, std::string text) { return {std::move(name), {}, std::move(text), {}, 0}; }
Node target(std::string name, std::string id) { return {std::move(name), {{"id", std::move(id)}}, {}, {}, 0}; }
Node unit_node(std::string name, const UnitCode& unit) { return {std::move(name), {{"code", unit.text}}, {}, {}, 0}; }

const std::vector<Act::Choice>& yes_or_no() {
  static const std::vector<Act::Choice> choices{{"true", "choice-agree"}, {"false", "choice-refuse"}};
  return choices;
}

bool asked_for_extension(const ledger::Obligation& duty) {
  for (auto step = duty.history.rbegin(); step != duty.history.rend(); ++step) {
    if (!step->applies) continue;
    if (step->act == "extension-decision") return false;
    if (step->act == "extension-request") return true;
  }
  return false;
}

/// Served by the entry of others, and never disputed: that much the owing unit may dispute.
bool may_dispute(const ledger::Obligation& duty) {
  if (!duty.served || duty.service_disputed) return false;
  for (auto step = duty.history.rbegin(); step != duty.history.rend(); ++step) {
    if (!step->applies) continue;
    if (step->act == "service" || step->act == "deemed-service") return true;
    if (step->act == "acknowledgement" || step->act == "service-ruling") return false;
  }
  return false;
}

std::vector<UnitCode> blamed(const ledger::Obligation& duty, bool recorded) {
  std::vector<UnitCode> units;
  for (const auto& unit : duty.contributing) {
    const bool waits = std::any_of(duty.faults.begin(), duty.faults.end(), [&](const ledger::Fault& fault) {
      return fault.unit == unit && fault.kind == "non-cooperation" && !fault.confirmed_by;
    });
    if (waits == recorded) units.push_back(unit);
  }
  return units;
}

void offer_owing_unit(const ledger::Obligation& duty, std::vector<Act>& acts) {
  const bool unserved = duty.state == State::AwaitingService || duty.state == State::AwaitingAcknowledgement;
  if (unserved && duty.trigger) acts.push_back({"acknowledgement"});
  if (may_dispute(duty)) acts.push_back({"service-objection", true});
  if (ledger::awaits_answer(duty.state) && duty.due.day) acts.push_back({"extension-request", true, true});
  if (auto units = blamed(duty, false); !units.empty() && !ledger::has_ended(duty.state))
    acts.push_back({"fault-finding", true, false, false, false, "unit", {}, std::move(units)});
}

void offer_service(const ledger::Obligation& duty, std::vector<Act>& acts) {
  if (duty.service_disputed)
    acts.push_back({"service-ruling",
                    true,
                    false,
                    true,
                    false,
                    "upheld",
                    {{"false", "choice-service-stands"}, {"true", "choice-serve-again"}}});
  const bool unserved = duty.state == State::AwaitingService || duty.state == State::AwaitingAcknowledgement;
  if (!unserved || !duty.trigger) return;
  acts.push_back({"service-prompt", true});
  acts.push_back({"service",
                  true,
                  true,
                  false,
                  false,
                  "channel",
                  {{"in-person", "channel-in-person"},
                   {"confidential", "channel-confidential"},
                   {"fax", "channel-fax"},
                   {"post", "channel-post"},
                   {"system", "channel-system"}}});
  acts.push_back({"deemed-service", true, true, true});
}

/// Successors of the owing unit that are in being; of an unknown register none.
std::vector<UnitCode> takers(const ledger::Obligation& duty, const std::vector<Unit>& units) {
  for (const auto& unit : units)
    if (unit.code == duty.owing) return unit.successors;
  return {};
}

void offer_office(const ledger::Obligation& duty, const std::vector<Unit>& units, std::vector<Act>& acts) {
  if (duty.awaits_transfer)
    if (auto to = takers(duty, units); !to.empty())
      acts.push_back({"duty-transfer", true, false, false, false, "to", {}, std::move(to)});
  offer_service(duty, acts);
  const bool open = ledger::awaits_answer(duty.state);
  if (open)
    acts.push_back({"urging",
                    true,
                    false,
                    false,
                    false,
                    "manner",
                    {{"system", "manner-system"}, {"telephone", "manner-telephone"}, {"letter", "manner-letter"}}});
  if (open && (duty.extension_asked_late || asked_for_extension(duty)))
    acts.push_back({"extension-decision", true, true, false, true, "granted", yes_or_no()});
  if (duty.state == State::Answered)
    acts.push_back({"verification", true, false, false, false, "accepted", yes_or_no()});
  if (duty.state == State::Answered || duty.state == State::Verified) acts.push_back({"return-for-rework", true, true});
  if (duty.state == State::Verified) acts.push_back({"completion"});
  if (duty.state == State::Verified || duty.state == State::Completed)
    acts.push_back(
        {"closure", false, false, false, false, "form", {{"done", "choice-done"}, {"long-term", "choice-long-term"}}});
  if (auto to = blamed(duty, true); !to.empty())
    acts.push_back({"fault-finding", true, false, false, false, "unit", {}, std::move(to)});
  if (open && duty.absence_stated)
    acts.push_back({"fault-finding", true, false, false, false, "kind", {{no_show, "choice-no-show"}}});
  if (ledger::has_ended(duty.state)) return;
  acts.push_back({"waiver", true});
  acts.push_back({"withdrawal", true});
}

bool names_the_document(std::string_view kind) {
  return kind == "acknowledgement" || kind == "service" || kind == "service-prompt" || kind == "deemed-service" ||
         kind == "service-objection" || kind == "service-ruling";
}

void add_expects(Node& content, const ledger::Obligation& duty, LeafIndex seen) {
  if (seen < 0) seen = last_step(duty);
  if (seen >= 0) content.children.push_back(leaf("expects", std::to_string(seen)));
}

void add_target(Node& content, const ledger::Obligation& duty, LeafIndex seen) {
  if (content.name == "duty-transfer") return;
  // 签收 and 送达 are about the document received; every other act is about the duty.
  if (names_the_document(content.name))
    content.children.push_back(target("record", to_text(duty.service_record.value_or(*duty.trigger))));
  else
    content.children.push_back(target("obligation", duty.id.text));
  add_expects(content, duty, seen);
}

/// The kind's own elements, in the order of its form (docs/formats/record.md, Acts).
void add_particulars(Node& content, const Call& call, const ledger::Obligation& duty, const ActInput& input) {
  const auto add = [&](Node node) { content.children.push_back(std::move(node)); };
  const auto& kind = content.name;
  const auto until = input.until ? to_text(*input.until) : std::string{};
  const auto& person = call.identity->session->person;
  const auto signer = person.name.empty() ? person.id.text : person.name;
  if (kind == "duty-transfer") {
    add(unit_node("from-unit", duty.owing));
    add(leaf("effective", to_text(beijing_day(call.site.service.now()))));
    add({"transfer", {{"obligation", duty.id.text}, {"to", input.choice}}, {}, {}, 0});
    add(leaf("reason", input.reason));
    return;
  }
  if (kind == "acknowledgement") {
    add(leaf("at", to_text(call.site.service.now())));
    add(leaf("by", signer));
    return;
  }
  if (kind == "service") {
    add(unit_node("unit", duty.owing));
    add(leaf("channel", input.choice));
    add(leaf("at", until + "T12:00:00+08:00"));
    add(leaf("by", input.reason));
    return;
  }
  if (kind == "service-prompt" || kind == "deemed-service" || kind == "service-ruling")
    add(unit_node("unit", duty.owing));
  if (kind == "service-prompt") return add(leaf("text", input.reason));
  if (kind == "deemed-service") add(leaf("on", until));
  if (kind == "service-ruling") add(leaf("upheld", input.choice));
  if (!input.proof.empty()) add(leaf("proof", input.proof));
  if (kind == "urging") {
    add(leaf("manner", input.choice));
    return add(leaf("text", input.reason));
  }
  if (kind == "extension-decision") add(leaf("granted", input.choice));
  if (kind == "verification") add(leaf("accepted", input.choice));
  if (kind == "closure") add(leaf("form", input.choice));
  if (kind == "fault-finding") {
    const bool absent = input.choice == no_show;
    add(unit_node("unit", absent ? duty.owing : UnitCode{input.choice}));
    add(leaf("kind", absent ? no_show : "non-cooperation"));
  }
  if (!until.empty() && kind != "deemed-service") add(leaf("until", until));
  if (!input.reason.empty()) add(leaf("reason", input.reason));
}

bool is_offered(const Act& act, std::string_view value) {
  return std::any_of(act.choices.begin(), act.choices.end(), [&](const auto& each) { return each.value == value; }) ||
         std::any_of(act.units.begin(), act.units.end(), [&](const auto& each) { return each.text == value; });
}

}  // namespace

std::vector<Act> acts_for(const Actor& actor, const ledger::Obligation& duty, const std::vector<Unit>& units) {
  std::vector<Act> acts;
  if (actor.unit == duty.owing && (actor.has(Role::Submitter) || actor.has(Role::Office))) offer_owing_unit(duty, acts);
  // Nobody supervises himself.
  if (actor.has(Role::Office) && actor.unit != duty.owing) offer_office(duty, units, acts);
  return acts;
}

LeafIndex last_step(const ledger::Obligation& duty) { return duty.history.empty() ? -1 : duty.history.back().leaf; }

LeafIndex read_expects(std::string_view text) {
  if (text.empty()) return -1;
  LeafIndex seen = -1;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), seen);
  if (fault != std::errc{} || end != text.data() + text.size() || seen < 0)
    throw Error{ErrorCode::BadRequest, Text{"所见最后一步不是日志序号", "the last step seen is no leaf of the log"},
                Text{"请重新打开页面后再办理", "open the page again and act there"}}
        .with("field", "expects");
  return seen;
}

bool was_overtaken(const ledger::Obligation& duty, LeafIndex seen) {
  return seen >= 0 && std::any_of(duty.history.begin(), duty.history.end(),
                                  [&](const ledger::HistoryStep& step) { return step.applies && seen < step.leaf; });
}

ActInput read_act_input(const Call& call, const Act& act) {
  ActInput input{
      std::string{call.field("reason")}, std::string{call.field("proof")}, {}, {}, read_expects(call.field("expects"))};
  if (!act.chosen_as.empty()) {
    // The first choice is what the button alone means.
    input.choice = call.field("choice");
    if (input.choice.empty() && !act.choices.empty()) input.choice = act.choices.front().value;
    if (!is_offered(act, input.choice))
      throw Error{ErrorCode::BadRequest, Text{"所选的办法不在可选之列", "that choice is not offered"},
                  Text{"请重新打开事项页，从所列中选择", "open the duty's page again and choose from what it lists"}};
  }
  const bool refused = act.until_may_lack && input.choice == "false";
  if (act.wants_until && !refused) {
    input.until = parse_date(call.field("until"));
    if (!input.until)
      throw Error{ErrorCode::BadRequest,
                  Text{"没有写明延至哪一天，或写的不是日期", "the day to extend to is missing or is no date"},
                  Text{"请填写日期，如 2012-07-20", "write the day, such as 2012-07-20"}};
  }
  if (!act.wants_proof) input.proof.clear();
  return input;
}

std::string registration_xml(const Call& call, std::string title, Node content,
                             const std::vector<UnitCode>& addressees) {
  const auto units = call.site.service.units();
  const auto& unit = call.actor().unit;
  Record record;
  record.form = "1.0";
  record.kind = content.name;
  record.submitter = {unit, unit_name(units, unit)};
  record.authors = {record.submitter};
  record.label = Label::Internal;
  record.title = std::move(title);
  for (const auto& each : addressees)
    if (!each.empty()) record.addressees.push_back({each, unit_name(units, each)});
  record.document_date = beijing_day(call.site.service.now());
  record.content = std::move(content);
  return write_record(record);
}

std::string act_xml(const Call& call, const Act& act, const ledger::Obligation& duty, const ActInput& input) {
  Node content;
  content.name = act.kind;
  add_target(content, duty, input.expects);
  add_particulars(content, call, duty, input);
  const auto* kind = find_kind(act.kind);
  auto title = std::string{kind ? kind->zh : act.kind} + "：" + unit_name(call.site.service.units(), duty.owing) + " " +
               duty.name.zh;
  std::vector<UnitCode> to{call.actor().unit == duty.owing ? duty.owed_to : duty.owing};
  if (!act.units.empty()) to.push_back({input.choice});
  return registration_xml(call, std::move(title), std::move(content), to);
}

std::string transfer_xml(const Call& call, const HandOver& over, const std::vector<ObligationId>& duties) {
  const auto units = call.site.service.units();
  Node content;
  content.name = "duty-transfer";
  content.children = {unit_node("from-unit", over.from), leaf("effective", to_text(over.effective))};
  for (const auto& duty : duties)
    content.children.push_back({"transfer", {{"obligation", duty.text}, {"to", over.to.text}}, {}, {}, 0});
  content.children.push_back(leaf("reason", over.reason));
  auto title = "职责划转：" + unit_name(units, over.from) + " 划转 " + unit_name(units, over.to) + "，" +
               std::to_string(duties.size()) + " 项";
  return registration_xml(call, std::move(title), std::move(content), {over.from, over.to});
}

std::string shift_xml(const Call& call, Date day, Date until, const std::string& reason, const std::string& proof) {
  Node content;
  content.name = "deadline-shift";
  content.children = {leaf("day", to_text(day)), leaf("until", to_text(until)), leaf("reason", reason),
                      leaf("proof", proof)};
  return registration_xml(call, "顺延：" + to_text(day) + " 到期事项顺延至 " + to_text(until), std::move(content), {});
}

std::string match_xml(const Call& call, const ledger::Obligation& duty, AccessionNumber record, bool confirmed,
                      LeafIndex expects) {
  Node content;
  content.name = "match-confirmation";
  content.children = {target("obligation", duty.id.text), target("record", to_text(record))};
  add_expects(content, duty, expects);
  content.children.push_back(leaf("confirmed", confirmed ? "true" : "false"));
  return registration_xml(call, "对应确认：" + to_text(record) + " " + duty.name.zh, std::move(content), {duty.owing});
}

}  // namespace cundang::http
