// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/notices/message.h"

#include <algorithm>

namespace cundang::notices {
namespace {

const Unit* find_unit(const std::vector<Unit>& units, const UnitCode& code) {
  const auto found = std::find_if(units.begin(), units.end(), [&](const Unit& unit) { return unit.code == code; });
  return found == units.end() || found->names.empty() ? nullptr : &*found;
}

}  // namespace

std::string subject_mark(const Letterhead& head) { return head.exercise ? "【存档·演练】" : "【存档】"; }

std::string closing_lines(const Letterhead& head) {
  std::string text =
      "\n本邮件只作提醒，不是送达，不改变任何时限；签收、反馈请登录系统办理，以台账为准。\n"
      "This mail is a reminder, not a service: it changes no term. Sign in to act; the ledger decides.\n"
      "台账 / ledger: " +
      head.public_url + "/board\n退订 / unsubscribe: " + head.public_url + "/notices\n";
  if (head.exercise) text += "演练存档，内容不具效力。/ Exercise: nothing here has force.\n";
  return text;
}

std::string short_name(const std::vector<Unit>& units, const UnitCode& code) {
  const auto* unit = find_unit(units, code);
  if (!unit) return code.text;
  const auto& last = unit->names.back();
  return last.short_names.empty() ? last.full : last.short_names.front();
}

std::string full_name(const std::vector<Unit>& units, const UnitCode& code) {
  const auto* unit = find_unit(units, code);
  return unit ? unit->full_name() : code.text;
}

}  // namespace cundang::notices
