// SPDX-License-Identifier: GPL-3.0-or-later
// T1, T2, T3 on accidents: short succession, one class repeated, frequent, increased.
#include <algorithm>
#include <map>

#include "server/signals/detect.h"
#include "server/signals/detect_words.h"

namespace cundang::signals {
namespace {

using Measure = Threshold::Measure;

/// 三(三): “两次以上” is the rule's own number, and 以上 includes it.
constexpr std::size_t consecutive_count = 2;

/// Two windows back: all that can lie together with an accident whose window reaches to the day looked at.
std::vector<const Accident*> in_reach(const Known& known, const Subject& subject, const Threshold& window) {
  return known.accidents_of(subject, window_begins(window, window_begins(window, known.day)), known.day);
}

Candidate candidate(Trigger trigger, const Subject& subject, const std::vector<const Accident*>& together,
                    std::vector<Threshold> thresholds) {
  Candidate found;
  found.trigger = trigger;
  found.subject = subject;
  if (!subject.unit.empty()) found.targets.push_back(subject.unit);
  found.facts = firsts_of(together);
  found.thresholds = std::move(thresholds);
  for (const auto& threshold : found.thresholds) found.arithmetic.push_back(threshold_text(threshold));
  return found;
}

void add_window(Candidate& found, const Threshold& window, const std::vector<const Accident*>& together) {
  const auto ends = together.back()->known().occurred;
  found.arithmetic.push_back(window_text(window_begins(window, ends), ends));
}

void detect_consecutive(const Known& known, const Subject& subject, std::optional<AccessionNumber> holding,
                        std::vector<Candidate>& found) {
  const auto window = usable(known, "T1-短期内", {Measure::Months, Measure::Days});
  if (!window) return;
  auto accidents = in_reach(known, subject, *window);
  std::erase_if(accidents, [](const auto* accident) { return accident->grade() < Grade::Larger; });
  for (const auto& together : clusters(known, accidents, *window, consecutive_count, holding)) {
    auto one = candidate(Trigger::T1Consecutive, subject, together, {*window});
    add_window(one, *window, together);
    one.arithmetic.push_back(reached_text({"较大以上事故", "larger accidents and worse"},
                                          static_cast<std::int64_t>(together.size()), consecutive_count));
    one.arithmetic.push_back({"“两次以上”为制度原文所定，含两次", "two is the rule's own number, and included"});
    found.push_back(std::move(one));
  }
}

void detect_repeated(const Known& known, const Subject& subject, std::optional<AccessionNumber> holding,
                     std::vector<Candidate>& found) {
  const auto window = usable(known, "T1-同类事故-窗口", {Measure::Months, Measure::Days});
  const auto count = usable(known, "T1-同类事故-起数", {Measure::Count});
  if (!window || !count) return;
  std::map<std::string, std::vector<const Accident*>> by_class;
  for (const auto* accident : in_reach(known, subject, *window))
    if (!accident->known().cause_class.empty()) by_class[accident->known().cause_class].push_back(accident);
  for (const auto& [cause_class, accidents] : by_class)
    for (const auto& together : clusters(known, accidents, *window, static_cast<std::size_t>(count->value), holding)) {
      auto one = candidate(Trigger::T1Repeated, subject, together, {*window, *count});
      one.about = cause_class;
      add_window(one, *window, together);
      one.arithmetic.push_back(
          reached_text({"类别同为“" + cause_class + "”的事故", "accidents of class " + cause_class},
                       static_cast<std::int64_t>(together.size()), count->value));
      found.push_back(std::move(one));
    }
}

void detect_frequent(const Known& known, const Subject& subject, std::optional<AccessionNumber> holding,
                     Trigger trigger, const std::string& policies, std::vector<Candidate>& found) {
  const auto window = usable(known, policies + "-窗口", {Measure::Months, Measure::Days});
  const auto count = usable(known, policies + "-起数", {Measure::Count});
  if (!window || !count) return;
  for (const auto& together :
       clusters(known, in_reach(known, subject, *window), *window, static_cast<std::size_t>(count->value), holding)) {
    auto one = candidate(trigger, subject, together, {*window, *count});
    add_window(one, *window, together);
    one.arithmetic.push_back(
        reached_text({"事故", "accidents"}, static_cast<std::int64_t>(together.size()), count->value));
    found.push_back(std::move(one));
  }
}

std::int64_t deaths_in(const std::vector<const Accident*>& accidents) {
  std::int64_t deaths = 0;
  for (const auto* accident : accidents) deaths += accident->known().toll.deaths;
  return deaths;
}

/// At least so many percent more; from nothing to something is more than any percentage.
bool has_grown(std::int64_t now, std::int64_t before, int percent) {
  return now > before && (now - before) * 100 >= before * percent;
}

Text compared_text(const Text& what, std::int64_t now, std::int64_t before, int percent) {
  const auto n = std::to_string(now), b = std::to_string(before);
  if (before == 0) return {what.zh + "：" + n + "，上年同期 0", what.en + ": " + n + ", the year before 0"};
  const auto change = std::to_string((now - before) * 100 / before) + "%", needed = std::to_string(percent) + "%";
  const bool grown = has_grown(now, before, percent);
  return {what.zh + "：" + n + "，上年同期 " + b + "，（" + n + " − " + b + "）÷ " + b + " = " + change +
              (grown ? " ≥ " : " ＜ ") + needed,
          what.en + ": " + n + ", the year before " + b + ", (" + n + " − " + b + ") ÷ " + b + " = " + change +
              (grown ? " ≥ " : " < ") + needed};
}

/// 与前一年同期比较: 1 January to the day looked at, in both years.
void detect_increase(const Known& known, const Subject& subject, std::vector<Candidate>& found) {
  const auto percent = usable(known, "T2-同比增幅", {Measure::Percent});
  const auto least = usable(known, "T2-同比-起数下限", {Measure::Count});
  if (!percent || !least) return;
  const auto year = known.day.year();
  const auto before_year = static_cast<int>(year) - 1;
  const Date begins{year, std::chrono::January, std::chrono::day{1}};
  const auto before_ends = same_day_in(before_year, known.day);
  const auto now = known.accidents_of(subject, begins, known.day);
  const auto before = known.accidents_of(subject, same_day_in(before_year, begins), before_ends, true);
  if (std::cmp_less(now.size(), least->value)) return;
  const auto now_count = static_cast<std::int64_t>(now.size()), before_count = static_cast<std::int64_t>(before.size());
  if (!has_grown(now_count, before_count, percent->value) &&
      !has_grown(deaths_in(now), deaths_in(before), percent->value))
    return;
  auto one = candidate(Trigger::T2Increase, subject, now, {*percent, *least});
  one.about = std::to_string(static_cast<int>(year));
  one.compared = firsts_of(before);
  one.arithmetic.push_back(
      {to_text(begins) + " 至 " + to_text(known.day) + " 与上年同期（至 " + to_text(before_ends) + "）比较",
       to_text(begins) + " to " + to_text(known.day) + " against the year before, to " + to_text(before_ends)});
  one.arithmetic.push_back(compared_text({"事故起数", "accidents"}, now_count, before_count, percent->value));
  one.arithmetic.push_back(compared_text({"死亡人数", "deaths"}, deaths_in(now), deaths_in(before), percent->value));
  one.arithmetic.push_back(reached_text({"本年事故", "accidents this year"}, now_count, least->value));
  found.push_back(std::move(one));
}

}  // namespace

std::vector<Candidate> detect_talks(const Known& known, const Subject& subject,
                                    std::optional<AccessionNumber> holding) {
  std::vector<Candidate> found;
  detect_consecutive(known, subject, holding, found);
  detect_repeated(known, subject, holding, found);
  return found;
}

std::vector<Candidate> detect_letters(const Known& known, const Subject& subject,
                                      std::optional<AccessionNumber> holding) {
  std::vector<Candidate> found;
  if (subject.role == Subject::Role::Enterprise) return found;  // 四(四): 向区县政府或市有关部门
  detect_frequent(known, subject, holding, Trigger::T2Frequent, "T2-事故多发", found);
  detect_increase(known, subject, found);
  return found;
}

std::vector<Candidate> detect_inspections(const Known& known, const Subject& subject,
                                          std::optional<AccessionNumber> holding) {
  std::vector<Candidate> found;
  if (subject.role == Subject::Role::Enterprise) return found;  // 五(八)1: 区县政府或行业主管部门
  detect_frequent(known, subject, holding, Trigger::T3Frequent, "T3-事故多发", found);
  return found;
}

}  // namespace cundang::signals
