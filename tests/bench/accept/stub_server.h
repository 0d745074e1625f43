// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace cundang::bench {

/// Answers every upload with 201 and 3 KB at once, in a process of its own: shows what the client itself can do, and
/// that it counts rightly. Every `busy_every`-th answer is a 503, every `close_every`-th closes its connection (0:
/// none).
class StubServer {
 public:
  StubServer(int busy_every, int close_every);
  StubServer(const StubServer&) = delete;
  StubServer& operator=(const StubServer&) = delete;
  ~StubServer();
  int port() const { return port_; }
  int pid() const { return pid_; }

 private:
  int port_ = 0;
  int pid_ = -1;
};

}  // namespace cundang::bench
