// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/analysis/doc_no.h"

#include <algorithm>
#include <array>

#include "indexer/analysis/normalise.h"
#include "indexer/analysis/numerals.h"
#include "indexer/analysis/utf8.h"

namespace cundang::indexer {
namespace {

constexpr std::size_t mark_length_max = 24;  // 中华人民共和国国家安全生产监督管理总局令
constexpr std::size_t clear_mark_max = 7;    // longer runs before a bracket hold words of the sentence
constexpr std::u32string_view openers = U"〔[(【{〈";
constexpr std::u32string_view closers = U"〕])】}〉";

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_numeral(char32_t c) { return is_digit(c) || is_chinese_numeral(c); }

void skip_spaces(std::u32string_view text, std::size_t& at) {
  while (at < text.size() && is_space(text[at])) ++at;
}

std::optional<std::int64_t> take_number(std::u32string_view text, std::size_t& at) {
  const auto begin = at;
  while (at < text.size() && at - begin < 8 && is_numeral(text[at])) ++at;
  return parse_number(text.substr(begin, at - begin));
}

/// Han characters that end at `end`, and spaces between them left out of the count; begin of the run.
std::size_t run_begin(std::u32string_view text, std::size_t end) {
  auto begin = end;
  while (begin > 0 && end - begin < mark_length_max && is_han_like(text[begin - 1])) --begin;
  return begin;
}

/// Words that lead up to a number in running text; what stands before and in them is no part of the mark.
constexpr std::array<std::u32string_view, 32> leading_words = {
    U"根据", U"按照", U"依据", U"依照", U"贯彻", U"落实", U"执行", U"关于", U"通知", U"意见", U"规定",
    U"印发", U"转发", U"废止", U"以及", U"参照", U"文件", U"发布", U"公布", U"对照", U"和",   U"及",
    U"与",   U"的",   U"以",   U"见",   U"将",   U"按",   U"据",   U"经",   U"对",   U"在"};

/// Cuts the leading words off; true when the rest is surely the mark.
bool cut_leading_words(std::u32string_view& run) {
  for (const auto word : leading_words)
    if (const auto at = run.rfind(word); at != std::u32string_view::npos && at + word.size() < run.size())
      run.remove_prefix(at + word.size());
  return run.size() <= clear_mark_max;
}

std::vector<std::string> possible_marks(std::u32string_view run, std::size_t length_min) {
  auto rest = run;
  if (cut_leading_words(rest)) return {to_utf8(rest)};
  std::vector<std::string> marks;
  for (auto length = std::min<std::size_t>(rest.size(), 12); length >= length_min; --length)
    marks.push_back(to_utf8(rest.substr(rest.size() - length)));
  return marks;
}

/// 国办发〔2004〕7号, the opener at `at`.
std::optional<WrittenDocNo> bracketed_at(std::u32string_view text, std::size_t opener_at) {
  auto mark_end = opener_at;
  while (mark_end > 0 && is_space(text[mark_end - 1])) --mark_end;
  const auto begin = run_begin(text, mark_end);
  if (begin == mark_end) return std::nullopt;
  auto at = opener_at + 1;
  skip_spaces(text, at);
  const auto year_at = at;
  const auto year = take_number(text, at);
  if (!year || *year < 1900 || *year > 2199 || at - year_at != 4) return std::nullopt;
  skip_spaces(text, at);
  if (at >= text.size() || text[at] != closers[openers.find(text[opener_at])]) return std::nullopt;
  skip_spaces(text, ++at);
  if (at < text.size() && text[at] == U'第') ++at;
  const auto number = take_number(text, at);
  if (!number || *number == 0) return std::nullopt;
  auto end = at;
  skip_spaces(text, at);
  if (at < text.size() && text[at] == U'号') end = at + 1;
  const auto run = text.substr(begin, mark_end - begin);
  return WrittenDocNo{{to_utf8(run), static_cast<int>(*year), *number}, begin, end, possible_marks(run, 2)};
}

/// 国务院令第493号, 国务院第493号令, 第493号令; the 令 at `at`.
std::optional<WrittenDocNo> order_at(std::u32string_view text, std::size_t order_at) {
  auto begin = run_begin(text, order_at);
  auto mark = std::u32string{text.substr(begin, order_at - begin)};
  auto at = order_at + 1;
  skip_spaces(text, at);
  std::optional<std::int64_t> number;
  auto end = at;
  if (at < text.size() && text[at] == U'第') {
    ++at;
    number = take_number(text, at);
    if (!number || at >= text.size() || text[at] != U'号') return std::nullopt;
    end = at + 1;
  } else if (order_at > 0 && text[order_at - 1] == U'号') {  // 第493号令
    auto digits = order_at - 1;
    while (digits > 0 && is_numeral(text[digits - 1])) --digits;
    number = parse_number(text.substr(digits, order_at - 1 - digits));
    if (!number) return std::nullopt;
    if (digits > 0 && text[digits - 1] == U'第') --digits;
    begin = run_begin(text, digits);
    mark = std::u32string{text.substr(begin, digits - begin)};
    end = order_at + 1;
  }
  if (!number || *number == 0) return std::nullopt;
  std::u32string_view issuer = mark;
  cut_leading_words(issuer);
  constexpr std::u32string_view republic = U"中华人民共和国";
  if (issuer.starts_with(republic)) issuer.remove_prefix(republic.size());
  return WrittenDocNo{{to_utf8(issuer) + "令", 0, *number}, begin, end, {to_utf8(issuer) + "令"}};
}

/// 京安监发2012-5, the hyphen at `at`.
std::optional<WrittenDocNo> hyphened_at(std::u32string_view text, std::size_t hyphen_at) {
  if (hyphen_at < 6) return std::nullopt;
  const auto mark_end = hyphen_at - 4;
  const auto year = parse_number(text.substr(mark_end, 4));
  constexpr std::u32string_view endings = U"发函字文电办";
  if (!year || *year < 1949 || *year > 2199 || !(endings.find(text[mark_end - 1]) != std::u32string_view::npos))
    return std::nullopt;
  const auto begin = run_begin(text, mark_end);
  auto at = hyphen_at + 1;
  const auto number = take_number(text, at);
  const bool goes_on = at < text.size() && (text[at] == '-' || is_word_like(text[at]));
  if (!number || *number == 0 || goes_on) return std::nullopt;
  if (at < text.size() && text[at] == U'号') ++at;
  const auto run = text.substr(begin, mark_end - begin);
  return WrittenDocNo{{to_utf8(run), static_cast<int>(*year), *number}, begin, at, possible_marks(run, 2)};
}

std::optional<WrittenDocNo> doc_no_around(std::u32string_view text, std::size_t at) {
  const auto c = text[at];
  if (openers.find(c) != std::u32string_view::npos) return bracketed_at(text, at);
  if (c == U'令') return order_at(text, at);
  if (c == '-') return hyphened_at(text, at);
  return std::nullopt;
}

/// Shorter names of an order's issuer: every ending of at least two characters, and none at all.
std::vector<std::string> order_terms(const DocNo& order) {
  const auto mark = to_code_points(order.mark);
  std::vector<std::string> terms;
  for (std::size_t begin = 0; begin < mark.size(); ++begin)
    if (mark.size() - begin != 2) terms.push_back(DocNo{to_utf8(mark.substr(begin)), 0, order.number}.text());
  return terms;
}

}  // namespace

std::string DocNo::text() const {
  if (year == 0) return mark + "第" + std::to_string(number) + "号";
  return mark + "〔" + std::to_string(year) + "〕" + std::to_string(number) + "号";
}

std::vector<WrittenDocNo> find_doc_nos(std::u32string_view normal) {
  std::vector<WrittenDocNo> found;
  for (std::size_t at = 0; at < normal.size(); ++at)
    if (auto written = doc_no_around(normal, at)) {
      at = std::max(at, written->end - 1);
      found.push_back(std::move(*written));
    }
  return found;
}

std::optional<DocNo> parse_doc_no(std::string_view utf8) {
  std::u32string text;
  for (const auto c : normalise(utf8).text)
    if (!is_space(c)) text += c;
  auto found = find_doc_nos(text);
  if (found.size() != 1 || found[0].begin != 0 || found[0].end != text.size()) return std::nullopt;
  return found[0].number;
}

std::vector<std::string> own_doc_no_terms(std::string_view utf8) {
  if (const auto number = parse_doc_no(utf8))
    return number->year == 0 ? order_terms(*number) : std::vector{number->text()};
  const auto normal = normalise(utf8);
  std::vector<std::string> terms{to_utf8(normal.text)};
  for (const auto& written : find_doc_nos(normal.text))
    terms.push_back(written.number.text());  // 安委办〔2024〕1号(附件1)
  return terms;
}

std::vector<std::string> mentioned_doc_no_terms(const WrittenDocNo& written) {
  if (written.number.year == 0) return order_terms(written.number);
  std::vector<std::string> terms;
  for (const auto& mark : written.marks)
    terms.push_back(DocNo{mark, written.number.year, written.number.number}.text());
  return terms;
}

}  // namespace cundang::indexer
