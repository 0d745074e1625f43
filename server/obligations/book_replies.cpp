// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "server/obligations/book.h"
#include "server/obligations/rule_desk.h"

namespace cundang::ledger {
namespace {

/// It owes the duty, has owed it or takes it over: on which days, the step says.
bool has_part_in(const Duty& duty, const UnitCode& unit) {
  return duty.owing == unit || std::any_of(duty.steps.begin(), duty.steps.end(), [&](const Step& step) {
           return step.effect == Effect::Transferred && step.shown.applies && step.unit == unit;
         });
}

/// Where a reply waits for what it names, when that is not there yet; empty where it cannot wait.
std::string waiting_key(const Answer& answer) {
  if (!answer.doc_no.empty()) return "doc:" + normal_doc_no(answer.doc_no);
  if (!answer.source_id.empty()) return "src:" + answer.source_id;
  if (!answer.rule.empty()) return "per:" + answer.rule + "\n" + answer.period;
  if (!answer.obligation.empty()) return "id:" + answer.obligation;
  return {};
}

/// What a path of the kind element finds names a document, by the attribute written (fault@finding) or by @record or
/// @doc-no: it counts as an answer to it.
void add_via(std::vector<Answer>& answers, const Node& content, std::string_view via) {
  const auto path = read_unit_path(via, "record");
  for (const auto* reference : content.select(path.path)) {
    Answer answer;
    answer.record = parse_accession_number(reference->attribute(path.attribute));
    if (!answer.record) answer.doc_no = reference->attribute("doc-no");
    if (answer.record || !answer.doc_no.empty()) answers.push_back(std::move(answer));
  }
}

Reply begin_reply(const Entry& entry, const UnitCode& unit, const Text& may_not) {
  Reply reply;
  reply.leaf = entry.leaf;
  reply.number = entry.number;
  reply.at = entry.received_at;
  reply.day = beijing_day(entry.received_at);
  reply.kind = entry.record.kind;
  reply.unit = unit;
  reply.person = entry.person;
  reply.why_not = may_not;
  return reply;
}

}  // namespace

Reply Ledger::Book::make_reply(const Entry& entry) const {
  const auto& record = entry.record;
  const auto acting = party(entry);
  auto reply = begin_reply(entry, acting.unit, acting.may_not);
  reply.carried = carried_by(record, record.content);
  reply.unseen = record.body_in_original;
  reply.answers = record.answers;
  for (const auto& via : packs_.rules.vias(record.kind)) add_via(reply.answers, record.content, via);
  if (record.kind != "paper-receipt") return reply;
  // 收文登记: the desk enters paper; both dates stand.
  const auto* from = record.content.child("from-unit");
  reply.kind = record.content.child_text("kind-registered");
  reply.unit.text = from ? from->attribute("code") : "";
  reply.unseen = true;
  if (!is_desk(entry.unit)) reply.why_not = {"收文登记只能由办公室办理", "only the office enters paper"};
  if (record.received_on) count_paper(reply, *record.received_on);
  return reply;
}

/// Paper counts on the day it came where it is entered within the term of policy 补登; entered later, once a second
/// person says so. Both days stand.
void Ledger::Book::count_paper(Reply& reply, Date came_on) const {
  const auto entered = reply.day;
  if (came_on > entered) return;
  const auto term = packs_.policies.term(policy_id::paper_entry, entered, Term{1, true});
  const auto latest = due_after(packs_.calendar, {}, came_on, {term, {}}).day;
  reply.note = {"实际收到 " + to_text(came_on) + "，登记 " + to_text(entered),
                "received on paper " + to_text(came_on) + ", entered " + to_text(entered)};
  if (latest && *latest < entered) {
    reply.note.zh += "，超过 " + term_text(term).zh + "，经第二人认定前按登记日计";
    reply.note.en += ", more than " + term_text(term).en + " later: counts as entered until a second person confirms";
    reply.paper_day = came_on;
  } else {
    reply.day = came_on;
  }
}

Ledger::Book::ReplyPtr Ledger::Book::keep(Reply reply) {
  auto kept = std::make_shared<const Reply>(std::move(reply));
  replies_.emplace(kept->number.value, kept);
  return kept;
}

void Ledger::Book::answer(const Entry& entry) {
  const auto paper = entry.record.kind == "paper-receipt";
  const bool answers = paper || packs_.rules.is_answer(entry.record.kind);
  if (!answers && !is_document(entry.record.kind)) return;
  auto made = make_reply(entry);
  if (made.answers.empty()) {
    made.cites = numbers_cited_by(entry.record);
    made.word = reply_word(entry.record.title);
    if (made.cites.empty() && made.word.empty() && !answers) return;
  }
  const auto reply = keep(std::move(made));
  for (const auto& each : reply->answers) answer_by(reply, each);
}

/// Triggers an answer names by record, number or source.
std::vector<AccessionNumber> Ledger::Book::named(const Answer& answer) const {
  if (answer.record) {
    const auto first = first_version(*answer.record);
    // A bulletin may name the last report of an accident: it is the same accident.
    const auto makers = triggers_.contains(first.value) ? std::vector<AccessionNumber>{} : makers_before(first);
    return {makers.empty() ? first : makers.front()};
  }
  const auto& names = answer.doc_no.empty() ? sources_ : doc_nos_;
  const auto found = names.find(answer.doc_no.empty() ? answer.source_id : normal_doc_no(answer.doc_no));
  return found == names.end() ? std::vector<AccessionNumber>{} : found->second;
}

void Ledger::Book::answer_by(const ReplyPtr& reply, const Answer& answer) {
  if (!answer.obligation.empty()) {
    if (const auto place = shelf_.by_id(answer.obligation)) return step_on(reply, answer, {*place});
  } else if (!answer.rule.empty()) {
    const auto& places = shelf_.by_period(answer.rule, answer.period);
    if (!places.empty()) return step_on(reply, answer, choose(places, *reply, answer));
  } else {
    const auto triggers = named(answer);
    // Two documents of one number: only a person can say which is meant.
    if (triggers.size() > 1) return;
    if (triggers.size() == 1)
      return step_on(reply, answer, choose(shelf_.by_trigger(triggers.front()), *reply, answer));
  }
  if (const auto key = waiting_key(answer); !key.empty()) waiting_[key].emplace_back(reply, answer);
}

/// Of the duties named, those of the replying unit that its kind and item mean.
Ledger::Book::Places Ledger::Book::choose(const Places& places, const Reply& reply, const Answer& answer) const {
  Places mine, fitting, item, whole;
  for (const auto place : places) {
    const auto& duty = shelf_.at(place);
    if (!has_part_in(duty, reply.unit)) continue;
    mine.push_back(place);
    if ((!reply.classified && !fits(duty, reply.kind)) || !is_about(duty, reply)) continue;
    fitting.push_back(place);
    if (duty.item.empty()) whole.push_back(place);
    const auto is_item = [&](const auto& part) { return part.item == answer.item; };
    if (duty.item == answer.item || std::any_of(duty.parts.begin(), duty.parts.end(), is_item)) item.push_back(place);
  }
  if (!answer.item.empty() && !item.empty()) return item;
  if (!whole.empty()) return whole;
  return fitting.empty() ? mine : fitting;
}

void Ledger::Book::step_on(const ReplyPtr& reply, const Answer& answer, const Places& places) {
  const auto recognised = recognised_.find(reply->number.value);
  for (const auto place : places) {
    shelf_.add_step(place, answer_step(packs_.units, shelf_.at(place), *reply, answer));
    if (recognised != recognised_.end()) shelf_.add_step(place, recognised->second);
  }
}

/// 报送登记: proof that a record went up; it meets the parts of that body.
void Ledger::Book::file_outside(const Entry& entry) {
  const auto& content = entry.record.content;
  const auto number = record_named(content);
  const auto* to = content.child("to");
  const auto* body = to ? packs_.units.find({std::string{to->attribute("code")}}) : nullptr;
  if (!number || !body) return;
  auto places = shelf_.by_answer(*number);
  for (const auto place : shelf_.by_trigger(first_version(*number)))
    for (const auto& part : shelf_.at(place).rule->parts)
      if (part.met_by_trigger && std::find(places.begin(), places.end(), place) == places.end())
        places.push_back(place);
  const auto acting = party(entry);
  const auto received = beijing_day(entry.received_at);
  auto reply = begin_reply(entry, acting.unit, acting.may_not);
  reply.day = std::min(parse_date(content.child_text("date")).value_or(received), received);
  for (const auto place : places) {
    const auto& duty = shelf_.at(place);
    Step step = answer_step(packs_.units, duty, reply, {});
    step.parts.clear();
    std::string names;
    for (std::size_t i = 0; i < duty.parts.size(); ++i)
      if (duty.parts[i].kind == "outside-filing" && duty.parts[i].filed_to == body->unit_class) {
        step.parts.push_back(i);
        names += (names.empty() ? "" : "、") + duty.parts[i].name;
      }
    if (step.parts.empty()) continue;
    const auto signed_by = std::string{content.child_text("signed-by")};
    step.shown.text = {};
    step.shown.text.zh.append("报送登记：").append(names).append("，签收人 ").append(signed_by);
    step.shown.text.en.append("filed outside: ").append(names).append(", received by ").append(signed_by);
    shelf_.add_step(place, std::move(step));
  }
}

/// 涉密件登记单: the duty is met by a paper that never enters here. It may come before the duty arises, as any reply
/// may.
void Ledger::Book::hand_over(const Entry& entry) {
  const auto& content = entry.record.content;
  const auto acting = party(entry);
  auto reply = begin_reply(entry, acting.unit, acting.may_not);
  reply.classified = true;
  if (const auto handed_over = parse_date(content.child_text("handed-over"))) count_paper(reply, *handed_over);
  Answer answer;
  if (const auto* obligation = content.child("obligation")) {
    answer.obligation = obligation->attribute("id");
  } else if (const auto* duty = content.child("duty")) {
    answer.rule = duty->attribute("rule");
    answer.period = duty->attribute("period");
  }
  answer_by(keep(std::move(reply)), answer);
}

}  // namespace cundang::ledger
