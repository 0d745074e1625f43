// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/packages/export_writer.h"

#include <cstdint>

#include "archive/crypto/digest.h"
#include "archive/packages/durable_file.h"
#include "archive/packages/file_digest.h"
#include "archive/packages/zip_writer.h"
#include "schema/model/error.h"

namespace cundang::packages {
namespace {

// verify.sh lays the ZIP's bytes down again and knows no ZIP64.
constexpr std::size_t entries_max = 65'535;
constexpr std::uintmax_t bytes_max = 4'000'000'000;

void require_plain_zip(std::size_t entries, std::uintmax_t bytes) {
  if (entries <= entries_max && bytes <= bytes_max) return;
  throw Error{ErrorCode::TooLarge,
              Text{"所选文件超过一个导出包的上限（65535 个文件、4 GB）",
                   "the selection is more than one export holds (65,535 files, 4 GB)"},
              Text{"请按日期或单位分几次导出", "export it in parts, by date or unit"}}
      .with("files", std::to_string(entries))
      .with("bytes", std::to_string(bytes));
}

}  // namespace

ExportWriter::ExportWriter(std::filesystem::path target, Instant at)
    : target_{std::move(target)}, partial_{target_.string() + ".partial"}, at_{at} {
  if (std::filesystem::exists(target_))
    throw Error{ErrorCode::FileUnwritable, Text{"导出文件已存在", "the file to export to exists already"},
                Text{"请换一个文件名；已有的导出不会被覆盖", "choose another name; an export is never overwritten"}}
        .with("file", target_.string());
  remove_tree(partial_);
  make_directories(partial_);
}

ExportWriter::~ExportWriter() {
  std::error_code ignored;  // what stays is removed by the next export to this target
  std::filesystem::remove_all(partial_, ignored);
}

std::filesystem::path ExportWriter::hold(std::string_view bytes) {
  auto path = partial_ / std::to_string(entries_.size());
  write_unsynced(path, bytes);
  return path;
}

void ExportWriter::add(const std::string& name, std::string_view bytes) {
  sums_ += crypto::sha256(bytes).hex() + "  " + name + "\n";
  entries_.push_back({name, hold(bytes)});
}

Sha256 ExportWriter::add_file(const std::string& name, const std::filesystem::path& path) {
  const auto digest = sha256_of_file(path);
  sums_ += digest.hex() + "  " + name + "\n";
  entries_.push_back({name, path});
  return digest;
}

void ExportWriter::finish(const std::function<std::string(std::string_view)>& sign) {
  entries_.push_back({"SHA256SUMS", hold(sums_)});
  entries_.push_back({"SHA256SUMS.sig", hold(sign(sums_))});
  std::uintmax_t bytes = 0;
  for (const auto& entry : entries_) bytes += std::filesystem::file_size(entry.path) + 2 * entry.name.size() + 76;
  require_plain_zip(entries_.size(), bytes);
  const auto whole = partial_ / "export.zip";
  ZipWriter zip{at_, whole};
  for (const auto& entry : entries_) zip.add_file(entry.name, entry.path, ZipWriter::Packing::Store);
  zip.close();
  sync_file(whole);
  rename_file(whole, target_);
  sync_directory(std::filesystem::absolute(target_).parent_path());
}

}  // namespace cundang::packages
