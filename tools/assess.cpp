// SPDX-License-Identifier: GPL-3.0-or-later
// cundang assess: who has how many points in a year, and why; from a data directory or from an exported archive alone.
#include <algorithm>
#include <charconv>
#include <iostream>

#include "schema/xml/record_reader.h"
#include "server/app/assessment_cases.h"
#include "server/app/exported_archive.h"
#include "server/assessment/result_json.h"
#include "tools/assess_files.h"
#include "tools/commands.h"
#include "tools/local_archive.h"

namespace cundang::tools {
namespace {

/// The result, and where something was assumed what it moves.
struct Answer {
  assessment::YearResult result;
  std::optional<std::vector<assessment::Move>> moves;
};

assessment::WhatIf what_if_of(const AssessOptions& options) {
  assessment::WhatIf what_if;
  for (const auto& text : options.policies) {
    const auto equals = text.find('=');
    int days = -1;
    if (equals != std::string::npos) {
      const auto* end = text.data() + text.size();
      const auto [stopped, error] = std::from_chars(text.data() + equals + 1, end, days);
      if (error != std::errc{} || stopped != end) days = -1;
    }
    if (days < 0 || days > 3660)
      throw Error{ErrorCode::UsageError, Text{"--policy 应为 口径=天数", "--policy wants NAME=DAYS"},
                  Text{"请写作 及时=15，天数 0 至 3660", "write 及时=15, 0 to 3660 days"}}
          .with("policy", text);
    what_if.policy_days[text.substr(0, equals)] = days;
  }
  const RecordReader reader;
  for (const auto& file : options.packs) {
    auto pack = app::read_scoring_pack(reader, read_file(file));
    if (!pack) {
      const auto& first = pack.findings().front();
      throw Error{ErrorCode::RulePackInvalid, first.reason.zh + "；" + first.cure.zh}
          .with("file", file.string())
          .with("line", first.line)
          .with("place", first.place);
    }
    what_if.packs.push_back(std::move(pack.value()));
  }
  return what_if;
}

app::AssessmentQuery query_of(const AssessOptions& options) {
  app::AssessmentQuery query;
  query.year = options.year;
  if (!options.on.empty()) {
    query.on = parse_date(options.on);
    if (!query.on)
      throw Error{ErrorCode::UsageError, Text{"--on 不是日期", "--on is no day"},
                  Text{"请写作 2012-07-20", "write it as 2012-07-20"}}
          .with("on", options.on);
  }
  if (!options.known_at.empty()) {
    if (options.known_at.find_first_not_of("0123456789") == std::string::npos && options.known_at.size() < 18)
      query.known.size = std::stoll(options.known_at);
    else
      query.known.at = parse_instant(options.known_at);
    if (!query.known.size && !query.known.at)
      throw Error{ErrorCode::UsageError,
                  Text{"--known-at 既不是日志条数也不是时间", "--known-at is neither a log size nor an instant"},
                  Text{"请写日志条数，或 2012-07-20T09:00:00+08:00", "write a log size, or 2012-07-20T09:00:00+08:00"}}
          .with("known-at", options.known_at);
  }
  query.what_if = what_if_of(options);
  return query;
}

Answer from_data(const AssessOptions& options, const app::AssessmentQuery& query) {
  const auto archive = open_to_read(options.data);
  require_unit(*archive, options.unit);
  const app::AssessmentCases cases{*archive};
  const auto viewer = local_viewer(*archive, options.as_unit);
  Answer answer{cases.assess(query, viewer).result, std::nullopt};
  if (!query.what_if.empty()) answer.moves = cases.moves(query, viewer);
  return answer;
}

Answer from_exported(const AssessOptions& options, const app::AssessmentQuery& query) {
  auto archive = app::read_exported(options.from);
  if (query.known.at)
    throw Error{ErrorCode::UsageError,
                Text{"用 --from 时 --known-at 只能是日志条数", "with --from, --known-at wants a log size"},
                Text{"请写日志条数", "write a log size"}}
        .with("known-at", options.known_at);
  const auto on = query.on.value_or(archive.last_day);
  const auto size = query.known.size.value_or(archive.known_on(on));
  if (size > archive.facts.size)
    throw Error{ErrorCode::BadRequest, Text{"存档包所能说明的日志不足此数", "the packages explain fewer leaves"},
                Text{"请写不大于它的条数", "write a size not above it"}}
        .with("size", std::to_string(archive.facts.size));
  const auto beyond = [&](const auto& each) { return each.leaf >= size; };
  std::erase_if(archive.entries, beyond);
  std::erase_if(archive.facts.filed, beyond);
  std::erase_if(archive.facts.refused, beyond);
  std::erase_if(archive.facts.day_closes, beyond);
  archive.facts.size = size;
  const auto replay = [&](const std::function<void(const Entry&)>& take) {
    for (const auto& entry : archive.entries) take(entry);
  };
  Answer answer{assessment::assess(replay, archive.facts, {query.year, on, query.what_if}), std::nullopt};
  if (!query.what_if.empty())
    answer.moves = assessment::compare(assessment::assess(replay, archive.facts, {query.year, on, {}}), answer.result);
  return answer;
}

void print_lines(const assessment::ItemScore& item) {
  for (const auto& line : item.lines)
    if (line.change != assessment::Points{} || item.method != assessment::Method::Prompt)
      std::cout << "      " << to_text(line.change) << "\t" << line.reason.zh << "\n";
}

void print(const assessment::YearResult& result, bool whole) {
  std::cout << result.year << " 年度考核，截至 " << to_text(result.counted_to) << "（封账日 "
            << to_text(result.books_close)
            << (result.frozen    ? "，已冻结"
                : result.decided ? "，已审定"
                                 : "，暂评")
            << "）\n";
  for (const auto& said : result.what_if) std::cout << said.zh << "\n";
  for (const auto& table : result.classes) {
    std::cout << "\n"
              << (table.unit_class == UnitClass::District ? "区县政府" : "市有关部门") << "："
              << (table.authority.doc_no.empty() ? "没有登记考核办法"
                                                 : table.authority.title + " " + table.authority.doc_no)
              << (table.example ? "（示例，不是任何单位的得分）" : "") << "\n";
    for (const auto& card : table.cards) {
      std::cout << "  " << card.rank << "\t" << to_text(card.total) << "\t" << card.band << "\t" << card.unit.text
                << "\t" << card.unit_name << (card.vetoed ? "\t一票否决" : "") << "\n";
      if (!whole) continue;
      for (const auto& item : card.items) {
        std::cout << "    " << item.name << "\t"
                  << (item.method == assessment::Method::Prompt ? "" : to_text(item.score) + " ÷ " + to_text(item.full))
                  << "\t" << item.authority.clause << (item.pending ? "\t未定" : "") << "\n";
        print_lines(item);
      }
    }
  }
  if (!result.performance.empty()) std::cout << "\n履职情况表（不排名）\n";
  for (const auto& table : result.performance)
    std::cout << "  " << table.unit.text << "\t按时 " << table.in_time << "，逾期 " << table.late << "，未见 "
              << table.unseen << "，未到期等 " << table.open << "，免报 " << table.excused << "\n";
}

void print(const std::vector<assessment::Move>& moves) {
  std::cout << "\n得分变动 " << moves.size() << " 个单位\n";
  for (const auto& move : moves) {
    std::cout << "  " << move.unit.text << "\t" << to_text(move.before) << " → " << to_text(move.after) << "\t"
              << move.band_before << " → " << move.band_after << "\t第 " << move.rank_before << " → " << move.rank_after
              << "\n";
    for (const auto& why : move.why) std::cout << "      " << why.zh << "\n";
  }
}

}  // namespace

int assess(const AssessOptions& options) {
  if (options.from.empty() == options.data.empty())
    throw Error{ErrorCode::UsageError, Text{"应给出 --data 或 --from 之一", "give either --data or --from"},
                Text{"请只给其中一个", "give one of them"}};
  if (options.year < 1990 || options.year > 2200)
    throw Error{ErrorCode::UsageError, Text{"--year 不是年度", "--year wants a year"},
                Text{"请写作 2012", "write it as 2012"}}
        .with("year", std::to_string(options.year));
  const auto query = query_of(options);
  auto answer = options.from.empty() ? from_data(options, query) : from_exported(options, query);
  answer.result = app::only_of(std::move(answer.result), options.unit_class, {options.unit});
  if (!options.format.empty()) return write_assessment(options, answer.result);
  if (options.json) {
    if (!answer.moves) {
      std::cout << assessment::to_json(answer.result) << "\n";
    } else {
      std::cout << "{\"result\":" << assessment::to_json(answer.result)
                << ",\n\"moves\":" << assessment::to_json(*answer.moves) << "}\n";
    }
    return 0;
  }
  print(answer.result, !options.unit.empty() || !options.as_unit.empty());
  if (answer.moves) print(*answer.moves);
  return 0;
}

}  // namespace cundang::tools
