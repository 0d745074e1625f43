// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/receipt_checks.h"

namespace cundang {

Findings check_dates(const Record& record, Instant received_at) {
  const auto latest = next_day(beijing_day(received_at));
  Findings findings;
  const auto check = [&](const std::optional<Date>& day, const char* element, const char* zh) {
    if (!day || *day <= latest) return;
    findings.push_back({"form.date-after-receipt",
                        Severity::Fault,
                        std::string{"/record/document/"} + element,
                        0,
                        {std::string{zh} + " " + to_text(*day) + " 晚于接收日期 " + to_text(beijing_day(received_at)),
                         std::string{element} + " " + to_text(*day) + " is after the day of receipt, " +
                             to_text(beijing_day(received_at))},
                        {"请核对并更正日期", "check and correct the day"}});
  };
  check(record.document_date, "date", "成文日期");
  check(record.printed_on, "printed-on", "印发日期");
  check(record.received_on, "received-on", "实际收到日");
  return findings;
}

}  // namespace cundang
