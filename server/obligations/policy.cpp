// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/policy.h"

#include <charconv>

namespace cundang::ledger {

std::optional<Term> read_term(const Node& node, std::string_view days_name, std::string_view unit_name) {
  const auto digits = node.attribute(days_name);
  const auto unit = node.attribute(unit_name);
  Term term;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), term.days);
  if (error != std::errc{} || end != digits.data() + digits.size() || term.days < 0 || term.days > 3660)
    return std::nullopt;
  if (!unit.empty() && unit != "working" && unit != "calendar") return std::nullopt;
  term.working = unit != "calendar";
  return term;
}

std::optional<PolicyValue> read_policy_value(const Node& node) {
  using Measure = PolicyValue::Measure;
  std::optional<PolicyValue> found;
  for (const auto& [name, measure] :
       {std::pair{"months", Measure::Months}, {"percent", Measure::Percent}, {"count", Measure::Count}}) {
    const auto digits = node.attribute(name);
    if (digits.empty()) continue;
    PolicyValue value{measure, 0};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value.value);
    if (found || error != std::errc{} || end != digits.data() + digits.size() || value.value < 1 || value.value > 10000)
      return std::nullopt;
    found = value;
  }
  return node.attribute("days").empty() ? found : std::nullopt;
}

void PolicyBook::take(const Node& content, Date filed) {
  const auto validity = pack_validity(content);
  const auto basis = content.child_text("basis");
  for (const auto* node : content.select("policy")) {
    const auto term = read_term(*node);
    if (!term) continue;
    Policy policy{std::string{node->attribute("id")}, *term, read_span(*node), std::string{node->attribute("basis")},
                  filed};
    if (!policy.span.from) policy.span.from = validity.from;
    if (!policy.span.until) policy.span.until = validity.until;
    if (policy.basis.empty()) policy.basis = basis;
    policies_.push_back(std::move(policy));
  }
}

std::optional<Policy> PolicyBook::in_force(std::string_view id, Date day) const {
  for (auto policy = policies_.rbegin(); policy != policies_.rend(); ++policy)
    if (policy->id == id && policy->filed <= day && policy->span.holds(day)) return *policy;
  for (const auto& policy : policies_)
    if (policy.id == id && policy.span.holds(day)) return policy;
  return std::nullopt;
}

Term PolicyBook::term(std::string_view id, Date day, Term otherwise) const {
  const auto policy = in_force(id, day);
  return policy ? policy->term : otherwise;
}

}  // namespace cundang::ledger
