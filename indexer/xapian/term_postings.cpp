// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian/term_postings.h"

#include <algorithm>

namespace cundang::indexer {
namespace {

constexpr std::size_t prefix_terms_max = 4000;

/// Passages that hold a term: the lower of each passage's two bits.
PassageMask presence(PassageMask mask) { return static_cast<PassageMask>((mask | (mask >> 1)) & 0x5555); }
PassageMask with_neighbours(PassageMask mask) { return static_cast<PassageMask>(mask | (mask << 2) | (mask >> 2)); }

/// Each block once, with the passages of all its postings.
std::vector<Reader::Posting> united(std::vector<Reader::Posting> all) {
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.block < b.block; });
  std::vector<Reader::Posting> merged;
  for (const auto& posting : all) {
    if (!merged.empty() && merged.back().block == posting.block)
      merged.back().mask |= posting.mask;
    else
      merged.push_back(posting);
  }
  return merged;
}

void append(std::vector<Reader::Posting>& to, const std::vector<Reader::Posting>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

std::vector<Reader::Posting> with_prefix(const Reader& reader, const std::string& prefix) {
  std::vector<Reader::Posting> all;
  for (const auto& term : reader.terms_with_prefix(prefix, prefix_terms_max)) append(all, reader.read(term));
  return united(std::move(all));
}

std::vector<Reader::Posting> with_a_name(const Reader& reader, const std::vector<std::vector<std::string>>& names) {
  std::vector<Reader::Posting> all;
  for (const auto& name : names) {
    std::vector<RankTerm> terms;
    terms.reserve(name.size());
    for (const auto& part : name) terms.push_back({part});
    append(all, postings_with_all(reader, std::move(terms)));
  }
  return united(std::move(all));
}

std::vector<BlockIndex> blocks_of(const std::vector<Reader::Posting>& postings) {
  std::vector<BlockIndex> blocks;
  blocks.reserve(postings.size());
  for (const auto& posting : postings) blocks.push_back(posting.block);
  return blocks;
}

/// Keeps of `postings` what also holds `others`, both ascending.
void intersect(std::vector<Reader::Posting>& postings, const std::vector<Reader::Posting>& others) {
  auto kept = postings.begin();
  auto at = postings.begin();
  for (const auto& other : others) {
    while (at != postings.end() && at->block < other.block) ++at;
    if (at == postings.end()) break;
    if (at->block != other.block) continue;
    const auto both = static_cast<PassageMask>(at->mask & with_neighbours(presence(other.mask)));
    if (both != 0) *kept++ = {at->block, at->record, both};
  }
  postings.erase(kept, postings.end());
}

}  // namespace

std::vector<Reader::Posting> postings_of(const Reader& reader, const RankTerm& term) {
  if (term.prefix) return with_prefix(reader, term.term);
  return term.names.empty() ? reader.read(term.term) : with_a_name(reader, term.names);
}

std::vector<Reader::Posting> postings_with_all(const Reader& reader, std::vector<RankTerm> terms) {
  if (terms.empty()) return {};
  std::sort(terms.begin(), terms.end(), [&](const auto& a, const auto& b) {
    return std::pair{a.prefix, reader.frequency(a.term)} < std::pair{b.prefix, reader.frequency(b.term)};
  });
  auto postings = postings_of(reader, terms.front());
  for (auto& posting : postings) posting.mask = with_neighbours(presence(posting.mask));
  for (std::size_t i = 1; i < terms.size() && !postings.empty(); ++i)
    intersect(postings,
              terms[i].prefix ? postings_of(reader, terms[i]) : reader.read_among(terms[i].term, blocks_of(postings)));
  return postings;
}

}  // namespace cundang::indexer
