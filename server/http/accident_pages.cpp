// SPDX-License-Identifier: GPL-3.0-or-later
// 事故统计: year on year and against quotas, by district, department and sector.
#include "server/http/routes.h"
#include "server/http/signal_view.h"

namespace cundang::http {

namespace {

// +2, −1, 0.
std::string change(std::int64_t now, std::int64_t before) {
  if (now == before) return "0";
  return (now > before ? "+" : "−") + std::to_string(now > before ? now - before : before - now);
}

std::string wan(std::int64_t yuan) { return signals::decimal_text((yuan + 5) / 10); }

web::Data cell(std::int64_t now, std::int64_t before) {
  return web::Data{}
      .set("now", std::to_string(now))
      .set("before", std::to_string(before))
      .set("change", change(now, before))
      .set("worse", now > before);
}

web::Data row(const signals::StatisticRow& figures, const std::string& name) {
  const auto& now = figures.now;
  const auto& before = figures.before;
  web::Data data;
  data.set("name", name);
  data.push("cells", cell(now.accidents, before.accidents));
  data.push("cells", cell(now.toll.deaths, before.toll.deaths));
  data.push("cells", cell(now.toll.serious_injuries, before.toll.serious_injuries));
  data.push("cells", cell(now.larger_or_worse, before.larger_or_worse));
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
    table.push("rows", row(each, name));
    add_quotas(call, data, each, name);
  }
  data.push("tables", std::move(table));
}

void add_accidents(const Call& call, web::Data& data, const signals::AccidentStatistics& statistics,
                   const std::vector<Unit>& units) {
  const bool linked = call.viewer().sees_all;
  for (const auto& accident : statistics.accidents) {
    const auto& report = accident.known();
    data.push("accidents",
              web::Data{}
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
  web::Data whole;
  whole.set("heading", say(call, "whole-city"));
  whole.push("rows", row(statistics.whole, say(call, "whole-city")));
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
