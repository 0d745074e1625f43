// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <functional>

#include "server/http/call.h"

namespace cundang::http {

/// Told of what should not have happened (5xx), with every nested cause. Thread-safe.
using TroubleObserver = std::function<void(const std::exception& error, const Request& request)>;

/// One request from the table of routes to its answer: sign-in, page token, form, handler, errors. Never throws.
Response dispatch(Site& site, Request& request, const TroubleObserver& trouble);

}  // namespace cundang::http
