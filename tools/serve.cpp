// SPDX-License-Identifier: GPL-3.0-or-later
// cundang serve: the service over one data directory, until it is asked to stop (SIGTERM, SIGINT).
#include <malloc.h>

#include <csignal>
#include <iostream>

#include "config/settings.h"
#include "server/accounts/accounts.h"
#include "server/app/notice_desk.h"
#include "server/http/server.h"
#include "tools/commands.h"
#include "tools/local_archive.h"

namespace cundang::tools {
namespace {

/// Blocks the stopping signals in every thread to come, so that only wait() takes them.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }
  void wait() const {
    int signal = 0;
    sigwait(&set_, &signal);
  }

 private:
  sigset_t set_{};
};

}  // namespace

int serve(const ServeOptions& options) {
  const StopSignals signals;
  // Records of some ten kilobytes come and go all day: keep their memory instead of giving it back after each.
  ::mallopt(M_TRIM_THRESHOLD, 256 << 20);
  ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
  ::mallopt(M_TOP_PAD, 4 << 20);
  ::mallopt(M_ARENA_MAX, 4);
  const auto now = options.now.empty() ? std::nullopt : parse_instant(options.now);
  if (!options.now.empty() && !now)
    throw Error{ErrorCode::UsageError, "--now is no RFC 3339 instant"}.with("now", options.now);
  const auto archive = open_to_write(options.data, now);
  const app::DataLayout layout{options.data};
  const auto settings = config::load_settings(layout.settings());
  const SystemClock real_clock;
  accounts::Accounts people{layout.accounts(), real_clock};

  app::NoticeDesk notices{*archive, people, settings.notices, real_clock};
  http::ServerOptions server_options;
  server_options.address = options.address.empty() ? settings.address : options.address;
  server_options.port = options.port < 0 ? settings.port : static_cast<std::uint16_t>(options.port);
  server_options.threads = settings.threads;
  server_options.limits.body_max = settings.body_max;
  server_options.notices = &notices;
  http::Server server{server_options, *archive, people, [](const std::exception& error, const http::Request& request) {
                        std::cerr << to_text(SystemClock{}.now()) << " " << request.path << " " << explain(error)
                                  << std::endl;
                      }};
  const auto served_at = "http://" + server_options.address + ":" + std::to_string(server.port());
  if (notices.public_url().empty()) notices.pages_at(served_at);
  notices.start();
  // Scripts wait for this line.
  std::cout << "serving " << served_at << std::endl;
  if (archive->simulated()) std::cout << "演练存档：时钟 " << to_beijing_text(archive->now()) << std::endl;
  signals.wait();
  std::cout << "正在停止：完成已收请求 / stopping" << std::endl;
  server.stop();
  return 0;
}

}  // namespace cundang::tools
