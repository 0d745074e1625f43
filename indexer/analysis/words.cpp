// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/analysis/words.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>
#include <stdexcept>

#include "indexer/analysis/normalise.h"

namespace cundang::indexer {
namespace {

/// Opening the dictionary costs far more than cutting a text, and a break iterator is not thread-safe: one for each
/// thread.
icu::BreakIterator& breaker() {
  static thread_local const std::unique_ptr<icu::BreakIterator> instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made{icu::BreakIterator::createWordInstance(icu::Locale::getChina(), status)};
    if (U_FAILURE(status) || !made) throw std::runtime_error{"ICU has no word break data"};
    return made;
  }();
  return *instance;
}

}  // namespace

std::vector<Span> find_han_words(std::u32string_view normal) {
  std::u16string text;
  std::vector<std::uint32_t> point_at;  // code unit → code point
  text.reserve(normal.size());
  for (std::size_t i = 0; i < normal.size(); ++i) {
    const auto c = normal[i];
    if (c >= 0x10000) {
      text += static_cast<char16_t>(0xD7C0 + (c >> 10));
      point_at.push_back(static_cast<std::uint32_t>(i));
    }
    text += static_cast<char16_t>(c >= 0x10000 ? 0xDC00 | (c & 0x3FF) : c);
    point_at.push_back(static_cast<std::uint32_t>(i));
  }
  point_at.push_back(static_cast<std::uint32_t>(normal.size()));

  UErrorCode status = U_ZERO_ERROR;
  UText* opened = utext_openUChars(nullptr, text.data(), static_cast<int64_t>(text.size()), &status);
  const std::unique_ptr<UText, decltype(&utext_close)> holder{opened, &utext_close};
  auto& words = breaker();
  words.setText(opened, status);
  if (U_FAILURE(status)) throw std::runtime_error{"ICU cannot read a text"};
  std::vector<Span> spans;
  auto begin = words.first();
  for (auto end = words.next(); end != icu::BreakIterator::DONE; begin = end, end = words.next()) {
    const Span span{point_at[static_cast<std::size_t>(begin)], point_at[static_cast<std::size_t>(end)]};
    if (span.end - span.begin >= 2 && is_han_like(normal[span.begin])) spans.push_back(span);
  }
  return spans;
}

}  // namespace cundang::indexer
