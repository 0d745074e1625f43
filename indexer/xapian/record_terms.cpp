// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian/record_terms.h"

#include <algorithm>

#include "indexer/analysis/doc_no.h"
#include "indexer/analysis/normalise.h"
#include "indexer/analysis/passages.h"
#include "indexer/analysis/utf8.h"
#include "indexer/fields/fields.h"
#include "indexer/query/parse.h"

namespace cundang::indexer {
namespace {

constexpr std::size_t term_bytes_max = 200;  // Xapian refuses more than 245

void add(std::vector<std::string>& terms, std::string term) {
  if (term.size() <= term_bytes_max) terms.push_back(std::move(term));
}

void add_field(std::vector<std::string>& terms, Field field, std::string_view value) {
  if (!value.empty()) add(terms, field_term(field, field_value(value)));
}

DayNumber day_of(const IndexEntry& entry) {
  if (!entry.date) return 0;
  const auto year = static_cast<int>(entry.date->year()) * 10000;
  if (entry.date_presumed) return year;
  return year +
         static_cast<int>(static_cast<unsigned>(entry.date->month()) * 100 + static_cast<unsigned>(entry.date->day()));
}

std::u32string head_of(const IndexEntry& entry, DayNumber day) {
  std::u32string head = normalise(entry.title).text;
  for (const auto* part : {&entry.doc_no, &entry.issuer}) (head += paragraph_mark) += normalise(*part).text;
  // The date of the record is found however it is written in the query.
  if (day % 10000 != 0) {
    head += paragraph_mark;
    for (const auto c : to_text(*entry.date)) head += static_cast<char32_t>(c);
  }
  return head;
}

std::vector<std::string> boolean_terms_of(const IndexEntry& entry, const PreparedRecord& record) {
  std::vector<std::string> terms;
  add(terms, field_term(Field::Id, field_value(entry.id)));
  add_field(terms, Field::SourceId, entry.source_id);
  add_field(terms, Field::Kind, entry.kind);
  add_field(terms, Field::Kind, entry.kind_name);
  add_field(terms, Field::Series, entry.series);
  add_field(terms, Field::Label, entry.label);
  for (const auto& unit : entry.units) add_field(terms, Field::Unit, unit);
  for (const auto& reader : entry.audience) terms.push_back(field_term(Field::Audience, reader));
  if (!entry.doc_no.empty())
    for (const auto& term : own_doc_no_terms(entry.doc_no)) add(terms, field_term(Field::DocNo, term));
  for (const auto text : {std::u32string_view{record.head}, std::u32string_view{record.text}})
    for (const auto& written : find_doc_nos(text))
      for (const auto& term : mentioned_doc_no_terms(written)) add(terms, std::string{prefix_mentioned_doc_no} + term);
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

}  // namespace

PreparedRecord prepare(const IndexEntry& entry) {
  PreparedRecord record;
  for (const auto& paragraph : entry.paragraphs) {
    if (!record.text.empty()) record.text += paragraph_mark;
    record.text += normalise(paragraph.text).text;
  }
  record.day = day_of(entry);
  record.head = head_of(entry, record.day);
  record.passages = cut_passages(record.text);
  record.boolean_terms = boolean_terms_of(entry, record);
  return record;
}

}  // namespace cundang::indexer
