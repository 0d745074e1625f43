// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/signal_cases.h"

#include <algorithm>

#include "schema/xml/record_writer.h"
#include "server/app/signal_drafts.h"

namespace cundang::app {
namespace {

void must_see_all(const Viewer& viewer) {
  if (!viewer.sees_all) throw Error{ErrorCode::NotFound};
}

bool is_wanted(const signals::Signal& signal, const SignalQuery& query) {
  const auto code = signals::trigger_info(signal.trigger).code;
  if (!query.trigger.empty() && !code.starts_with(query.trigger)) return false;
  if (!query.unit.empty() && signal.subject.unit != query.unit &&
      std::find(signal.targets.begin(), signal.targets.end(), query.unit) == signal.targets.end())
    return false;
  if (query.state.empty()) return true;
  if (query.state == "basis-changed" || query.state == "依据变化") return !signal.changes.empty();
  return signals::parse_state(query.state) == signal.state;
}

/// Who drafts: the viewer's unit, else the office (a local operator acts for none).
DraftContext context_of(const Service& service, const Viewer& viewer) {
  DraftContext context{viewer.unit, beijing_day(service.now()), service.units()};
  if (!context.unit.empty()) return context;
  for (const auto& unit : context.units)
    if (unit.unit_class == UnitClass::Office) context.unit = unit.code;
  return context;
}

}  // namespace

Date SignalCases::day_of(const SignalQuery& query) const { return query.on.value_or(beijing_day(service_.now())); }

LeafIndex SignalCases::end_of(const SignalQuery& query) const {
  return entries_.known_until(query.knowledge, day_of(query), beijing_day(service_.now()));
}

signals::Signals SignalCases::gathered(LeafIndex until) const {
  signals::Signals gathered;
  LeafIndex through = -1;
  entries_.replay(through, until, [&gathered](const Entry& entry) { gathered.apply(entry); });
  return gathered;
}

signals::SignalReport SignalCases::report(const SignalQuery& query) const {
  const auto until = end_of(query);
  return until == EntrySource::no_end ? view_.report(day_of(query)) : gathered(until).report(day_of(query));
}

signals::Known SignalCases::known(const SignalQuery& query) const {
  const auto until = end_of(query);
  return until == EntrySource::no_end ? view_.known(day_of(query)) : gathered(until).known(day_of(query));
}

signals::SignalReport SignalCases::signals(const SignalQuery& query, const Viewer& viewer) const {
  must_see_all(viewer);
  auto found = report(query);
  std::erase_if(found.signals, [&](const auto& signal) { return !is_wanted(signal, query); });
  return found;
}

signals::Signal SignalCases::signal(const std::string& id, const SignalQuery& query, const Viewer& viewer) const {
  SignalQuery whole;
  whole.on = query.on;
  whole.knowledge = query.knowledge;
  for (auto& signal : signals(whole, viewer).signals)
    if (signal.id == id) return std::move(signal);
  throw Error{ErrorCode::NotFound}.with("signal", id);
}

signals::AccidentStatistics SignalCases::accidents(const SignalQuery& query, const Viewer& viewer) const {
  const auto known = this->known(query);
  if (viewer.sees_all) return signals::accident_statistics(known);
  return signals::accident_statistics(known, [&](const signals::Accident& accident) {
    const auto subjects = known.subjects_of(accident.known());
    return std::any_of(subjects.begin(), subjects.end(),
                       [&](const auto& subject) { return !viewer.unit.empty() && subject.unit == viewer.unit; });
  });
}

Draft SignalCases::paper_draft(const signals::Signal& signal, const Viewer& viewer) const {
  must_see_all(viewer);
  Draft draft{write_record(draft_paper(signal, context_of(service_, viewer))), {}, {}};
  for (const auto& fact : signal.facts) draft.sources.push_back(fact.first);
  return draft;
}

Draft SignalCases::quarter_draft(QuarterPaper paper, const signals::QuarterName& quarter, const SignalQuery& query,
                                 const Viewer& viewer) const {
  must_see_all(viewer);
  signals::Quarter papers{quarter};
  LeafIndex through = -1;
  entries_.replay(through, end_of(query), [&papers](const Entry& entry) { papers.apply(entry); });
  auto context = context_of(service_, viewer);
  context.today = day_of(query);
  const bool summary = paper == QuarterPaper::Summary;
  const auto sources = summary ? papers.for_summary() : papers.for_forecast();
  return {write_record(summary ? draft_summary(sources, context) : draft_forecast(sources, context)), sources.records,
          sources.missing};
}

std::string SignalCases::decision_xml(const signals::Signal& signal, signals::Action action,
                                      std::optional<AccessionNumber> paper, const std::string& reason,
                                      std::optional<LeafIndex> expects, const Viewer& viewer) const {
  must_see_all(viewer);
  return write_record(draft_decision(signal, action, paper, reason, expects, context_of(service_, viewer)));
}

}  // namespace cundang::app
