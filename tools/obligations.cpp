// SPDX-License-Identifier: GPL-3.0-or-later
// cundang obligations: who owed what on a day, by which sentence, with the arithmetic of every date.
#include <iostream>

#include "server/http/board_paper.h"
#include "server/obligations/obligation_json.h"
#include "tools/commands.h"
#include "tools/local_archive.h"

namespace cundang::tools {
namespace {

app::ObligationQuery query_of(const ObligationsOptions& options) {
  app::ObligationQuery query;
  if (!options.on.empty()) {
    query.on = parse_date(options.on);
    if (!query.on) throw Error{ErrorCode::UsageError, "--on is no day YYYY-MM-DD"}.with("on", options.on);
  }
  if (!options.known_at.empty()) {
    if (options.known_at.find_first_not_of("0123456789") == std::string::npos && options.known_at.size() < 18)
      query.known_size = std::stoll(options.known_at);
    else
      query.known_at = parse_instant(options.known_at);
    if (!query.known_size && !query.known_at)
      throw Error{ErrorCode::UsageError, "--known-at is neither a log size nor an instant"}.with("known-at",
                                                                                                 options.known_at);
  }
  query.unit = {options.unit};
  query.state = options.state;
  return query;
}

int write_board(const app::Archive& archive, const ObligationsOptions& options) {
  if (options.out.empty()) throw Error{ErrorCode::UsageError, "--format needs --out FILE"};
  if (options.format != "pdf" && options.format != "xlsx" && options.format != "csv")
    throw Error{ErrorCode::UsageError, "--format is none of pdf, xlsx, csv"}.with("format", options.format);
  const auto board = http::board_paper(archive, query_of(options), local_viewer(archive, ""));
  write_file(options.out, http::board_file(board, options.format));
  std::cout << "共 " << board.rows.size() << " 项，已写入 " << options.out.string() << "\n";
  return 0;
}

}  // namespace

int obligations(const ObligationsOptions& options) {
  const auto archive = open_to_read(options.data);
  if (!options.format.empty()) return write_board(*archive, options);
  const auto found = archive->obligations(query_of(options), local_viewer(*archive, ""));
  if (options.json) {
    std::cout << "[";
    for (std::size_t i = 0; i < found.size(); ++i) std::cout << (i > 0 ? ",\n " : "") << ledger::to_json(found[i]);
    std::cout << "]\n";
    return 0;
  }
  for (const auto& obligation : found) {
    std::cout << obligation.owing.text << "\t" << obligation.name.zh << "\t" << obligation.clause << "\t"
              << (obligation.due.day ? to_text(*obligation.due.day) : "—") << "\t"
              << ledger::state_name(obligation.state).zh
              << (obligation.days_overdue > 0 ? "\t逾期 " + std::to_string(obligation.days_overdue) + " 天" : "")
              << "\t" << obligation.id.text << "\n";
  }
  std::cout << "共 " << found.size() << " 项\n";
  return 0;
}

}  // namespace cundang::tools
