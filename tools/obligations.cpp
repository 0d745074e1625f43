// SPDX-License-Identifier: GPL-3.0-or-later
// cundang obligations: who owed what on a day, by which sentence, with the arithmetic of every date.
#include <iostream>
#include <optional>

#include "schema/model/json.h"
#include "server/http/board_paper.h"
#include "server/http/obligation_query.h"
#include "server/obligations/obligation_json.h"
#include "tools/commands.h"
#include "tools/local_archive.h"
#include "tools/progress.h"

namespace cundang::tools {
namespace {

app::ObligationQuery query_of(const ObligationsOptions& options) {
  app::ObligationQuery query;
  if (!options.on.empty()) {
    query.on = parse_date(options.on);
    if (!query.on)
      throw Error{ErrorCode::UsageError, Text{"--on 不是日期", "--on is no day"},
                  Text{"请写作 2012-07-20", "write 2012-07-20"}}
          .with("on", options.on);
  }
  if (!options.known_at.empty()) {
    if (options.known_at.find_first_not_of("0123456789") == std::string::npos && options.known_at.size() < 18)
      query.known_size = std::stoll(options.known_at);
    else
      query.known_at = parse_instant(options.known_at);
    if (!query.known_size && !query.known_at)
      throw Error{ErrorCode::UsageError,
                  Text{"--known-at 既不是日志条数，也不是时间", "--known-at is neither a log size nor an instant"},
                  Text{"请填写条数，或时间如 2012-07-20T09:00:00+08:00",
                       "write a size, or a time such as 2012-07-20T09:00:00+08:00"}}
          .with("known-at", options.known_at);
  }
  query.unit = {options.unit};
  query.state = options.state;
  if (!query.state.empty() && !http::is_state_word(query.state))
    throw Error{ErrorCode::UsageError, Text{"没有这种状态", "there is no such state"},
                Text{"请用状态的代码或名称，如 overdue 或 逾期", "use a state's code or name, such as overdue or 逾期"}}
        .with("state", query.state);
  return query;
}

/// rebuild --check: nothing is written; the table itself is made again by `cundang rebuild`.
int check_ledger(const ObligationsOptions& options) {
  const auto archive = open_to_read(options.data);
  std::optional<Progress> progress;
  const auto check = archive->check_ledger([&](std::int64_t done, std::int64_t total) {
    if (!progress) progress.emplace("重算 / deriving", total);
    progress->step(done);
  });
  progress.reset();
  if (options.json) {
    JsonWriter json;
    json.open_object()
        .member("records", check.records)
        .member("entries", check.entries)
        .member("duties", check.duties)
        .member("days", check.days)
        .key("findings")
        .open_array();
    for (const auto& finding : check.findings)
      json.open_object()
          .member("code", finding.code)
          .member("place", finding.place)
          .member("reason", finding.reason.zh)
          .member("reason_en", finding.reason.en)
          .close_object();
    json.close_array().close_object();
    std::cout << json.text() << "\n";
  } else {
    for (const auto& finding : check.findings)
      std::cout << finding.place << "：" << finding.reason.zh << "（" << finding.code << "）\n  " << finding.reason.en
                << "\n";
    std::cout << "重算 " << check.records << " 件，其中 " << check.entries << " 件与台账有关；比较 " << check.days
              << " 天，末日 " << check.duties << " 项；"
              << (check.findings.empty() ? "一致 / the same" : "有差异 / they differ") << "\n";
  }
  return check.findings.empty() ? 0 : error_info(ErrorCode::VerificationFailed).exit_status;
}

int write_board(const app::Archive& archive, const ObligationsOptions& options) {
  if (options.out.empty())
    throw Error{ErrorCode::UsageError, Text{"--format 须同时给出 --out", "--format needs --out"},
                Text{"请加上 --out 文件名", "add --out FILE"}};
  if (options.format != "pdf" && options.format != "xlsx" && options.format != "csv")

    throw Error{ErrorCode::UsageError, Text{"--format 不是 pdf、xlsx、csv 之一", "--format is none of pdf, xlsx, csv"},
                Text{"请写作 pdf、xlsx 或 csv", "write pdf, xlsx or csv"}}
        .with("format", options.format);
  const auto board = http::board_paper(archive, query_of(options), local_viewer(archive, ""));
  write_file(options.out, http::board_file(board, options.format));
  std::cout << "共 " << board.rows.size() << " 项，已写入 " << options.out.string() << "\n";
  return 0;
}

}  // namespace

int obligations(const ObligationsOptions& options) {
  if (options.action == "rebuild") {
    if (!options.check)

      throw Error{ErrorCode::UsageError, Text{"obligations rebuild 须带 --check", "obligations rebuild needs --check"},
                  Text{"请加上 --check；重建登记库用 cundang rebuild",
                       "add --check; registry and ledger are made again by: cundang rebuild"}};
    return check_ledger(options);
  }
  if (!options.action.empty() || options.check)

    throw Error{
        ErrorCode::UsageError, Text{"不认识的办法", "an unknown action"},
        Text{"请用 obligations，或 obligations rebuild --check", "use obligations, or obligations rebuild --check"}}
        .with("action", options.action);
  const auto archive = open_to_read(options.data);
  require_unit(*archive, options.unit);
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
