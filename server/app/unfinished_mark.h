// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/app/data_directory.h"

namespace cundang::app {

/// Stands in a data directory from its first file until it is whole: what an init or rebuild left that ended in the
/// middle (a power cut, kill -9) is no archive, must not be served, and may be made again from the beginning. Nothing
/// in such a directory has been promised to anyone.
class UnfinishedMark {
 public:
  /// Takes a directory that is missing or empty, or that bears the mark of one which ended in the middle; what that one
  /// left is removed. @throws Error{DataDirectoryExists} where anything else is in it, Error{DataDirectoryBusy} while
  /// another process is making it; storage failures are Error{StorageFull | StorageFailed}.
  explicit UnfinishedMark(const DataLayout& layout);
  ~UnfinishedMark();
  UnfinishedMark(const UnfinishedMark&) = delete;
  UnfinishedMark& operator=(const UnfinishedMark&) = delete;

  /// It is whole: the mark is gone from the disk when this returns.
  void done();

 private:
  DataLayout layout_;
  int descriptor_ = -1;  ///< locked while this lives
};

/// Whether something other than the mark lies in the directory.
bool holds_anything(const DataLayout& layout);
/// @throws Error{DataDirectoryMissing} where the mark stands.
void require_finished(const DataLayout& layout);

}  // namespace cundang::app
