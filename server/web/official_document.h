// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "schema/model/record.h"
#include "server/web/data.h"
#include "server/web/language.h"

namespace cundang::web {

/// Name of a body as a page shows it: as written in the document, else from the register.
using UnitNamer = std::function<std::string(const UnitRef&)>;

/// Fills document.mustache: a record laid out as an official document, 版头 主体 版记 (GB/T 9704-2012, clause 7).
void add_document(Data& data, const Record& record, const UnitNamer& name);

/// The kind's own elements as HTML definition lists, with names for elements and attributes. Already escaped.
std::string content_html(const Node& content, Language language, const UnitNamer& name);

/// The same elements as lines of text, for paper: what lies in an element is one deeper.
struct ContentLine {
  int depth = 0;
  std::string name, value;
};
std::vector<ContentLine> content_lines(const Node& content, Language language, const UnitNamer& name);

/// 会议纪要 …; the 文种 as written of an other-document; the element's name where no table knows it.
std::string kind_name(const Record& record, Language language);
std::string kind_name(std::string_view kind, Language language);

}  // namespace cundang::web
