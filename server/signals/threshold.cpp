// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/signals/threshold.h"

#include "server/obligations/policy.h"

namespace cundang::signals {
namespace {

using Measure = Threshold::Measure;

Measure measure_of(ledger::PolicyValue::Measure measure) {
  switch (measure) {
    case ledger::PolicyValue::Measure::Months:
      return Measure::Months;
    case ledger::PolicyValue::Measure::Percent:
      return Measure::Percent;
    case ledger::PolicyValue::Measure::Count:
      break;
  }
  return Measure::Count;
}

Text value_text(const Threshold& threshold) {
  const auto number = std::to_string(threshold.value);
  switch (threshold.measure) {
    case Measure::Days:
      return {number + " 日", number + " days"};
    case Measure::Months:
      return {number + " 个月", number + " months"};
    case Measure::Percent:
      return {number + "%", number + "%"};
    case Measure::Count:
      break;
  }
  return {number, number};
}

}  // namespace

Text threshold_text(const Threshold& threshold) {
  const auto value = value_text(threshold);
  const auto version = to_text(threshold.version);
  return {threshold.policy + " = " + value.zh + "（执行口径 " + version + "，来源 " + threshold.basis + "）",
          threshold.policy + " = " + value.en + " (policy of " + version + ", source " + threshold.basis + ")"};
}

void Thresholds::take(const Entry& policy_pack) {
  const auto& content = policy_pack.record.content;
  const auto validity = ledger::pack_validity(content);
  for (const auto* node : content.select("policy")) {
    Threshold threshold;
    threshold.policy = node->attribute("id");
    if (const auto value = ledger::read_policy_value(*node)) {
      threshold.measure = measure_of(value->measure);
      threshold.value = value->value;
    } else if (const auto term = ledger::read_term(*node)) {
      threshold.measure = Measure::Days;
      threshold.value = term->days;
    } else {
      continue;
    }
    threshold.version = policy_pack.number;
    threshold.span = ledger::read_span(*node);
    if (!threshold.span.from) threshold.span.from = validity.from;
    if (!threshold.span.until) threshold.span.until = validity.until;
    threshold.basis = node->attribute("basis");
    if (threshold.basis.empty()) threshold.basis = content.child_text("basis");
    thresholds_.push_back(std::move(threshold));
  }
}

std::optional<Threshold> Thresholds::in_force(std::string_view policy, Date day) const {
  for (auto threshold = thresholds_.rbegin(); threshold != thresholds_.rend(); ++threshold)
    if (threshold->policy == policy && threshold->span.holds(day)) return *threshold;
  return std::nullopt;
}

}  // namespace cundang::signals
