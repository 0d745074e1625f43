// SPDX-License-Identifier: GPL-3.0-or-later
// cundang rules: checks packs before they are filed, and tells in plain sentences what a rule says.
#include <algorithm>
#include <iostream>
#include <span>

#include "schema/model/json.h"
#include "schema/xml/form_names.h"
#include "schema/xml/record_reader.h"
#include "server/obligations/rule_explain.h"
#include "server/obligations/rules_check.h"
#include "tools/commands.h"
#include "tools/local_archive.h"

namespace cundang::tools {
namespace {

using std::filesystem::path;

/// Packs given as files were known from the beginning: what they say is looked at for any day.
const Date always{std::chrono::year{1949}, std::chrono::month{10}, std::chrono::day{1}};

/// A file, or every .xml file of a folder in the order of their names.
std::vector<path> files_of(const std::vector<path>& named) {
  std::vector<path> files;
  for (const auto& each : named) {
    if (!std::filesystem::is_directory(each)) {
      files.push_back(each);
      continue;
    }
    std::vector<path> inside;
    for (const auto& entry : std::filesystem::directory_iterator{each})
      if (entry.path().extension() == ".xml") inside.push_back(entry.path());
    std::sort(inside.begin(), inside.end());
    files.insert(files.end(), inside.begin(), inside.end());
  }
  return files;
}

void take_archive(const path& data, ledger::Packs& packs) {
  const auto archive = open_to_read(data);
  LeafIndex through = -1;
  archive->entries().replay(through, app::EntrySource::no_end, [&](const Entry& entry) {
    if (!entry.record.historical) packs.take(entry.record.content, always);
  });
}

/// One file as read, and what is wrong with it.
struct Checked {
  path file;
  std::optional<Record> record;
  Findings findings;
};

Checked check_file(const path& file, const RecordReader& reader) {
  Checked checked{file, std::nullopt, {}};
  auto read = reader.read(read_file(file));
  checked.findings = read.findings();
  if (!read) return checked;
  checked.record = std::move(read).value();
  for (auto& finding : ledger::rules_check(checked.record->content)) checked.findings.push_back(std::move(finding));
  return checked;
}

void print(const Checked& checked) {
  for (const auto& finding : checked.findings) {
    const bool fault = finding.severity == Severity::Fault;
    std::cout << checked.file.string() << ":" << finding.line << "：" << (fault ? "错误 " : "提示 ") << finding.code
              << "  " << finding.place << "\n  " << finding.reason.zh << "。处理：" << finding.cure.zh << "。\n  "
              << finding.reason.en << "; " << finding.cure.en << "\n";
  }
}

void write(JsonWriter& writer, const Checked& checked) {
  for (const auto& finding : checked.findings) {
    writer.open_object()
        .member("file", checked.file.string())
        .member("line", finding.line)
        .member("code", finding.code)
        .member("severity", finding.severity == Severity::Fault ? "fault" : "warning")
        .member("place", finding.place);
    writer.member("reason", finding.reason.zh).member("reason_en", finding.reason.en);
    writer.member("cure", finding.cure.zh).member("cure_en", finding.cure.en).close_object();
  }
}

int check(const RulesOptions& options) {
  if (options.arguments.empty())
    throw Error{ErrorCode::UsageError, Text{"rules check 缺少文件", "rules check needs a file"},
                Text{"请写明规则包文件或目录", "name a pack or a folder"}};
  const RecordReader reader;
  std::vector<Checked> all;
  for (const auto& file : files_of({options.arguments.begin(), options.arguments.end()}))
    all.push_back(check_file(file, reader));
  // One file alone names policies and lists that lie elsewhere; several, or an archive, are looked at together.
  if (all.size() > 1 || !options.data.empty()) {
    ledger::Packs packs;
    if (!options.data.empty()) take_archive(options.data, packs);
    for (const auto& each : all)
      if (each.record) packs.take(each.record->content, always);
    for (auto& each : all)
      if (each.record)
        for (auto& finding : ledger::cross_check(each.record->content, packs))
          each.findings.push_back(std::move(finding));
  }
  JsonWriter writer;
  writer.open_array();
  bool faults = false;
  for (const auto& each : all) {
    faults = faults || has_fault(each.findings);
    if (options.json)
      write(writer, each);
    else
      print(each);
  }
  writer.close_array();
  if (options.json)
    std::cout << writer.text() << "\n";
  else
    std::cout << "已检查 " << all.size() << " 个文件：" << (faults ? "有错误，不能登记" : "没有错误") << "\n";
  return faults ? error_info(ErrorCode::RulePackInvalid).exit_status : 0;
}

ledger::Packs packs_to_explain(const RulesOptions& options) {
  ledger::Packs packs;
  if (!options.data.empty()) {
    take_archive(options.data, packs);
    return packs;
  }
  const RecordReader reader;
  // A pack of rules alone is told with the policies that are shipped.
  std::vector<path> files = files_of({shipped_config() / "packs"});
  const auto own = files_of(options.packs);
  files.insert(files.end(), own.begin(), own.end());
  for (const auto& file : files) {
    auto checked = check_file(file, reader);
    if (has_fault(checked.findings)) {
      print(checked);
      throw Error{ErrorCode::RulePackInvalid}.with("file", file.string());
    }
    packs.take(checked.record->content, always);
  }
  return packs;
}

struct Word {
  std::string_view name, zh;
};

constexpr Word content_words[] = {
#define CUNDANG_CONTENT(name, zh, en) {name, zh},
#define CUNDANG_CODE(name, zh, en)
#include "server/web/content_names.def"
#undef CUNDANG_CONTENT
#undef CUNDANG_CODE
};

constexpr Word code_words[] = {
#define CUNDANG_CONTENT(name, zh, en)
#define CUNDANG_CODE(name, zh, en) {name, zh},
#include "server/web/content_names.def"
#undef CUNDANG_CONTENT
#undef CUNDANG_CODE
};

std::string look_up(std::span<const Word> words, std::string_view name) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.name == name; });
  return found == words.end() ? std::string{} : std::string{found->zh};
}

/// The forms' own words; attributes have theirs in the table of the pages.
ledger::FormWords form_words() {
  return {[](std::string_view name, std::string_view parent) {
            const auto& forms = forms::FormNames::shared();
            if (forms.knows_child(parent, name)) return std::string{forms.chinese(name, parent)};
            const auto shown = look_up(content_words, name);
            return shown.empty() ? std::string{forms.chinese(name)} : shown;
          },
          [](std::string_view code) { return look_up(code_words, code); }};
}

void write(JsonWriter& writer, const ledger::Rule& rule, const std::vector<Text>& sentences) {
  writer.open_object().member("rule", rule.id).member("row", rule.row).member("clause", rule.clause);
  writer.member("name", rule.name.zh).member("name_en", rule.name.en);
  writer.key("sentences").open_array();
  for (const auto& sentence : sentences)
    writer.open_object().member("zh", sentence.zh).member("en", sentence.en).close_object();
  writer.close_array().close_object();
}

int explain(const RulesOptions& options) {
  const auto on = options.on.empty() ? std::nullopt : parse_date(options.on);
  if (!options.on.empty() && !on)
    throw Error{ErrorCode::UsageError, Text{"--on 不是日期", "--on is no day"},
                Text{"请写作 2012-07-20", "write it as 2012-07-20"}}
        .with("on", options.on);
  const auto packs = packs_to_explain(options);
  std::vector<ledger::RuleBook::Version> told;
  for (const auto& rule : packs.rules.newest()) {
    const auto wanted = [&](const std::string& name) { return name == rule->id || name == rule->row; };
    if (options.arguments.empty() || std::any_of(options.arguments.begin(), options.arguments.end(), wanted))
      told.push_back(on ? packs.rules.in_force(rule->id, *on) : rule);
  }
  std::erase(told, nullptr);
  std::stable_sort(told.begin(), told.end(), [](const auto& a, const auto& b) {
    return std::pair{a->system, a->row} < std::pair{b->system, b->row};
  });
  if (told.empty())
    throw Error{ErrorCode::NotFound, Text{"没有这条规则", "no such rule"},
                Text{"不带规则名运行即列出全部", "run it without a name to see them all"}}
        .with("rule", options.arguments.empty() ? "" : options.arguments[0]);
  JsonWriter writer;
  writer.open_array();
  for (const auto& rule : told) {
    const auto sentences = ledger::explain(*rule, packs, on.value_or(*rule->span.from), form_words());
    if (options.json) {
      write(writer, *rule, sentences);
      continue;
    }
    std::cout << rule->row << "\t" << rule->id << "\n";
    for (const auto& sentence : sentences) std::cout << "  " << sentence.zh << "\n";
  }
  writer.close_array();
  if (options.json) std::cout << writer.text() << "\n";
  return 0;
}

}  // namespace

int rules(const RulesOptions& options) {
  if (options.action == "check") return check(options);
  if (options.action == "explain") return explain(options);
  throw Error{ErrorCode::UsageError, Text{"rules 之后应为 check 或 explain", "rules wants check or explain"},
              Text{"如 cundang rules explain 4c", "such as cundang rules explain 4c"}}
      .with("action", options.action);
}

}  // namespace cundang::tools
