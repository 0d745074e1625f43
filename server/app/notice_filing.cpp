// SPDX-License-Identifier: GPL-3.0-or-later
// 发送登记: each mail, and the deliveries of a webhook within some minutes, become one record under the office's unit.
#include <algorithm>
#include <map>
#include <set>

#include "schema/xml/record_writer.h"
#include "server/app/notice_desk.h"
#include "server/notices/sending.h"
#include "server/obligations/span_of_days.h"

namespace cundang::app {
namespace {

constexpr int bound_at_once = 200;

using Rows = std::vector<accounts::Outgoing>;

/// Who files what the system did: the office, else the bureau.
std::optional<Unit> office_of(const std::vector<Unit>& units, Date on) {
  for (const auto wanted : {UnitClass::Office, UnitClass::Bureau})
    for (const auto& unit : units)
      if (unit.unit_class == wanted && ledger::SpanOfDays{unit.from, unit.until}.holds(on)) return unit;
  return std::nullopt;
}

notices::Sending sending_of(const Rows& rows, const std::string& to) {
  const auto& last = rows.back();
  notices::Sending sending;
  sending.channel = last.channel;
  sending.to = to;
  sending.unit = last.unit;
  sending.subject = rows.size() == 1 ? last.subject : "事件推送 " + std::to_string(rows.size()) + " 条";
  sending.sent_at = last.sent_at;
  sending.accepted = last.state == accounts::Outgoing::State::Accepted;
  sending.answer = last.answer;
  std::set<ObligationId> seen;
  for (const auto& row : rows)
    for (const auto& id : row.about)
      if (seen.insert(id).second) sending.about.push_back(id);
  return sending;
}

}  // namespace

void NoticeDesk::bind() {
  for (const auto& mail : accounts_.outbox.unfiled("mail", bound_at_once))
    accounts_.outbox.bind({mail.id}, "mail-" + std::to_string(mail.id));
  // Accepted and refused ones of a hook stand in records of their own.
  std::map<std::pair<std::string, accounts::Outgoing::State>, Rows> calls;
  for (auto& call : accounts_.outbox.unfiled("webhook", bound_at_once))
    calls[{call.target, call.state}].push_back(std::move(call));
  for (const auto& [key, rows] : calls) {
    const bool full = rows.size() == bound_at_once;
    if (!full && archive_.now() - options_.webhook_filing < rows.front().sent_at) continue;
    std::vector<std::int64_t> ids;
    for (const auto& row : rows) ids.push_back(row.id);
    accounts_.outbox.bind(ids, "webhook-" + std::to_string(ids.front()) + "-" + std::to_string(ids.back()));
  }
}

void NoticeDesk::file() {
  bind();
  const auto batches = accounts_.outbox.bound();
  if (batches.empty()) return;
  const auto office = office_of(archive_.units(), beijing_day(archive_.now()));
  if (!office) return;  // no register yet: they wait
  for (const auto& batch : batches) {
    if (thread_.stopping()) return;
    file_batch(batch, *office);
  }
  accounts_.outbox.forget_before(real_.now() - std::chrono::hours{400 * 24});
}

void NoticeDesk::file_batch(const std::string& batch, const Unit& office) {
  const auto rows = accounts_.outbox.of_batch(batch);
  auto to = rows.front().target;
  if (rows.front().channel == "webhook") {
    to = "webhook " + to;
    for (const auto& hook : accounts_.webhooks.all())
      if (std::to_string(hook.id) == rows.front().target) to = hook.url;
  }
  Submission submission;
  submission.actor = {{"system:notices"}, office.code, AuthMethod::LocalOperator, {Role::Office}};
  submission.record_xml =
      write_record(notices::sending_record(sending_of(rows, to), {office.code, office.full_name()}));
  submission.idempotency_key = "notices-" + batch;
  AccessionResult result;
  try {
    result = archive_.submit(std::move(submission));
  } catch (const Error& error) {
    // Filed before a crash, under the address the hook had then: it stands in the log, which is what matters.
    if (error.code() == ErrorCode::IdempotencyConflict) return accounts_.outbox.give_up_filing(batch);
    throw;
  }
  if (result.accession) return accounts_.outbox.filed(batch, *result.accession);
  // The form does not take it: our mistake, which must not stop the others and must not go unseen.
  accounts_.outbox.give_up_filing(batch);
  const auto why = result.findings.empty() ? std::string{"refused"} : result.findings.front().reason.zh;
  throw Error{ErrorCode::Internal, batch + ": " + why};
}

}  // namespace cundang::app
