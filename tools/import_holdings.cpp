// SPDX-License-Identifier: GPL-3.0-or-later
// cundang import: old holdings, one JSON object a line, become records of 业务状态 = 历史行为. Resumable: what an
// earlier run kept is recognised by source and source id.
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <atomic>
#include <fstream>
#include <iostream>
#include <map>
#include <mutex>
#include <thread>

#include "archive/crypto/digest.h"
#include "schema/model/json.h"
#include "schema/xml/record_writer.h"
#include "tools/commands.h"
#include "tools/local_archive.h"
#include "tools/progress.h"

namespace cundang::tools {
namespace {

constexpr std::size_t line_bytes_max = 16U << 20U;

/// config/import/kinds.tsv: 文种 as written → 文种.
std::map<std::string, std::string> read_kind_table() {
  std::map<std::string, std::string> kinds;
  std::ifstream in{shipped_config() / "import" / "kinds.tsv"};
  for (std::string line; std::getline(in, line);) {
    const auto tab = line.find('\t');
    if (!line.empty() && line[0] != '#' && tab != std::string::npos) kinds[line.substr(0, tab)] = line.substr(tab + 1);
  }
  return kinds;
}

std::string text_of(const Poco::JSON::Object& object, const std::string& key) {
  return object.has(key) && !object.isNull(key) ? object.get(key).convert<std::string>() : std::string{};
}

/// Paragraphs are the lines of the text; their ids are p1, p2, …
std::vector<Paragraph> paragraphs_of(const std::string& body) {
  std::vector<Paragraph> paragraphs;
  std::size_t begin = 0;
  while (begin < body.size()) {
    auto end = body.find('\n', begin);
    if (end == std::string::npos) end = body.size();
    const auto line = body.substr(begin, end - begin);
    if (line.find_first_not_of(" \t\r") != std::string::npos)
      paragraphs.push_back({Paragraph::Kind::Text, 0, "p" + std::to_string(paragraphs.size() + 1), line});
    begin = end + 1;
  }
  if (paragraphs.empty()) paragraphs.push_back({Paragraph::Kind::Text, 0, "p1", "（无正文）"});
  return paragraphs;
}

/// XML 1.0 has no control characters but tab, LF and CR; old text files do.
std::string without_controls(std::string text) {
  for (auto& c : text)
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') c = ' ';
  return text;
}

std::vector<UnitRef> free_units(const std::string& text) {
  if (text.empty()) return {};
  return {{{}, text}};
}

class Importer {
 public:
  Importer(app::Archive& archive, const ImportOptions& options, std::string source)
      : archive_{archive}, options_{options}, source_{std::move(source)}, kinds_{read_kind_table()} {
    for (const auto& unit : archive.units()) {
      by_name_[unit.full_name()] = unit.code;
      for (const auto& period : unit.names)
        for (const auto& name : period.short_names) by_name_.emplace(name, unit.code);
      if (unit_.empty() && (unit.unit_class == UnitClass::Office)) unit_ = unit.code;
    }
    if (!options.unit.empty()) unit_ = {options.unit};
    if (unit_.empty()) unit_ = {"ARCHIVE"};
  }

  ingest::AccessionResult import_line(const std::string& line) {
    Poco::JSON::Parser parser;
    const auto object = parser.parse(line).extract<Poco::JSON::Object::Ptr>();
    const auto record = record_of(*object);
    ingest::Submission submission;
    submission.actor = local_operator(unit_);
    submission.record_xml = write_record(record);
    submission.import = ingest::ImportIdentity{source_, record.source_id};
    return archive_.submit(std::move(submission));
  }

 private:
  Record record_of(const Poco::JSON::Object& object) const {
    Record record;
    record.form = "1.0";
    record.historical = true;
    record.source_system = source_;
    record.source_id = text_of(object, "id");
    if (record.source_id.empty()) throw Error{ErrorCode::BadRequest, "no field id"};
    record.submitter = {unit_, ""};
    record.authors = {author_of(text_of(object, "issuer"))};
    record.label = options_.label == "公开"       ? Label::Public
                   : options_.label == "工作秘密" ? Label::WorkSecret
                                                  : Label::Internal;
    record.title = without_controls(text_of(object, "title"));
    record.doc_no = without_controls(text_of(object, "doc_no"));
    record.addressees = free_units(without_controls(text_of(object, "recipients")));
    set_date(record, text_of(object, "date"));
    record.kind = "other-document";
    record.content.name = "other-document";
    auto kind = text_of(object, "kind");
    const auto known = kinds_.find(kind);
    if (known != kinds_.end()) kind = known->second;
    if (!kind.empty()) record.content.children.push_back({"kind-name", {}, without_controls(kind), {}, 0});
    record.body = paragraphs_of(without_controls(text_of(object, "body")));
    return record;
  }

  UnitRef author_of(const std::string& issuer) const {
    const auto found = by_name_.find(issuer);
    if (found != by_name_.end()) return {found->second, issuer};
    return {{}, issuer.empty() ? "（责任者不详）" : without_controls(issuer)};
  }

  /// Without a date the year of receipt, marked 推定.
  void set_date(Record& record, const std::string& text) const {
    record.document_date = parse_date(text);
    if (record.document_date) return;
    record.date_presumed = true;
    int year = static_cast<int>(beijing_day(archive_.now()).year());
    if (text.size() >= 4 && text.find_first_not_of("0123456789") >= 4) year = std::stoi(text.substr(0, 4));
    record.document_date = Date{std::chrono::year{year}, std::chrono::January, std::chrono::day{1}};
  }

  app::Archive& archive_;
  const ImportOptions& options_;
  std::string source_;
  std::map<std::string, std::string> kinds_;
  std::map<std::string, UnitCode> by_name_;
  UnitCode unit_;
};

struct Tally {
  std::mutex mutex;
  std::int64_t read = 0, created = 0, repeated = 0, refused = 0;
};

}  // namespace

int import_holdings(const ImportOptions& options) {
  std::ifstream in{options.file};
  if (!in) throw Error{ErrorCode::FileUnreadable}.with("file", options.file.string());
  const auto archive = open_to_write(options.data);
  Importer importer{*archive, options, options.source.empty() ? options.file.stem().string() : options.source};
  const auto refusals_file = options.refusals.empty()
                                 ? std::filesystem::path{options.file.filename().string() + ".refusals.jsonl"}
                                 : options.refusals;
  std::ofstream refusals;
  Tally tally;
  Progress progress{"导入 / import", 0};

  const auto refuse = [&](std::int64_t number, const std::string& code, const std::string& reason,
                          const std::string& cure) {
    if (!refusals.is_open()) refusals.open(refusals_file);
    refusals << JsonWriter{}
                    .open_object()
                    .member("line", number)
                    .member("code", code)
                    .member("reason", reason)
                    .member("cure", cure)
                    .close_object()
                    .text()
             << "\n";
    ++tally.refused;
  };
  const auto work = [&] {
    for (;;) {
      std::string line;
      std::int64_t number = 0;
      {
        const std::lock_guard lock{tally.mutex};
        if (!std::getline(in, line)) return;
        number = ++tally.read;
        progress.step(number);
      }
      if (line.empty()) continue;
      try {
        if (line.size() > line_bytes_max) throw Error{ErrorCode::TooLarge, "line"};
        const auto result = importer.import_line(line);
        const std::lock_guard lock{tally.mutex};
        if (result.kind == ingest::AccessionResult::Kind::Created)
          ++tally.created;
        else if (result.kind == ingest::AccessionResult::Kind::Repeated)
          ++tally.repeated;
        else
          refuse(number, result.findings.front().code, result.findings.front().reason.zh,
                 result.findings.front().cure.zh);
      } catch (const Error& error) {
        // The archive itself cannot go on: stop here, a later run resumes. Anything else is this line's fault.
        if (error.info().http_status >= 500) throw;
        const std::lock_guard lock{tally.mutex};
        refuse(number, std::string{error.info().name}, error.what(), std::string{error.info().zh_cure});
      } catch (const Poco::Exception& error) {
        const std::lock_guard lock{tally.mutex};
        refuse(number, "json", error.displayText(), "请改正该行的 JSON");
      }
    }
  };
  // Many hands, so that neighbours share a commit.
  std::vector<std::thread> hands;
  std::exception_ptr failure;
  std::mutex failure_mutex;
  for (int i = 0; i < 16; ++i) {
    hands.emplace_back([&] {
      try {
        work();
      } catch (...) {
        const std::lock_guard lock{failure_mutex};
        failure = std::current_exception();
      }
    });
  }
  for (auto& hand : hands) hand.join();
  if (failure) std::rethrow_exception(failure);
  {
    Progress draining{"入库与索引 / packaging and indexing", archive->health().accepted};
    archive->drain([&](std::int64_t done, std::int64_t) { draining.step(done); });
  }
  if (options.json) {
    std::cout << JsonWriter{}
                     .open_object()
                     .member("read", tally.read)
                     .member("created", tally.created)
                     .member("repeated", tally.repeated)
                     .member("refused", tally.refused)
                     .member("refusals", tally.refused > 0 ? refusals_file.string() : "")
                     .close_object()
                     .text()
              << "\n";
  } else {
    std::cout << "读入 " << tally.read << " 行：新登记 " << tally.created << " 件，已登记过 " << tally.repeated
              << " 件，退件 " << tally.refused << " 件";
    if (tally.refused > 0) std::cout << "（清单：" << refusals_file.string() << "）";
    std::cout << "\n";
  }
  return tally.refused == 0 ? 0 : error_info(ErrorCode::RecordRefused).exit_status;
}

}  // namespace cundang::tools
