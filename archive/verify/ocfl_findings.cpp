// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/ocfl_findings.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "archive/verify/findings.h"
#include "schema/model/utf8.h"

namespace cundang::verify {
namespace {

enum class Cure { Misplaced, Declaration, Inventory, Sidecar, Content, Root, Advice };

struct Row {
  std::string_view code;
  Cure cure;
  std::string_view zh, en;
};

constexpr auto table = std::to_array<Row>({
#define OCFL_CODE(code, cure, zh, en) {#code, Cure::cure, zh, en},
#include "archive/verify/ocfl_codes.def"
#undef OCFL_CODE
});

Text cure_text(Cure cure) {
  switch (cure) {
    case Cure::Misplaced:
      return {"请查明其来源，移出存储根；确需保存的，作为对象的新版本写入",
              "find out where it comes from and move it out; what is to be kept goes into a new version"};
    case Cure::Declaration:
      return {"请按该对象或存储根实际遵循的 OCFL 版本改正声明文件",
              "correct the declaration to the version of OCFL that is in fact followed"};
    case Cure::Inventory:
      return {"请由制作该对象的系统重新导出；不要手工改动清单",
              "have the system that made the object export it again; do not edit the inventory by hand"};
    case Cure::Sidecar:
      return {"请与备份核对清单和摘要文件，恢复被改动的一个",
              "compare inventory and sidecar with a backup and restore the one that was changed"};
    case Cure::Content:
      return {"请从备份恢复该文件，再次校验", "restore the file from a backup and validate again"};
    case Cure::Root:
      return {"请改正存储根的布局说明，或把对象移到应在的位置",
              "correct the description of the layout, or move the object to its place"};
    case Cure::Advice:
      break;
  }
  return {"不影响有效性；可在下一版本中改正", "the object is valid all the same; a next version may mend it"};
}

constexpr std::size_t shown_max = 2'000;  ///< bytes of a place or a detail

/// A name of a stranger's files may hold any byte; on a screen it stands for itself and commands nothing.
std::string shown(std::string_view name) {
  std::string text;
  while (!name.empty() && text.size() < shown_max) {
    const auto length =
        name.front() == '\t' || name.front() == '\n' || name.front() == '\r' ? 0 : utf8::xml_character(name);
    text += length == 0 ? std::string_view{"\uFFFD"} : name.substr(0, length);
    name.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return text;
}

}  // namespace

void OcflFindings::add(std::string_view code, const std::string& place, std::string_view detail) {
  const auto* row = std::find_if(table.begin(), table.end(), [&](const Row& each) { return each.code == code; });
  assert(row != table.end());
  const auto told = [&](std::string_view text, const char* between) {
    return std::string{text} + (detail.empty() ? "" : between + shown(detail));
  };
  add(Finding{std::string{code},
              code.starts_with('W') ? Severity::Warning : Severity::Fault,
              place.empty() ? "." : shown(place),
              0,
              {told(row->zh, "："), told(row->en, ": ")},
              cure_text(row->cure)});
}

void OcflFindings::add(Finding finding) {
  if (findings_.size() < at_most) return findings_.push_back(std::move(finding));
  if (findings_.size() > at_most) return;
  const bool unseen_fault = finding.severity == Severity::Fault && !has_fault(findings_);
  findings_.push_back({"ocfl.more",
                       unseen_fault ? Severity::Fault : Severity::Warning,
                       finding.place,
                       0,
                       {"问题过多，其余未列", "there are more findings than are listed"},
                       {"请改正以上各条后再次校验", "correct these and validate again"}});
}

std::vector<std::string_view> ocfl_codes() {
  std::vector<std::string_view> codes;
  codes.reserve(table.size());
  for (const auto& row : table) codes.push_back(row.code);
  return codes;
}

}  // namespace cundang::verify
