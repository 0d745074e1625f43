// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/zip_contents.h"

#include "archive/packages/container_layout.h"
#include "archive/verify/findings.h"

namespace cundang::verify {

ZipContents::ZipContents(std::string_view file, const std::string& place, Findings& findings) : scan_{scan_zip(file)} {
  if (!scan_.problem.empty()) {
    findings.push_back(fault("container.zip", scan_.entry.empty() ? place : place + "!" + scan_.entry,
                             "ZIP 结构与规定的形式不符（" + scan_.problem + "）",
                             "the ZIP structure is not of the form laid down: " + scan_.problem));
    return;
  }
  readable_ = true;
  for (const auto& entry : scan_.entries) {
    // Attachments may be as long as the file itself; everything else is short.
    const bool attachment = entry.name.starts_with(packages::entry::attachments);
    const auto size_max = attachment ? UINT64_MAX : static_cast<std::uint64_t>(packages::entry_size_max);
    held_.emplace_back();
    const auto content = unpack(entry, size_max, held_.back());
    if (!content)
      findings.push_back(fault("container.entry-damaged", place + "!" + entry.name, "内容无法解压或校验码不符",
                               "the content cannot be unpacked, or its CRC differs"));
    else if (!contents_.emplace(entry.name, *content).second)
      findings.push_back(
          fault("container.entry-twice", place + "!" + entry.name, "同名内容出现两次", "the entry is there twice"));
  }
}

std::optional<std::string_view> ZipContents::find(std::string_view name) const {
  const auto found = contents_.find(name);
  return found == contents_.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace cundang::verify
