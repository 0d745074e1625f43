// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/model/ids.h"
#include "schema/model/instant.h"

namespace cundang::tools {

/// One document of a 演练 (config/demo, NNN-name.xml): what is filed, when, and by whom.
struct DemoDocument {
  std::filesystem::path file;
  std::string number;         ///< "007", the digits before the first hyphen; later documents cite it by them
  std::optional<Instant> at;  ///< when it is filed, by the simulated clock; absent: at once
  UnitCode unit;              ///< who files it; empty: the unit of its own <submitter>
  std::string xml;            ///< UTF-8; the line with at:, unit: and person: is left off
  PersonId person = {};       ///< of the exercise, in whose name it is filed; empty: the local operator
};

/// The documents of a folder in the order of their numbers. The first line of a file may say
/// `<!-- at: 2012-07-02T10:00:00+08:00 unit: AWB person: wang.min -->`; each may be left out.
/// @throws Error{FileUnreadable} naming the file: not readable, no number in its name, a time that is none, a number
/// used twice, or a time before that of the document in front of it.
std::vector<DemoDocument> read_demo_documents(const std::filesystem::path& folder);

/// Puts accession numbers in place of `@007@`, so that a document can cite an earlier one whose number is only known
/// once it is filed, and ids in place of `@duty RULE|TRIGGER|UNIT|ITEM@`: a duty of docs/formats/rules.md, its trigger
/// a period or the number of a document. @throws Error{FileUnreadable} when it cites one that is not in `numbers`.
std::string resolve_citations(const DemoDocument& document, const std::map<std::string, AccessionNumber>& numbers);

}  // namespace cundang::tools
