// SPDX-License-Identifier: GPL-3.0-or-later
// cundang import: old holdings, one JSON object a line, become records of 业务状态 = 历史行为. Resumable: what an
// earlier run kept is recognised by source and source id.
#include <fstream>
#include <iostream>
#include <map>
#include <mutex>
#include <thread>

#include "archive/crypto/digest.h"
#include "schema/model/json.h"
#include "schema/xml/record_reader.h"
#include "schema/xml/record_writer.h"
#include "server/accounts/known_unit.h"
#include "tools/commands.h"
#include "tools/findings_output.h"
#include "tools/holding.h"
#include "tools/local_archive.h"
#include "tools/progress.h"

namespace cundang::tools {
namespace {

constexpr int hands_at_work = 16;  // so that neighbours share a commit

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

Label label_of(const std::string& text) {
  if (text == "公开") return Label::Public;
  if (text == "内部") return Label::Internal;
  if (text == "工作秘密") return Label::WorkSecret;
  throw Error{ErrorCode::UsageError, Text{"没有此标识", "there is no such label"},
              Text{"--label 可用 公开、内部、工作秘密", "--label is one of 公开, 内部, 工作秘密"}}
      .with("label", text);
}

class Importer {
 public:
  Importer(app::Archive& archive, const ImportOptions& options, std::string source)
      : archive_{archive}, source_{std::move(source)}, kinds_{read_kind_table()}, label_{label_of(options.label)} {
    for (const auto& unit : archive.units()) {
      by_name_[unit.full_name()] = unit.code;
      for (const auto& period : unit.names)
        for (const auto& name : period.short_names) by_name_.emplace(name, unit.code);
      if (unit_.empty() && (unit.unit_class == UnitClass::Office)) unit_ = unit.code;
    }
    if (!options.unit.empty()) {
      accounts::require_known_unit(archive.units(), options.unit);
      unit_ = {options.unit};
    }
    if (unit_.empty()) unit_ = {"ARCHIVE"};
  }

  ingest::AccessionResult submit(const Holding& holding) {
    const auto record = record_of(holding);
    ingest::Submission submission;
    submission.actor = local_operator(unit_);
    submission.record_xml = write_record(record);
    submission.import = ingest::ImportIdentity{source_, record.source_id};
    return archive_.submit(std::move(submission));
  }

 private:
  Record record_of(const Holding& holding) const {
    Record record;
    record.form = "1.0";
    record.historical = true;
    record.source_system = source_;
    record.source_id = without_controls(holding.id);
    record.submitter = {unit_, ""};
    record.authors = {author_of(holding.issuer)};
    record.label = label_;
    record.title = without_controls(holding.title);
    record.doc_no = without_controls(holding.doc_no);
    record.addressees = free_units(without_controls(holding.recipients));
    set_date(record, holding.date);
    record.kind = "other-document";
    record.content.name = "other-document";
    const auto known = kinds_.find(holding.kind);
    const auto& kind = known != kinds_.end() ? known->second : holding.kind;
    if (!kind.empty()) record.content.children.push_back({"kind-name", {}, without_controls(kind), {}, 0});
    record.body = paragraphs_of(without_controls(holding.body));
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
  std::string source_;
  std::map<std::string, std::string> kinds_;
  std::map<std::string, UnitCode> by_name_;
  UnitCode unit_;
  Label label_ = Label::Internal;
};

/// What was refused, one JSON object a line: the line's number, its paper's id and every finding. Of a 涉密件 nothing
/// but line and code.
class Refusals {
 public:
  explicit Refusals(std::filesystem::path file) : file_{std::move(file)} {
    // What an earlier run refused is refused again, or mended.
    std::error_code none;
    std::filesystem::remove(file_, none);
  }

  void add(long line, const std::string& id, const Findings& findings) {
    if (!out_.is_open()) {
      std::error_code error;
      if (file_.has_parent_path()) std::filesystem::create_directories(file_.parent_path(), error);
      out_.open(file_, std::ios::binary | std::ios::trunc);
    }
    JsonWriter json;
    json.open_object().member("line", static_cast<std::int64_t>(line));
    if (!id.empty() && !is_secret(findings)) json.member("id", id);
    json.key("findings").open_array();
    for (const auto& finding : findings) append_finding(json, finding);
    json.close_array().close_object();
    out_ << json.text() << "\n" << std::flush;
    if (!out_) throw Error{ErrorCode::StorageFailed}.with("file", file_.string());
  }
  /// Empty while nothing was refused.
  std::filesystem::path file() const { return out_.is_open() ? file_ : std::filesystem::path{}; }

 private:
  std::filesystem::path file_;
  std::ofstream out_;
};

struct Tally {
  std::int64_t read = 0, created = 0, repeated = 0, changed = 0, refused = 0;
};

/// One run over a file by many hands. A line is taken, read and compared with those before it by one hand at a time, so
/// that of two papers with one id the first is kept; what costs time, the line of the archive, is walked side by side.
class Run {
 public:
  Run(std::istream& in, Importer& importer, Refusals& refusals)
      : lines_{in}, importer_{importer}, refusals_{refusals}, progress_{"导入 / import", 0} {}

  Tally go() {
    std::vector<std::thread> hands;
    hands.reserve(hands_at_work);
    for (int i = 0; i < hands_at_work; ++i) hands.emplace_back([this] { work(); });
    for (auto& hand : hands) hand.join();
    if (failure_) std::rethrow_exception(failure_);
    return tally_;
  }

 private:
  struct Task {
    long line = 0;
    Holding holding;
  };

  void work() {
    try {
      while (const auto task = take()) keep(*task);
    } catch (...) {
      // The archive cannot go on, or the list cannot be written: all stop here, a later run resumes.
      const std::lock_guard lock{mutex_};
      if (!failure_) failure_ = std::current_exception();
    }
  }

  std::optional<Task> take() {
    const std::lock_guard lock{mutex_};
    for (std::string text; !failure_ && lines_.next(text);) {
      const auto line = lines_.number();
      progress_.step(++tally_.read);
      if (lines_.too_long()) {
        refuse(line, {}, {line_too_long()});
        continue;
      }
      if (text.find_first_not_of(" \t") == std::string::npos) continue;
      auto read = read_holding(text);
      if (!read) {
        refuse(line, {}, read.findings());
        continue;
      }
      const auto [first, is_new] = first_line_.emplace(read.value().id, line);
      if (is_new) return Task{line, std::move(read).value()};
      refuse(line, first->first, {repeats(first->second)});
    }
    return std::nullopt;
  }

  void keep(const Task& task) {
    const auto result = submitted(task);
    const std::lock_guard lock{mutex_};
    if (result.kind == ingest::AccessionResult::Kind::Refused)
      return refuse(task.line, task.holding.id, result.findings);
    if (result.kind == ingest::AccessionResult::Kind::Created) {
      ++tally_.created;
      return;
    }
    ++tally_.repeated;
    for (const auto& finding : result.findings) {
      if (finding.code != ingest::other_content_code) continue;
      ++tally_.changed;
      refusals_.add(task.line, task.holding.id, {finding});
    }
  }

  /// The archive's own trouble ends the run; anything else is this line's fault.
  ingest::AccessionResult submitted(const Task& task) try {
    return importer_.submit(task.holding);
  } catch (const Error& error) {
    if (error.info().http_status >= 500) throw;
    return {ingest::AccessionResult::Kind::Refused,
            {},
            {},
            {{"import." + std::string{error.info().name}, Severity::Fault, "line", 0, error.reason(), error.cure()}}};
  }

  static Finding repeats(long line) {
    const auto number = std::to_string(line);
    return {"import.duplicate-id",
            Severity::Fault,
            "id",
            0,
            {"id 与第 " + number + " 行相同", "the id is that of line " + number},
            {"请删去重复的一行，或给另一件以自己的 id",
             "take one of the lines out, or give the other paper an id of its own"}};
  }

  void refuse(long line, const std::string& id, const Findings& findings) {
    ++tally_.refused;
    refusals_.add(line, id, findings);
  }

  HoldingLines lines_;
  Importer& importer_;
  Refusals& refusals_;
  Progress progress_;
  std::mutex mutex_;
  Tally tally_;
  std::map<std::string, long> first_line_;  ///< of each id
  std::exception_ptr failure_;
};

void print(const Tally& tally, const std::filesystem::path& list, bool json) {
  if (json) {
    std::cout << JsonWriter{}
                     .open_object()
                     .member("read", tally.read)
                     .member("created", tally.created)
                     .member("repeated", tally.repeated)
                     .member("changed", tally.changed)
                     .member("refused", tally.refused)
                     .member("refusals", list.string())
                     .close_object()
                     .text()
              << "\n";
    return;
  }
  std::cout << "读入 " << tally.read << " 行：新登记 " << tally.created << " 件，已登记过 " << tally.repeated << " 件";
  if (tally.changed > 0) std::cout << "（其中 " << tally.changed << " 件内容与已登记的不同，未再登记）";
  std::cout << "，退件 " << tally.refused << " 件\n";
  if (!list.empty()) std::cout << "清单 / list of what was refused: " << list.string() << "\n";
}

}  // namespace

int import_holdings(const ImportOptions& options) {
  std::ifstream in{options.file, std::ios::binary};
  if (!in || std::filesystem::is_directory(options.file))
    throw Error{ErrorCode::FileUnreadable}.with("file", options.file.string());
  const auto archive = open_to_write(options.data);
  Importer importer{*archive, options, options.source.empty() ? options.file.stem().string() : options.source};
  Refusals refusals{options.refusals.empty() ? app::DataLayout{options.data}.imports() /
                                                   (options.file.filename().string() + ".refusals.jsonl")
                                             : options.refusals};
  const auto tally = Run{in, importer, refusals}.go();
  {
    Progress draining{"入库与索引 / packaging and indexing", archive->health().accepted};
    archive->drain([&](std::int64_t done, std::int64_t) { draining.step(done); });
  }
  print(tally, refusals.file(), options.json);
  return tally.refused == 0 ? 0 : error_info(ErrorCode::RecordRefused).exit_status;
}

}  // namespace cundang::tools
