// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves on paper: the board as PDF, XLSX and CSV, a record in print.
#include "server/http/board_paper.h"
#include "server/http/obligation_query.h"
#include "server/http/page.h"
#include "server/http/paper_response.h"
#include "server/http/routes.h"
#include "server/papers/record_paper.h"
#include "server/web/official_document.h"

namespace cundang::http {

namespace {

Response board_as(Call& call, std::string_view format) {
  const auto board = board_paper(call.site.service, obligation_query(call), call.viewer(), board_filter(call));
  const auto day = to_text(board.on);
  return paper_response(board_file(board, format), format, "board-" + day,
                        (board.exercise ? "演练-督办台账-" : "督办台账-") + day);
}

std::vector<papers::ContentLine> content_of(const Record& record, const web::UnitNamer& name) {
  std::vector<papers::ContentLine> lines;
  for (auto& line : web::content_lines(record.content, web::Language::Chinese, name))
    lines.push_back({line.depth, std::move(line.name), std::move(line.value)});
  return lines;
}

}  // namespace

Response board_pdf(Call& call) { return board_as(call, "pdf"); }
Response board_xlsx(Call& call) { return board_as(call, "xlsx"); }
Response board_csv(Call& call) { return board_as(call, "csv"); }

Response record_print(Call& call) {
  const auto found = call.site.service.record(call.accession(), call.viewer());
  const auto units = call.site.service.units();
  const web::UnitNamer name = [&](const UnitRef& unit) {
    return unit.name.empty() ? unit_name(units, unit.code) : unit.name;
  };
  const auto number = to_text(found.number);
  return paper_response(
      papers::record_pdf({found.record, found.number, found.received_at, found.digest,
                          web::kind_name(found.record, web::Language::Chinese), call.site.service.origin(),
                          call.site.service.simulated(), content_of(found.record, name), name}),
      "pdf", number, number);
}

}  // namespace cundang::http
