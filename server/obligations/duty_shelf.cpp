// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/duty_shelf.h"

#include <algorithm>

#include "server/obligations/words.h"

namespace cundang::ledger {
namespace {

using Places = DutyShelf::Places;

template <class Map, class Key>
const Places& places(const Map& map, const Key& key) {
  static const Places none;
  const auto found = map.find(key);
  return found == map.end() ? none : found->second;
}

std::string period_key(std::string_view rule, std::string_view period) {
  return std::string{rule} + "\n" + std::string{period};
}

void add_once(Places& places, std::size_t place) {
  if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
}

bool same_answer(const Step& a, const Step& b) {
  return a.effect == Effect::Answered && b.effect == Effect::Answered && a.shown.applies && b.shown.applies &&
         a.shown.leaf == b.shown.leaf && a.shown.act == b.shown.act && a.answer == b.answer;
}

}  // namespace

std::size_t DutyShelf::add(Duty duty) {
  const auto place = duties_.size();
  ids_.emplace(duty.id.text, place);
  units_[duty.owing].push_back(place);
  if (duty.trigger) {
    triggers_[duty.trigger->value].push_back(place);
    service_records_[duty.service_record.value].push_back(place);
  }
  if (!duty.period.empty()) periods_[period_key(duty.rule->id, duty.period)].push_back(place);
  auto steps = std::move(duty.steps);
  duty.steps.clear();
  duties_.push_back(std::move(duty));
  for (auto& step : steps) add_step(place, std::move(step));
  return place;
}

void DutyShelf::add_step(std::size_t place, Step step) {
  for (auto* text : {&step.shown.text, &step.shown.why_not}) shorten(text->zh), shorten(text->en);
  if (step.effect == Effect::Answered && step.shown.applies)
    add_once(answers_[step.answer.value_or(step.shown.record).value], place);
  if (step.effect == Effect::Transferred && step.shown.applies) add_once(units_[step.unit], place);
  auto& steps = duties_[place].steps;
  const auto after = std::upper_bound(steps.begin(), steps.end(), step.shown.leaf,
                                      [](LeafIndex leaf, const Step& each) { return leaf < each.shown.leaf; });
  if (after != steps.begin() && same_answer(*std::prev(after), step)) {
    auto& first = *std::prev(after);
    for (const auto part : step.parts) add_once(first.parts, part);
    if (first.shown.text != step.shown.text) {
      first.shown.text.zh += "；" + step.shown.text.zh;
      first.shown.text.en += "; " + step.shown.text.en;
    }
    return;
  }
  steps.insert(after, std::move(step));
}

void DutyShelf::serve_by(std::size_t place, AccessionNumber record) {
  auto& duty = duties_[place];
  std::erase(service_records_[duty.service_record.value], place);
  duty.service_record = record;
  add_once(service_records_[record.value], place);
}

std::optional<std::size_t> DutyShelf::by_id(std::string_view id) const {
  const auto found = ids_.find(std::string{id});
  return found == ids_.end() ? std::nullopt : std::optional{found->second};
}

const Places& DutyShelf::by_trigger(AccessionNumber number) const { return places(triggers_, number.value); }
const Places& DutyShelf::by_service_record(AccessionNumber number) const {
  return places(service_records_, number.value);
}
const Places& DutyShelf::by_answer(AccessionNumber number) const { return places(answers_, number.value); }
const Places& DutyShelf::by_unit(const UnitCode& unit) const { return places(units_, unit); }
const Places& DutyShelf::by_period(std::string_view rule, std::string_view period) const {
  return places(periods_, period_key(rule, period));
}

}  // namespace cundang::ledger
