// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian/matching.h"

#include <algorithm>
#include <optional>

#include "indexer/analysis/utf8.h"
#include "indexer/fields/fields.h"
#include "indexer/xapian/stored_record.h"
#include "indexer/xapian/term_postings.h"

namespace cundang::indexer {
namespace {

using Kind = QueryNode::Kind;

std::u32string without_spaces(std::u32string_view text) {
  std::u32string dense;
  for (const auto c : text)
    if (!is_space(c)) dense += c;
  return dense;
}

/// Terms that stand in every text that contains `normal`: what is only at an end of it, or only says the same
/// otherwise, left out.
std::vector<RankTerm> certain_terms(std::u32string_view normal) {
  std::vector<RankTerm> terms;
  const auto all = cut_terms(normal);
  for (const auto& term : all) {
    if (term.kind == TextTerm::Kind::Pair || term.kind == TextTerm::Kind::Word) terms.push_back({term.text});
    if (term.kind == TextTerm::Kind::Single && all.size() == 1) terms.push_back({term.text, 1, true, {}});
  }
  return terms;
}

/// Records all of whose terms stand somewhere in them: nothing that spans two blocks is lost.
RecordSet holding_all_anywhere(const Reader& reader, const std::vector<RankTerm>& terms) {
  std::optional<RecordSet> records;
  for (const auto& term : terms) {
    RecordSet with{reader.snapshot().records};
    for (const auto& posting : postings_of(reader, term)) with.insert(posting.record);
    if (records)
      records->intersect(with);
    else
      records = std::move(with);
  }
  return records ? *records : RecordSet{reader.snapshot().records, true};
}

/// Records of more than one block.
RecordSet long_records(const Reader& reader) {
  const auto& snapshot = reader.snapshot();
  RecordSet records{snapshot.records};
  for (const auto& part : snapshot.parts) {
    const auto& table = part.segment->table();
    for (std::uint32_t row = 0; row < table.records.size(); ++row)
      if (table.end_block(row) - table.records[row].first_block > 1) records.insert(part.first_record + row);
  }
  return records;
}

/// Records that may contain `normal`: within a block its terms stand in one passage or two neighbours; from block to
/// block anywhere.
RecordSet candidates_for(const Reader& reader, std::u32string_view normal) {
  auto terms = certain_terms(normal);
  if (terms.empty()) return RecordSet{reader.snapshot().records, true};
  auto candidates = long_records(reader);
  if (candidates.count() > 0) candidates.intersect(holding_all_anywhere(reader, terms));
  for (const auto& posting : postings_with_all(reader, std::move(terms))) candidates.insert(posting.record);
  return candidates;
}

/// A string to be looked for, in both forms.
struct Wanted {
  std::u32string normal;  ///< normalised, without white space
  std::string utf8;       ///< the same

  explicit Wanted(std::string_view typed) : normal{without_spaces(normalise(typed).text)}, utf8{to_utf8(normal)} {}
  /// One pair of Han characters is a term: the postings know exactly where it stands.
  bool is_one_term() const { return normal.size() == 2 && is_han_like(normal[0]) && is_han_like(normal[1]); }
};

bool contains(std::string_view utf8, const Wanted& wanted) {
  if (utf8.find(wanted.utf8) != std::string_view::npos) return true;  // mostly written so: no need to normalise it all
  return without_spaces(normalise(utf8).text).find(wanted.normal) != std::u32string::npos;
}

bool head_contains(const IndexEntry& head, const Wanted& wanted) {
  for (const auto* text : {&head.title, &head.doc_no, &head.issuer})
    if (contains(*text, wanted)) return true;
  return false;
}

bool paragraphs_contain(const std::string& bytes, const Wanted& wanted) {
  if (texts_in(bytes).find(wanted.utf8) != std::string_view::npos) return true;
  const auto paragraphs = decode_paragraphs(bytes);
  return std::any_of(paragraphs.begin(), paragraphs.end(),
                     [&](const auto& paragraph) { return contains(paragraph.text, wanted); });
}

template <class Verify>
RecordSet verified(RecordSet candidates, const RecordSet& allowed, Verify verify) {
  candidates.intersect(allowed);
  for (std::size_t record = 0; record < candidates.size(); ++record)
    if (candidates.has(record) && !verify(static_cast<RecordIndex>(record))) candidates.erase(record);
  return candidates;
}

RecordSet exact(const Reader& reader, const std::string& text, const RecordSet& allowed) {
  const Wanted wanted{text};
  auto candidates = candidates_for(reader, wanted.normal);
  if (wanted.is_one_term()) return candidates;
  const auto& snapshot = reader.snapshot();
  return verified(std::move(candidates), allowed, [&](RecordIndex record) {
    return paragraphs_contain(snapshot.paragraph_bytes(record), wanted) || head_contains(snapshot.head(record), wanted);
  });
}

RecordSet in_field(const Reader& reader, const QueryNode& node, const RecordSet& allowed) {
  const Wanted wanted{node.text};
  return verified(candidates_for(reader, wanted.normal), allowed, [&](RecordIndex record) {
    const auto head = reader.snapshot().head(record);
    return contains(node.field == Field::Issuer ? head.issuer : head.title, wanted);
  });
}

RecordSet contained(const Reader& reader, const std::string& text, const RecordSet& allowed) {
  const auto wanted = without_spaces(normalise(text).text);
  auto terms = certain_terms(wanted);
  if (terms.empty()) return exact(reader, text, allowed);
  RecordSet records{reader.snapshot().records};
  for (const auto& posting : postings_with_all(reader, std::move(terms))) records.insert(posting.record);
  return records;
}

RecordSet within(const Reader& reader, DayNumber from, DayNumber to) {
  const auto& snapshot = reader.snapshot();
  RecordSet records{snapshot.records};
  for (const auto& part : snapshot.parts) {
    const auto& rows = part.segment->table().records;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (rows[i].day != 0 && rows[i].day >= from && rows[i].day <= to) records.insert(part.first_record + i);
  }
  return records;
}

RecordSet combined(const Reader& reader, const QueryNode& node, const RecordSet& allowed,
                   const RankingOptions& options) {
  std::optional<RecordSet> records;
  for (const auto& child : node.children) {
    auto found = match(reader, child, allowed, options);
    if (!records)
      records = std::move(found);
    else
      node.kind == Kind::And ? records->intersect(found) : records->unite(found);
  }
  return records ? *records : RecordSet{reader.snapshot().records};
}

}  // namespace

RecordSet with_any_term(const Reader& reader, const std::vector<std::string>& terms) {
  RecordSet records{reader.snapshot().records};
  for (const auto& term : terms)
    for (const auto& posting : reader.read(term)) records.insert(posting.record);
  return records;
}

RecordSet match(const Reader& reader, const QueryNode& node, const RecordSet& allowed, const RankingOptions& options) {
  switch (node.kind) {
    case Kind::All:
      return RecordSet{reader.snapshot().records, true};
    case Kind::Words:
      return any_of(reader, rank_terms({node.text}), options);
    case Kind::Contains:
      return contained(reader, node.text, allowed);
    case Kind::Exact:
      return exact(reader, node.text, allowed);
    case Kind::FieldText:
      return in_field(reader, node, allowed);
    case Kind::FieldTerm:
      return with_any_term(reader, {field_term(node.field, node.text)});
    case Kind::Days:
      return within(reader, node.from, node.to);
    case Kind::Number:
      return with_any_term(reader, {field_term(Field::DocNo, node.number.text()),
                                    std::string{prefix_mentioned_doc_no} + node.number.text()});
    case Kind::Not: {
      auto records = match(reader, node.children.front(), allowed, options);
      records.complement();
      return records;
    }
    case Kind::And:
    case Kind::Or:
      return combined(reader, node, allowed, options);
  }
  return RecordSet{reader.snapshot().records};
}

}  // namespace cundang::indexer
