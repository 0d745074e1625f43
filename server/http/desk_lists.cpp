// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

#include "server/http/desk_view.h"
#include "server/http/duty_view.h"
#include "server/http/list_page.h"

namespace cundang::http {

namespace {

constexpr std::size_t rows_shown = 50;

using ledger::HistoryStep;
using ledger::Obligation;

const HistoryStep* last_applying(const Obligation& duty, std::string_view act) {
  for (auto step = duty.history.rbegin(); step != duty.history.rend(); ++step)
    if (step->applies && step->act == act) return &*step;
  return nullptr;
}

/// A duty on a list, and the step that put it there.
struct Waiting {
  const Obligation* duty;
  const HistoryStep* step = nullptr;
};

const HistoryStep* waived_by(const Obligation& duty) {
  // Excused by the minutes, it was waived without a record of that kind.
  const auto* waived = last_applying(duty, "waiver");
  return waived || duty.history.empty() ? waived : &duty.history.back();
}

bool waits_for_extension(const Obligation& duty) {
  const auto* asked = last_applying(duty, "extension-request");
  const auto* decided = last_applying(duty, "extension-decision");
  return asked && ledger::awaits_answer(duty.state) && (!decided || decided->leaf < asked->leaf);
}

bool has_blame(const Obligation& duty) {
  return std::any_of(duty.faults.begin(), duty.faults.end(), [](const auto& fault) { return !fault.stands(); });
}

struct DeskList {
  const char* name;   ///< in the template and the address
  const char* title;  ///< key of its text
  bool (*holds)(const Obligation& duty);
  const HistoryStep* (*made_by)(const Obligation& duty);
};

const std::vector<DeskList>& desk_lists() {
  static const std::vector<DeskList> all{
      {"extensions", "desk-extensions", waits_for_extension,
       [](const Obligation& duty) { return last_applying(duty, "extension-request"); }},
      {"objections", "desk-objections", [](const Obligation& duty) { return duty.service_disputed; },
       [](const Obligation& duty) { return last_applying(duty, "service-objection"); }},
      {"orphans", "awaits-transfer", [](const Obligation& duty) { return duty.awaits_transfer; }, nullptr},
      {"unverified", "desk-unverified",
       [](const Obligation& duty) {
         return duty.state == ledger::State::Answered && duty.verification_days_overdue > 0;
       },
       nullptr},
      {"blames", "desk-blames", has_blame, [](const Obligation& duty) { return last_applying(duty, "fault-finding"); }},
      {"waivers", "desk-waivers", [](const Obligation& duty) { return duty.state == ledger::State::Waived; },
       waived_by},
  };
  return all;
}

void add_list(const Call& call, web::Data& data, const DeskList& list, const std::vector<Obligation>& duties,
              const std::vector<Unit>& units) {
  std::vector<Waiting> waiting;
  for (const auto& duty : duties)
    if (list.holds(duty)) waiting.push_back({&duty, list.made_by ? list.made_by(duty) : nullptr});
  const auto shown = list_page(call, list.name, waiting.size(), rows_shown);
  auto filled = list_data(shown, list.name, say(call, list.title));
  for (auto at = shown.begin; at < shown.end; ++at) {
    auto row = duty_row(call, *waiting[at].duty, units);
    const auto* step = waiting[at].step;
    row.set("said", step ? to_text(step->day) + " " + web::in(step->text, call.language) : std::string{});
    filled.push("rows", std::move(row));
  }
  data.push(list.name, std::move(filled));
}

/// 延期一览: by the unit and person who granted or refused it. A group that goes on over a page has its title again.
void add_granters(const Call& call, web::Data& data, const std::vector<Obligation>& duties,
                  const std::vector<Unit>& units) {
  std::vector<Waiting> decided;
  std::map<std::pair<UnitCode, PersonId>, int> counts;
  for (const auto& duty : duties)
    for (const auto& step : duty.history)
      if (step.applies && step.act == "extension-decision") {
        decided.push_back({&duty, &step});
        ++counts[{step.by, step.person}];
      }
  const auto granter = [](const Waiting& each) { return std::tie(each.step->by, each.step->person); };
  std::stable_sort(decided.begin(), decided.end(),
                   [&](const auto& a, const auto& b) { return granter(a) < granter(b); });
  const auto shown = list_page(call, "granters", decided.size(), rows_shown);
  auto filled = list_data(shown, "granters", say(call, "desk-granters"));
  for (auto at = shown.begin; at < shown.end;) {
    const auto& first = decided[at];
    web::Data group;
    group.set("granter", unit_name(units, first.step->by) + " " + first.step->person.text)
        .set("count", counts.at({first.step->by, first.step->person}));
    for (; at < shown.end && granter(decided[at]) == granter(first); ++at) {
      const auto& [duty, step] = decided[at];
      group.push("rows", web::Data{}
                             .set("id", duty->id.text)
                             .set("name", web::in(duty->name, call.language))
                             .set("owing_name", unit_name(units, duty->owing))
                             .set("day", to_text(step->day))
                             .set("text", web::in(step->text, call.language))
                             .set("record", to_text(step->record)));
    }
    filled.push("groups", std::move(group));
  }
  data.push("granters", std::move(filled));
}

void add_late_papers(const Call& call, web::Data& data, const std::vector<Unit>& units) {
  const auto papers =
      call.site.duties ? call.site.duties->late_papers(call.viewer()) : std::vector<ledger::LatePaper>{};
  const auto shown = list_page(call, "papers", papers.size(), rows_shown);
  auto filled = list_data(shown, "papers", say(call, "desk-papers"));
  for (auto at = shown.begin; at < shown.end; ++at) {
    const auto& paper = papers[at];
    filled.push("rows", web::Data{}
                            .set("record", to_text(paper.record))
                            .set("unit_name", unit_name(units, paper.unit))
                            .set("arrived", to_text(paper.arrived))
                            .set("entered", to_text(paper.entered))
                            .set("person_name", paper.person.text)
                            .set("by_other", paper.person != call.actor().person));
  }
  data.push("papers", std::move(filled));
}

}  // namespace

void add_desk_lists(const Call& call, web::Data& data, const std::vector<ledger::Obligation>& duties,
                    const std::vector<Unit>& units) {
  for (const auto& list : desk_lists()) add_list(call, data, list, duties, units);
  add_granters(call, data, duties, units);
  add_late_papers(call, data, units);
}

}  // namespace cundang::http
