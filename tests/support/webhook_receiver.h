// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "tests/support/loopback_server.h"

namespace cundang::support {

/// A program on the loopback that takes POSTs, as a unit's office system would.
class WebhookReceiver {
 public:
  struct Received {
    std::string path, body;
    std::map<std::string, std::string> headers;  ///< names in lower case
  };

  WebhookReceiver() : server_{[this](Peer& peer) { serve(peer); }} {}
  int port() const { return server_.port(); }
  std::string host() const { return "127.0.0.1:" + std::to_string(port()); }
  void die() { server_.die(); }
  void come_back() { server_.come_back(); }
  /// What it answers from now on, e.g. "302 Found\r\nLocation: http://127.0.0.1/".
  void answer(const std::string& status_line);
  std::vector<Received> received() const;

 private:
  void serve(Peer& peer);
  mutable std::mutex mutex_;
  std::string answer_ = "204 No Content";
  std::vector<Received> received_;
  LoopbackServer server_;  ///< last: ends first
};

}  // namespace cundang::support
