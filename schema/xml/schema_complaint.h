// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "schema/xml/finding_list.h"
#include "schema/xml/libxml.h"

namespace cundang::forms {

/// A complaint of the schema validator, understood.
struct SchemaComplaint {
  enum class Mending { None, Remove, MoveBehind, InsertBefore, Append };
  xmlNode* node = nullptr;  ///< the element it is about (of an attribute: the one that has it)
  std::string code;         ///< form.…; empty when it only repeats another complaint
  std::string place;
  int line = 0;
  Text reason, cure;
  Mending mending = Mending::None;
  xmlNode* target = nullptr;  ///< the sibling to move behind
  std::string wanted;         ///< name of the element to put in
};

/// Line of an element that was put in by mending; complaints about it are dropped.
inline constexpr int stand_in_line = -1;

/// The tree must still be as the validator saw it.
SchemaComplaint understand(const xmlError& error);

void report(const SchemaComplaint& complaint, FindingList& findings);

}  // namespace cundang::forms
