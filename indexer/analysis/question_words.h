// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace cundang::indexer {

/// A normalised query with its question words (data/question_words.inc) replaced by marks that no term reaches over.
/// One that has nothing else is returned as it is.
std::u32string blank_question_words(std::u32string_view normal);

}  // namespace cundang::indexer
