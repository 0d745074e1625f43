// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian/snapshot.h"

#include <algorithm>
#include <set>

#include "schema/model/error.h"

namespace cundang::indexer {
namespace {

std::shared_ptr<const Segment> open_segment(const std::filesystem::path& directory, const SegmentEntry& entry,
                                            const Snapshot* before) {
  if (before != nullptr)
    for (const auto& part : before->parts)
      if (part.name == entry.name) return part.segment;
  return std::make_shared<const Segment>(directory, entry);
}

double mean_length(const Snapshot& snapshot) {
  std::uint64_t sum = 0, count = 0;
  for (const auto& part : snapshot.parts)
    for (const auto& block : part.segment->table().blocks)
      for (const auto length : block.lengths) sum += length, count += length > 0;
  return count == 0 ? 1 : static_cast<double>(sum * length_unit) / static_cast<double>(count);
}

}  // namespace

void RecordSet::intersect(const RecordSet& other) {
  for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] &= other.bits_[i];
}

void RecordSet::unite(const RecordSet& other) {
  for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] |= other.bits_[i];
}

void RecordSet::complement() {
  for (auto& bit : bits_) bit ^= 1;
}

std::int64_t RecordSet::count() const { return std::count(bits_.begin(), bits_.end(), std::uint8_t{1}); }

std::shared_ptr<const Snapshot> Snapshot::open(const std::filesystem::path& directory, const Snapshot* before) {
  const auto manifest = Manifest::load(directory);
  auto snapshot = std::make_shared<Snapshot>();
  for (const auto& entry : manifest.segments) {
    auto segment = open_segment(directory, entry, before);
    const auto& table = segment->table();
    Part part{entry.name, segment, entry.dead, static_cast<RecordIndex>(snapshot->records),
              static_cast<BlockIndex>(snapshot->blocks)};
    snapshot->records += table.records.size();
    snapshot->blocks += table.blocks.size();
    snapshot->parts.push_back(std::move(part));
  }
  snapshot->passage_length_mean = mean_length(*snapshot);
  return snapshot;
}

const Snapshot::Part& Snapshot::part_of_record(RecordIndex record) const {
  const auto behind = std::upper_bound(parts.begin(), parts.end(), record,
                                       [](RecordIndex wanted, const Part& part) { return wanted < part.first_record; });
  return *(behind - 1);
}

const RecordRow& Snapshot::row(RecordIndex record) const {
  const auto& part = part_of_record(record);
  return part.segment->table().records[record - part.first_record];
}

IndexEntry Snapshot::entry(RecordIndex record) const {
  const auto& part = part_of_record(record);
  return part.segment->record(record - part.first_record);
}

IndexEntry Snapshot::head(RecordIndex record) const {
  const auto& part = part_of_record(record);
  return part.segment->head(record - part.first_record);
}

std::string Snapshot::paragraph_bytes(RecordIndex record) const {
  const auto& part = part_of_record(record);
  return part.segment->paragraph_bytes(record - part.first_record);
}

RecordSet Snapshot::living() const {
  RecordSet living{records, true};
  for (const auto& part : parts)
    for (const auto row : part.dead) living.erase(part.first_record + row);
  return living;
}

Reader::Reader(std::shared_ptr<const Snapshot> snapshot, std::unique_ptr<Reader> before)
    : snapshot_{std::move(snapshot)} {
  for (const auto& part : snapshot_->parts) {
    std::shared_ptr<Postings> postings;
    if (before)
      for (std::size_t i = 0; i < before->postings_.size(); ++i)
        if (before->snapshot_->parts[i].name == part.name) postings = before->postings_[i];
    if (!postings) postings = std::make_shared<Postings>(part.segment->postings_file());
    postings_.push_back(std::move(postings));
  }
}

std::uint32_t Reader::frequency(const std::string& term) const {
  std::uint32_t frequency = 0;
  for (const auto& postings : postings_) frequency += postings->frequency(term);
  return frequency;
}

namespace {

void append(std::vector<Reader::Posting>& to, const std::vector<Postings::Posting>& from, const Snapshot::Part& part) {
  const auto& blocks = part.segment->table().blocks;
  to.reserve(to.size() + from.size());
  for (const auto& posting : from) {
    if (posting.block >= blocks.size())
      throw Error{ErrorCode::IndexUnreadable, "postings and table of a segment do not agree"};
    to.push_back({part.first_block + posting.block, part.first_record + blocks[posting.block].record, posting.mask});
  }
}

}  // namespace

std::vector<Reader::Posting> Reader::read(const std::string& term) const {
  std::vector<Posting> all;
  std::vector<Postings::Posting> found;
  for (std::size_t i = 0; i < postings_.size(); ++i) {
    found.clear();
    postings_[i]->read(term, found);
    append(all, found, snapshot_->parts[i]);
  }
  return all;
}

std::vector<Reader::Posting> Reader::read_among(const std::string& term, const std::vector<BlockIndex>& wanted) const {
  std::vector<Posting> all;
  std::vector<Postings::Posting> found;
  std::vector<std::uint32_t> local;
  auto at = wanted.begin();
  for (std::size_t i = 0; i < postings_.size(); ++i) {
    const auto& part = snapshot_->parts[i];
    const auto end = part.first_block + static_cast<BlockIndex>(part.segment->table().blocks.size());
    local.clear();
    for (; at != wanted.end() && *at < end; ++at) local.push_back(*at - part.first_block);
    if (local.empty()) continue;
    found.clear();
    postings_[i]->read_among(term, local, found);
    append(all, found, part);
  }
  return all;
}

std::vector<std::string> Reader::terms_with_prefix(const std::string& prefix, std::size_t count_max) const {
  std::set<std::string> terms;
  for (const auto& postings : postings_)
    for (auto& term : postings->terms_with_prefix(prefix, count_max))
      if (terms.size() < count_max) terms.insert(std::move(term));
  return {terms.begin(), terms.end()};
}

}  // namespace cundang::indexer
