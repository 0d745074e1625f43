// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/lived_year.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "archive/crypto/digest.h"
#include "schema/xml/record_reader.h"
#include "tests/support/child_process.h"
#include "tests/support/served_archive.h"
#include "tools/demo_documents.h"

namespace cundang::scenario {
namespace {

constexpr auto opening = "2012-01-04T08:30:00+08:00";  // first working day of 2012
constexpr auto closing = "2013-05-02T09:00:00+08:00";  // after the last stage of the assessment

Actor actor(const Happening& happening) {
  const bool supervises = happening.unit.text == "AWB" || happening.unit.text == "AJJ" || happening.unit.text == "AWH";
  const auto roles = supervises ? std::set<Role>{Role::Submitter, Role::Office} : std::set<Role>{Role::Submitter};
  return {happening.person, happening.unit, AuthMethod::Password, roles};
}

/// The images named by the document, from the folder beside it, in its order.
std::vector<ingest::SpooledAttachment> spool_images(app::Archive& archive, const Happening& happening,
                                                    const std::string& xml) {
  std::vector<ingest::SpooledAttachment> spooled;
  const auto record = RecordReader{}.read(xml);
  if (!record) return spooled;
  for (const auto& attachment : record.value().attachments) {
    const auto sink = archive.begin_attachment();
    sink->write(support::read_file(happening.file.parent_path().parent_path() / "images" / attachment.name));
    spooled.push_back(sink->finish(attachment.name));
  }
  return spooled;
}

std::string told(const Findings& findings) {
  std::string text;
  for (const auto& finding : findings)
    text += "\n    " + finding.code + " line " + std::to_string(finding.line) + " " + finding.place + " " +
            finding.reason.zh;
  return text;
}

void replace(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

bool holds(const Findings& findings, const std::string& code) {
  return std::any_of(findings.begin(), findings.end(), [&](const auto& each) { return each.code == code; });
}

}  // namespace

LivedYear::LivedYear(const std::filesystem::path& year) : layout_{folder_ / "data"} {
  const auto packs = std::string{CUNDANG_SOURCE_DIR} + "/config/packs";
  const auto init =
      support::run({support::cundang_program(), "init", "--data", layout_.root, "--origin", "cundang.example/year-2012",
                    "--simulated-clock", "--start", opening, "--packs", packs, "--json"});
  if (init.status != 0) throw std::runtime_error{"cundang init: " + init.output + init.errors};
  clock_ = std::make_shared<app::AdjustableClock>(*parse_instant("2012-01-04T09:00:00+08:00"));
  app::ArchiveOptions options;
  options.watch_clock_jumps = false;
  archive_ = std::make_unique<app::Archive>(layout_, options, clock_);
  for (const auto& happening : read_timeline(year)) hand_in(happening);
  clock_->set(*parse_instant(closing));
  archive_->drain({});
}

LivedYear::~LivedYear() = default;

void LivedYear::hand_in(const Happening& happening) {
  clock_->set(happening.when);
  ingest::Submission submission;
  submission.actor = actor(happening);
  submission.record_xml = cited(happening);
  submission.attachments = spool_images(*archive_, happening, submission.record_xml);
  const auto result = archive_->submit(std::move(submission));
  archive_->settle_now();
  if (result.accession) {
    numbers_[happening.number] = *result.accession;
    documents_[*result.accession] = happening.number;
  }
  leaves_[happening.number] = std::to_string(support::json_number(result.receipt_json, "leaf_index").value_or(-1));
  const bool refused = result.kind == ingest::AccessionResult::Kind::Refused;
  if (refused)
    slips_[happening.number] = {support::json_string(result.receipt_json, "digest").value_or(""),
                                told(result.findings)};
  if (refused != !happening.refused.empty() || (refused && !holds(result.findings, happening.refused)))
    surprises_.push_back(happening.place + " " + happening.file.filename().string() + " was " +
                         (refused ? "refused" : "registered") + told(result.findings));
}

/// The document with numbers in place of what it cites: @12010501@ and @duty …@ as in config/demo, @leaf 12071002@, and
/// of a refused one @digest 12071002@; of a suggestion @signal TRIGGER|UNIT|NAME|ABOUT|12041701 12052201@.
std::string LivedYear::cited(const Happening& happening) const {
  tools::DemoDocument document;
  document.file = happening.file;
  document.number = happening.number;
  document.xml = support::read_file(happening.file);
  auto xml = tools::resolve_citations(document, numbers_);
  for (const auto& [number, leaf] : leaves_) replace(xml, "@leaf " + number + "@", leaf);
  for (const auto& [number, slip] : slips_) replace(xml, "@digest " + number + "@", slip.digest);
  const std::string mark = "@signal ";
  for (auto at = xml.find(mark); at != xml.npos; at = xml.find(mark)) {
    const auto end = xml.find('@', at + 1);
    if (end == xml.npos) throw std::runtime_error{happening.place + ": @signal has no end"};
    xml.replace(at, end + 1 - at, signal_id(xml.substr(at + mark.size(), end - at - mark.size())));
  }
  return xml;
}

/// docs/formats/rules.md, Signals, Identity: the four names on a line each, then the numbers of the facts.
std::string LivedYear::signal_id(const std::string& cited) const {
  const auto last = cited.rfind('|');
  auto identity = "signal\n" + cited.substr(0, last) + "\n";
  std::replace(identity.begin(), identity.end(), '|', '\n');
  std::istringstream facts{cited.substr(last + 1)};
  for (std::string number; facts >> number;) identity += to_text(numbers_.at(number)) + " ";
  return crypto::sha256(identity).hex().substr(0, 32);
}

std::vector<ledger::Obligation> LivedYear::obligations(Date on) const {
  app::ObligationQuery query;
  query.on = on;
  return archive_->obligations(query, {{"qin.yue"}, {"AWB"}, true});
}

std::map<std::string, std::string> LivedYear::refusals() const {
  std::map<std::string, std::string> refusals;
  for (const auto& [number, slip] : slips_) refusals[number] = slip.why;
  return refusals;
}

std::string LivedYear::document(AccessionNumber number) const {
  const auto found = documents_.find(number);
  return found == documents_.end() ? std::string{} : found->second;
}

}  // namespace cundang::scenario
