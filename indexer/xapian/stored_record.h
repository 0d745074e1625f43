// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/index_entry.h"

namespace cundang::indexer {

/// An entry as bytes, for the file of records (docs/formats/index.md): what a hit shows, and the texts that exact
/// strings and snippets are looked up in. The head is everything but the paragraphs.
std::string encode_head(const IndexEntry& entry);
std::string encode_paragraphs(const IndexEntry& entry);
/// @throws Error{IndexUnreadable} for bytes that were not written so; the same for all below.
IndexEntry decode_head(std::string_view bytes);
std::vector<Paragraph> decode_paragraphs(std::string_view bytes);
/// Where the texts stand among the bytes of the paragraphs: what is found there as it is written needs no decoding.
std::string_view texts_in(std::string_view bytes);

}  // namespace cundang::indexer
