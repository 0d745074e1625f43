// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Poco/Data/Session.h>

#include <filesystem>
#include <utility>

#include "schema/model/error.h"

// Inside archive/registry only.
namespace cundang::registry {

/// Opens one connection with the settings every connection needs. @throws Error{RegistryUnreadable}.
Poco::Data::Session open_session(const std::filesystem::path& file, bool read_only);

/// Throws the Error that stands for the exception being handled: StorageFull, StorageFailed or RegistryUnreadable.
[[noreturn]] void rethrow_as_error(const char* doing);

/// Runs `work`; the library's exceptions leave as Error with their cause nested.
template <class Work>
auto translated(const char* doing, Work&& work) -> decltype(work()) {
  try {
    return std::forward<Work>(work)();
  } catch (const Error&) {
    throw;
  } catch (...) {
    rethrow_as_error(doing);
  }
}

}  // namespace cundang::registry
