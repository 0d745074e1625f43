// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "schema/model/agent.h"
#include "server/app/archive.h"

namespace cundang::tools {

/// The data directory for reading, beside whoever writes in it.
std::unique_ptr<app::Archive> open_to_read(const std::filesystem::path& data);
/// The data directory for writing. @param now sets a simulated clock.
/// @param storage_failed see app::ArchiveOptions
/// @throws Error{DataDirectoryBusy} when another process writes in it.
std::unique_ptr<app::Archive> open_to_write(const std::filesystem::path& data, std::optional<Instant> now = {},
                                            std::function<void(const Error&)> storage_failed = {});
/// The person at this terminal, acting for `unit` on the data directory itself: "local:NAME", named so in every
/// statement.
Actor local_operator(const UnitCode& unit);
/// Reads all, or with a unit of the register only what that unit may read. @throws as require_unit
Viewer local_viewer(const app::Archive& archive, const std::string& as_unit);
/// A code is given or none. @throws Error{BadRequest} for one that no unit of the register bears.
void require_unit(const app::Archive& archive, const std::string& code);
/// Folder of the shipped config (packs, demo, import tables): CUNDANG_CONFIG, or where the program was built from.
std::filesystem::path shipped_config();
/// Whole content of a file. @throws Error{FileUnreadable}.
std::string read_file(const std::filesystem::path& file);
/// Whole content of a file, replacing what it held. @throws Error{FileUnwritable}.
void write_file(const std::filesystem::path& file, std::string_view bytes);

}  // namespace cundang::tools
