// SPDX-License-Identifier: GPL-3.0-or-later
// 事故统计: year on year and against quotas, by district, department and sector.
#include "server/http/routes.h"
#include "server/http/signal_view.h"
#include "server/papers/chart.h"

namespace cundang::http {

namespace {

// +2, −1, 0.
std::string change(std::int64_t now, std::int64_t before) {
  if (now == before) return "0";
  return (now > before ? "+" : "−") + std::to_string(now > before ? now - before : before - now);
}

std::string wan(std::int64_t yuan) { return signals::decimal_text((yuan + 5) / 10); }

web::Data cell(const Call& call, std::string_view measure, std::int64_t now, std::int64_t before) {
  return web::Data{}
      .set("measure", say(call, measure))
      .set("now", std::to_string(now))
      .set("before", std::to_string(before))
      .set("change", change(now, before))
      .set("worse", now > before);
}

web::Data row(const Call& call, const signals::StatisticRow& figures, const std::string& name) {
  const auto& now = figures.now;
  const auto& before = figures.before;
  web::Data data;
  data.set("name", name);
  data.push("cells", cell(call, "accident-count", now.accidents, before.accidents));
  data.push("cells", cell(call, "death-count", now.toll.deaths, before.toll.deaths));
  data.push("cells", cell(call, "injury-count", now.toll.serious_injuries, before.toll.serious_injuries));
  data.push("cells", cell(call, "larger-count", now.larger_or_worse, before.larger_or_worse));
  data.set("loss_now", wan(now.toll.loss_yuan)).set("loss_before", wan(before.toll.loss_yuan));
  return data;
}

void add_quotas(const Call& call, web::Data& data, const signals::StatisticRow& figures, const std::string& name) {
  for (const auto& use : figures.quotas) {
    const auto share = use.used_thousandths();
    data.push("quotas", web::Data{}
                            .set("name", name)
                            .set("indicator", web::in(signals::indicator_name(use.quota.indicator), call.language))
                            .set("value", signals::decimal_text(use.quota.thousandths))
                            .set("used", std::to_string(use.used))
                            .set("share", use.quota.thousandths > 0 ? signals::decimal_text(share * 100) + "%" : "—")
                            .set("over", use.used * 1000 > use.quota.thousandths)
                            .set("pack", to_text(use.quota.pack)));
  }
}

using Rows = std::vector<signals::StatisticRow>;

void add_table(const Call& call, web::Data& data, const char* heading, const Rows& rows,
               const std::vector<Unit>& units) {
  if (rows.empty()) return;
  web::Data table;
  table.set("heading", say(call, heading));
  for (const auto& each : rows) {
    const auto name = each.sector.empty() ? unit_name(units, each.unit) : each.sector;
    table.push("rows", row(call, each, name));
    add_quotas(call, data, each, name);
  }
  data.push("tables", std::move(table));
}

void add_chart(web::Data& data, const papers::Figure& figure) {
  data.push("charts", web::Data{}.set("svg", papers::to_svg(figure)));
}

// Each group of rows this year beside the year before.
void add_year_on_year(const Call& call, web::Data& data, const char* heading, const Rows& rows,
                      const signals::AccidentStatistics& statistics, const std::vector<Unit>& units) {
  if (rows.empty()) return;
  papers::YearOnYear chart;
  chart.title = say(call, heading) + " · " + say(call, "accident-count");
  chart.this_year = std::to_string(static_cast<int>(statistics.on.year()));
  chart.before = std::to_string(static_cast<int>(statistics.before_on.year()));
  for (const auto& each : rows)
    chart.groups.push_back({each.sector.empty() ? unit_name(units, each.unit) : each.sector,
                            static_cast<double>(each.now.accidents), static_cast<double>(each.before.accidents)});
  add_chart(data, papers::draw(chart, page_chart_width));
}

// Deaths against the quota of each that has one.
void add_quota_chart(const Call& call, web::Data& data, const signals::AccidentStatistics& statistics,
                     const std::vector<Unit>& units) {
  papers::AgainstQuota chart;
  chart.title = say(call, "quota-use") + " · " + say(call, "death-count");
  const auto add = [&](const signals::StatisticRow& figures, const std::string& name) {
    for (const auto& use : figures.quotas)
      if (use.quota.indicator == signals::Indicator::Deaths)
        chart.rows.push_back(
            {name, static_cast<double>(use.used), static_cast<double>(use.quota.thousandths) / 1000.0});
  };
  add(statistics.whole, say(call, "whole-city"));
  for (const auto* rows : {&statistics.districts, &statistics.departments, &statistics.sectors})
    for (const auto& each : *rows) add(each, each.sector.empty() ? unit_name(units, each.unit) : each.sector);
  if (!chart.rows.empty()) add_chart(data, papers::draw(chart, page_chart_width));
}

void add_accidents(const Call& call, web::Data& data, const signals::AccidentStatistics& statistics,
                   const std::vector<Unit>& units) {
  const bool linked = call.viewer().sees_all;
  for (const auto& accident : statistics.accidents) {
    const auto& report = accident.known();
    data.push("accidents", web::Data{}
                               .set("record", to_text(accident.first))
                               .set("linked", linked)
                               .set("occurred", to_text(report.occurred))
                               .set("unit", report.unit_name.empty() ? unit_name(units, report.unit) : report.unit_name)
                               .set("district", unit_name(units, report.district))
                               .set("sector", report.sector)
                               .set("class", report.cause_class)
                               .set("toll", web::in(signals::toll_text(report.toll), call.language))
                               .set("grade", web::in(signals::grade_name(accident.grade()), call.language))
                               .set("grave", accident.grade() >= signals::Grade::Larger));
  }
  data.set("has_accidents_listed", !statistics.accidents.empty());
}

}  // namespace

Response accidents_page(Call& call) {
  const auto query = signal_day(call);
  const auto statistics = signal_service(call).accidents(query, call.viewer());
  const auto units = call.site.service.units();
  auto data = page_data(call, say(call, "accidents"));
  data.set("as_of", say(call, "as-of") + " " + to_text(statistics.on))
      .set("on", query.on ? to_text(*query.on) : "")
      .set("own_only", !call.viewer().sees_all);
  add_year_on_year(call, data, "by-district", statistics.districts, statistics, units);
  add_year_on_year(call, data, "by-sector", statistics.sectors, statistics, units);
  add_quota_chart(call, data, statistics, units);
  web::Data whole;
  whole.set("heading", say(call, "whole-city"));
  whole.push("rows", row(call, statistics.whole, say(call, "whole-city")));
  data.push("tables", std::move(whole));
  add_quotas(call, data, statistics.whole, say(call, "whole-city"));
  add_table(call, data, "by-district", statistics.districts, units);
  add_table(call, data, "by-department", statistics.departments, units);
  add_table(call, data, "by-sector", statistics.sectors, units);
  add_accidents(call, data, statistics, units);
  data.set("has_quotas", call.viewer().sees_all);
  return page(call, "accidents", data);
}

}  // namespace cundang::http
