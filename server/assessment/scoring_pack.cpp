// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/assessment/scoring_pack.h"

#include <algorithm>
#include <array>
#include <set>

#include "server/obligations/words.h"

namespace cundang::assessment {
namespace {

std::optional<Method> parse_method(std::string_view text) {
  using enum Method;
  for (const auto method : {Rate, Deduct, Criticism, ByHand, Bonus, Veto})
    if (method_code(method) == text) return method;
  return std::nullopt;
}

std::optional<VetoGround> parse_ground(std::string_view word) {
  if (word == "deaths-over-quota") return VetoGround::DeathsOverQuota;
  if (word == "major-accident") return VetoGround::MajorAccident;
  if (word == "concealment") return VetoGround::Concealment;
  return std::nullopt;
}

Points points_of(const Node& node, std::string_view attribute) {
  return parse_points(node.attribute(attribute)).value_or(Points{});
}

Indicator read_indicator(const Node& node) {
  Indicator indicator;
  indicator.id = node.attribute("id");
  indicator.name = node.attribute("name");
  indicator.clause = node.attribute("clause");
  indicator.method = parse_method(node.attribute("method")).value_or(Method::ByHand);
  indicator.points = points_of(node, "points");
  indicator.rows = ledger::split_words(node.attribute("rows"));
  indicator.rules = ledger::split_words(node.attribute("rules"));
  indicator.each = points_of(node, "each");
  indicator.late = points_of(node, "late");
  indicator.missing = points_of(node, "missing");
  indicator.each_max = parse_points(node.attribute("each-max"));
  indicator.late_in_working_days = node.attribute("late-days") != "calendar";
  indicator.late_credit = points_of(node, "late-credit").thousandths;
  for (const auto& word : ledger::split_words(node.attribute("grounds")))
    if (const auto ground = parse_ground(word)) indicator.grounds.push_back(*ground);
  indicator.from = parse_date(node.attribute("from"));
  return indicator;
}

/// Collects what is wrong with one indicator.
class IndicatorCheck {
 public:
  IndicatorCheck(const Node& node, Findings& findings) : node_{node}, findings_{findings} {}

  void run() {
    const auto method = parse_method(node_.attribute("method"));
    if (!method)
      return fault("method", {"没有这种计分方法", "no such method"},
                   {"请写 rate、deduct、criticism、by-hand、bonus 或 veto",
                    "write rate, deduct, criticism, by-hand, bonus or veto"});
    for (const auto* name : {"points", "each", "late", "missing", "each-max", "late-credit"}) check_points(name);
    const bool by_duties = *method == Method::Rate || *method == Method::Deduct;
    const bool names_duties = !node_.attribute("rows").empty() || !node_.attribute("rules").empty();
    if (by_duties != names_duties)
      fault("rows | rules",
            {"rate、deduct 须写明 rows 或 rules，其他方法不得写", "rate and deduct name rows or rules, others none"},
            {"请补上或删去 rows、rules", "add or remove rows, rules"});
    if (*method == Method::Deduct && node_.attribute("late").empty() && node_.attribute("missing").empty())
      fault("late | missing", {"扣分项没有写扣多少", "a deducting item does not say how much"},
            {"请写 late（每日）或 missing（每件）", "give late (a day) or missing (each)"});
    if (*method == Method::Criticism && node_.attribute("each").empty())
      fault("each", {"没有写每次扣多少", "it does not say how much each time"}, {"请写 each", "give each"});
    if (points_of(node_, "late-credit").thousandths > 1000)
      fault("late-credit", {"大于 1", "above 1"}, {"请写 0 到 1", "write 0 to 1"});
    check_grounds(*method);
    const bool full = *method != Method::Veto;
    if (full != (points_of(node_, "points").thousandths > 0))
      fault("points", {"一票否决的分值为 0，其他指标须大于 0", "a veto has 0 points, any other item more"},
            {"请改正 points", "correct points"});
  }

 private:
  void check_points(std::string_view name) {
    const auto text = node_.attribute(name);
    if (text.empty()) return;
    const auto points = parse_points(text);
    if (!points || points->thousandths < 0)
      fault(std::string{name},
            {"须是不小于 0 的数：扣多少写正数",
             "must be a number of 0 or more: a deduction is written as a positive number"},
            {"请去掉负号或改正数字", "drop the sign or correct the number"});
  }
  void check_grounds(Method method) {
    const auto words = ledger::split_words(node_.attribute("grounds"));
    if (!words.empty() && method != Method::Veto)
      fault("grounds", {"只有一票否决写 grounds", "only a veto has grounds"}, {"请删去 grounds", "remove grounds"});
    std::set<std::string> seen;
    for (const auto& word : words)
      if (!parse_ground(word) || !seen.insert(word).second)
        fault("grounds", {"没有这种否决情形，或写了两次：" + word, "no such ground, or it stands twice: " + word},
              {"请写考核办法所列的 deaths-over-quota、major-accident、concealment，各一次",
               "write those the 考核办法 names of deaths-over-quota, major-accident, concealment, each once"});
  }
  void fault(const std::string& place, Text reason, Text cure) {
    findings_.push_back({"scoring.bad-indicator", Severity::Fault,
                         "indicator " + std::string{node_.attribute("id")} + " @" + place, node_.line,
                         std::move(reason), std::move(cure)});
  }
  const Node& node_;
  Findings& findings_;
};

void check_bands(const Node& content, Findings& findings) {
  std::set<std::string_view> seen;
  for (const auto* band : content.select("band"))
    if (!seen.insert(band->attribute("from")).second)
      findings.push_back({"scoring.duplicate-band",
                          Severity::Fault,
                          "band",
                          band->line,
                          {"两个等次从同一分数开始", "two bands begin at the same points"},
                          {"请改正 from", "correct from"}});
}

}  // namespace

bool Indicator::judges(const ledger::Obligation& duty) const {
  return std::find(rows.begin(), rows.end(), duty.row) != rows.end() ||
         std::find(rules.begin(), rules.end(), duty.rule) != rules.end();
}

Points ScoringPack::full() const {
  Points sum;
  for (const auto& indicator : indicators)
    if (indicator.method != Method::Bonus && indicator.method != Method::Veto) sum += indicator.points;
  return sum;
}

Authority ScoringPack::authority_of(const Indicator& indicator) const {
  auto cited = authority;
  cited.clause = indicator.clause;
  if (indicator.from) cited.in_force = indicator.from;
  return cited;
}

Findings scoring_check(const Node& content) {
  Findings findings;
  if (content.name != "scoring-pack") return findings;
  const auto* authority = content.child("authority");
  if (!authority || !parse_date(authority->attribute("in-force")))
    findings.push_back(
        {"scoring.no-authority",
         Severity::Fault,
         "authority",
         content.line,
         {"没有写明考核办法的制发机关、文号和施行日期", "issuer, number and day in force of the 考核办法 are missing"},
         {"请补上 authority：没有依据不得计分", "add authority: nothing is scored without"}});
  std::set<std::string_view> ids;
  for (const auto* node : content.select("indicator")) {
    if (!ids.insert(node->attribute("id")).second)
      findings.push_back({"scoring.duplicate-indicator",
                          Severity::Fault,
                          "indicator " + std::string{node->attribute("id")},
                          node->line,
                          {"指标重复", "the indicator stands twice"},
                          {"请删去或改名", "remove or rename one"}});
    IndicatorCheck{*node, findings}.run();
  }
  check_bands(content, findings);
  return findings;
}

std::optional<ScoringPack> read_scoring_pack(const Node& content) {
  if (content.name != "scoring-pack" || has_fault(scoring_check(content))) return std::nullopt;
  const auto unit_class = parse_unit_class(content.attribute("class"));
  if (!unit_class || (*unit_class != UnitClass::District && *unit_class != UnitClass::Department)) return std::nullopt;
  ScoringPack pack;
  pack.year = std::atoi(std::string{content.attribute("year")}.c_str());
  pack.unit_class = *unit_class;
  pack.example = content.attribute("example") == "true";
  const auto& authority = *content.child("authority");
  pack.authority = {std::string{authority.attribute("issuer")},  std::string{authority.attribute("doc-no")},
                    std::string{authority.attribute("title")},   {},
                    parse_date(authority.attribute("in-force")), std::string{content.child_text("basis")}};
  for (const auto* node : content.select("indicator")) pack.indicators.push_back(read_indicator(*node));
  for (const auto* node : content.select("band"))
    pack.bands.push_back({std::string{node->attribute("name")}, points_of(*node, "from")});
  std::sort(pack.bands.begin(), pack.bands.end(), [](const auto& a, const auto& b) { return b.from < a.from; });
  return pack;
}

}  // namespace cundang::assessment
