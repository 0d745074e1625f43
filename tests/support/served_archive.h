// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tests/support/child_process.h"

namespace cundang::support {

/// A data directory and the cundang program that serves it, driven through the command line as an operator would.
class ServedArchive {
 public:
  struct Options {
    std::filesystem::path program;                             ///< the cundang binary
    std::filesystem::path data;                                ///< made by init()
    std::filesystem::path log = data.string() + ".serve.log";  ///< what the servers write; one file for each start
    std::chrono::milliseconds ready_within = std::chrono::seconds{60};
  };
  explicit ServedArchive(Options options) : options_{std::move(options)} {}

  /// cundang init (not simulated). @throws std::runtime_error with the program's words when it fails, as all below.
  void init();
  /// A new token for one unit.
  std::string token(const std::string& unit);
  /// Starts cundang serve on a free port and waits until it says so.
  void start(const Environment& environment = {});
  /// Starts it and waits for nothing: for tests that stop it on its way up.
  void launch(const Environment& environment = {});
  /// SIGKILL, and waits for the end.
  void kill();
  /// SIGTERM. @returns the exit status, nothing when it has not ended in that time.
  std::optional<int> stop(std::chrono::milliseconds within = std::chrono::seconds{30});
  Finished verify() const;

  int port() const { return port_; }
  ChildProcess& server() { return *server_; }
  const std::filesystem::path& data() const { return options_.data; }
  std::filesystem::path log_folder() const { return options_.data / "archive" / "log"; }
  /// Milliseconds from exec to the ready line, of the last start().
  double ready_ms() const { return ready_ms_; }
  /// What the last server has written so far.
  std::string server_output() const { return server_ ? server_->output() : std::string{}; }

 private:
  Options options_;
  std::unique_ptr<ChildProcess> server_;
  int port_ = 0;
  int starts_ = 0;
  double ready_ms_ = 0;
};

/// Where the build put the cundang binary, unless the environment variable CUNDANG names another.
std::filesystem::path cundang_program();

/// First value of a key in a JSON text, where it is a number or a string without escapes. Enough for our own answers.
std::optional<std::int64_t> json_number(std::string_view json, std::string_view key);
std::optional<std::string> json_string(std::string_view json, std::string_view key);

}  // namespace cundang::support
