// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/accept/sync_rate.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <string>
#include <system_error>

#include "tests/bench/accept/figures.h"

namespace cundang::bench {
namespace {

constexpr std::size_t group_bytes = 64 * 10240;

/// A file that grows by one group a time and begins anew at 64 MB.
class Probe {
 public:
  explicit Probe(const std::filesystem::path& folder) : path_{(folder / "sync-probe").string()} {
    fd_ = open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd_ < 0) throw std::system_error{errno, std::generic_category(), path_};
  }
  ~Probe() {
    close(fd_);
    unlink(path_.c_str());
  }
  /// @returns syncs a second that one write and fdatasync came to.
  double once() {
    if (at_ > (64 << 20)) at_ = 0;
    const auto began = Clock::now();
    if (pwrite(fd_, bytes_.data(), bytes_.size(), at_) != static_cast<ssize_t>(bytes_.size()) || fdatasync(fd_) != 0)
      throw std::system_error{errno, std::generic_category(), path_};
    at_ += static_cast<off_t>(bytes_.size());
    return 1 / seconds_between(began, Clock::now());
  }

 private:
  std::string path_;
  std::string bytes_ = std::string(group_bytes, 'x');
  off_t at_ = 0;
  int fd_ = -1;
};

SyncRate summary(std::vector<double>& rates) {
  return {quantile(rates, 0.1), quantile(rates, 0.5), quantile(rates, 0.9), static_cast<int>(rates.size())};
}

}  // namespace

SyncRate measure_sync_rate(const std::filesystem::path& folder, double seconds) {
  Probe probe{folder};
  std::vector<double> rates;
  for (const auto began = Clock::now(); seconds_between(began, Clock::now()) < seconds;) rates.push_back(probe.once());
  return summary(rates);
}

SyncSampler::SyncSampler(std::filesystem::path folder)
    : thread_{[this, folder = std::move(folder)] {
        Probe probe{folder};
        for (int tick = 0; !stopping_; ++tick) {
          if (tick % 20 == 0) rates_.push_back(probe.once());
          std::this_thread::sleep_for(std::chrono::milliseconds{100});
        }
      }} {}

SyncRate SyncSampler::stop() {
  stopping_ = true;
  thread_.join();
  return summary(rates_);
}

}  // namespace cundang::bench
