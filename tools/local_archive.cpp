// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/local_archive.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "config/settings.h"
#include "server/accounts/known_unit.h"

namespace cundang::tools {
namespace {

app::ArchiveOptions options_of(const app::DataLayout& layout) {
  const auto settings = config::load_settings(layout.settings());
  app::ArchiveOptions options;
  options.fonds = settings.fonds;
  options.backlog_records = settings.backlog_records;
  options.backlog_bytes = settings.backlog_bytes;
  options.outside_days = settings.outside.warn_after_days;
  return options;
}

}  // namespace

std::unique_ptr<app::Archive> open_to_read(const std::filesystem::path& data) {
  const app::DataLayout layout{data};
  auto options = options_of(layout);
  options.read_only = true;
  return std::make_unique<app::Archive>(layout, options, app::Archive::clock_of(layout, {}));
}

std::unique_ptr<app::Archive> open_to_write(const std::filesystem::path& data, std::optional<Instant> now,
                                            std::function<void(const Error&)> storage_failed) {
  const app::DataLayout layout{data};
  auto options = options_of(layout);
  options.storage_failed = std::move(storage_failed);
  return std::make_unique<app::Archive>(layout, options, app::Archive::clock_of(layout, now));
}

Actor local_operator(const UnitCode& unit) {
  const auto* user = ::getpwuid(::getuid());
  return {{std::string{"local:"} + (user ? user->pw_name : std::to_string(::getuid()))},
          unit,
          AuthMethod::LocalOperator,
          {Role::Submitter, Role::Office}};
}

Viewer local_viewer(const app::Archive& archive, const std::string& as_unit) {
  require_unit(archive, as_unit);
  auto actor = local_operator({as_unit});
  if (!as_unit.empty()) {
    actor.method = AuthMethod::Token;
    actor.roles = {Role::Submitter};
  }
  return archive.viewer(actor);
}

void require_unit(const app::Archive& archive, const std::string& code) {
  if (!code.empty()) accounts::require_known_unit(archive.units(), code);
}

std::filesystem::path shipped_config() {
  const auto* set = std::getenv("CUNDANG_CONFIG");
  return set ? std::filesystem::path{set} : std::filesystem::path{CUNDANG_SHIPPED_CONFIG};
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream content;
  content << in.rdbuf();
  if (!in || std::filesystem::is_directory(file)) throw Error{ErrorCode::FileUnreadable}.with("file", file.string());
  return content.str();
}

void write_file(const std::filesystem::path& file, std::string_view bytes) {
  std::ofstream out{file, std::ios::binary | std::ios::trunc};
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) throw Error{ErrorCode::FileUnwritable}.with("file", file.string());
}

}  // namespace cundang::tools
