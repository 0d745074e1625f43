// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cundang::support {

using Arguments = std::vector<std::string>;
using Environment = std::vector<std::pair<std::string, std::string>>;  ///< added to the caller's own

/// A program started by a test. Its output goes to a file, so it never blocks on a full pipe and can be shown when a
/// test fails. It dies with the test program (PR_SET_PDEATHSIG, so start it from a thread that lives on) and with this
/// object.
class ChildProcess {
 public:
  /// @throws std::system_error when it cannot be started. A program that is not there ends with status 127.
  ChildProcess(const Arguments& command, std::filesystem::path output, const Environment& environment = {});
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&&) = delete;
  ~ChildProcess();

  pid_t pid() const { return pid_; }
  /// Waits for a whole line of output that begins so. @returns nothing when the child ended first or time ran out.
  std::optional<std::string> wait_for_line(std::string_view beginning, std::chrono::milliseconds within);
  void send(int signal) const;
  bool running();
  /// Waits for the end. @returns the exit status, or 128 + signal.
  int wait();
  /// As wait(), but gives up. @returns nothing when it still runs then.
  std::optional<int> wait_for(std::chrono::milliseconds within);
  /// What it has written so far, standard output and error in the order written.
  std::string output() const;

 private:
  pid_t pid_ = -1;
  std::optional<int> status_;
  std::filesystem::path output_;
};

struct Finished {
  int status = 0;
  std::string output;  ///< standard output alone
  std::string errors;
};
/// Runs a program to its end.
Finished run(const Arguments& command, const Environment& environment = {});

/// CPU time of a process and of its threads so far, user and kernel, in seconds. Zero when it is gone.
double cpu_seconds(pid_t pid);
/// The same apart by name of thread (/proc/PID/task/*/comm), living threads only.
std::map<std::string, double> cpu_seconds_by_thread(pid_t pid);
/// Greatest resident set so far (VmHWM) in bytes. Zero when it is gone.
std::int64_t peak_resident_bytes(pid_t pid);
/// A field of /proc/PID/status that is given in kB, e.g. "RssAnon", in bytes.
std::int64_t status_bytes(pid_t pid, std::string_view field);

std::string read_file(const std::filesystem::path& path);

}  // namespace cundang::support
