// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "archive/packages/container_layout.h"
#include "schema/model/bytes.h"
#include "schema/model/ids.h"
#include "schema/model/instant.h"

namespace cundang::packages {

/// An attachment to be put into a container: bytes wait in the spool.
struct ContainerAttachment {
  int number = 0;          ///< from 1, dense
  std::string name;        ///< true name; only its extension is used
  std::string media_type;  ///< RFC 6838, as the record states it
  std::int64_t size = 0;   ///< bytes
  Sha256 sha256;           ///< checked against the bytes read
  std::filesystem::path path;
};

/// 存档信息包 of one record, as parts: exact bytes each.
struct ContainerParts {
  AccessionNumber accession;
  Instant received_at;  ///< time of every entry, cut to two seconds
  std::string record_xml;
  std::vector<ContainerAttachment> attachments;  ///< in the order of their numbers
  std::string signatures, statement, salt, leaf, proof_text, envelope, findings, metadata;
};

/// The whole container in memory: the same parts always give the same bytes. For containers up to batch_bytes_max.
/// @throws Error{FileUnreadable} when an attachment cannot be read or is no longer what its digest says.
std::string write_container(const ContainerParts& parts);
/// The same bytes into a new file, attachments streamed; ZIP64 where they need it. Not synced.
/// @throws Error{FileUnreadable | StorageFull | StorageFailed}; then no file is left.
void write_container(const ContainerParts& parts, const std::filesystem::path& path);
/// Upper bound of the container's size in bytes, without writing it.
std::int64_t container_size_bound(const ContainerParts& parts);

/// A leaf that is no record, with what opens its commitment.
struct LogEntryParts {
  LeafIndex index = 0;
  Instant received_at;
  std::string leaf, statement, salt;
  std::string proof_text;  ///< to the checkpoint of its own commit; none for an empty text
  std::string findings;    ///< of a refusal, as the registry keeps them; none for an empty text
};
/// Class `log`: entries in order of their indexes, at least one. Deterministic.
std::string write_log_container(const std::vector<LogEntryParts>& entries);

/// Reads a container or a log container. Foreign bytes: nothing is believed, every read is bounded.
class ContainerReader {
 public:
  /// @throws Error{PackageUnreadable} unless it is a ZIP file.
  static ContainerReader open(const std::filesystem::path& path);
  /// Reads from memory; `bytes` must outlive the reader.
  static ContainerReader open(std::string_view bytes);
  ContainerReader(ContainerReader&&) noexcept;
  ContainerReader& operator=(ContainerReader&&) noexcept;
  ~ContainerReader();

  struct Entry {
    std::string name;
    std::int64_t size = 0;  ///< bytes, uncompressed, as the directory states it
  };
  std::vector<Entry> entries() const;  ///< in the order of the file
  bool contains(std::string_view name) const;
  /// @throws Error{PackageUnreadable} when it is absent, longer than `size_max` bytes, or damaged (CRC).
  std::string read(std::string_view name, std::int64_t size_max = entry_size_max) const;

 private:
  struct Archive;
  explicit ContainerReader(std::unique_ptr<Archive> archive);
  std::unique_ptr<Archive> archive_;
};

}  // namespace cundang::packages
