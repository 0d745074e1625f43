// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "server/obligations/book.h"
#include "server/obligations/duty_view.h"

namespace cundang::ledger {
namespace {

bool is_after(const Rule& rule, const std::string& input) {
  return std::find(rule.after.begin(), rule.after.end(), input) != rule.after.end();
}

bool earlier(const Obligation& a, const Obligation& b) {
  if (a.due.day != b.due.day) return a.due.day && (!b.due.day || *a.due.day < *b.due.day);
  return a.id < b.id;
}

}  // namespace

DueReckoner Ledger::Book::reckoner(const std::vector<Duty>& ahead) const {
  return {packs_, [this, &ahead](const Duty& duty) {
            std::vector<const Duty*> inputs;
            if (duty.order > 0) {
              for (const auto place : shelf_.by_trigger(*duty.trigger)) {
                const auto& other = shelf_.at(place);
                if (other.rule->id == duty.rule->id && 0 < other.order && other.order < duty.order)
                  inputs.push_back(&other);
              }
              return inputs;
            }
            if (duty.trigger) {
              for (const auto place : shelf_.by_trigger(*duty.trigger))
                if (is_after(*duty.rule, shelf_.at(place).rule->id)) inputs.push_back(&shelf_.at(place));
              return inputs;
            }
            for (const auto& rule : duty.rule->after)
              for (const auto place : shelf_.by_period(rule, duty.period)) inputs.push_back(&shelf_.at(place));
            for (const auto& each : ahead)
              if (each.period == duty.period && is_after(*duty.rule, each.rule->id)) inputs.push_back(&each);
            return inputs;
          }};
}

bool Ledger::Book::wanted(const Obligation& obligation, const Filter& filter) const {
  if (!filter.unit.empty() && obligation.owing != filter.unit) return false;
  if (filter.state && obligation.state != *filter.state) return false;
  return !filter.viewer || filter.viewer->sees_all || involves(obligation, filter.viewer->unit);
}

std::vector<Obligation> Ledger::Book::obligations(Date on, const Filter& filter) const {
  const auto ahead = duties_ahead(on);
  const auto reckon = reckoner(ahead);
  std::vector<Obligation> found;
  const auto look_at = [&](const Duty& duty) {
    if (on < duty.arose) return;
    auto obligation = view(duty, on, reckon, packs_.units);
    if (wanted(obligation, filter)) found.push_back(std::move(obligation));
  };
  if (filter.unit.empty())
    for (std::size_t place = 0; place < shelf_.size(); ++place) look_at(shelf_.at(place));
  else
    for (const auto place : shelf_.by_unit(filter.unit)) look_at(shelf_.at(place));
  for (const auto& duty : ahead)
    if (filter.unit.empty() || duty.owing == filter.unit) look_at(duty);
  std::sort(found.begin(), found.end(), earlier);
  return found;
}

std::optional<Obligation> Ledger::Book::find(const ObligationId& id, Date on) const {
  const auto ahead = duties_ahead(on);
  const auto reckon = reckoner(ahead);
  if (const auto place = shelf_.by_id(id.text)) {
    if (on < shelf_.at(*place).arose) return std::nullopt;
    return view(shelf_.at(*place), on, reckon, packs_.units);
  }
  for (const auto& duty : ahead)
    if (duty.id == id) return view(duty, on, reckon, packs_.units);
  return std::nullopt;
}

}  // namespace cundang::ledger
