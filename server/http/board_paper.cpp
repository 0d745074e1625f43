// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/board_paper.h"

#include <algorithm>
#include <map>

#include "server/http/duty_view.h"
#include "server/http/obligation_query.h"
#include "server/obligations/state.h"

namespace cundang::http {

namespace {

papers::Lamp lamp_named(std::string_view word) {
  if (word == "red") return papers::Lamp::Red;
  if (word == "amber") return papers::Lamp::Amber;
  if (word == "blue") return papers::Lamp::Blue;
  return word == "green" ? papers::Lamp::Green : papers::Lamp::Grey;
}

/// A state, or what stands beside the states, by its name: a paper is read by people.
std::string state_words(const std::string& state) {
  if (const auto known = ledger::parse_state(state)) return ledger::state_name(*known).zh;
  for (const auto& each : beside_states)
    if (each.is_named(state)) return std::string{each.zh};
  return state;
}

std::string age_words(const Age& age) {
  const auto from = std::to_string(age.from);
  return "逾期 " + (&age == &ages.back() ? from + " 天以上" : from + "–" + std::to_string(age.until) + " 天");
}

std::string scope_of(const app::ObligationQuery& query, const BoardFilter& filter, const papers::UnitNamer& name) {
  std::string scope = query.unit.empty() ? std::string{"全部单位"} : name(query.unit);
  if (!query.state.empty()) scope += "，" + state_words(query.state);
  if (query.month)
    scope += "，时限在 " + std::to_string(static_cast<int>(query.month->year())) + "年" +
             std::to_string(static_cast<unsigned>(query.month->month())) + "月";
  if (filter.age) scope += "，" + age_words(*filter.age);
  if (!filter.turn.empty()) scope += "，该" + name(filter.turn) + "办理";
  return scope;
}

}  // namespace

papers::Board board_paper(const app::Service& service, const app::ObligationQuery& query, const Viewer& viewer,
                          const BoardFilter& filter) {
  std::map<UnitCode, std::string> names;
  for (const auto& unit : service.units())
    if (!unit.names.empty()) names.emplace(unit.code, unit.full_name());
  const papers::UnitNamer name = [&](const UnitCode& code) {
    const auto found = names.find(code);
    return found == names.end() ? code.text : found->second;
  };
  papers::Board board;
  board.on = query.on.value_or(beijing_day(service.now()));
  board.scope = scope_of(query, filter, name);
  board.keeper = service.origin();
  board.exercise = service.simulated();
  auto duties = service.obligations(query, viewer);
  filter.narrow(duties);
  for (const auto& duty : duties) board.rows.push_back(papers::board_row(duty, lamp_named(lamp_of(duty)), name));
  return board;
}

std::string board_file(const papers::Board& board, std::string_view format) {
  if (format == "pdf") return papers::board_pdf(board);
  if (format == "xlsx") return papers::board_xlsx(board);
  if (format == "csv") return papers::board_csv(board);
  throw Error{ErrorCode::BadRequest, Text{"没有这种格式", "no such format"},
              Text{"请用 pdf、xlsx 或 csv", "use pdf, xlsx or csv"}}
      .with("format", std::string{format});
}

}  // namespace cundang::http
