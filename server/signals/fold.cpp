// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/signals/fold.h"

#include <algorithm>
#include <cstdlib>

#include "schema/model/kind.h"

namespace cundang::signals {
namespace {

std::optional<AccessionNumber> link(const Node& content, std::string_view name) {
  const auto* node = content.child(name);
  return node ? parse_accession_number(node->attribute("record")) : std::nullopt;
}

SignalState state_after(Action action) {
  switch (action) {
    case Action::Talk:
      return SignalState::Talk;
    case Action::Letter:
      return SignalState::Letter;
    case Action::Inspection:
      return SignalState::Inspection;
    case Action::Dismissed:
      break;
  }
  return SignalState::Dismissed;
}

/// What holds against a body goes on; a document, or a period, is a matter of its own.
bool runs_on(Trigger trigger) {
  return trigger != Trigger::T3Deployment && trigger != Trigger::T3Other && trigger != Trigger::T3Holiday;
}

bool holds(const Signal& signal, AccessionNumber fact) {
  return std::binary_search(signal.facts.begin(), signal.facts.end(), Fact{fact, {}, {}},
                            [](const Fact& a, const Fact& b) { return a.first < b.first; });
}

/// The decision that holds: the last that applies.
const Decision* holding(const Signal& signal) {
  const auto found = std::find_if(signal.decisions.rbegin(), signal.decisions.rend(),
                                  [](const Decision& decision) { return decision.applies; });
  return found == signal.decisions.rend() ? nullptr : &*found;
}

/// Days from which on what a pack says holds, or holds no longer.
void add_days_of_change(const Node& node, std::set<Date>& days) {
  const auto span = ledger::read_span(node);
  if (span.from) days.insert(*span.from);
  if (span.until) days.insert(next_day(*span.until));
  for (const auto& child : node.children) add_days_of_change(child, days);
}

std::vector<std::string> sector_names(const Node& content) {
  std::vector<std::string> names;
  for (const auto* sector : content.select("sectors/sector")) names.push_back(sector->text);
  return names;
}

}  // namespace

void Fold::take(const Entry& entry) {
  const auto received = beijing_day(entry.received_at);
  const auto& kind = entry.record.kind;
  // Looked at with later knowledge: what came after the day is known on the day, but nothing was done after it.
  if (received > on_ && kind == "signal-decision") return;
  known_.day = std::min(received, on_);
  leaves_[entry.number.value] = entry.leaf;
  const auto* known_kind = find_kind(kind);
  if (known_kind && known_kind->group == KindGroup::Pack) return take_pack(entry);
  if (kind == "accident") return take_accident(entry, entry.record.content, link(entry.record.content, "previous"));
  if (entry.record.historical) return;
  if (kind == "hidden-danger") return take_danger(entry, entry.record.content, link(entry.record.content, "previous"));
  if (kind == "correction") return take_correction(entry);
  if (kind == "signal-decision") return take_decision(entry);
  if (received <= on_) take_document(entry);
}

void Fold::take_pack(const Entry& entry) {
  const auto& content = entry.record.content;
  if (!known_.is_desk(entry.unit)) return;
  packs_[entry.number.value] = entry.record.title;
  const auto& kind = entry.record.kind;
  if (kind == "unit-register") known_.units.take(content);
  if (kind == "policy-pack") known_.thresholds.take(entry);
  if (kind == "quotas") known_.quotas.take(entry);
  if (kind == "list") {
    known_.lists.take(content);
    if (content.attribute("name") == "重点行业") {
      known_.key_sectors.clear();
      for (const auto* member : content.select("member")) known_.key_sectors.push_back(member->text);
    }
  }
  if (kind == "special-periods") take_periods(entry);
  add_days_of_change(content, changes_on_);
  judge_all();
}

/// A later table replaces the year's; a period it names again is still the period of the pack that named it first.
void Fold::take_periods(const Entry& entry) {
  const auto& content = entry.record.content;
  const auto year = std::atoi(std::string{content.attribute("year")}.c_str());
  std::vector<SpecialPeriod> told;
  for (const auto* node : content.select("period")) {
    const auto begins = parse_date(node->attribute("begins")), ends = parse_date(node->attribute("ends"));
    if (!begins || !ends) continue;
    SpecialPeriod period{year, std::string{node->attribute("name")}, *begins, *ends, entry.number, known_.day};
    const auto same = std::find_if(known_.periods.begin(), known_.periods.end(),
                                   [&](const auto& other) { return other.year == year && other.name == period.name; });
    if (same != known_.periods.end()) {
      period.pack = same->pack;
      period.received = same->received;
    }
    told.push_back(std::move(period));
  }
  std::erase_if(known_.periods, [&](const auto& other) { return other.year == year; });
  known_.periods.insert(known_.periods.end(), told.begin(), told.end());
}

/// As in the ledger: whoever reported it first, the district it lies in, or a supervising body; another's word on it
/// has no effect.
bool Fold::may_report_on(const UnitCode& unit, const UnitCode& reporter, const UnitCode& district) const {
  return unit == reporter || unit == district || known_.is_desk(unit) || known_.units.is_supervising(unit);
}

void Fold::take_accident(const Entry& entry, const Node& content, std::optional<AccessionNumber> previous) {
  auto report = read_accident(entry, content);
  if (!report) return;
  Touched touched;
  const auto touch = [&](const AccidentReport& told) {
    for (auto& subject : known_.subjects_of(told)) touched.subjects.insert(std::move(subject));
    touched.sectors.insert(told.sector);
  };
  if (const auto* accident = previous ? known_.accidents.find(*previous) : nullptr) {
    if (!may_report_on(entry.unit, accident->reports.front().reporter, accident->known().district)) return;
    touch(accident->known());
  }
  const auto& accident = known_.accidents.take(std::move(*report), previous, entry.record.historical);
  touch(accident.known());
  touched.accident = accident.first;
  judge(touched);
}

void Fold::take_danger(const Entry& entry, const Node& content, std::optional<AccessionNumber> previous) {
  auto report = read_danger(entry, content);
  if (!report) return;
  if (const auto* danger = previous ? known_.dangers.find(*previous) : nullptr)
    if (!may_report_on(entry.unit, danger->reports.front().reporter, danger->known().district)) return;
  const auto& danger = known_.dangers.take(std::move(*report), previous);
  Touched touched;
  for (auto& subject : known_.subjects_of(danger.known())) touched.subjects.insert(std::move(subject));
  judge(touched);
}

void Fold::take_correction(const Entry& entry) {
  const auto corrected = link(entry.record.content, "corrects");
  const auto* replacement = entry.record.content.child("replacement");
  if (!corrected || !replacement) return;
  if (const auto* content = replacement->child("accident"); content && known_.accidents.find(*corrected))
    take_accident(entry, *content, corrected);
  if (const auto* content = replacement->child("hidden-danger"); content && known_.dangers.find(*corrected))
    take_danger(entry, *content, corrected);
}

void Fold::take_document(const Entry& entry) {
  const auto& record = entry.record;
  decisions_.take_paper(entry);
  if (record.kind == "special-period-notice") {
    known_.notices.push_back(
        {entry.number, std::string{record.content.child_text("period")}, sector_names(record.content)});
    return;
  }
  if (record.series != "上级部署" && record.series != "督查建议") return;
  if (!known_.is_desk(entry.unit)) return;
  InspectionGround ground{entry.number, known_.day, record.series == "上级部署", record.title, {}};
  for (const auto& unit : record.addressees) {
    const auto* registered = known_.units.find(unit.code);
    if (registered &&
        (registered->unit_class == UnitClass::District || registered->unit_class == UnitClass::Department))
      ground.addressees.push_back(unit.code);
  }
  known_.grounds.push_back(ground);
  if (judging_) raise(detect_ground(ground));
}

void Fold::take_decision(const Entry& entry) {
  judge_periods();
  auto read = ledger::read_signal_decision(entry);
  const auto action = parse_action(entry.record.content.child_text("action"));
  if (!judging_ || !read || !action) return;
  const auto place = places_.find(read->signal);
  if (place == places_.end()) return;  // nothing was suggested under that id
  auto& raised = raised_[place->second];
  Decision decision{entry.number,
                    known_.day,
                    entry.unit,
                    entry.person,
                    *action,
                    read->paper,
                    std::string{entry.record.content.child_text("reason")},
                    true,
                    {},
                    entry.leaf};
  decision.why_not = why_not(entry, *read, raised.signal);
  decision.applies = decision.why_not.zh.empty();
  if (decision.applies) {
    raised.signal.state = state_after(*action);
    note_seen(raised, read->expects);
  }
  raised.signal.decisions.push_back(decision);
  if (!decision.applies) return;
  if (read->expects) set_aside_unseen(place->second, *read->expects);
  decisions_.hold(std::move(*read));
}

/// He decided on what was known by then, or, where he says so, on what he had seen of it.
void Fold::note_seen(Raised& raised, const std::optional<LeafIndex>& expects) const {
  for (auto& fact : raised.signal.facts) {
    auto now = fact_of(fact.first);
    if (!expects || leaf_of(now.version) <= *expects) fact = std::move(now);
  }
}

/// A paper that went out cannot be unsent by a word about the suggestion, unless what it rests on has changed.
Text Fold::why_no_dismissal(const Signal& signal) const {
  if (!changes_of(signal).empty()) return {};
  for (const auto& earlier : signal.decisions)
    if (earlier.applies && earlier.paper)
      return {"已据此发文（" + to_text(*earlier.paper) + "），不能再不采纳",
              "a paper has gone out on it (" + to_text(*earlier.paper) + "): it can no longer be dismissed"};
  return {};
}

Text Fold::wrong_paper(const ledger::SignalDecision& decision, const Signal& signal) const {
  if (auto reason = decisions_.wrong_paper(decision); !reason.zh.empty()) return reason;
  const auto* paper = decision.paper ? decisions_.paper(*decision.paper) : nullptr;
  // A paper to bodies without a code, or about nobody in particular, cannot be compared.
  if (!paper || paper->reaches.empty() || signal.targets.empty()) return {};
  std::string targets;
  for (const auto& unit : signal.targets) {
    if (paper->reaches.contains(unit)) return {};
    targets += (targets.empty() ? "" : "、") + unit.text;
  }
  const auto number = to_text(*decision.paper);
  return {number + " 不发往预警所指的单位（" + targets + "）",
          number + " does not go to the units of the signal (" + targets + ")"};
}

Text Fold::objection(const Entry& entry, const ledger::SignalDecision& decision, const Signal& signal) const {
  const auto& info = trigger_info(signal.trigger);
  if (entry.record.content.child_text("trigger") != info.code)
    return {"触发情形与预警不符", "the trigger is not the signal's"};
  if (decision.action == action_code(Action::Dismissed)) return {};
  if (decision.action != action_code(info.action))
    return {"处理方式与触发情形不符", "the action does not follow from the trigger"};
  // Without a paper it is decided first: the ledger owes the paper then (rows 3a, 4a, 8a).
  return wrong_paper(decision, signal);
}

Text Fold::objection(const Entry& entry) {
  known_.day = on_;
  judge_periods();
  const auto decision = ledger::read_signal_decision(entry);
  if (!decision) return {};
  const auto place = places_.find(decision->signal);
  if (place == places_.end())
    return {"没有编号为 " + decision->signal + " 的预警", "nothing was suggested under " + decision->signal};
  return objection(entry, *decision, raised_[place->second].signal);
}

Text Fold::why_not(const Entry& entry, const ledger::SignalDecision& decision, const Signal& signal) const {
  if (!known_.is_desk(entry.unit)) return {"只能由办公室或监管局处理", "only office or bureau decides"};
  if (auto reason = objection(entry, decision, signal); !reason.zh.empty()) return reason;
  if (auto reason = decisions_.overtaken(decision); !reason.zh.empty()) return reason;
  return decision.action == action_code(Action::Dismissed) ? why_no_dismissal(signal) : Text{};
}

LeafIndex Fold::leaf_of(AccessionNumber version) const {
  const auto found = leaves_.find(version.value);
  return found == leaves_.end() ? 0 : found->second;
}

/// What a decision that has everything in sight expects.
LeafIndex Fold::last_leaf(const Signal& signal) const {
  LeafIndex last = 0;
  for (const auto& fact : signal.facts) last = std::max(last, leaf_of(fact_of(fact.first).version));
  if (const auto* decision = decisions_.holding(signal.id)) last = std::max(last, decision->leaf);
  return last;
}

/// Sets of accidents without the one touched were judged before, unless a threshold or list has come into force, or
/// gone out of it, since the subject was looked at.
std::optional<AccessionNumber> Fold::still_to_judge(const Subject& subject, const Touched& touched) {
  auto& before = judged_[subject];
  const bool settled = before.ok() && changes_on_.upper_bound(before) == changes_on_.upper_bound(known_.day);
  before = known_.day;
  return settled ? touched.accident : std::nullopt;
}

void Fold::judge(const Touched& touched) {
  if (!judging_) return;
  const auto raise_all = [this](std::vector<Candidate> candidates) {
    for (auto& candidate : candidates) raise(std::move(candidate));
  };
  for (const auto& subject : touched.subjects) {
    const auto holding = still_to_judge(subject, touched);
    raise_all(detect_talks(known_, subject, holding));
    raise_all(detect_letters(known_, subject, holding));
    raise_all(detect_inspections(known_, subject, holding));
    raise_all(detect_dangers(known_, subject));
  }
  if (!touched.sectors.empty() || touched.everything) raise_all(detect_quotas(known_, touched));
}

void Fold::judge_periods() {
  if (!judging_) return;
  for (auto& candidate : detect_periods(known_)) raise(std::move(candidate));
}

/// A pack may change what is measured, and against what. Nothing to judge before the first accident or danger.
void Fold::judge_all() {
  if (!judging_) return;
  Touched touched;
  touched.everything = true;
  const auto since = same_day_in(static_cast<int>(known_.day.year()) - 1, known_.day);
  for (const auto* accident : known_.accidents.between(since, known_.day))
    for (auto& subject : known_.subjects_of(accident->known())) touched.subjects.insert(std::move(subject));
  for (const auto& [number, danger] : known_.dangers.all())
    for (auto& subject : known_.subjects_of(danger.known())) touched.subjects.insert(std::move(subject));
  judge(touched);
}

/// Of a matter one suggestion waits at a time and grows with each new fact; what was decided on is not asked again, but
/// a new fact opens a new one that says what was decided before.
void Fold::raise(Candidate candidate) {
  auto id = signal_id(candidate);
  if (places_.contains(id)) return;
  const auto& before = matters_[{candidate.trigger, candidate.subject, candidate.about}];
  if (before.empty() || !runs_on(candidate.trigger)) return open(std::move(candidate), std::move(id), before);
  const bool is_new = std::any_of(candidate.facts.begin(), candidate.facts.end(), [&](AccessionNumber fact) {
    return std::none_of(before.begin(), before.end(),
                        [&](std::size_t place) { return holds(raised_[place].signal, fact); });
  });
  auto& last = raised_[before.back()];
  if (last.signal.state == SignalState::Pending) {
    if (is_new) grow(last, std::move(candidate));
  } else if (is_new) {
    open(std::move(candidate), std::move(id), before);
  }
}

void Fold::open(Candidate candidate, std::string id, const std::vector<std::size_t>& before) {
  Raised raised;
  raised.latest = candidate;
  raised.lapses_on = candidate.lapses_on;
  raised.signal.id = id;
  raised.signal.trigger = candidate.trigger;
  raised.signal.subject = candidate.subject;
  raised.signal.targets = std::move(candidate.targets);
  raised.signal.about = candidate.about;
  raised.signal.raised_on = candidate.raised_on.value_or(known_.day);
  raised.signal.facts = facts_of(candidate.facts);
  raised.signal.compared = facts_of(candidate.compared);
  raised.signal.thresholds = std::move(candidate.thresholds);
  raised.signal.arithmetic = std::move(candidate.arithmetic);
  if (!before.empty() && runs_on(candidate.trigger)) {
    const auto& earlier = raised_[before.back()].signal;
    if (const auto* decision = holding(earlier)) raised.signal.earlier = Earlier{earlier.id, *decision};
  }
  places_[std::move(id)] = raised_.size();
  matters_[{candidate.trigger, std::move(candidate.subject), std::move(candidate.about)}].push_back(raised_.size());
  raised_.push_back(std::move(raised));
}

/// What it rests on is told as it was when it joined, so that a later change of it shows.
void Fold::grow(Raised& raised, Candidate candidate) {
  raised.latest = candidate;
  auto& signal = raised.signal;
  for (const auto first : candidate.facts) {
    const auto place = std::lower_bound(signal.facts.begin(), signal.facts.end(), first,
                                        [](const Fact& fact, AccessionNumber number) { return fact.first < number; });
    if (place == signal.facts.end() || place->first != first) signal.facts.insert(place, fact_of(first));
  }
  signal.grown_on = known_.day;
  signal.targets = std::move(candidate.targets);
  signal.compared = facts_of(candidate.compared);
  signal.thresholds = std::move(candidate.thresholds);
  signal.arithmetic = std::move(candidate.arithmetic);
  if (signal.facts.size() == raised.latest.facts.size()) return;
  const auto count = std::to_string(signal.facts.size());
  signal.arithmetic.push_back(
      {"自 " + to_text(signal.raised_on) + " 提示以来一直待处理，连同此前所据共 " + count + " 件",
       "pending since " + to_text(signal.raised_on) + ": with what it rested on before, " + count + " facts"});
}

/// What joined while the page was open he has not decided on: it is asked anew.
void Fold::set_aside_unseen(std::size_t place, LeafIndex seen) {
  auto& facts = raised_[place].signal.facts;
  const auto unseen =
      std::stable_partition(facts.begin(), facts.end(), [&](const Fact& fact) { return leaf_of(fact.first) <= seen; });
  if (unseen == facts.end() || unseen == facts.begin()) return;
  facts.erase(unseen, facts.end());
  raise(raised_[place].latest);
}

Fact Fold::fact_of(AccessionNumber first) const {
  if (const auto* accident = known_.accidents.find(first))
    return {first, accident->known().number, known_.tell(*accident)};
  if (const auto* danger = known_.dangers.find(first))
    return {first, danger->known().number, danger_text(danger->known())};
  for (const auto& ground : known_.grounds)
    if (ground.number == first) return {first, first, {ground.title, ground.title}};
  const auto pack = packs_.find(first.value);
  return {first, first, pack == packs_.end() ? Text{} : Text{pack->second, pack->second}};
}

std::vector<Fact> Fold::facts_of(const std::vector<AccessionNumber>& firsts) const {
  std::vector<Fact> facts;
  facts.reserve(firsts.size());
  for (const auto first : firsts) facts.push_back(fact_of(first));
  return facts;
}

/// What is told otherwise since the suggestion was raised, or last decided.
std::vector<FactChange> Fold::changes_of(const Signal& signal) const {
  std::vector<FactChange> changes;
  for (const auto& fact : signal.facts) {
    const auto now = fact_of(fact.first);
    if (now.version == fact.version) continue;
    bool same = true;
    if (const auto* accident = known_.accidents.find(fact.first)) {
      const auto told = std::find_if(accident->reports.begin(), accident->reports.end(),
                                     [&](const auto& report) { return report.number == fact.version; });
      same = tells_the_same(*told, accident->known());
    } else if (const auto* danger = known_.dangers.find(fact.first)) {
      const auto told = std::find_if(danger->reports.begin(), danger->reports.end(),
                                     [&](const auto& report) { return report.number == fact.version; });
      same = tells_the_same(*told, danger->known());
    }
    if (!same) changes.push_back({fact.first, fact.version, now.version, fact.text, now.text});
  }
  return changes;
}

std::vector<Signal> Fold::finish() {
  known_.day = on_;
  judge_periods();
  std::vector<Signal> signals;
  for (auto& raised : raised_) {
    if (raised.signal.raised_on > on_) continue;
    raised.signal.changes = changes_of(raised.signal);
    raised.signal.last_leaf = last_leaf(raised.signal);
    if (raised.signal.state == SignalState::Pending && raised.lapses_on && *raised.lapses_on <= on_)
      raised.signal.state = SignalState::Lapsed;
    signals.push_back(raised.signal);
  }
  std::stable_sort(signals.begin(), signals.end(), [](const Signal& a, const Signal& b) {
    if (a.raised_on != b.raised_on) return a.raised_on > b.raised_on;
    if (a.trigger != b.trigger) return a.trigger < b.trigger;
    return a.id < b.id;
  });
  return signals;
}

}  // namespace cundang::signals
