// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/ssl.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace cundang::support {

/// One connection of a LoopbackServer.
class Peer {
 public:
  explicit Peer(int socket) : socket_{socket} {}
  /// A line without its CRLF; false at the end of the connection.
  bool line(std::string& into);
  /// Exactly so many bytes; false when the connection ends first.
  bool bytes(std::size_t count, std::string& into);
  void send(std::string_view text);
  /// From here on TLS, as the server. False where the two do not agree; then the connection is over.
  bool start_tls(SSL_CTX* context);

 private:
  bool more();
  int socket_;
  std::unique_ptr<SSL, decltype(&SSL_free)> tls_{nullptr, SSL_free};
  std::string read_;
};

/// Listens on 127.0.0.1 and hands each connection to `serve`, one after the other. It can die and come back on its
/// port.
class LoopbackServer {
 public:
  explicit LoopbackServer(std::function<void(Peer&)> serve);
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;
  ~LoopbackServer() { die(); }

  int port() const { return port_; }
  /// Closes the listener and whatever is connected. Returns when its thread has ended.
  void die();
  /// On the port it had. @throws std::runtime_error when the port is gone.
  void come_back();

 private:
  void run(int listener);
  std::function<void(Peer&)> serve_;
  int port_ = 0;
  std::atomic<int> listener_{-1}, connected_{-1};
  std::atomic<bool> dead_{true};
  std::thread thread_;
};

}  // namespace cundang::support
