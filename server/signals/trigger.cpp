// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/signals/trigger.h"

#include <array>

namespace cundang::signals {
namespace {

constexpr std::array<std::string_view, 4> actions{"talk", "letter", "inspection", "dismissed"};

}  // namespace

std::string_view action_code(Action action) { return actions.at(static_cast<std::size_t>(action)); }

std::optional<Action> parse_action(std::string_view code) {
  for (std::size_t i = 0; i < actions.size(); ++i)
    if (actions.at(i) == code) return static_cast<Action>(i);
  return std::nullopt;
}

Text action_name(Action action) {
  switch (action) {
    case Action::Talk:
      return {"已转约谈", "led to a talk"};
    case Action::Letter:
      return {"已转函告", "led to a letter"};
    case Action::Inspection:
      return {"已转督查", "led to an inspection"};
    case Action::Dismissed:
      return {"不采纳", "dismissed"};
  }
  return {};
}

const std::vector<TriggerInfo>& all_triggers() {
  using enum Trigger;
  static const std::vector<TriggerInfo> table = {
      {T1Consecutive, "T1-consecutive", "三(三)", "短期内连续发生较大以上事故", "larger accidents in short succession",
       Action::Talk, "talk-notice", "短期内连续发生两次以上较大生产安全事故"},
      {T1Repeated, "T1-repeated", "三(三)", "同类事故重复发生", "accidents of one class repeated", Action::Talk,
       "talk-notice", "同类事故重复发生"},
      {T1HiddenDanger, "T1-hidden-danger", "三(三)", "存在重大隐患", "a major hidden danger", Action::Talk,
       "talk-notice", "存在重大隐患"},
      {T2Frequent, "T2-frequent", "四(四)", "事故多发", "frequent accidents", Action::Letter, "advisory-letter",
       "地区或行业（领域）生产安全事故多发"},
      {T2Increase, "T2-increase", "四(四)", "与前一年同期比较增幅较大", "a large increase on the year before",
       Action::Letter, "advisory-letter", "生产安全事故与前一年同期比较增幅较大"},
      {T2Quota, "T2-quota", "四(四)", "接近或超过控制考核指标", "near or over a control quota", Action::Letter,
       "advisory-letter", "生产安全事故数量接近或超过控制考核指标"},
      {T2HiddenDanger, "T2-hidden-danger", "四(四)", "存在重大事故隐患", "major hidden dangers", Action::Letter,
       "advisory-letter", "存在重大事故隐患或突出问题"},
      {T3Deployment, "T3-deployment", "五(八)", "上级部署贯彻落实", "a deployment from above", Action::Inspection,
       "inspection-notice", "党中央、国务院及市委、市政府有关安全生产重要工作部署贯彻落实情况"},
      {T3Holiday, "T3-holiday", "五(八)", "重要节日、重大活动前", "before a holiday or great event", Action::Inspection,
       "inspection-notice", "重要节日或重大活动前安全生产工作情况"},
      {T3Frequent, "T3-frequent", "五(八)", "事故多发或隐患严重", "frequent accidents or grave dangers",
       Action::Inspection, "inspection-notice", "生产安全事故多发或安全生产隐患严重的情况"},
      {T3Other, "T3-other", "五(八)", "其它工作情况", "other matters", Action::Inspection, "inspection-notice",
       "其它工作情况"},
  };
  return table;
}

const TriggerInfo& trigger_info(Trigger trigger) { return all_triggers().at(static_cast<std::size_t>(trigger)); }

const TriggerInfo* find_trigger(std::string_view code) {
  for (const auto& row : all_triggers())
    if (row.code == code) return &row;
  return nullptr;
}

}  // namespace cundang::signals
