// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/index_entries.h"

#include <set>

#include "schema/model/kind.h"

namespace cundang::app {
namespace {

/// Texts of the kind's own elements, in document order; an element's xs:ID makes its text citable.
void add_texts(const Node& node, std::vector<Paragraph>& paragraphs) {
  if (!node.text.empty())
    paragraphs.push_back({Paragraph::Kind::Text, 0, std::string{node.attribute("id")}, node.text});
  for (const auto& child : node.children) add_texts(child, paragraphs);
}

void add_code(std::set<std::string>& codes, const UnitRef& unit) {
  if (!unit.code.empty()) codes.insert(unit.code.text);
}

std::string joined_authors(const Record& record) {
  std::string text;
  for (const auto& author : record.authors)
    text += (text.empty() ? "" : "、") + (author.name.empty() ? author.code.text : author.name);
  return text;
}

std::string shown_kind(const Record& record) {
  if (const auto written = record.content.child_text("kind-name"); !written.empty()) return std::string{written};
  const auto* kind = find_kind(record.kind);
  return kind ? std::string{kind->zh} : record.kind;
}

}  // namespace

indexer::IndexEntry make_index_entry(const Record& record, const registry::RecordRow& row) {
  indexer::IndexEntry entry;
  entry.id = to_text(row.accession);
  entry.number = row.accession.value;
  entry.source_id = record.source_id;
  entry.kind = record.kind;
  entry.kind_name = shown_kind(record);
  entry.series = record.series;
  entry.title = record.title;
  entry.doc_no = record.doc_no;
  entry.issuer = joined_authors(record);
  std::set<std::string> codes;
  add_code(codes, record.submitter);
  for (const auto& unit : record.authors) add_code(codes, unit);
  for (const auto& unit : record.addressees) add_code(codes, unit);
  for (const auto& unit : record.copies) add_code(codes, unit);
  entry.units.assign(codes.begin(), codes.end());
  entry.label = row.label;
  entry.audience = row.audience;
  entry.date = record.document_date;
  entry.date_presumed = record.date_presumed;
  entry.received_at = row.received_at;
  add_texts(record.content, entry.paragraphs);
  entry.paragraphs.insert(entry.paragraphs.end(), record.body.begin(), record.body.end());
  return entry;
}

}  // namespace cundang::app
