// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/signals/scene.h"

namespace cundang::signals {

Date day(std::string_view text) { return parse_date(text).value(); }

Node with(std::string name, std::vector<std::pair<std::string, std::string>> attributes, std::vector<Node> children,
          std::string value) {
  return {std::move(name), std::move(attributes), std::move(value), std::move(children), 0};
}

Node text(std::string name, std::string value) { return with(std::move(name), {}, {}, std::move(value)); }

Scene::Scene() {
  const auto unit = [](const char* code, const char* unit_class) {
    return with("unit", {{"code", code}, {"class", unit_class}}, {with("name", {}, {text("full", code)})});
  };
  file(
      "2012-01-01", "AWB",
      with("unit-register", {},
           {unit("AWB", "office"), unit("AJJ", "bureau"), unit("ZJW", "department"), unit("HDQ", "district"),
            unit("LSQ", "district"), unit("MYJT", "enterprise"), unit("AWH", "committee"), unit("SZF", "government")}));
  file("2012-01-01", "AWB", with("list", {{"name", "行业主管：建筑施工"}}, {with("member", {{"unit", "ZJW"}})}));
  struct Row {
    const char *id, *measure;
    int value;
  };
  for (const auto& row :
       {Row{"T1-短期内", "months", 6}, Row{"T1-同类事故-窗口", "months", 6}, Row{"T1-同类事故-起数", "count", 2},
        Row{"T2-事故多发-窗口", "months", 6}, Row{"T2-事故多发-起数", "count", 3}, Row{"T2-同比增幅", "percent", 30},
        Row{"T2-同比-起数下限", "count", 4}, Row{"T2-接近控制指标", "percent", 90},
        Row{"T3-事故多发-窗口", "months", 6}, Row{"T3-事故多发-起数", "count", 5}, Row{"T3-隐患严重-项数", "count", 3},
        Row{"T3-节前", "days", 15}, Row{"事故补报", "days", 30}, Row{"事故补报：道路交通", "days", 7}})
    policy("2012-01-01", row.id, row.measure, row.value);
}

AccessionNumber Scene::policy(const std::string& on, const std::string& id, const std::string& measure, int value) {
  return file(on, "AWB",
              with("policy-pack", {},
                   {with("policy",
                         {{"id", id}, {measure, std::to_string(value)}, {"from", "2012-01-01"}, {"basis", "假定"}})}));
}

AccessionNumber Scene::quota(const std::string& on, const std::string& indicator, const std::string& unit,
                             const std::string& sector, const std::string& value) {
  std::vector<std::pair<std::string, std::string>> attributes{{"indicator", indicator}, {"value", value}};
  if (!unit.empty()) attributes.emplace_back("unit", unit);
  if (!sector.empty()) attributes.emplace_back("sector", sector);
  return file(on, "AWB",
              with("quotas", {{"year", on.substr(0, 4)}}, {text("basis", "假定"), with("quota", attributes)}));
}

AccessionNumber Scene::file(const std::string& on, const std::string& unit, Node content, const std::string& series,
                            bool historical) {
  Entry entry;
  entry.number = {++count_};
  entry.leaf = count_;
  entry.received_at = start_of_beijing_day(day(on)) + std::chrono::hours{9};
  entry.unit = {unit};
  entry.person = {"test"};
  entry.record.kind = content.name;
  entry.record.series = series;
  entry.record.historical = historical;
  entry.record.content = std::move(content);
  signals_.apply(entry);
  entries_.push_back(entry);
  return entry.number;
}

AccessionNumber Scene::accident(const std::string& on, const Told& told, const std::string& report,
                                AccessionNumber previous, const std::string& unit, bool historical) {
  std::vector<Node> children;
  if (!told.unit.empty()) children.push_back(with("unit", {{"code", told.unit}}));
  children.push_back(text("district", told.district));
  children.push_back(text("sector", told.sector));
  children.push_back(text("occurred", told.occurred + "T10:00:00+08:00"));
  children.push_back(text("deaths", std::to_string(told.deaths)));
  children.push_back(text("serious-injuries", std::to_string(told.injuries)));
  children.push_back(text("loss", std::to_string(told.loss)));
  children.push_back(with("cause", {{"class", told.cause_class}}, {}, "调查中"));
  children.push_back(text("report", report));
  if (previous.value > 0) children.push_back(with("previous", {{"record", to_text(previous)}}));
  return file(on, unit, with("accident", {}, std::move(children)), {}, historical);
}

AccessionNumber Scene::danger(const std::string& on, const std::string& cleared, AccessionNumber previous) {
  std::vector<Node> children{with("unit", {{"code", "MYJT"}}), text("place", "塔吊"),  text("district", "HDQ"),
                             text("sector", "建筑施工"),       text("grade", "major"), text("found-on", "2012-06-01")};
  if (!cleared.empty()) children.push_back(text("cleared-on", cleared));
  if (previous.value > 0) children.push_back(with("previous", {{"record", to_text(previous)}}));
  return file(on, "HDQ", with("hidden-danger", {}, std::move(children)));
}

AccessionNumber Scene::decide(const std::string& on, const Signal& signal, const std::string& action,
                              AccessionNumber paper, const std::string& unit, std::optional<LeafIndex> expects) {
  std::vector<Node> children{with("signal", {{"id", signal.id}})};
  if (expects) children.push_back(text("expects", std::to_string(*expects)));
  children.push_back(text("trigger", std::string{trigger_info(signal.trigger).code}));
  children.push_back(text("action", action));
  if (paper.value > 0) children.push_back(with("record", {{"id", to_text(paper)}}));
  children.push_back(text("reason", "已另行部署"));
  return file(on, unit, with("signal-decision", {}, std::move(children)));
}

AccessionNumber Scene::notice(const std::string& on, const std::vector<std::string>& to) {
  std::vector<Node> persons;
  for (const auto& unit : to) persons.push_back(with("person", {{"unit", unit}}, {}, "某某"));
  return file(on, "AJJ", with("talk-notice", {}, {with("persons", {}, std::move(persons))}));
}

namespace {

std::vector<Signal> chosen(const SignalReport& report, std::string_view trigger, const std::string& unit) {
  std::vector<Signal> found;
  for (const auto& signal : report.signals)
    if (trigger_info(signal.trigger).code == trigger && signal.subject.unit.text == unit) found.push_back(signal);
  return found;
}

}  // namespace

std::vector<Signal> Scene::found(std::string_view on, std::string_view trigger, const std::string& unit) const {
  Signals prefix;
  for (const auto& entry : entries_)
    if (beijing_day(entry.received_at) <= day(on)) prefix.apply(entry);
  return chosen(prefix.report(day(on)), trigger, unit);
}

std::vector<Signal> Scene::in_hindsight(std::string_view on, std::string_view trigger, const std::string& unit) const {
  return chosen(signals_.report(day(on)), trigger, unit);
}

}  // namespace cundang::signals
