// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/signals/quota.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace cundang::signals {
namespace {

struct IndicatorName {
  std::string_view name;
  Indicator indicator;
};
constexpr std::array<IndicatorName, 6> names{{{"事故起数", Indicator::Accidents},
                                              {"死亡人数", Indicator::Deaths},
                                              {"重伤人数", Indicator::SeriousInjuries},
                                              {"较大事故起数", Indicator::Larger},
                                              {"较大以上事故起数", Indicator::LargerOrWorse},
                                              {"较大及以上事故起数", Indicator::LargerOrWorse}}};

std::optional<std::int64_t> read_thousandths(std::string_view text) {
  const auto point = std::min(text.find('.'), text.size());
  auto digits = std::string{text.substr(0, point)};
  auto decimals = std::string{text.substr(std::min(point + 1, text.size()))};
  if (decimals.size() > 3 || digits.empty() || digits.size() > 12) return std::nullopt;
  decimals.resize(3, '0');
  digits += decimals;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size() || number < 0) return std::nullopt;
  return number;
}

}  // namespace

std::optional<Indicator> parse_indicator(std::string_view name) {
  for (const auto& row : names)
    if (row.name == name) return row.indicator;
  return std::nullopt;
}

Text indicator_name(Indicator indicator) {
  switch (indicator) {
    case Indicator::Accidents:
      return {"事故起数", "accidents"};
    case Indicator::Deaths:
      return {"死亡人数", "deaths"};
    case Indicator::SeriousInjuries:
      return {"重伤人数", "serious injuries"};
    case Indicator::Larger:
      return {"较大事故起数", "larger accidents"};
    case Indicator::LargerOrWorse:
      return {"较大以上事故起数", "larger accidents and worse"};
  }
  return {};
}

std::int64_t counted(Indicator indicator, const AccidentReport& report) {
  const auto grade = grade_of(report.toll);
  switch (indicator) {
    case Indicator::Accidents:
      return 1;
    case Indicator::Deaths:
      return report.toll.deaths;
    case Indicator::SeriousInjuries:
      return report.toll.serious_injuries;
    case Indicator::Larger:
      return grade == Grade::Larger ? 1 : 0;
    case Indicator::LargerOrWorse:
      return grade >= Grade::Larger ? 1 : 0;
  }
  return 0;
}

bool Quota::covers(const AccidentReport& report) const {
  if (static_cast<int>(report.occurred.year()) != year) return false;
  return sector.empty() || sector == report.sector;
}

std::string decimal_text(std::int64_t thousandths) {
  auto text = std::to_string(thousandths / 1000);
  auto rest = std::to_string(1000 + thousandths % 1000).substr(1);
  rest.erase(rest.find_last_not_of('0') + 1);
  return rest.empty() ? text : text + "." + rest;
}

Text quota_text(const Quota& quota) {
  const auto year = std::to_string(quota.year), value = decimal_text(quota.thousandths);
  const auto whom = (quota.unit.empty() ? std::string{} : " " + quota.unit.text) +
                    (quota.sector.empty() ? std::string{} : " " + quota.sector);
  const auto name = indicator_name(quota.indicator);
  return {year + " 年" + (whom.empty() ? " 全市" : whom) + " " + name.zh + "控制指标 " + value + "（" +
              to_text(quota.pack) + "，来源 " + quota.basis + "）",
          "quota of " + year + (whom.empty() ? " for the city" : whom) + ", " + name.en + ": " + value + " (" +
              to_text(quota.pack) + ", source " + quota.basis + ")"};
}

void QuotaBook::take(const Entry& pack) {
  const auto& content = pack.record.content;
  const auto year = read_thousandths(content.attribute("year"));
  if (!year) return;
  for (const auto* node : content.select("quota")) {
    const auto indicator = parse_indicator(node->attribute("indicator"));
    const auto value = read_thousandths(node->attribute("value"));
    if (!indicator || !value) continue;
    Quota quota{static_cast<int>(*year / 1000),          *indicator, {std::string{node->attribute("unit")}},
                std::string{node->attribute("sector")},  *value,     pack.number,
                std::string{content.child_text("basis")}};
    const auto same = std::find_if(quotas_.begin(), quotas_.end(), [&](const Quota& other) {
      return other.year == quota.year && other.indicator == quota.indicator && other.unit == quota.unit &&
             other.sector == quota.sector;
    });
    if (same == quotas_.end())
      quotas_.push_back(std::move(quota));
    else
      *same = std::move(quota);
  }
}

std::vector<const Quota*> QuotaBook::of_year(int year) const {
  std::vector<const Quota*> found;
  for (const auto& quota : quotas_)
    if (quota.year == year) found.push_back(&quota);
  return found;
}

}  // namespace cundang::signals
