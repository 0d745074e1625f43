// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <zip.h>

#include <memory>

// Inside archive/packages only: handles of libzip that free themselves.
namespace cundang::packages {

struct ZipDiscard {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};
/// Dropped without being written, unless released into zip_close().
using ZipHandle = std::unique_ptr<zip_t, ZipDiscard>;

struct ZipSourceFree {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using ZipSource = std::unique_ptr<zip_source_t, ZipSourceFree>;

struct ZipFileClose {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using ZipFile = std::unique_ptr<zip_file_t, ZipFileClose>;

}  // namespace cundang::packages
