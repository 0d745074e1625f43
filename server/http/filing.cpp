// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/filing.h"

#include <chrono>
#include <thread>

namespace cundang::http {

void await_settled(const Call& call, AccessionNumber number) {
  for (int turn = 0; turn < 50; ++turn) {
    if (call.site.service.status(number, call.viewer()).settled.done) return;
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
}

app::AccessionResult file_record(const Call& call, std::string record_xml) {
  app::Submission submission;
  submission.actor = call.actor();
  submission.record_xml = std::move(record_xml);
  auto result = call.site.service.submit(std::move(submission));
  if (result.accession) await_settled(call, *result.accession);
  return result;
}

}  // namespace cundang::http
