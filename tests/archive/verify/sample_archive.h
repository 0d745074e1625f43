// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "archive/crypto/key_store.h"
#include "archive/evidence/checkpoint.h"
#include "archive/evidence/merkle.h"
#include "archive/evidence/statement.h"
#include "archive/packages/container.h"
#include "archive/packages/package_store.h"
#include "tests/archive/packages/scratch.h"

namespace cundang::verify {

/// A small archive made with the writers: genesis, records of two units in packages, a refusal, a day-close, log
/// packages. Every step can be bent, to make an archive that lies.
class SampleArchive {
 public:
  SampleArchive();
  std::filesystem::path directory() const { return scratch_ / "archive"; }
  std::filesystem::path packages() const { return directory() / "packages"; }
  std::filesystem::path log() const { return directory() / "log"; }

  /// Registers a record with an attachment; it is packaged by package().
  void record(const std::string& unit, const std::string& text);
  /// As record(), but with another number or counter than is due.
  std::int64_t next_accession = 1;
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> counters;
  void refuse(const std::string& unit);
  void close_day();
  void append(const evidence::Statement& statement);
  /// Puts what waits into one object of records and one of other leaves, and logs both.
  void package();
  void publish();

  /// All of the above: two packages of records, two of other leaves, everything published.
  void make_usual();
  const crypto::KeyStore& keys() const { return *keys_; }
  const evidence::LogKey& log_key() const { return log_key_; }

 private:
  struct Waiting {
    packages::ContainerParts parts;
    LeafIndex index;
  };
  LeafIndex add_leaf(const evidence::Statement& statement, const std::string& salt);
  std::string proof(LeafIndex index);
  void put(const packages::PackageDraft& draft, std::int64_t count, const std::string& first, const std::string& last);

  packages::Scratch scratch_;
  Instant now_;
  std::unique_ptr<crypto::KeyStore> keys_;
  evidence::LogKey log_key_;
  std::unique_ptr<packages::PackageStore> store_;
  evidence::Tree tree_;
  std::vector<std::string> leaves_;
  std::vector<evidence::Tile> full_tiles_;
  std::vector<Waiting> records_;
  std::vector<packages::LogEntryParts> others_;
};

}  // namespace cundang::verify
