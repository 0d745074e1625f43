// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/notices/digest.h"

#include <array>
#include <map>

#include "server/notices/matter.h"

namespace cundang::notices {
namespace {

using ByMatter = std::map<Matter, std::vector<const ledger::Obligation*>>;

/// A mail that lists hundreds is not read: the rest stands on the board.
constexpr std::size_t listed_max = 50;

ByMatter collect(const Situation& situation, const UnitCode& unit) {
  ByMatter found;
  for (const auto& duty : situation.duties)
    if (const auto matter = matter_for(duty, unit, situation.on, situation.soon_until)) found[*matter].push_back(&duty);
  return found;
}

std::string counts(const ByMatter& found) {
  std::string text;
  for (const auto& [matter, duties] : found)
    text += (text.empty() ? "" : "，") + matter_name(matter).zh + " " + std::to_string(duties.size()) + " 项";
  return text;
}

std::string chinese_number(std::size_t number) {
  static constexpr std::array<const char*, 10> digits = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  return digits.at(number);
}

std::string term_of(const ledger::Obligation& duty) {
  if (!duty.due.day) return "时限待送达后起算";
  std::string text = "时限 " + to_text(*duty.due.day) + (duty.due.provisional ? "（暂定）" : "");
  if (ledger::is_overdue(duty)) text += "，逾期 " + std::to_string(duty.days_overdue) + " 天";
  return text;
}

std::string lines_of(const Situation& situation, const UnitCode& unit, const ledger::Obligation& duty,
                     std::size_t number) {
  std::string text = std::to_string(number) + ". " + duty.name.zh;
  if (!duty.period.empty()) text += "（" + duty.period + "）";
  if (!duty.clause.empty()) text += "　依据 " + duty.clause;
  text += "　" + term_of(duty) + "\n";
  if (duty.owing != unit) text += "   承办：" + full_name(situation.units, duty.owing) + "\n";
  if (!duty.next_step.zh.empty()) text += "   下一步 " + duty.next_step.zh + "\n";
  return text + "   " + situation.head.public_url + "/obligations/" + duty.id.text + "\n";
}

std::string body_of(const Situation& situation, const UnitCode& unit, const ByMatter& found) {
  std::string text =
      full_name(situation.units, unit) + "：\n\n截至 " + to_chinese(situation.on) + "，" + counts(found) + "。\n";
  std::size_t section = 0, listed = 0, left_out = 0;
  for (const auto& [matter, duties] : found) {
    const auto name = matter_name(matter);
    text += "\n" + chinese_number(++section) + "、" + name.zh + " / " + name.en + "（" + std::to_string(duties.size()) +
            "）\n";
    std::size_t number = 0;
    for (const auto* duty : duties) {
      if (listed == listed_max) {
        ++left_out;
        continue;
      }
      text += lines_of(situation, unit, *duty, ++number);
      ++listed;
    }
  }
  if (left_out > 0) text += "\n另有 " + std::to_string(left_out) + " 项，见台账。\n";
  return text + closing_lines(situation.head);
}

}  // namespace

std::string digest_key(Date day, const Recipient& recipient) {
  return "digest|" + to_text(day) + "|" + recipient.unit.text + "|" + recipient.address;
}

std::optional<Message> digest(const Situation& situation, const Recipient& recipient) {
  const auto found = collect(situation, recipient.unit);
  if (found.empty()) return std::nullopt;
  Message message;
  message.key = digest_key(situation.on, recipient);
  message.to = recipient.address;
  message.unit = recipient.unit;
  message.subject = subject_mark(situation.head) + short_name(situation.units, recipient.unit) + " 应办提醒 " +
                    to_chinese(situation.on) + "：" + counts(found);
  message.body = body_of(situation, recipient.unit, found);
  for (const auto& [matter, duties] : found)
    for (const auto* duty : duties) message.about.push_back(duty->id);
  return message;
}

}  // namespace cundang::notices
