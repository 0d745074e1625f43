// SPDX-License-Identifier: GPL-3.0-or-later
// cundang arrangement: which record bears which 档号, what awaits 整理, whether the numbers run on; and a proposal to
// file.
#include <charconv>
#include <iostream>

#include "schema/model/json.h"
#include "server/app/arrangement_cases.h"
#include "tools/commands.h"
#include "tools/local_archive.h"

namespace cundang::tools {
namespace {

using disposition::ArrangementState;

std::optional<int> year_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  int year = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (problem != std::errc{} || end != text.data() + text.size() || text.size() != 4)
    throw Error{ErrorCode::UsageError, Text{"--year 不是年度", "--year is no year"},
                Text{"请写作 2012", "write it as 2012"}}
        .with("year", text);
  return year;
}

std::optional<ArrangementState> state_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  for (const auto state : {ArrangementState::Awaiting, ArrangementState::Filed, ArrangementState::Kept})
    if (to_text(state) == text || name_of(state).zh == text) return state;
  throw Error{ErrorCode::UsageError, Text{"没有这种状态", "there is no such state"},
              Text{"请写 待整理、已归档或资料", "write awaiting, filed or kept"}}
      .with("state", text);
}

void write_line(JsonWriter& json, const app::ArrangementLine& line) {
  json.open_object().member("number", to_text(line.number)).member("title", line.title).member("doc_no", line.doc_no);
  json.member("kind", line.kind).member("year", line.year).member("proposed", line.proposed);
  json.member("state", to_text(line.arranged.state));
  if (line.arranged.code) json.member("code", to_text(*line.arranged.code));
  if (!line.arranged.reason.empty()) json.member("reason", line.arranged.reason);
  if (line.arranged.by) json.member("by", to_text(*line.arranged.by));
  json.close_object();
}

std::string json_of(const app::ArrangementReport& report) {
  JsonWriter json;
  json.open_object().key("records").open_array();
  for (const auto& line : report.lines) write_line(json, line);
  json.close_array().key("classes").open_array();
  for (const auto& each : report.classes)
    json.open_object().member("class", to_text(each.within)).member("given", each.given).close_object();
  json.close_array().key("ineffective").open_array();
  for (const auto& each : report.ineffective)
    json.open_object()
        .member("by", to_text(each.by))
        .member("record", each.record)
        .member("code", each.code)
        .member("reason", each.reason.zh)
        .member("reason_en", each.reason.en)
        .close_object();
  json.close_array().key("continuity").open_array();
  for (const auto& each : report.continuity)
    json.open_object()
        .member("code", each.code)
        .member("place", each.place)
        .member("reason", each.reason.zh)
        .member("reason_en", each.reason.en)
        .close_object();
  json.close_array().close_object();
  return json.text();
}

void print(const app::ArrangementReport& report) {
  for (const auto& line : report.lines)
    std::cout << to_text(line.number) << "\t" << name_of(line.arranged.state).zh << "\t"
              << (line.arranged.code ? to_text(*line.arranged.code) : "拟 " + line.proposed) << "\t" << line.title
              << (line.arranged.reason.empty() ? "" : "（" + line.arranged.reason + "）") << "\n";
  for (const auto& each : report.classes) std::cout << to_text(each.within) << "\t1–" << each.given << "\n";
  for (const auto& each : report.ineffective)
    std::cout << "无效 " << to_text(each.by) << "：" << each.record << " " << each.code << "，" << each.reason.zh
              << "\n\t" << each.reason.en << "\n";
  for (const auto& each : report.continuity)
    std::cout << each.place << "：" << each.reason.zh << " / " << each.reason.en << "\n";
  if (report.continuity.empty()) std::cout << "档号连续，无重号 / the codes run on, none twice\n";
}

}  // namespace

int arrangement(const ArrangementOptions& options) {
  const auto archive = open_to_read(options.data);
  const app::ArrangementCases cases{archive->registry(), archive->entries(), *archive};
  const auto viewer = local_viewer(*archive, "");
  if (!options.propose.empty()) {
    const auto xml = cases.proposal_xml(options.category, options.propose, year_of(options.year), viewer);
    if (options.out.empty())
      std::cout << xml;
    else
      write_file(options.out, xml);
    return 0;
  }
  const auto report = cases.report({year_of(options.year), state_of(options.state)}, viewer);
  if (options.json)
    std::cout << json_of(report) << "\n";
  else
    print(report);
  return report.continuity.empty() ? 0 : error_info(ErrorCode::VerificationFailed).exit_status;
}

}  // namespace cundang::tools
