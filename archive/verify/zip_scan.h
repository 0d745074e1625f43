// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cundang::verify {

/// One entry of a ZIP file of our own exact form.
struct ZipEntry {
  std::string name;
  bool deflated = false;
  std::uint32_t crc = 0;
  std::uint64_t packed = 0, size = 0;  ///< bytes
  std::string_view data;               ///< as packed, in the file
  std::uint16_t dos_time = 0, dos_date = 0;
};

struct ZipScan {
  std::vector<ZipEntry> entries;  ///< in the order of the file
  std::string problem;  ///< empty when every byte of the file is accounted for; else what is wrong, in English
  std::string entry;    ///< where it concerns one entry
};

/// Accounts for every byte of a ZIP file as docs/formats/package.md writes it: local headers without gaps, no extra
/// field but ZIP64's, no comment, flag or attribute of any other value, a directory that says the same, the end at the
/// end. Shares no code with the writer (libzip) and allows much less than a general reader: nothing can be hidden.
ZipScan scan_zip(std::string_view file);

/// Content of an entry, up to `size_max` bytes; unpacked into `hold` where it is deflated. @returns nothing when it is
/// longer, its CRC differs, or its deflate stream does not end exactly with the packed bytes, the last bits zero.
std::optional<std::string_view> unpack(const ZipEntry& entry, std::uint64_t size_max, std::string& hold);

/// Whether the packed bytes are those that deflating `content` again gives: of many encodings of one content, the
/// writer's. Another release of zlib may choose otherwise.
bool is_as_packed(const ZipEntry& entry, std::string_view content);

/// MS-DOS date and time in Beijing of an instant, cut to two seconds: what every entry carries.
std::pair<std::uint16_t, std::uint16_t> dos_date_time(std::int64_t unix_ms);

}  // namespace cundang::verify
