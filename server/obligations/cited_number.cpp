// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/cited_number.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cundang::ledger {
namespace {

constexpr std::size_t citations_max = 50;
constexpr std::size_t before_max = 90;     ///< bytes: 30 Chinese characters
constexpr std::size_t body_max = 262'144;  ///< bytes of a body that are looked through
constexpr std::string_view number_sign = "号";
constexpr std::string_view ordinal = "第";

/// Spellings that count as one.
constexpr std::array<std::pair<std::string_view, char>, 8> brackets{
    {{"〔", '['}, {"〕", ']'}, {"［", '['}, {"］", ']'}, {"【", '['}, {"】", ']'}, {"（", '['}, {"）", ']'}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Appends what stands at `text[at]` in the one spelling; @returns the bytes read.
std::size_t fold(std::string_view text, std::size_t at, std::string& folded) {
  const auto rest = text.substr(at, 3);
  if (rest == "\u3000") return 3;
  if (rest.size() == 3 && rest.substr(0, 2) == "\xEF\xBC" && rest[2] >= '\x90' && rest[2] <= '\x99') {
    folded += static_cast<char>('0' + (rest[2] - '\x90'));
    return 3;
  }
  for (const auto& [written, plain] : brackets)
    if (rest == written) {
      folded += plain;
      return 3;
    }
  const char c = text[at];
  if (c == '(' || c == ')')
    folded += c == '(' ? '[' : ']';
  else if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
    folded += c;
  return 1;
}

std::string in_one_spelling(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) at += fold(text, at, folded);
  return folded;
}

/// What stands before `at`, as many whole characters as may matter.
std::string_view before(std::string_view text, std::size_t at) {
  auto from = at > before_max ? at - before_max : 0;
  while (from < at && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U) ++from;
  return text.substr(from, at - from);
}

/// Reads "[2012]17号" or "[2012]第17号" at `at`; empty where it is none.
std::string read_number(std::string_view text, std::size_t at) {
  const auto year = text.substr(at + 1, 4);
  if (year.size() < 4 || !std::all_of(year.begin(), year.end(), is_digit) || text.substr(at + 5, 1) != "]") return {};
  auto rest = text.substr(at + 6);
  if (rest.starts_with(ordinal)) rest.remove_prefix(ordinal.size());
  while (rest.starts_with("0")) rest.remove_prefix(1);
  const auto end = static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_digit) - rest.begin());
  if (end == 0 || end > 6 || !rest.substr(end).starts_with(number_sign)) return {};
  return std::string{year} + "-" + std::string{rest.substr(0, end)};
}

void add_cited(std::string_view text, std::vector<CitedNumber>& found) {
  // Most texts cite nothing: they are not copied.
  if (text.find(number_sign) == std::string_view::npos) return;
  const auto folded = in_one_spelling(text);
  for (auto at = folded.find('['); at != std::string::npos && found.size() < citations_max;
       at = folded.find('[', at + 1))
    if (auto number = read_number(folded, at); !number.empty())
      found.push_back({std::string{before(folded, at)}, std::move(number)});
}

}  // namespace

std::vector<CitedNumber> cited_numbers(std::string_view text) {
  std::vector<CitedNumber> found;
  add_cited(text, found);
  return found;
}

std::string normal_doc_no(std::string_view doc_no) { return in_one_spelling(doc_no); }

bool cites(const CitedNumber& cited, std::string_view doc_no) {
  const auto own = cited_numbers(doc_no);
  return own.size() == 1 && !own[0].before.empty() && own[0].number == cited.number &&
         cited.before.ends_with(own[0].before);
}

std::vector<CitedNumber> numbers_cited_by(const Record& record) {
  std::vector<CitedNumber> found;
  add_cited(record.title, found);
  std::size_t looked_at = 0;
  for (const auto& paragraph : record.body) {
    looked_at += paragraph.text.size();
    if (looked_at > body_max) break;
    add_cited(paragraph.text, found);
  }
  return found;
}

std::string_view reply_word(std::string_view title) {
  static constexpr std::array<std::string_view, 8> words{"反馈", "落实", "整改", "回复",
                                                         "复函", "回函", "汇报", "总结"};
  for (const auto word : words)
    if (title.find(word) != std::string_view::npos) return word;
  return {};
}

}  // namespace cundang::ledger
