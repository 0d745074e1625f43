// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "schema/model/instant.h"

namespace cundang::app {

/// A thread at low priority that does one round after another, with a pause between two. For desks that send things
/// out, apart from the line that accepts documents. Declared after all that a round uses, so that it ends first.
class RoundThread {
 public:
  /// @param name of the thread, at most 15 characters; outlives this.
  RoundThread(const char* name, std::chrono::milliseconds pause) : name_{name}, pause_{pause} {}
  RoundThread(const RoundThread&) = delete;
  RoundThread& operator=(const RoundThread&) = delete;
  ~RoundThread() { stop(); }

  /// Starts it; nothing happens where it runs already. `round` must not throw.
  void start(std::function<void()> round);
  /// The next round follows at once.
  void hurry();
  /// No further round; waits for the one under way, which may look at stopping().
  void stop();
  bool stopping() const { return stopping_; }

 private:
  void run();

  const char* name_;
  const std::chrono::milliseconds pause_;
  std::function<void()> round_;
  std::mutex mutex_;  ///< of what follows
  std::condition_variable wake_;
  bool hurry_ = false;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

/// When to try again after so many failures in a row (at least 1): `first` later, then twice as long each time, up to
/// `longest`.
Instant next_try(Instant now, int failures, std::chrono::seconds first, std::chrono::seconds longest);

}  // namespace cundang::app
