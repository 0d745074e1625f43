// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

namespace cundang::packages {

/// The seam through which tests let storage fail. It is asked before each call that touches the disk, with the call's
/// name (open read write fdatasync fsync syncfs rename mkdir unlink link) and its path.
/// @returns 0 to go on; an errno (EIO, ENOSPC …) to fail with it; for "write" -n to write at most n bytes this time.
using FaultHook = std::function<int(const char* op, const std::string& path)>;

/// Sets the hook, or takes it away with nullptr. For tests only; thread-safe, and no cost worth naming when unset.
void set_fault_hook(FaultHook hook);

/// What the hook says about the call to come; 0 when there is no hook.
int fault_before(const char* op, const std::string& path);

}  // namespace cundang::packages
