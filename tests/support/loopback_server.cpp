// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/loopback_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace cundang::support {

bool Peer::more() {
  char buffer[4096];
  const auto count = tls_ ? SSL_read(tls_.get(), buffer, sizeof buffer) : ::recv(socket_, buffer, sizeof buffer, 0);
  if (count <= 0) return false;
  read_.append(buffer, static_cast<std::size_t>(count));
  return true;
}

bool Peer::line(std::string& into) {
  while (read_.find("\r\n") == std::string::npos)
    if (!more()) return false;
  const auto end = read_.find("\r\n");
  into = read_.substr(0, end);
  read_.erase(0, end + 2);
  return true;
}

bool Peer::bytes(std::size_t count, std::string& into) {
  while (read_.size() < count)
    if (!more()) return false;
  into = read_.substr(0, count);
  read_.erase(0, count);
  return true;
}

void Peer::send(std::string_view text) {
  while (!text.empty()) {
    const auto sent = tls_ ? SSL_write(tls_.get(), text.data(), static_cast<int>(text.size()))
                           : ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
}

bool Peer::start_tls(SSL_CTX* context) {
  tls_.reset(SSL_new(context));
  return SSL_set_fd(tls_.get(), socket_) == 1 && SSL_accept(tls_.get()) == 1;
}

LoopbackServer::LoopbackServer(std::function<void(Peer&)> serve) : serve_{std::move(serve)} { come_back(); }

void LoopbackServer::come_back() {
  die();
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port_));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener, 16) != 0 ||
      ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error{"cannot listen on the loopback"};
  port_ = ntohs(address.sin_port);
  listener_ = listener;
  dead_ = false;
  thread_ = std::thread{[this, listener] { run(listener); }};
}

void LoopbackServer::run(int listener) {
  while (!dead_) {
    const int socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) break;
    connected_ = socket;
    if (!dead_) {
      Peer peer{socket};
      serve_(peer);
    }
    connected_ = -1;
    ::close(socket);
  }
  ::close(listener);
}

void LoopbackServer::die() {
  dead_ = true;
  if (const int socket = connected_; socket >= 0) ::shutdown(socket, SHUT_RDWR);
  if (const int listener = listener_.exchange(-1); listener >= 0) ::shutdown(listener, SHUT_RDWR);
  if (thread_.joinable()) thread_.join();
}

}  // namespace cundang::support
