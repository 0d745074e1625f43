// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/app/service.h"
#include "server/http/board_filter.h"
#include "server/obligations/obligation.h"
#include "server/papers/board.h"

namespace cundang::http {

/// What the board page shows for a question, ready for paper and spreadsheets. Asks the service as `viewer`.
papers::Board board_paper(const app::Service& service, const app::ObligationQuery& query, const Viewer& viewer,
                          const BoardFilter& filter = {});
/// A board as "pdf", "xlsx" or "csv". @throws Error{BadRequest} for another word.
std::string board_file(const papers::Board& board, std::string_view format);

}  // namespace cundang::http
