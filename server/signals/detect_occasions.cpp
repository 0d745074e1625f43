// SPDX-License-Identifier: GPL-3.0-or-later
// T3 because a document asks for it, and before special periods; and which policies are missing.
#include <algorithm>
#include <array>

#include "server/obligations/calendar.h"
#include "server/signals/detect.h"
#include "server/signals/detect_words.h"

namespace cundang::signals {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : "、") + word;
  return text;
}

/// Whether the notice of the period (6a) is out, and for which sectors.
Text notice_text(const Known& known, const std::string& period) {
  for (const auto& notice : known.notices)
    if (notice.period == period) {
      const auto sectors = joined(notice.sectors);
      return {"特定时期通知（四(六)）已发：" + to_text(notice.number) + "，行业领域 " + sectors,
              "notice of the period (四(六)) issued: " + to_text(notice.number) + ", sectors " + sectors};
    }
  const auto sectors = joined(known.key_sectors);
  const auto for_zh = sectors.empty() ? std::string{} : "，重点行业：" + sectors;
  const auto for_en = sectors.empty() ? std::string{} : ", key sectors: " + sectors;
  return {"特定时期通知（四(六)）本系统未见" + for_zh, "no notice of the period (四(六)) seen in this system" + for_en};
}

}  // namespace

Candidate detect_ground(const InspectionGround& ground) {
  Candidate found;
  found.trigger = ground.deployment ? Trigger::T3Deployment : Trigger::T3Other;
  found.targets = ground.addressees;
  found.about = ground.title;
  found.facts = {ground.number};
  found.arithmetic.push_back({"文件类目为“" + std::string{ground.deployment ? "上级部署" : "督查建议"} + "”",
                              ground.deployment ? "a document of the series 上级部署 (deployment from above)"
                                                : "a document of the series 督查建议 (proposal to inspect)"});
  return found;
}

std::vector<Candidate> detect_periods(const Known& known) {
  std::vector<Candidate> found;
  for (const auto& period : known.periods) {
    const auto lead = known.thresholds.in_force("T3-节前", period.begins);
    if (!lead || lead->measure != Threshold::Measure::Days) continue;
    const auto opens = ledger::plus_days(period.begins, -lead->value);
    // Learned of too late, or not near yet.
    if (known.day < opens || period.received >= period.begins) continue;
    Candidate one;
    one.trigger = Trigger::T3Holiday;
    one.about = std::to_string(period.year) + "-" + period.name;
    one.facts = {period.pack};
    one.thresholds = {*lead};
    one.lapses_on = period.begins;
    one.raised_on = std::max(opens, period.received);
    one.arithmetic = {
        threshold_text(*lead),
        {period.name + " " + to_text(period.begins) + " 至 " + to_text(period.ends) + "，" + to_text(opens) + " 起提示",
         period.name + ", " + to_text(period.begins) + " to " + to_text(period.ends) + ", suggested from " +
             to_text(opens)},
        notice_text(known, one.about)};
    found.push_back(std::move(one));
  }
  return found;
}

std::vector<std::string> missing_policies(const Known& known) {
  static constexpr std::array policies{"T1-短期内",        "T1-同类事故-窗口", "T1-同类事故-起数", "T2-事故多发-窗口",
                                       "T2-事故多发-起数", "T2-同比增幅",      "T2-同比-起数下限", "T2-接近控制指标",
                                       "T3-事故多发-窗口", "T3-事故多发-起数", "T3-隐患严重-项数", "T3-节前",
                                       "事故补报"};
  std::vector<std::string> missing;
  for (const auto* policy : policies)
    if (!known.thresholds.in_force(policy, known.day)) missing.emplace_back(policy);
  return missing;
}

}  // namespace cundang::signals
