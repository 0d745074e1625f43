// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/acts.h"

#include "schema/model/kind.h"
#include "schema/xml/record_writer.h"
#include "server/http/page.h"

namespace cundang::http {

namespace {

constexpr Act acknowledgement{"acknowledgement"}, extension_request{"extension-request", true, true};
constexpr Act urging{"urging", true}, extension_granted{"extension-decision", true, true};
constexpr Act verification{"verification", true}, return_for_rework{"return-for-rework", true, true};
constexpr Act closure{"closure"};

Node leaf(std::string name, std::string text) { return {std::move(name), {}, std::move(text), {}, 0}; }
Node target(std::string name, std::string id) { return {std::move(name), {{"id", std::move(id)}}, {}, {}, 0}; }

bool asked_for_extension(const ledger::Obligation& duty) {
  for (auto step = duty.history.rbegin(); step != duty.history.rend(); ++step) {
    if (!step->applies) continue;
    if (step->act == "extension-decision") return false;
    if (step->act == "extension-request") return true;
  }
  return false;
}

// 签收 names the document received; every other act names the duty.
void add_target(Node& content, const ledger::Obligation& duty) {
  if (content.name == "acknowledgement") {
    content.children.push_back(target("record", to_text(*duty.trigger)));
  } else {
    content.children.push_back(target("obligation", duty.id.text));
  }
  if (!duty.history.empty()) content.children.push_back(leaf("expects", std::to_string(duty.history.back().leaf)));
}

void add_particulars(Node& content, const Call& call, const ActInput& input) {
  const auto add = [&](const char* name, std::string text) { content.children.push_back(leaf(name, std::move(text))); };
  const auto& kind = content.name;
  if (kind == "acknowledgement") {
    const auto& person = call.identity->session->person;
    add("at", to_text(call.site.service.now()));
    add("by", person.name.empty() ? person.id.text : person.name);
  } else if (kind == "urging") {
    add("manner", "system");
    add("text", input.reason);
  } else if (kind == "extension-decision") {
    add("granted", "true");
  } else if (kind == "verification") {
    add("accepted", "true");
  } else if (kind == "closure") {
    add("form", "done");
  }
  if (input.until) add("until", to_text(*input.until));
  if (kind != "urging" && !input.reason.empty()) add("reason", input.reason);
}

}  // namespace

std::vector<Act> acts_for(const Actor& actor, const ledger::Obligation& duty) {
  using ledger::State;
  std::vector<Act> acts;
  const bool owing = actor.unit == duty.owing && (actor.has(Role::Submitter) || actor.has(Role::Office));
  const bool unserved = duty.state == State::AwaitingService || duty.state == State::AwaitingAcknowledgement;
  if (owing && unserved && duty.trigger) acts.push_back(acknowledgement);
  if (owing && ledger::awaits_answer(duty.state) && duty.due.day) acts.push_back(extension_request);
  if (!actor.has(Role::Office)) return acts;
  if (ledger::awaits_answer(duty.state)) acts.push_back(urging);
  if (ledger::awaits_answer(duty.state) && asked_for_extension(duty)) acts.push_back(extension_granted);
  if (duty.state == State::Answered) {
    acts.push_back(verification);
    acts.push_back(return_for_rework);
  }
  if (duty.state == State::Verified || duty.state == State::Completed) acts.push_back(closure);
  return acts;
}

std::string act_xml(const Call& call, const Act& act, const ledger::Obligation& duty, const ActInput& input) {
  const auto units = call.site.service.units();
  const auto& unit = call.actor().unit;
  const auto& other = unit == duty.owing ? duty.owed_to : duty.owing;
  Record record;
  record.form = "1.0";
  record.kind = act.kind;
  record.submitter = {unit, unit_name(units, unit)};
  record.authors = {record.submitter};
  record.label = Label::Internal;
  const auto* kind = find_kind(act.kind);
  record.title = std::string{kind ? kind->zh : act.kind} + "：" + unit_name(units, duty.owing) + " " + duty.name.zh;
  if (!other.empty()) record.addressees = {{other, unit_name(units, other)}};
  record.document_date = beijing_day(call.site.service.now());
  record.content.name = act.kind;
  add_target(record.content, duty);
  add_particulars(record.content, call, input);
  return write_record(record);
}

}  // namespace cundang::http
