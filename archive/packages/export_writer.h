// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/bytes.h"
#include "schema/model/instant.h"

namespace cundang::packages {

/// Writes one export (docs/formats/export.md): a ZIP of stored entries, SHA256SUMS over all of them and its signature.
/// Memory does not grow with the bytes; what is not a file already waits in the folder TARGET.partial, which goes with
/// the object, and which a later export to the same target removes where a crash left it.
class ExportWriter {
 public:
  /// @throws Error{FileUnwritable} where `target` exists.
  ExportWriter(std::filesystem::path target, Instant at);
  ~ExportWriter();
  ExportWriter(const ExportWriter&) = delete;
  ExportWriter& operator=(const ExportWriter&) = delete;

  /// Names are of [A-Za-z0-9._/-], each once.
  void add(const std::string& name, std::string_view bytes);
  /// The file must stay as it is until finish(). @returns its digest.
  Sha256 add_file(const std::string& name, const std::filesystem::path& path);
  /// Appends SHA256SUMS and what `sign` gives for its bytes as SHA256SUMS.sig, and puts the ZIP in its place, durable.
  /// @throws Error{TooLarge} beyond 65,535 entries or 4 GB; then nothing is left, as after any other failure.
  void finish(const std::function<std::string(std::string_view)>& sign);

 private:
  struct Entry {
    std::string name;
    std::filesystem::path path;
  };
  std::filesystem::path hold(std::string_view bytes);
  std::filesystem::path target_, partial_;
  Instant at_;
  std::vector<Entry> entries_;
  std::string sums_;
};

/// The verifier and its one page that every export carries.
std::string_view carried_verify_sh();
std::string_view carried_verify_md();

}  // namespace cundang::packages
