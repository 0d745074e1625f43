// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/model/error.h"

namespace cundang::tools {

/// Within a catch: what failed on the disk that a command writes its result to, in words of that result: those of the
/// table speak of an upload that was not accepted. @throws Error{FileUnwritable} for StorageFull and StorageFailed,
/// with the facts of `error`; any other as it is.
/// @param left what state things are in, e.g. “nothing was exported”.
[[noreturn]] void rethrow_of_target(const Error& error, const Text& left);

}  // namespace cundang::tools
