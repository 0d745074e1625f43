// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/crypto/digest.h"
#include "archive/packages/durable_file.h"
#include "schema/model/bytes.h"

namespace cundang::packages {

/// An attachment in the spool. While any copy of `pin` lives, release() of this digest keeps the file: an upload holds
/// its pins from finish() until its submission is registered or refused, so a neighbour that has just been packaged
/// cannot take shared bytes away from under it. With the last pin the file goes, unless a registered record needs it:
/// of an upload that was refused or never finished nothing stays.
struct SpooledFile {
  Sha256 sha256;
  std::int64_t size = 0;  ///< bytes
  std::shared_ptr<const void> pin;
};

/// Content-addressed place where attachments wait between upload and packaging: `spool/ab/abcdef…`. Thread-safe.
/// Storage failures are Error{StorageFull | StorageFailed}.
class Spool {
 public:
  /// Whether a registered record that is not packaged yet names this digest. Thread-safe.
  using Needed = std::function<bool(const Sha256&)>;

  /// Makes the folder if need be and removes what a crash left: unfinished files (`*.tmp`), and files nobody needs.
  /// @param needed without it, every finished file stays until release().
  explicit Spool(std::filesystem::path directory, Needed needed = {});
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  /// One file on its way in. Not thread-safe itself; leaves nothing behind unless finish() returned.
  class Incoming {
   public:
    Incoming(Incoming&&) noexcept;
    Incoming& operator=(Incoming&&) = delete;
    ~Incoming();
    void write(std::string_view bytes);
    std::int64_t size() const { return size_; }
    /// Gives the file its name. Not durable before sync_group(). Once only.
    SpooledFile finish();

   private:
    friend class Spool;
    Incoming(Spool& spool, std::filesystem::path temporary);
    Spool* spool_;
    std::optional<OutputFile> file_;
    crypto::Hasher hasher_;
    std::int64_t size_ = 0;
  };
  Incoming begin();
  /// Shorthand for begin(), one write(), finish().
  SpooledFile put(std::string_view bytes);

  /// Makes every file finished before this call durable: one syncfs, or an fdatasync each where they are few.
  /// After a failure it fails for ever (the kernel forgets lost pages): restart, and let clients send again.
  void sync_group();

  std::filesystem::path path_of(const Sha256& digest) const;
  bool contains(const Sha256& digest) const;
  /// Removes the file unless it is pinned or needed. @returns whether it is gone.
  bool release(const Sha256& digest);
  /// Every digest in the spool, in order: for sweeping out what no record names.
  std::vector<Sha256> list() const;

 private:
  SpooledFile adopt(const OutputFile& file, const Sha256& digest, std::int64_t size);
  void unpin(const Sha256& digest);
  struct Pins;
  std::filesystem::path directory_;
  Needed needed_;
  std::shared_ptr<Pins> pins_;
  mutable std::mutex names_;  ///< names and pending_
  std::vector<std::filesystem::path> pending_;
  std::mutex syncing_;  ///< held for a whole sync: a second caller returns only when the first one's files are durable
  bool lost_ = false;
};

}  // namespace cundang::packages
