// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <exception>

#include "tests/support/http_response.h"

namespace cundang::support {

int connect_loopback(int port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(fd);
    return -1;
  }
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

std::optional<Answer> HttpClient::request(const std::string& method, const std::string& path, const Headers& headers,
                                          std::string_view body) {
  std::string bytes = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) + "\r\n";
  for (const auto& [name, value] : headers) bytes += name + ": " + value + "\r\n";
  if (method != "GET") bytes += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  bytes += "\r\n";
  bytes += body;
  if (socket_ < 0 && !connect()) return std::nullopt;
  auto answer = send_all(bytes) ? receive() : std::nullopt;
  if (!answer) close();
  return answer;
}

void HttpClient::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

bool HttpClient::connect() {
  socket_ = connect_loopback(port_);
  if (socket_ < 0) return false;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(within_);
  const auto rest = std::chrono::duration_cast<std::chrono::microseconds>(within_ - seconds);
  const timeval limit{seconds.count(), rest.count()};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  return true;
}

bool HttpClient::send_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::optional<Answer> HttpClient::receive() try {
  HttpResponse response;
  std::array<char, 16384> buffer;
  while (!response.done()) {
    const auto count = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return std::nullopt;
    response.feed({buffer.data(), static_cast<std::size_t>(count)});
  }
  if (!response.keep_alive()) close();
  return Answer{response.status(), response.body(), std::string{response.header("Retry-After")}};
} catch (const std::exception&) {
  return std::nullopt;
}

}  // namespace cundang::support
