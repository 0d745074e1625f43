// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/accept/stub_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

namespace cundang::bench {
namespace {

std::atomic<int> answered = 0;

std::string answer(const char* status, const char* extra, std::size_t bytes) {
  return "HTTP/1.1 " + std::string{status} + "\r\n" + extra + "Content-Length: " + std::to_string(bytes) + "\r\n\r\n" +
         std::string(bytes, 'r');
}

/// Reads requests with a Content-Length one after the other and answers each.
void serve(int fd, int busy_every, int close_every) {
  const auto created = answer("201 Created", "", 3000), busy = answer("503 Busy", "Retry-After: 1\r\n", 20),
             closing = answer("201 Created", "Connection: close\r\n", 3000);
  std::string in;
  char buffer[65536];
  for (;;) {
    const auto head_end = in.find("\r\n\r\n");
    const auto length_at = in.find("Content-Length: ");
    const auto need =
        head_end == std::string::npos ? 0 : head_end + 4 + std::strtoull(in.c_str() + length_at + 16, nullptr, 10);
    if (head_end == std::string::npos || in.size() < need) {
      const auto count = read(fd, buffer, sizeof buffer);
      if (count <= 0) break;
      in.append(buffer, static_cast<std::size_t>(count));
      continue;
    }
    in.erase(0, need);
    const int n = ++answered;
    const bool close_now = close_every > 0 && n % close_every == 0;
    const auto& out = busy_every > 0 && n % busy_every == 0 ? busy : close_now ? closing : created;
    if (write(fd, out.data(), out.size()) < 0 || &out == &closing) break;
  }
  close(fd);
}

}  // namespace

StubServer::StubServer(int busy_every, int close_every) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener, 256) != 0 ||
      getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error{"no port for the stub"};
  port_ = ntohs(address.sin_port);
  pid_ = fork();
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_IGN);
    for (;;) {
      const int fd = accept(listener, nullptr, nullptr);
      if (fd >= 0) std::thread{serve, fd, busy_every, close_every}.detach();
    }
  }
  close(listener);
}

StubServer::~StubServer() {
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

}  // namespace cundang::bench
