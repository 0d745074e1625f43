// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/ingest/receipts.h"

#include "archive/evidence/statement.h"
#include "archive/ingest/log_state.h"

namespace cundang::ingest {
namespace {

void append_field(std::string& text, const std::string& value) {
  for (const char c : value) {
    if (c == '\\')
      text += "\\\\";
    else if (c == '\t')
      text += "\\t";
    else if (c == '\n')
      text += "\\n";
    else
      text += c;
  }
}

std::vector<std::string> split_fields(const std::string& line) {
  std::vector<std::string> fields(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\t') {
      fields.emplace_back();
    } else if (line[i] == '\\' && i + 1 < line.size()) {
      ++i;
      fields.back() += line[i] == 't' ? '\t' : line[i] == 'n' ? '\n' : line[i];
    } else {
      fields.back() += line[i];
    }
  }
  return fields;
}

evidence::Receipt common_parts(const registry::LeafRow& leaf, std::vector<Sha256> path, std::string checkpoint,
                               bool simulated, std::string origin) {
  evidence::Receipt receipt;
  receipt.simulated = simulated;
  receipt.origin = std::move(origin);
  receipt.statement = leaf.statement;
  receipt.salt = leaf.salt;
  receipt.leaf = leaf.leaf;
  receipt.leaf_index = leaf.index;
  receipt.proof = std::move(path);
  receipt.checkpoint = std::move(checkpoint);
  return receipt;
}

}  // namespace

evidence::Receipt make_receipt(const registry::RecordRow& record, const registry::LeafRow& leaf,
                               std::vector<Sha256> path, std::string checkpoint, bool simulated, std::string origin) {
  auto receipt = common_parts(leaf, std::move(path), std::move(checkpoint), simulated, std::move(origin));
  receipt.type = evidence::Receipt::Type::Receipt;
  receipt.accession = record.accession;
  receipt.unit = record.unit;
  receipt.counter = record.unit_counter;
  receipt.received_at = record.received_at;
  receipt.digest = record.digest;
  receipt.title = record.title;
  if (leaf.statement.find("duplicate-of") == std::string::npos) return receipt;  // seldom: read it only then
  const auto statement = evidence::parse_statement(leaf.statement);
  if (!statement)
    throw Error{ErrorCode::LogInconsistent, "unreadable statement"}.with("record", to_text(record.accession));
  for (const auto& duplicate : statement->all("duplicate-of"))
    if (const auto number = parse_accession_number(duplicate)) receipt.duplicates.push_back(*number);
  return receipt;
}

evidence::Receipt make_slip(const registry::RefusalRow& refusal, const registry::LeafRow& leaf,
                            std::vector<Sha256> path, std::string checkpoint, bool simulated, std::string origin) {
  auto slip = common_parts(leaf, std::move(path), std::move(checkpoint), simulated, std::move(origin));
  slip.type = evidence::Receipt::Type::Refusal;
  slip.unit = refusal.unit;
  slip.counter = refusal.counter;
  slip.received_at = refusal.received_at;
  slip.digest = refusal.digest;
  slip.findings = findings_from_text(refusal.findings);
  return slip;
}

std::string findings_to_text(const Findings& findings) {
  std::string text;
  for (const auto& finding : findings) {
    const std::string severity = finding.severity == Severity::Fault ? "fault" : "warning";
    const std::vector<std::string> fields = {
        finding.code,      severity,          finding.place,   std::to_string(finding.line),
        finding.reason.zh, finding.reason.en, finding.cure.zh, finding.cure.en};
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (i > 0) text += '\t';
      append_field(text, fields[i]);
    }
    text += '\n';
  }
  return text;
}

Findings findings_from_text(const std::string& text) {
  Findings findings;
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
    const auto fields = split_fields(text.substr(begin, end - begin));
    if (fields.size() != 8) throw Error{ErrorCode::RegistryUnreadable, "unreadable findings"};
    findings.push_back({fields[0],
                        fields[1] == "fault" ? Severity::Fault : Severity::Warning,
                        fields[2],
                        std::stoi(fields[3]),
                        {fields[4], fields[5]},
                        {fields[6], fields[7]}});
  }
  return findings;
}

registry::LeafRow ReceiptReader::leaf(LeafIndex index) const {
  auto row = registry_.leaf(index);
  if (!row) throw Error{ErrorCode::NotFound}.with("leaf", std::to_string(index));
  return std::move(*row);
}

std::vector<Sha256> ReceiptReader::path(const registry::LeafRow& row) const {
  // A commit shows in the registry a moment before it shows in the tree.
  if (row.group_size > tree_.size()) return load_tree(registry_).inclusion_proof(row.index, row.group_size);
  return tree_.inclusion_proof(row.index, row.group_size);
}

std::string ReceiptReader::receipt(AccessionNumber accession) const {
  const auto record = registry_.record(accession);
  if (!record) throw Error{ErrorCode::NotFound}.with("record", to_text(accession));
  const auto row = leaf(record->leaf_index);
  return to_json(make_receipt(*record, row, path(row), registry_.checkpoint(row.group_size),
                              !registry_.meta("simulated").empty(), registry_.meta("origin")));
}

std::string ReceiptReader::slip(LeafIndex refusal) const {
  const auto found = registry_.refusal(refusal);
  if (!found) throw Error{ErrorCode::NotFound}.with("refusal", std::to_string(refusal));
  const auto row = leaf(refusal);
  return to_json(make_slip(*found, row, path(row), registry_.checkpoint(row.group_size),
                           !registry_.meta("simulated").empty(), registry_.meta("origin")));
}

}  // namespace cundang::ingest
