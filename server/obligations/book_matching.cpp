// SPDX-License-Identifier: GPL-3.0-or-later
// Replies that name no duty: which they may answer, and what the office says of it.
#include <algorithm>
#include <unordered_map>

#include "server/obligations/book.h"
#include "server/obligations/match_ties.h"

namespace cundang::ledger {
namespace {

constexpr int days_looked_back = 400;
constexpr std::size_t proposals_max = 5;  ///< of one reply

/// A reply that stands for the kind owed: a person has looked at it, whatever it calls itself.
Reply taken_for(const Reply& reply, const Duty& duty) {
  auto taken = reply;
  if (fits(duty, reply.kind)) return taken;
  taken.unseen = true;
  for (const auto& part : duty.parts)
    if (part.kind != "outside-filing") {
      taken.kind = part.kind;
      break;
    }
  return taken;
}

}  // namespace

std::vector<Proposal> Ledger::Book::propose(Date on) const {
  std::vector<AccessionNumber> numbers;
  for (const auto& [number, reply] : replies_)
    if (reply->day <= on && plus_days(on, -days_looked_back) <= reply->day && reply->why_not.zh.empty() &&
        shelf_.by_answer({number}).empty())
      numbers.push_back({number});
  std::sort(numbers.begin(), numbers.end());
  std::vector<Proposal> proposals;
  std::unordered_map<std::size_t, Standing> standings;  // each duty is settled once, however many replies look at it
  const auto standing_of = [&](std::size_t place) -> const Standing& {
    const auto found = standings.find(place);
    return found != standings.end() ? found->second
                                    : standings.emplace(place, settle(shelf_.at(place), on)).first->second;
  };
  for (const auto number : numbers) {
    const auto& reply = *replies_.at(number.value);
    Places open;
    for (const auto place : shelf_.by_unit(reply.unit)) {
      const auto& duty = shelf_.at(place);
      if (on < duty.arose || reply.day < duty.arose || !may_speak_for(reply, duty) ||
          rejected_.contains({number.value, duty.id.text}))
        continue;
      if (const auto& standing = standing_of(place); standing.still_owed() && standing.owing == reply.unit)
        open.push_back(place);
    }
    const auto of_its_kind = [&](std::size_t place) { return is_of_kind(reply, shelf_.at(place)); };
    const bool only_one = std::count_if(open.begin(), open.end(), of_its_kind) == 1;
    std::vector<Proposal> of_reply;
    for (const auto place : open)
      if (auto proposal = weigh(reply, shelf_.at(place), standing_of(place), on, only_one); proposal.strength > 0)
        of_reply.push_back(std::move(proposal));
    std::stable_sort(of_reply.begin(), of_reply.end(),
                     [](const Proposal& a, const Proposal& b) { return a.strength > b.strength; });
    // Where much speaks for one duty, what little speaks for others is noise.
    const int best = of_reply.empty() ? 0 : of_reply.front().strength;
    std::erase_if(of_reply, [best](const Proposal& each) { return each.strength + 4 <= best; });
    if (of_reply.size() > proposals_max) of_reply.resize(proposals_max);
    std::move(of_reply.begin(), of_reply.end(), std::back_inserter(proposals));
  }
  return proposals;
}

/// A cheap look before the duty is settled: something weigh() counts could be there.
bool Ledger::Book::may_speak_for(const Reply& reply, const Duty& duty) const {
  return (!reply.word.empty() && reply.kind == "other-document") ||
         (duty.rule->owes != "feedback" && fits(duty, reply.kind)) || number_cited(reply, duty);
}

/// It has the kind that is owed, and says nothing of itself that speaks against this duty.
bool Ledger::Book::is_of_kind(const Reply& reply, const Duty& duty) const {
  return duty.rule->owes != "feedback" && fits(duty, reply.kind) && !ties(reply, duty, trigger_of(duty)).contradicts;
}

const Trigger* Ledger::Book::trigger_of(const Duty& duty) const {
  const auto found = duty.trigger ? triggers_.find(duty.trigger->value) : triggers_.end();
  return found == triggers_.end() ? nullptr : &found->second;
}

/// What speaks for it. A number cited says most, then the kind owed, where something in it, or that the unit owes but
/// one such paper, ties it to this duty and no other; a title that sounds like a reply says little, and nothing at all
/// where the reply has the kind of something else.
Proposal Ledger::Book::weigh(const Reply& reply, const Duty& duty, const Standing& standing, Date on,
                             bool only_one) const {
  Proposal proposal{reply.number, duty.id, {}, 0};
  if (const auto* number = number_cited(reply, duty)) {
    proposal.strength += 8;
    add_reason(proposal.reason, "文中引用来文 " + *number, "its text cites " + *number);
  }
  if (const bool cited = proposal.strength > 0; is_of_kind(reply, duty)) {
    const auto found = ties(reply, duty, trigger_of(duty));
    if (cited || only_one || found.strength > 0) {
      proposal.strength += 4 + found.strength;
      add_reason(proposal.reason, "文种相符", "it is of the kind owed");
    }
    if (found.strength > 0) add_reason(proposal.reason, found.reason.zh, found.reason.en);
    if (!cited && only_one) add_reason(proposal.reason, "同类事项只此一件", "the unit owes but this one of the kind");
  }
  if (!reply.word.empty() && (proposal.strength > 0 || reply.kind == "other-document")) {
    proposal.strength += 1;
    add_reason(proposal.reason, "标题有“" + reply.word + "”", "its title says \"" + reply.word + "\"");
  }
  if (proposal.strength == 0) return proposal;
  add_reason(proposal.reason, "承办单位相符", "it is of the owing unit");
  const auto due = reckoner({}).reckon(duty, standing, on).due.day;
  if (due && reply.day <= *due) {
    proposal.strength += 1;
    add_reason(proposal.reason, "在期限 " + to_text(*due) + " 内收到", "received by the due day " + to_text(*due));
  }
  return proposal;
}

const std::string* Ledger::Book::number_cited(const Reply& reply, const Duty& duty) const {
  const auto* trigger = trigger_of(duty);
  if (!trigger || trigger->doc_no.empty()) return nullptr;
  const auto& doc_no = trigger->doc_no;
  const auto is_it = [&](const CitedNumber& cited) { return ledger::cites(cited, doc_no); };
  const auto names_it = [&](const Answer& answer) { return normal_doc_no(answer.doc_no) == normal_doc_no(doc_no); };
  const bool cited = std::any_of(reply.cites.begin(), reply.cites.end(), is_it) ||
                     std::any_of(reply.answers.begin(), reply.answers.end(), names_it);
  return cited ? &doc_no : nullptr;
}

/// 对应确认: a person says that a record answers a duty, or that it does not.
void Ledger::Book::confirm_match(const Entry& entry) {
  const auto& content = entry.record.content;
  const auto* obligation = content.child("obligation");
  const auto number = record_named(content);
  const auto place = obligation ? shelf_.by_id(obligation->attribute("id")) : std::nullopt;
  if (!number || !place) return;
  const auto& duty = shelf_.at(*place);
  const auto received = beijing_day(entry.received_at);
  const bool confirmed = content.child_text("confirmed") == "true";
  auto why_not = may_not_confirm(entry, duty, settle(duty, received), *place, *number);
  Step step;
  auto day = received;
  if (confirmed && why_not.zh.empty()) {
    const auto reply = taken_for(*replies_.at(number->value), duty);
    step = answer_step(packs_.units, duty, reply, {});
    why_not = step.shown.why_not;
    day = step.shown.day;
    if (const auto named = content.select("part"); !named.empty()) {
      step.parts.clear();
      for (const auto* part : named) {
        Answer answer;
        answer.part = part->text;
        const auto met = parts_met(duty, reply, answer);
        if (met.empty()) why_not = {"没有名为“" + part->text + "”的部分", "there is no part \"" + part->text + "\""};
        step.parts.insert(step.parts.end(), met.begin(), met.end());
      }
    }
  }
  if (!confirmed && why_not.zh.empty()) rejected_.emplace(number->value, duty.id.text);
  step.effect = confirmed ? Effect::Answered : Effect::None;
  step.answer = number;
  step.shown = {entry.leaf,   entry.number, entry.received_at,  day,    entry.record.kind, entry.unit,
                entry.person, {},           why_not.zh.empty(), why_not};
  step.shown.text =
      confirmed ? Text{"确认 " + to_text(*number) + " 为本事项的反馈", "confirms " + to_text(*number) + " as an answer"}
                : Text{to_text(*number) + " 不是本事项的反馈", to_text(*number) + " is no answer to this"};
  const bool applies = step.shown.applies;
  shelf_.add_step(*place, std::move(step));
  const auto recognised = recognised_.find(number->value);
  if (confirmed && applies && recognised != recognised_.end()) shelf_.add_step(*place, recognised->second);
}

Text Ledger::Book::may_not_confirm(const Entry& entry, const Duty& duty, const Standing& standing, std::size_t place,
                                   AccessionNumber number) const {
  if (entry.unit == standing.owing || (entry.unit != duty.owed_to && !is_supervising(entry.unit)))
    return not_entitled(packs_.units.called(entry.unit, beijing_day(entry.received_at)));
  if (!replies_.contains(number.value))
    return {"所指件不是可对应的反馈", "the record named is no reply that could answer"};
  const auto& answered = shelf_.by_answer(number);
  if (std::find(answered.begin(), answered.end(), place) != answered.end())
    return {"所指件已是本事项的反馈；不认可的请退办",
            "it answers this already; return it for rework if it does not do"};
  return outdated(entry.record.content, standing);
}

}  // namespace cundang::ledger
