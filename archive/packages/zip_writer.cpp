// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/packages/zip_writer.h"

#include <cerrno>
#include <cstring>

#include "archive/packages/container_layout.h"
#include "schema/model/error.h"

namespace cundang::packages {
namespace {

/// zlib gives nothing back for texts as short as these, and each deflated entry costs its set-up.
constexpr std::size_t worth_deflating = 256;

constexpr zip_uint32_t plain_file = 0100644U << 16U;  // st_mode of every entry, whatever the file it came from has

[[noreturn]] void fail(const zip_error_t* problem, const std::filesystem::path& path) {
  auto* error = const_cast<zip_error_t*>(problem);
  const bool full = zip_error_code_system(error) == ENOSPC || zip_error_code_system(error) == EDQUOT;
  throw Error{full ? ErrorCode::StorageFull : ErrorCode::StorageFailed, zip_error_strerror(error)}.with("path",
                                                                                                        path.string());
}

}  // namespace

ZipWriter::ZipWriter(Instant entry_time) : ZipWriter{entry_time, {}} {}

ZipWriter::ZipWriter(Instant entry_time, const std::filesystem::path& path) : path_{path} {
  // The format of MS-DOS: local time, which is Beijing's here, in steps of two seconds from 1980 on.
  const auto day = beijing_day(entry_time);
  const auto second = (entry_time.ms - start_of_beijing_day(day).ms) / 1000;
  const int year = static_cast<int>(day.year()) < 1980 ? 1980 : static_cast<int>(day.year());
  dos_date_ = static_cast<zip_uint16_t>(static_cast<unsigned>(year - 1980) << 9U |
                                        static_cast<unsigned>(day.month()) << 5U | static_cast<unsigned>(day.day()));
  dos_time_ = static_cast<zip_uint16_t>(second / 3600 << 11 | second / 60 % 60 << 5 | second % 60 / 2);

  zip_error_t problem;
  zip_error_init(&problem);
  ZipSource target{path.empty() ? zip_source_buffer_create(nullptr, 0, 0, &problem)
                                : zip_source_file_create(path.c_str(), 0, -1, &problem)};
  if (!target) fail(&problem, path_);
  if (path.empty()) zip_source_keep(target.get());  // once for the archive, once for us to read it
  zip_.reset(zip_open_from_source(target.get(), ZIP_CREATE | ZIP_TRUNCATE, &problem));
  if (!zip_) {
    if (path.empty()) zip_source_free(target.get());
    fail(&problem, path_);
  }
  if (path.empty()) memory_.reset(target.get());
  static_cast<void>(target.release());  // libzip owns it now
}

void ZipWriter::add(std::string_view name, std::string_view bytes, Packing packing) {
  if (bytes.size() < worth_deflating) packing = Packing::Store;
  add_source(name, zip_source_buffer(zip_.get(), bytes.data(), bytes.size(), 0), packing);
}

void ZipWriter::add_file(std::string_view name, const std::filesystem::path& path, Packing packing) {
  add_source(name, zip_source_file(zip_.get(), path.c_str(), 0, -1), packing);
}

void ZipWriter::add_source(std::string_view name, zip_source_t* source, Packing packing) {
  ZipSource owned{source};
  if (!owned) fail(zip_get_error(zip_.get()), path_);
  const auto index = zip_file_add(zip_.get(), std::string{name}.c_str(), owned.get(), ZIP_FL_ENC_UTF_8);
  if (index < 0) fail(zip_get_error(zip_.get()), path_);
  static_cast<void>(owned.release());  // libzip owns it now
  const auto place = static_cast<zip_uint64_t>(index);
  const bool store = packing == Packing::Store;
  if (zip_set_file_compression(zip_.get(), place, store ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                               store ? 0 : static_cast<zip_uint32_t>(deflate_level)) != 0 ||
      zip_file_set_dostime(zip_.get(), place, dos_time_, dos_date_, 0) != 0 ||
      zip_file_set_external_attributes(zip_.get(), place, 0, ZIP_OPSYS_UNIX, plain_file) != 0)
    fail(zip_get_error(zip_.get()), path_);
}

std::string ZipWriter::close() {
  if (zip_close(zip_.get()) != 0) fail(zip_get_error(zip_.get()), path_);
  static_cast<void>(zip_.release());  // zip_close() has freed it
  if (!memory_) return {};
  const auto memory = std::move(memory_);
  zip_stat_t about;
  if (zip_source_stat(memory.get(), &about) != 0 || zip_source_open(memory.get()) != 0)
    fail(zip_source_error(memory.get()), path_);
  std::string bytes(about.size, '\0');
  const auto got = zip_source_read(memory.get(), bytes.data(), bytes.size());
  zip_source_close(memory.get());
  if (got != static_cast<zip_int64_t>(bytes.size())) fail(zip_source_error(memory.get()), path_);
  return bytes;
}

}  // namespace cundang::packages
