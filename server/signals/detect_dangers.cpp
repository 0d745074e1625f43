// SPDX-License-Identifier: GPL-3.0-or-later
// T1, T2, T3 on major hidden dangers that are not cleared.
#include <algorithm>

#include "server/signals/detect.h"
#include "server/signals/detect_words.h"

namespace cundang::signals {
namespace {

std::vector<const Danger*> standing(const Known& known, const Subject& subject) {
  std::vector<const Danger*> found;
  for (const auto& [number, danger] : known.dangers.all()) {
    if (!danger.known().stands_on(known.day)) continue;
    const auto subjects = known.subjects_of(danger.known());
    if (std::find(subjects.begin(), subjects.end(), subject) != subjects.end()) found.push_back(&danger);
  }
  return found;
}

Candidate candidate(Trigger trigger, const Subject& subject, const std::vector<const Danger*>& dangers) {
  Candidate found;
  found.trigger = trigger;
  found.subject = subject;
  if (!subject.unit.empty()) found.targets.push_back(subject.unit);
  for (const auto* danger : dangers) found.facts.push_back(danger->first);
  const auto count = std::to_string(dangers.size());
  found.arithmetic.push_back({"未消除的重大隐患 " + count + " 项", count + " major hidden dangers not cleared"});
  return found;
}

}  // namespace

std::vector<Candidate> detect_dangers(const Known& known, const Subject& subject) {
  std::vector<Candidate> found;
  const auto dangers = standing(known, subject);
  if (dangers.empty()) return found;
  if (subject.role == Subject::Role::Enterprise) {
    found.push_back(candidate(Trigger::T1HiddenDanger, subject, dangers));
    return found;
  }
  found.push_back(candidate(Trigger::T2HiddenDanger, subject, dangers));
  const auto grave = usable(known, "T3-隐患严重-项数", {Threshold::Measure::Count});
  if (grave && std::cmp_greater_equal(dangers.size(), grave->value)) {
    auto one = candidate(Trigger::T3Frequent, subject, dangers);
    one.about = "隐患";
    one.thresholds = {*grave};
    one.arithmetic.push_back(threshold_text(*grave));
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace cundang::signals
