// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/packages/container.h"
#include "archive/packages/zip_handle.h"
#include "schema/model/error.h"

namespace cundang::packages {

struct ContainerReader::Archive {
  std::string subject;  ///< for messages
  ZipHandle zip;
};

namespace {

[[noreturn]] void fail(const std::string& why, const std::string& subject) {
  throw Error{ErrorCode::PackageUnreadable, why}.with("container", subject);
}

ZipHandle open_source(zip_source_t* opened, zip_error_t& problem, const std::string& subject) {
  ZipSource source{opened};
  if (!source) fail(zip_error_strerror(&problem), subject);
  ZipHandle zip{zip_open_from_source(source.get(), ZIP_RDONLY, &problem)};
  if (!zip) fail(zip_error_strerror(&problem), subject);
  static_cast<void>(source.release());  // libzip owns it now
  return zip;
}

}  // namespace

ContainerReader ContainerReader::open(const std::filesystem::path& path) {
  zip_error_t problem;
  zip_error_init(&problem);
  auto zip = open_source(zip_source_file_create(path.c_str(), 0, -1, &problem), problem, path.string());
  return ContainerReader{std::make_unique<Archive>(Archive{path.string(), std::move(zip)})};
}

ContainerReader ContainerReader::open(std::string_view bytes) {
  zip_error_t problem;
  zip_error_init(&problem);
  auto zip = open_source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &problem), problem, "memory");
  return ContainerReader{std::make_unique<Archive>(Archive{"memory", std::move(zip)})};
}

ContainerReader::ContainerReader(std::unique_ptr<Archive> archive) : archive_{std::move(archive)} {}
ContainerReader::ContainerReader(ContainerReader&&) noexcept = default;
ContainerReader& ContainerReader::operator=(ContainerReader&&) noexcept = default;
ContainerReader::~ContainerReader() = default;

std::vector<ContainerReader::Entry> ContainerReader::entries() const {
  std::vector<Entry> entries;
  const auto count = zip_get_num_entries(archive_->zip.get(), 0);
  for (zip_int64_t index = 0; index < count; ++index) {
    zip_stat_t about;
    if (zip_stat_index(archive_->zip.get(), static_cast<zip_uint64_t>(index), 0, &about) != 0 || about.name == nullptr)
      fail("an entry cannot be read", archive_->subject);
    entries.push_back({about.name, static_cast<std::int64_t>(about.size)});
  }
  return entries;
}

bool ContainerReader::contains(std::string_view name) const {
  return zip_name_locate(archive_->zip.get(), std::string{name}.c_str(), 0) >= 0;
}

std::string ContainerReader::read(std::string_view name, std::int64_t size_max) const {
  const auto subject = archive_->subject + "!" + std::string{name};
  zip_stat_t about;
  if (zip_stat(archive_->zip.get(), std::string{name}.c_str(), 0, &about) != 0) fail("no such entry", subject);
  if (about.size > static_cast<zip_uint64_t>(size_max)) fail("the entry is too long", subject);
  const ZipFile file{zip_fopen_index(archive_->zip.get(), about.index, 0)};
  if (!file) fail(zip_strerror(archive_->zip.get()), subject);
  std::string bytes(about.size, '\0');
  char beyond = 0;  // reading past the end is what checks the CRC
  if (zip_fread(file.get(), bytes.data(), bytes.size()) != static_cast<zip_int64_t>(bytes.size()) ||
      zip_fread(file.get(), &beyond, 1) != 0)
    fail(zip_file_strerror(file.get()), subject);
  return bytes;
}

}  // namespace cundang::packages
