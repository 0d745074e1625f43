// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/board_paper.h"

#include <algorithm>
#include <map>

#include "server/http/duty_view.h"
#include "server/obligations/state.h"

namespace cundang::http {

namespace {

papers::Lamp lamp_named(std::string_view word) {
  if (word == "red") return papers::Lamp::Red;
  if (word == "amber") return papers::Lamp::Amber;
  if (word == "blue") return papers::Lamp::Blue;
  return word == "green" ? papers::Lamp::Green : papers::Lamp::Grey;
}

std::string scope_of(const app::ObligationQuery& query, const papers::UnitNamer& name) {
  std::string scope = query.unit.empty() ? std::string{"全部单位"} : name(query.unit);
  if (const auto state = ledger::parse_state(query.state))
    scope += "，" + ledger::state_name(*state).zh;
  else if (!query.state.empty())
    scope += "，" + (query.state == "overdue" ? std::string{"逾期"} : query.state);
  if (query.month)
    scope += "，时限在 " + std::to_string(static_cast<int>(query.month->year())) + "年" +
             std::to_string(static_cast<unsigned>(query.month->month())) + "月";
  return scope;
}

}  // namespace

papers::Board board_paper(const app::Service& service, const app::ObligationQuery& query, const Viewer& viewer) {
  std::map<UnitCode, std::string> names;
  for (const auto& unit : service.units())
    if (!unit.names.empty()) names.emplace(unit.code, unit.full_name());
  const papers::UnitNamer name = [&](const UnitCode& code) {
    const auto found = names.find(code);
    return found == names.end() ? code.text : found->second;
  };
  papers::Board board;
  board.on = query.on.value_or(beijing_day(service.now()));
  board.scope = scope_of(query, name);
  board.keeper = service.origin();
  board.exercise = service.simulated();
  for (const auto& duty : service.obligations(query, viewer))
    board.rows.push_back(papers::board_row(duty, lamp_named(lamp_of(duty)), name));
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
