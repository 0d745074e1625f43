// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "schema/model/ids.h"
#include "schema/model/unit.h"

namespace cundang::notices {

/// One who gets mail about a unit's duties: a person who asked for it, or the unit's 联络员 of the register.
struct Recipient {
  std::string address;  ///< mail address
  std::string name;     ///< of the person; may be empty
  UnitCode unit;        ///< whose duties
  bool digest = true;   ///< 每日提醒
  bool at_once = true;  ///< 送达, 退办, 催办 at once
  bool operator==(const Recipient&) const = default;
};

/// One mail to be sent. The same key never goes out twice, so planning may be repeated at will.
struct Message {
  std::string key;  ///< e.g. digest|2012-07-09|ZJW|a@b
  std::string to;   ///< mail address
  UnitCode unit;
  std::string subject, body;        ///< UTF-8; the body's lines end in \n
  std::vector<ObligationId> about;  ///< the duties it speaks of, at least one
  bool operator==(const Message&) const = default;
};

/// What every message is written with.
struct Letterhead {
  std::string public_url;  ///< where people reach the pages, without a closing /
  bool exercise = false;   ///< 演练: every subject and body says so
};

/// 【存档】, or 【存档·演练】.
std::string subject_mark(const Letterhead& head);
/// What closes every mail: that it is a reminder and no 送达, and where to end it.
std::string closing_lines(const Letterhead& head);
/// Short name of the unit on that day's register, its full name where it has none, its code where it is not there.
std::string short_name(const std::vector<Unit>& units, const UnitCode& code);
std::string full_name(const std::vector<Unit>& units, const UnitCode& code);

}  // namespace cundang::notices
