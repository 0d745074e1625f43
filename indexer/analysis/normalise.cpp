// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/analysis/normalise.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "indexer/analysis/utf8.h"

namespace cundang::indexer {
namespace {

constexpr char32_t many = 0xFFFFFFFF;   // folds to none or several characters: ask ICU
constexpr char32_t joins = 0xFFFFFFFE;  // may combine with its neighbours: ask ICU about the whole group

const icu::Normalizer2& nfkc_casefold() {
  UErrorCode status = U_ZERO_ERROR;
  const auto* instance = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error{"ICU has no NFKC_Casefold data"};
  return *instance;
}

/// ICU's transliterator is not thread-safe and slow a call; it is asked once for each page of 256 code points.
void simplify(icu::UnicodeString& text) {
  static std::mutex mutex;
  const std::lock_guard lock{mutex};
  static const std::unique_ptr<icu::Transliterator> instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made{
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status)};
    if (U_FAILURE(status) || !made) throw std::runtime_error{"ICU has no Traditional-Simplified rules"};
    return made;
  }();
  instance->transliterate(text);
}

icu::UnicodeString fold_by_icu(const icu::UnicodeString& source) {
  UErrorCode status = U_ZERO_ERROR;
  auto folded = nfkc_casefold().normalize(source, status);
  if (U_FAILURE(status)) throw std::runtime_error{"ICU cannot normalise"};
  simplify(folded);
  return folded;
}

using Page = std::array<char32_t, 256>;

const Page& page_of(char32_t c);

/// Looks characters up; remembers the page, for the next character mostly lies in it or in the one before.
class Folding {
 public:
  char32_t operator()(char32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >> 8 != number_) page_ = &page_of(c), number_ = c >> 8;
    return (*page_)[c & 0xFF];
  }

 private:
  const Page* page_ = nullptr;
  char32_t number_ = 0xFFFFFFFF;
};

/// ○ ◯ stand for 〇 in dates and numbers.
bool is_circle(char32_t c) { return c == 0x25CB || c == 0x25EF; }

char32_t fold_alone(char32_t c) {
  if (is_circle(c)) return 0x3007;
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  const auto point = static_cast<UChar32>(c);
  const auto& fold = nfkc_casefold();
  if (!fold.hasBoundaryBefore(point) || !fold.hasBoundaryAfter(point)) return joins;
  const auto folded = fold_by_icu(icu::UnicodeString{point});
  if (folded.countChar32() != 1) return many;
  return static_cast<char32_t>(folded.char32At(0));
}

const Page& page_of(char32_t c) {
  static std::array<std::atomic<const Page*>, 0x1100> pages{};
  auto& slot = pages[c >> 8];
  if (const auto* page = slot.load(std::memory_order_acquire)) return *page;
  static std::mutex making;  // ICU loads its data at the first question; no two threads ask that one
  const std::lock_guard lock{making};
  if (const auto* page = slot.load(std::memory_order_acquire)) return *page;
  auto made = std::make_unique<Page>();
  for (char32_t i = 0; i < 256; ++i) (*made)[i] = fold_alone((c & ~0xFFu) | i);
  slot.store(made.get(), std::memory_order_release);
  return *made.release();  // a page lives as long as the program
}

/// End of the group from `at` that must be normalised together.
std::size_t group_end(std::u32string_view source, std::size_t at) {
  auto end = at + 1;
  while (end < source.size() && !nfkc_casefold().hasBoundaryBefore(static_cast<UChar32>(source[end]))) ++end;
  return end;
}

void append_group(NormalText& to, std::u32string_view source, std::size_t from, std::size_t end) {
  icu::UnicodeString group;
  for (auto i = from; i < end; ++i) group.append(static_cast<UChar32>(source[i]));
  const auto folded = fold_by_icu(group);
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const auto c = static_cast<char32_t>(folded.char32At(i));
    to.text += is_circle(c) ? char32_t{0x3007} : c;
    to.origin.push_back(static_cast<std::uint32_t>(from));
  }
}

}  // namespace

NormalText normalise(std::u32string_view source) {
  NormalText to;
  to.text.reserve(source.size());
  to.origin.reserve(source.size() + 1);
  Folding fold;
  for (std::size_t at = 0; at < source.size();) {
    const auto c = source[at];
    const auto folded = fold(c);
    // What follows may combine with this one (é written as e and an accent); ASCII and Han never look ahead further
    // than one.
    const bool next_joins = at + 1 < source.size() && source[at + 1] >= 0x300 && fold(source[at + 1]) == joins;
    if (folded < joins && !next_joins) {
      to.text += folded;
      to.origin.push_back(static_cast<std::uint32_t>(at++));
      continue;
    }
    const auto end = group_end(source, at);
    append_group(to, source, at, end);
    at = end;
  }
  to.origin.push_back(static_cast<std::uint32_t>(source.size()));
  return to;
}

NormalText normalise(std::string_view utf8) { return normalise(to_code_points(utf8)); }

std::string normalised_utf8(std::string_view utf8) { return to_utf8(normalise(utf8).text); }

bool is_han_like(char32_t c) {
  if (c < 0x3005) return false;
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x323AF) ||
         c == 0x3005 || c == 0x3007 || (c >= 0x3040 && c <= 0x30FF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xE000 && c <= 0xFAFF) || c >= 0xF0000;
}

bool is_word_like(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return !is_han_like(c) && u_isalnum(static_cast<UChar32>(c));
}

bool is_space(char32_t c) {
  if (c < 0x85) return c == ' ' || (c >= 9 && c <= 13);
  if (c > 0x3000) return false;  // Han: decided without asking ICU
  return u_isUWhiteSpace(static_cast<UChar32>(c));
}

}  // namespace cundang::indexer
