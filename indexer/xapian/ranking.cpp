// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian/ranking.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "indexer/xapian/term_postings.h"

namespace cundang::indexer {
namespace {

constexpr std::uint32_t skip_factor = 8;  // reading on is faster than skipping until a list is so much longer

/// A term with its list length over all segments.
struct Weighed {
  const RankTerm* term;
  std::uint32_t frequency;
  double weight;  ///< the query's weight times the inverse frequency
};

/// Terms whose postings are put together out of others'.
bool is_made(const RankTerm& term) { return term.prefix || !term.names.empty(); }

/// The terms that occur, the weightiest first.
std::vector<Weighed> weigh(const Reader& reader, const std::vector<RankTerm>& terms) {
  const auto blocks = static_cast<double>(reader.snapshot().blocks);
  std::vector<Weighed> weighed;
  for (const auto& term : terms) {
    const auto frequency =
        is_made(term) ? static_cast<std::uint32_t>(postings_of(reader, term).size()) : reader.frequency(term.term);
    if (frequency == 0) continue;
    const auto rarity = std::log(1 + (blocks - frequency + 0.5) / (frequency + 0.5));
    weighed.push_back({&term, frequency, term.weight * rarity});
  }
  std::sort(weighed.begin(), weighed.end(), [](const auto& a, const auto& b) { return a.weight > b.weight; });
  return weighed;
}

/// Scores of the passages of one block.
struct Candidate {
  BlockIndex block;
  RecordIndex record;
  std::array<float, passages_per_block> scores{};
};

class Scorer {
 public:
  Scorer(const Reader& reader, const RecordSet& allowed, const RankingOptions& options)
      : reader_{reader}, allowed_{allowed}, options_{options}, slots_(reader.snapshot().blocks, 0) {
    const auto mean = reader.snapshot().passage_length_mean;
    for (std::size_t i = 0; i < norms_.size(); ++i)
      norms_[i] =
          static_cast<float>(options.k1 * (1 - options.b + options.b * static_cast<double>(i) * length_unit / mean));
  }

  /// Every block with the term becomes a candidate.
  void open_with(const Weighed& term) {
    for (const auto& posting : postings_of(reader_, *term.term)) {
      auto& slot = slots_[posting.block];
      if (slot == 0) {
        if (!allowed_.has(posting.record)) continue;
        candidates_.push_back({posting.block, posting.record, {}});
        slot = static_cast<std::uint32_t>(candidates_.size());
      }
      add(candidates_[slot - 1], posting.mask, term.weight);
    }
  }

  /// The term adds only to blocks that are candidates already.
  void add_to_candidates(const Weighed& term) {
    if (term.frequency > skip_factor * candidates_.size() && !is_made(*term.term)) {
      for (const auto& posting : reader_.read_among(term.term->term, sorted_blocks()))
        add(candidates_[slots_[posting.block] - 1], posting.mask, term.weight);
      return;
    }
    for (const auto& posting : postings_of(reader_, *term.term))
      if (const auto slot = slots_[posting.block]) add(candidates_[slot - 1], posting.mask, term.weight);
  }

  std::vector<Scored> gather() {
    std::sort(candidates_.begin(), candidates_.end(), [](const auto& a, const auto& b) { return a.block < b.block; });
    std::vector<Scored> records;
    std::vector<float> passages;
    for (std::size_t i = 0; i < candidates_.size();) {
      const auto record = candidates_[i].record;
      passages.clear();
      for (; i < candidates_.size() && candidates_[i].record == record; ++i)
        for (const auto score : candidates_[i].scores)
          if (score > 0) passages.push_back(score);
      records.push_back({record, joined_score(passages)});
    }
    return records;
  }

 private:
  const std::vector<BlockIndex>& sorted_blocks() {
    if (blocks_.empty()) {
      for (const auto& candidate : candidates_) blocks_.push_back(candidate.block);
      std::sort(blocks_.begin(), blocks_.end());
    }
    return blocks_;
  }

  void add(Candidate& candidate, PassageMask mask, double weight) {
    if (mask == 0) {  // a boolean term of the record: its number, its date
      candidate.scores[0] += static_cast<float>(weight * 2);
      return;
    }
    const auto& lengths = lengths_of(candidate.block);
    for (int passage = 0; mask != 0; ++passage, mask = static_cast<PassageMask>(mask >> 2)) {
      const auto frequency = static_cast<float>(mask & 3);
      if (frequency == 0) continue;
      const auto i = static_cast<std::size_t>(passage);
      const auto saturated = frequency * static_cast<float>(options_.k1 + 1) / (frequency + norms_[lengths[i]]);
      candidate.scores[i] += static_cast<float>(weight) * (saturated + static_cast<float>(options_.delta));
    }
  }

  const std::array<std::uint8_t, passages_per_block>& lengths_of(BlockIndex block) {
    const auto& parts = reader_.snapshot().parts;
    const auto outside = [&] {
      return block < parts[part_].first_block ||
             block - parts[part_].first_block >= parts[part_].segment->table().blocks.size();
    };
    if (outside()) part_ = 0;
    while (outside()) ++part_;
    return parts[part_].segment->table().blocks[block - parts[part_].first_block].lengths;
  }

  double joined_score(std::vector<float>& passages) const {
    std::sort(passages.begin(), passages.end(), std::greater<>{});
    double score = passages.empty() ? 0 : static_cast<double>(passages.front());
    const auto end = std::min(passages.size(), static_cast<std::size_t>(options_.follow_count) + 1);
    for (std::size_t i = 1; i < end; ++i) score += options_.follow * static_cast<double>(passages[i]);
    return score;
  }

  const Reader& reader_;
  const RecordSet& allowed_;
  const RankingOptions& options_;
  std::array<float, 256> norms_{};
  std::vector<std::uint32_t> slots_;  ///< block → candidate + 1, 0 for none
  std::vector<Candidate> candidates_;
  std::vector<BlockIndex> blocks_;
  std::size_t part_ = 0;
};

}  // namespace

std::vector<Scored> rank(const Reader& reader, const std::vector<RankTerm>& terms, const RecordSet& allowed,
                         const RankingOptions& options) {
  const auto weighed = weigh(reader, terms);
  Scorer scorer{reader, allowed, options};
  for (std::size_t i = 0; i < weighed.size(); ++i)
    i < options.opening_terms ? scorer.open_with(weighed[i]) : scorer.add_to_candidates(weighed[i]);
  return scorer.gather();
}

RecordSet any_of(const Reader& reader, const std::vector<RankTerm>& terms, const RankingOptions& options) {
  RecordSet records{reader.snapshot().records};
  const auto weighed = weigh(reader, terms);
  for (std::size_t i = 0; i < std::min(weighed.size(), options.opening_terms); ++i)
    for (const auto& posting : postings_of(reader, *weighed[i].term)) records.insert(posting.record);
  return records;
}

}  // namespace cundang::indexer
