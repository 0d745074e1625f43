// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "schema/model/ids.h"
#include "schema/model/instant.h"
#include "schema/model/record.h"

namespace cundang::papers {

/// Name of a body as paper shows it: as written in the document, else from the register.
using BodyNamer = std::function<std::string(const UnitRef&)>;

/// A line of the kind's own elements: 会议时间 2012年7月3日.
struct ContentLine {
  int depth = 0;  ///< 0 outermost
  std::string name, value;
};

/// One record, ready to be laid out.
struct RecordPaper {
  const Record& record;
  AccessionNumber number;
  Instant received_at;
  std::string digest;     ///< record identity, hex
  std::string kind_name;  ///< 会议纪要
  std::string origin;     ///< of the archive
  bool exercise = false;
  std::vector<ContentLine> content;
  BodyNamer name;
};

/// The record as an official document, 版头 主体 版记 (GB/T 9704-2012), its kind's own elements and attachments on a
/// page behind it. Every page says of which record it is a print. The print depends on nothing but `paper`: the time in
/// the file is that of receipt. @throws Error{PaperTooLong | FontsMissing}
std::string record_pdf(const RecordPaper& paper);

}  // namespace cundang::papers
