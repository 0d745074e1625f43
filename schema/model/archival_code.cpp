// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/model/archival_code.h"

#include <charconv>

namespace cundang {
namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view dot = "\u00B7";

/// Takes what stands before `mark`; the mark goes too. An empty mark takes the rest.
std::optional<std::string_view> take(std::string_view& text, std::string_view mark) {
  const auto end = mark.empty() ? text.size() : text.find(mark);
  if (end == std::string_view::npos) return std::nullopt;
  const auto taken = text.substr(0, end);
  text.remove_prefix(end + mark.size());
  return taken;
}

bool is_word(std::string_view text, std::size_t least, std::size_t most, bool with_digits) {
  if (text.size() < least || text.size() > most) return false;
  for (const char c : text)
    if (capitals.find(c) == std::string_view::npos && !(with_digits && digits.find(c) != std::string_view::npos))
      return false;
  return true;
}

std::optional<int> number_of(std::string_view text, std::size_t least, std::size_t most) {
  int number = 0;
  if (text.size() < least || text.size() > most || text.find_first_not_of(digits) != std::string_view::npos)
    return std::nullopt;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::string to_text(RetentionPeriod period) {
  if (period == RetentionPeriod::Permanent) return "Y";
  return period == RetentionPeriod::D30 ? "D30" : "D10";
}

std::optional<RetentionPeriod> parse_retention_period(std::string_view text) {
  for (const auto period : {RetentionPeriod::Permanent, RetentionPeriod::D30, RetentionPeriod::D10})
    if (to_text(period) == text) return period;
  return std::nullopt;
}

std::string to_text(const ArchivalClass& within) {
  return within.fonds + "-" + within.category + std::string{dot} + std::to_string(within.year) + "-" +
         to_text(within.period) + "-" + within.organ;
}

std::string to_text(const ArchivalCode& code) {
  auto number = std::to_string(code.number);
  if (number.size() < 4) number.insert(0, 4 - number.size(), '0');
  return to_text(code.within) + "-" + number;
}

std::optional<ArchivalCode> parse_archival_code(std::string_view text) {
  auto rest = text;
  const auto fonds = take(rest, "-"), category = take(rest, dot), year = take(rest, "-"), period = take(rest, "-"),
             organ = take(rest, "-"), number = take(rest, "");
  if (!fonds || !category || !year || !period || !organ || !number) return std::nullopt;
  const auto retention = parse_retention_period(*period);
  const auto in_year = number_of(*year, 4, 4), counted = number_of(*number, 4, 6);
  if (!is_word(*fonds, 1, 8, true) || !is_word(*category, 2, 4, false) || !is_word(*organ, 1, 8, true) || !retention ||
      !in_year || *in_year < 1000 || !counted || *counted < 1)
    return std::nullopt;
  ArchivalCode code{{std::string{*fonds}, std::string{*category}, *in_year, *retention, std::string{*organ}}, *counted};
  return to_text(code) == text ? std::optional{std::move(code)} : std::nullopt;
}

}  // namespace cundang
