// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/child_process.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <thread>

#include "tests/support/temp_dir.h"

namespace cundang::support {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

std::vector<char*> c_strings(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (auto& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> merged(const Environment& added) {
  std::vector<std::string> all;
  for (const auto& [name, value] : added) all.push_back(name + "=" + value);
  for (char** entry = environ; *entry != nullptr; ++entry) all.emplace_back(*entry);  // the first of two names wins
  return all;
}

/// Everything is made ready before fork(): between fork and exec only calls that are safe there.
pid_t start(const Arguments& command, const std::string& output, const std::string& errors,
            const Environment& environment) {
  auto arguments = command;
  auto variables = merged(environment);
  const auto argv = c_strings(arguments);
  const auto envp = c_strings(variables);
  const pid_t pid = fork();
  if (pid < 0) throw std::system_error{errno, std::generic_category(), "fork"};
  if (pid > 0) return pid;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int out = open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  const int err = errors == output ? out : open(errors.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  closefrom(3);
  execvpe(argv[0], argv.data(), envp.data());
  _exit(127);
}

int exit_status(int raw) { return WIFSIGNALED(raw) ? 128 + WTERMSIG(raw) : WEXITSTATUS(raw); }

}  // namespace

ChildProcess::ChildProcess(const Arguments& command, std::filesystem::path output, const Environment& environment)
    : pid_{start(command, output, output, environment)}, output_{std::move(output)} {}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_{std::exchange(other.pid_, -1)}, status_{other.status_}, output_{std::move(other.output_)} {}

ChildProcess::~ChildProcess() {
  if (pid_ < 0 || status_) return;
  ::kill(pid_, SIGKILL);
  wait();
}

void ChildProcess::send(int signal) const {
  if (pid_ > 0 && !status_) ::kill(pid_, signal);
}

bool ChildProcess::running() { return !wait_for(milliseconds{0}); }

int ChildProcess::wait() {
  int raw = 0;
  while (!status_) {
    if (waitpid(pid_, &raw, 0) == pid_)
      status_ = exit_status(raw);
    else if (errno != EINTR)
      throw std::system_error{errno, std::generic_category(), "waitpid"};
  }
  return *status_;
}

std::optional<int> ChildProcess::wait_for(milliseconds within) {
  const auto until = steady_clock::now() + within;
  for (int raw = 0; !status_;) {
    if (waitpid(pid_, &raw, WNOHANG) == pid_)
      status_ = exit_status(raw);
    else if (steady_clock::now() >= until)
      return std::nullopt;
    else
      std::this_thread::sleep_for(milliseconds{2});
  }
  return status_;
}

std::optional<std::string> ChildProcess::wait_for_line(std::string_view beginning, milliseconds within) {
  const auto until = steady_clock::now() + within;
  for (;;) {
    const bool last_look = !running() || steady_clock::now() >= until;
    const auto text = output();
    for (std::size_t at = 0, end; (end = text.find('\n', at)) != std::string::npos; at = end + 1)
      if (text.compare(at, beginning.size(), beginning) == 0) return text.substr(at, end - at);
    if (last_look) return std::nullopt;
    std::this_thread::sleep_for(milliseconds{3});
  }
}

std::string ChildProcess::output() const { return read_file(output_); }

Finished run(const Arguments& command, const Environment& environment) {
  const TempDir dir;
  const auto out = (dir / "out").string(), err = (dir / "err").string();
  const pid_t pid = start(command, out, err, environment);
  int raw = 0;
  while (waitpid(pid, &raw, 0) < 0 && errno == EINTR) {
  }
  return {exit_status(raw), read_file(out), read_file(err)};
}

}  // namespace cundang::support
