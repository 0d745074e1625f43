// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "server/http/dispatch.h"

namespace cundang::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0: any free one
  int threads = 160;          ///< one a connection, idle ones included: above the number of kept-alive connections
  int queue_max = 256;        ///< connections waiting for a thread; more are closed
  int idle_s = 30;            ///< a kept-alive connection ends after that
  int receive_s = 30;         ///< a request that stops arriving ends after that
  Limits limits;
  bool secure_cookies = false;
  const app::AssessmentService* assessment = nullptr;  ///< outlives the server
  app::SignalService* signals = nullptr;               ///< outlives the server; null: without its pages
  app::DutyService* duties = nullptr;                  ///< outlives the server
  app::NoticeService* notices = nullptr;               ///< outlives the server
  app::WitnessService* witness = nullptr;              ///< outlives the server; null: it witnesses no other logs
  app::OutsideService* outside = nullptr;              ///< outlives the server
  bool public_log = false;                             ///< /log/ is open to whoever asks
};

/// Serves the table of routes over HTTP/1.1. Destroying it ends the requests under way and then the listener.
class Server {
 public:
  /// Listens at once. @throws Error{Unavailable} when the address cannot be taken.
  Server(const ServerOptions& options, app::Service& service, accounts::Accounts& accounts, TroubleObserver trouble);
  ~Server();
  std::uint16_t port() const;
  /// No new connections; waits until the requests under way are answered.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cundang::http
