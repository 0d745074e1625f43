// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "tests/support/child_process.h"

namespace cundang::support {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

namespace {

double cpu_of(const std::filesystem::path& stat) {
  const auto text = read_file(stat);
  const auto name_end = text.rfind(')');  // the program's name may hold blanks
  if (name_end == std::string::npos) return 0;
  std::istringstream fields{text.substr(name_end + 1)};
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;  // proc(5): utime is field 14, stime 15
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

double cpu_seconds(pid_t pid) { return cpu_of("/proc/" + std::to_string(pid) + "/stat"); }

std::map<std::string, double> cpu_seconds_by_thread(pid_t pid) {
  std::map<std::string, double> seconds;
  std::error_code gone;
  for (const auto& thread : std::filesystem::directory_iterator{"/proc/" + std::to_string(pid) + "/task", gone}) {
    auto name = read_file(thread.path() / "comm");
    if (!name.empty()) name.pop_back();
    seconds[name] += cpu_of(thread.path() / "stat");
  }
  return seconds;
}

std::int64_t status_bytes(pid_t pid, std::string_view field) {
  const auto text = read_file("/proc/" + std::to_string(pid) + "/status");
  const auto at = text.find("\n" + std::string{field} + ":");
  return at == std::string::npos ? 0 : 1024 * std::atoll(text.c_str() + at + field.size() + 2);
}

std::int64_t peak_resident_bytes(pid_t pid) { return status_bytes(pid, "VmHWM"); }

}  // namespace cundang::support
