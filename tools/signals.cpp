// SPDX-License-Identifier: GPL-3.0-or-later
// cundang signals: what was suggested on a day, on what ground, what became of it; and the accidents behind it.
// cundang draft: the office's summary or forecast report of a quarter, made ready from what was filed.
#include <algorithm>
#include <iostream>

#include "server/app/signal_cases.h"
#include "server/signals/signal_json.h"
#include "tools/commands.h"
#include "tools/local_archive.h"

namespace cundang::tools {
namespace {

app::SignalQuery query_of(const std::string& on, const std::string& known_at) {
  app::SignalQuery query;
  if (!on.empty()) {
    query.on = parse_date(on);
    if (!query.on)
      throw Error{ErrorCode::UsageError, Text{"--on 不是日期", "--on is no day"},
                  Text{"请写作 2012-07-20", "write it as 2012-07-20"}}
          .with("on", on);
  }
  if (known_at.empty()) return query;
  if (known_at.find_first_not_of("0123456789") == std::string::npos && known_at.size() < 18)
    query.knowledge.size = std::stoll(known_at);
  else
    query.knowledge.at = parse_instant(known_at);
  if (!query.knowledge.size && !query.knowledge.at)
    throw Error{ErrorCode::UsageError,
                Text{"--known-at 既不是日志条数也不是时间", "--known-at is neither a log size nor an instant"},
                Text{"请写日志条数，或 2012-07-20T09:00:00+08:00", "write a log size, or 2012-07-20T09:00:00+08:00"}}
        .with("known-at", known_at);
  return query;
}

void require_words(const app::SignalQuery& query) {
  const auto& all = signals::all_triggers();
  if (std::none_of(all.begin(), all.end(), [&](const auto& row) { return row.code.starts_with(query.trigger); }))
    throw Error{
        ErrorCode::UsageError, Text{"没有这种触发情形", "there is no such trigger"},
        Text{"请写作 T1、T2、T3 或全码，如 T1-repeated", "write T1, T2, T3 or a whole code such as T1-repeated"}}
        .with("trigger", query.trigger);
  if (!query.state.empty() && query.state != "basis-changed" && query.state != "依据变化" &&
      !signals::parse_state(query.state))
    throw Error{ErrorCode::UsageError, Text{"没有这种状态", "there is no such state"},
                Text{"请用状态的代码或名称，如 pending 或 待处理", "use a state's code or name, such as pending"}}
        .with("state", query.state);
}

std::string subject_text(const signals::Signal& signal) {
  if (!signal.subject.unit.empty()) return signal.subject.unit.text;
  return signal.subject.name.empty() ? "—" : signal.subject.name;
}

void print(const signals::SignalReport& report) {
  for (const auto& signal : report.signals) {
    std::cout << to_text(signal.raised_on) << "\t" << signals::trigger_info(signal.trigger).code << "\t"
              << subject_text(signal) << "\t" << signals::trigger_info(signal.trigger).zh
              << (signal.about.empty() ? "" : "（" + signal.about + "）") << "\t"
              << signals::state_name(signal.state).zh << (signal.changes.empty() ? "" : " 依据变化") << "\t"
              << signal.id << "\n";
    for (const auto& step : signal.arithmetic) std::cout << "\t" << step.zh << "\n";
    for (const auto& change : signal.changes)
      std::cout << "\t变化前 " << change.before.zh << "\n\t变化后 " << change.after.zh << "\n";
  }
  std::cout << "共 " << report.signals.size() << " 条\n";
  for (const auto& policy : report.missing_policies) std::cout << "未登记执行口径 " << policy << "，有关情形不作判断\n";
}

}  // namespace

int signals(const SignalsOptions& options) {
  const auto archive = open_to_read(options.data);
  const app::SignalCases cases{archive->entries(), archive->signal_view(), *archive};
  auto query = query_of(options.on, options.known_at);
  query.trigger = options.trigger;
  query.state = options.state;
  query.unit = {options.unit};
  require_words(query);
  require_unit(*archive, options.unit);
  const auto report = cases.signals(query, local_viewer(*archive, ""));
  if (options.json)
    std::cout << signals::to_json(report) << "\n";
  else
    print(report);
  return 0;
}

int draft(const DraftOptions& options) {
  const auto quarter = signals::parse_quarter(options.period);
  if (!quarter)
    throw Error{ErrorCode::UsageError, Text{"--period 不是季度", "--period is no quarter"},
                Text{"请写作 2012-Q2", "write it as 2012-Q2"}}
        .with("period", options.period);
  if (options.what != "summary" && options.what != "forecast")
    throw Error{ErrorCode::UsageError, Text{"没有这种草稿", "no such draft"},
                Text{"请写 summary 或 forecast", "write summary or forecast"}}
        .with("what", options.what);
  const auto archive = open_to_read(options.data);
  const app::SignalCases cases{archive->entries(), archive->signal_view(), *archive};
  const auto paper = options.what == "summary" ? app::QuarterPaper::Summary : app::QuarterPaper::Forecast;
  const auto made =
      cases.quarter_draft(paper, *quarter, query_of(options.on, options.known_at), local_viewer(*archive, ""));
  std::cout << made.xml;
  for (const auto& unit : made.missing) std::cerr << "本系统未见 / not seen: " << unit.text << "\n";
  return 0;
}

}  // namespace cundang::tools
