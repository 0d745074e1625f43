// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/packages/fault_hook.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace cundang::packages {
namespace {

std::atomic<bool> armed{false};
std::mutex guard;
std::shared_ptr<const FaultHook> current;

}  // namespace

void set_fault_hook(FaultHook hook) {
  const std::lock_guard lock{guard};
  current = hook ? std::make_shared<const FaultHook>(std::move(hook)) : nullptr;
  armed = current != nullptr;
}

int fault_before(const char* op, const std::string& path) {
  if (!armed.load(std::memory_order_relaxed)) return 0;
  std::shared_ptr<const FaultHook> hook;
  {
    const std::lock_guard lock{guard};
    hook = current;
  }
  return hook ? (*hook)(op, path) : 0;
}

}  // namespace cundang::packages
