// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "indexer/index_entry.h"

namespace cundang::indexer {

/// An entry as bytes, for the file of records (docs/formats/index.md): what a hit shows, and the text that exact
/// strings and snippets are looked up in.
std::string encode(const IndexEntry& entry);
/// @throws Error{IndexUnreadable} for bytes that encode() did not write.
IndexEntry decode_entry(std::string_view bytes);

}  // namespace cundang::indexer
