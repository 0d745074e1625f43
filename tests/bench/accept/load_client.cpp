// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/accept/load_client.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <deque>
#include <optional>
#include <stdexcept>

#include "tests/bench/accept/figures.h"
#include "tests/support/http_client.h"
#include "tests/support/http_response.h"

namespace cundang::bench {
namespace {

constexpr double last_answers_within = 30;  // seconds after the end of sending

struct Connection {
  int socket = -1;
  std::optional<std::size_t> document;  ///< on its way, or to be sent again
  std::string head;
  std::size_t sent = 0;  ///< bytes of head and body together
  bool waits_for_room = false;
  bool paused = false;
  support::HttpResponse response;
  Clock::time_point began, resume;
};

class Client {
 public:
  Client(const Corpus& corpus, const LoadOptions& options) : corpus_{corpus}, options_{options} {
    epoll_ = epoll_create1(EPOLL_CLOEXEC);
    connections_.resize(static_cast<std::size_t>(options.connections));
    result_.latencies_ms.reserve(corpus.size());
  }
  ~Client() {
    for (const auto& each : connections_)
      if (each.socket >= 0) close(each.socket);
    close(epoll_);
  }

  LoadResult run() {
    for (auto& each : connections_) open(each);
    const auto cpu_before = thread_cpu_seconds();
    const auto began = Clock::now();
    auto last = began;
    until_ = began + std::chrono::microseconds(static_cast<std::int64_t>(1e6 * options_.seconds));
    for (auto& each : connections_) next(each);
    while (open_requests_ > 0) {
      if (seconds_between(until_, Clock::now()) > last_answers_within) throw std::runtime_error{"answers do not come"};
      wait();
      last = Clock::now();
    }
    result_.seconds = seconds_between(began, last);
    result_.client_cpu_seconds = thread_cpu_seconds() - cpu_before;
    return std::move(result_);
  }

 private:
  void open(Connection& connection) {
    connection.socket = support::connect_loopback(options_.port);
    if (connection.socket < 0) throw std::runtime_error{"no connection to the server"};
    fcntl(connection.socket, F_SETFL, O_NONBLOCK);
    epoll_event event{.events = EPOLLIN, .data = {.ptr = &connection}};
    epoll_ctl(epoll_, EPOLL_CTL_ADD, connection.socket, &event);
    connection.waits_for_room = false;
  }

  void reopen(Connection& connection) {
    close(connection.socket);
    ++result_.reconnects;
    open(connection);
  }

  /// The next record on this connection, or nothing more.
  void next(Connection& connection) {
    if (Clock::now() >= until_) return;
    if (next_document_ == corpus_.size()) {
      result_.corpus_ran_out = true;
      return;
    }
    connection.document = next_document_++;
    ++open_requests_;
    begin(connection);
  }

  void begin(Connection& connection) {
    const auto document = corpus_[*connection.document];
    connection.head = "POST /api/v1/accessions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " +
                      options_.tokens[document.unit] +
                      "\r\nContent-Type: application/xml\r\nContent-Length: " + std::to_string(document.bytes.size()) +
                      "\r\n\r\n";
    connection.sent = 0;
    connection.response.clear();
    connection.began = Clock::now();
    send(connection);
  }

  void send(Connection& connection) {
    const auto body = corpus_[*connection.document].bytes;
    const auto whole = connection.head.size() + body.size();
    while (connection.sent < whole) {
      std::array<iovec, 2> parts;
      std::size_t count = 0;
      if (connection.sent < connection.head.size())
        parts[count++] = {connection.head.data() + connection.sent, connection.head.size() - connection.sent};
      const auto from = connection.sent < connection.head.size() ? 0 : connection.sent - connection.head.size();
      parts[count++] = {const_cast<char*>(body.data()) + from, body.size() - from};
      msghdr message{};
      message.msg_iov = parts.data();
      message.msg_iovlen = count;
      const auto sent = sendmsg(connection.socket, &message, MSG_NOSIGNAL);
      if (sent < 0 && errno == EAGAIN) return watch(connection, true);
      if (sent < 0) return send_anew(connection);
      connection.sent += static_cast<std::size_t>(sent);
    }
    watch(connection, false);
  }

  /// The server closed a kept-alive connection: allowed between two requests, so the record goes out on a new one. It
  /// may have been registered already; then 200 comes, which is not counted as accepted.
  void send_anew(Connection& connection) {
    if (++in_a_row_ > 1000) throw std::runtime_error{"the server closes every connection"};
    reopen(connection);
    begin(connection);
  }

  void watch(Connection& connection, bool room) {
    if (connection.waits_for_room == room) return;
    connection.waits_for_room = room;
    epoll_event event{.events = room ? EPOLLIN | EPOLLOUT : EPOLLIN, .data = {.ptr = &connection}};
    epoll_ctl(epoll_, EPOLL_CTL_MOD, connection.socket, &event);
  }

  void wait() {
    std::array<epoll_event, 128> events;
    const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 20);
    for (int i = 0; i < count; ++i) {
      auto& connection = *static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr);
      if (events[static_cast<std::size_t>(i)].events & EPOLLOUT) send(connection);
      if (events[static_cast<std::size_t>(i)].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) receive(connection);
    }
    if (paused_ == 0) return;
    const auto now = Clock::now();
    for (auto& each : connections_)
      if (each.paused && now >= each.resume) resume(each);
  }

  void receive(Connection& connection) {
    const auto count = recv(connection.socket, buffer_.data(), buffer_.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count <= 0) return closed(connection);
    if (!connection.document || connection.paused) throw std::runtime_error{"bytes that nobody asked for"};
    connection.response.feed({buffer_.data(), static_cast<std::size_t>(count)});
    if (connection.response.done()) answered(connection);
  }

  void closed(Connection& connection) {
    if (connection.document && !connection.paused) return send_anew(connection);
    reopen(connection);
  }

  void answered(Connection& connection) {
    in_a_row_ = 0;
    const auto& response = connection.response;
    if (response.status() == 201) {
      ++result_.accepted;
      result_.latencies_ms.push_back(1e3 * seconds_between(connection.began, Clock::now()));
    } else {
      ++result_.others[response.status()];
      if (response.status() != 503 && result_.first_complaint.empty()) result_.first_complaint = response.body();
    }
    if (!response.keep_alive()) reopen(connection);
    if (response.status() == 503 && Clock::now() < until_) return pause(connection);
    connection.document.reset();
    --open_requests_;
    next(connection);
  }

  void pause(Connection& connection) {
    const auto seconds = std::atoi(std::string{connection.response.header("Retry-After")}.c_str());
    connection.resume = Clock::now() + std::chrono::seconds(std::max(1, seconds));
    connection.paused = true;
    ++paused_;
  }

  void resume(Connection& connection) {
    connection.paused = false;
    --paused_;
    begin(connection);
  }

  const Corpus& corpus_;
  const LoadOptions& options_;
  std::deque<Connection> connections_;
  std::array<char, 65536> buffer_;
  LoadResult result_;
  Clock::time_point until_;
  std::size_t next_document_ = 0, open_requests_ = 0, paused_ = 0, in_a_row_ = 0;
  int epoll_ = -1;
};

}  // namespace

LoadResult run_load(const Corpus& corpus, const LoadOptions& options) { return Client{corpus, options}.run(); }

}  // namespace cundang::bench
