// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "server/http/call.h"

namespace cundang::http {

/// Submits a record that a click has made, as the person and unit of the call, and waits a moment until the ledger has
/// taken it, so that the page that follows shows it. @returns as Service::submit, refusals included.
app::AccessionResult file_record(const Call& call, std::string record_xml);

/// Settling follows the receipt by a moment; a page waits for it (a second at most) so that it shows what was just
/// done.
void await_settled(const Call& call, AccessionNumber number);

}  // namespace cundang::http
