// SPDX-License-Identifier: GPL-3.0-or-later
// cundang serve: the service over one data directory, until it is asked to stop (SIGTERM, SIGINT).
#include <malloc.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "config/settings.h"
#include "server/accounts/accounts.h"
#include "server/app/assessment_cases.h"
#include "server/app/duty_cases.h"
#include "server/app/notice_desk.h"
#include "server/app/outside_desk.h"
#include "server/app/signal_cases.h"
#include "server/app/witness_desk.h"
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

/// The disk failed in a commit. Those who wait get their 503 first; then the service ends, for only a start reads again
/// what the disk holds.
void end_for_restart(const Error& why) {
  std::cerr << "写入登记库失败，结局不明，服务即将退出；请检查磁盘后重新启动\n"
            << "a commit failed with an unknown outcome; the service ends now: check the disk and start it again\n"
            << explain(why) << std::endl;
  std::this_thread::sleep_for(std::chrono::milliseconds{500});
  std::_Exit(error_info(ErrorCode::StorageFailed).exit_status);
}

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
    throw Error{ErrorCode::UsageError, Text{"--now 不是 RFC 3339 时间", "--now is no RFC 3339 instant"},
                Text{"请写作 2012-07-02T09:00:00+08:00", "write 2012-07-02T09:00:00+08:00"}}
        .with("now", options.now);
  if (options.port > 65535 || options.port < -1)
    throw Error{
        ErrorCode::UsageError, Text{"--port 不是端口号", "--port is no port"},
        Text{"请写 0 至 65535 的整数，0 为任意空闲端口", "write a whole number from 0 to 65535, 0 for any free one"}}
        .with("port", std::to_string(options.port));
  const auto archive = open_to_write(options.data, now, end_for_restart);
  const app::DataLayout layout{options.data};
  const auto settings = config::load_settings(layout.settings());
  const SystemClock real_clock;
  accounts::Accounts people{layout.accounts(), real_clock};

  const app::AssessmentCases assessment{*archive};
  app::NoticeDesk notices{*archive, people, settings.notices, real_clock};
  app::OutsideDesk outside{*archive, people, settings.outside, settings.notices.mail, real_clock};
  std::unique_ptr<app::WitnessDesk> witness;
  if (settings.witness.configured()) witness = std::make_unique<app::WitnessDesk>(layout, settings.witness, real_clock);
  http::ServerOptions server_options;
  server_options.outside = &outside;
  server_options.witness = witness.get();
  server_options.public_log = settings.public_log;
  server_options.assessment = &assessment;
  server_options.address = options.address.empty() ? settings.address : options.address;
  server_options.port = options.port < 0 ? settings.port : static_cast<std::uint16_t>(options.port);
  server_options.threads = settings.threads;
  server_options.limits.body_max = settings.body_max;
  app::SignalCases signal_cases{archive->entries(), archive->signal_view(), *archive};
  server_options.signals = &signal_cases;
  app::DutyCases duties{*archive};
  server_options.duties = &duties;
  server_options.notices = &notices;
  http::Server server{
      server_options, *archive, people, [](const std::exception& error, const http::Request& request) {
        std::cerr.clear();  // a full disk may have swallowed the line before; this one is tried all the same
        std::cerr << to_text(SystemClock{}.now()) << " " << request.path << " " << explain(error) << std::endl;
      }};
  const auto served_at = "http://" + server_options.address + ":" + std::to_string(server.port());
  if (notices.public_url().empty()) notices.pages_at(served_at);
  notices.start();
  outside.start();
  // Scripts wait for this line.
  std::cout << "serving " << served_at << std::endl;
  if (archive->simulated()) std::cout << "演练存档：时钟 " << to_beijing_text(archive->now()) << std::endl;
  if (witness) std::cout << "见证公钥 / witness " << witness->vkey() << std::endl;
  signals.wait();
  std::cout << "正在停止：完成已收请求 / stopping" << std::endl;
  server.stop();
  return 0;
}

}  // namespace cundang::tools
