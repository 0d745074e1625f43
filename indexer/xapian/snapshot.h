// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "indexer/xapian/postings.h"
#include "indexer/xapian/segment.h"

namespace cundang::indexer {

/// One bit for each record of a snapshot.
class RecordSet {
 public:
  explicit RecordSet(std::size_t size = 0, bool all = false) : bits_(size, all ? 1 : 0) {}
  std::size_t size() const { return bits_.size(); }
  bool has(std::size_t record) const { return bits_[record] != 0; }
  void insert(std::size_t record) { bits_[record] = 1; }
  void erase(std::size_t record) { bits_[record] = 0; }
  void intersect(const RecordSet& other);
  void unite(const RecordSet& other);
  void complement();
  std::int64_t count() const;

 private:
  std::vector<std::uint8_t>
      bits_;  // a byte each: eight times the memory of bits, several times the speed of random access
};

/// A record among all segments, and a block among all segments: the segments' own numbers, one after the other.
using RecordIndex = std::uint32_t;
using BlockIndex = std::uint32_t;

/// The index as one commit left it. Immutable, shared by threads.
struct Snapshot {
  struct Part {
    std::string name;
    std::shared_ptr<const Segment> segment;
    std::vector<std::uint32_t> dead;
    RecordIndex first_record = 0;
    BlockIndex first_block = 0;
  };
  std::vector<Part> parts;
  std::size_t records = 0, blocks = 0;
  double passage_length_mean = 1;  ///< code points

  /// @throws Error{IndexUnreadable}. Segments that `before` has open are taken from there.
  static std::shared_ptr<const Snapshot> open(const std::filesystem::path& directory, const Snapshot* before);
  const Part& part_of_record(RecordIndex record) const;
  const RecordRow& row(RecordIndex record) const;
  IndexEntry entry(RecordIndex record) const;
  IndexEntry head(RecordIndex record) const;
  std::string paragraph_bytes(RecordIndex record) const;
  RecordSet living() const;
};

/// A snapshot with postings opened for one thread.
class Reader {
 public:
  /// Postings that `before` has open are taken from it. @throws Error{IndexUnreadable}
  Reader(std::shared_ptr<const Snapshot> snapshot, std::unique_ptr<Reader> before);
  const Snapshot& snapshot() const { return *snapshot_; }
  const std::shared_ptr<const Snapshot>& shared() const { return snapshot_; }
  /// Blocks of all segments that hold the term.
  std::uint32_t frequency(const std::string& term) const;
  struct Posting {
    BlockIndex block;
    RecordIndex record;
    PassageMask mask;
  };
  std::vector<Posting> read(const std::string& term) const;
  /// Only the blocks in `wanted`, ascending.
  std::vector<Posting> read_among(const std::string& term, const std::vector<BlockIndex>& wanted) const;
  std::vector<std::string> terms_with_prefix(const std::string& prefix, std::size_t count_max) const;

 private:
  std::shared_ptr<const Snapshot> snapshot_;
  std::vector<std::shared_ptr<Postings>> postings_;
};

}  // namespace cundang::indexer
