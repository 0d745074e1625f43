// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "indexer/analysis/terms.h"

namespace cundang::indexer {

/// Builds the postings of one segment: which block holds which term. Block i (from 0) is document i + 1.
/// Small Xapian databases are filled and then compacted into one file, because Xapian's inverter is fast only while it
/// fits the processor's cache (docs/formats/index.md). Not thread-safe.
class PostingsBuilder {
 public:
  /// Parts are made beside `file`, as FILE.part-1, … and removed at the end of life.
  explicit PostingsBuilder(std::filesystem::path file);
  PostingsBuilder(PostingsBuilder&&) noexcept;
  ~PostingsBuilder();
  void add_block(BlockTerms& terms, const std::vector<std::string>& boolean_terms);
  /// Writes `file`, not synced. To be called once.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Joins postings: the blocks of the second follow those of the first, and so on. @throws Error{IndexUnreadable}
void join_postings(const std::vector<std::filesystem::path>& from, const std::filesystem::path& to);

/// Reads the postings of one segment. Cheap to ask, not thread-safe: each thread opens its own.
class Postings {
 public:
  /// @throws Error{IndexUnreadable}
  explicit Postings(const std::filesystem::path& file);
  Postings(Postings&&) noexcept;
  ~Postings();
  /// How many blocks hold the term.
  std::uint32_t frequency(const std::string& term) const;
  /// One block that holds a term.
  struct Posting {
    std::uint32_t block;
    PassageMask mask;  ///< 0 for a boolean term
  };
  /// Appends the term's postings, ascending.
  void read(const std::string& term, std::vector<Posting>& to) const;
  /// The same, only for the blocks in `wanted`, which are ascending: skips where the term is much more frequent.
  void read_among(const std::string& term, const std::vector<std::uint32_t>& wanted, std::vector<Posting>& to) const;
  /// Terms that begin with `prefix`, at most `count_max`.
  std::vector<std::string> terms_with_prefix(const std::string& prefix, std::size_t count_max) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cundang::indexer
