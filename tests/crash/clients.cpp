// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/clients.h"

#include "archive/evidence/receipt.h"

namespace cundang::crash {
namespace {

std::string name(std::uint64_t document) { return "document " + std::to_string(document); }

/// The slip inside problem+json: it is the last member, written as the stored bytes.
std::string slip_of(const std::string& problem) {
  constexpr std::string_view key = "\"slip\":";
  const auto at = problem.rfind(key);
  return at == std::string::npos || problem.back() != '}'
             ? std::string{}
             : problem.substr(at + key.size(), problem.size() - 1 - at - key.size());
}

}  // namespace

void Clients::upload(int port) {
  stopping_ = false;
  for (int i = 0; i < count_; ++i) threads_.emplace_back([this, port] { upload_until_gone(port); });
}

void Clients::join() {
  stopping_ = true;
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

void Clients::upload_until_gone(int port) {
  support::HttpClient client{port};
  while (!stopping_) {
    const auto document = next_++;
    const auto answer = send(client, document);
    if (!answer) return holdings_.lose_sight(document);
    if (!take(document, *answer, false)) holdings_.lose_sight(document);
  }
}

std::optional<support::Answer> Clients::send(support::HttpClient& client, std::uint64_t document) const {
  support::Headers headers{{"Authorization", "Bearer " + tokens_[papers_.unit(document)]},
                           {"Content-Type", papers_.content_type(document)}};
  if (const auto key = papers_.idempotency_key(document); !key.empty()) headers.emplace_back("Idempotency-Key", key);
  return client.post("/api/v1/accessions", headers, papers_.body(document));
}

bool Clients::take(std::uint64_t document, const support::Answer& answer, bool again) {
  if (answer.status == 503 || answer.status == 507) return false;
  const bool refused = papers_.is_refused(document);
  if (refused && answer.status == 422) {
    const auto slip = slip_of(answer.body);
    if (slip.empty()) holdings_.complain(name(document) + ": 422 without a slip: " + answer.body);
    check_receipt(document, slip);
    holdings_.keep(document, Holdings::Paper::Slip, slip);
  } else if (!refused && (answer.status == 201 || (again && answer.status == 200))) {
    check_receipt(document, answer.body);
    holdings_.keep(document, Holdings::Paper::Receipt, answer.body);
  } else {
    holdings_.complain(name(document) + (refused ? " (invalid)" : "") + (again ? " sent again" : "") + ": answer " +
                       std::to_string(answer.status) + ": " + answer.body.substr(0, 600));
  }
  return true;
}

void Clients::check_receipt(std::uint64_t document, const std::string& json) {
  const auto receipt = evidence::parse_receipt(json);
  if (!receipt) return holdings_.complain(name(document) + ": no receipt or slip: " + json.substr(0, 300));
  for (const auto& finding : evidence::check_receipt(*receipt, key_))
    holdings_.complain(name(document) + ": receipt does not hold: " + finding.code + " " + finding.reason.en);
}

void Clients::resolve(int port) {
  in_parallel(port, holdings_.out_of_sight(), [this](support::HttpClient& client, std::uint64_t document) {
    const auto answer = send(client, document);
    if (!answer)
      holdings_.complain(name(document) + ": no answer from a server that nobody killed");
    else if (!take(document, *answer, true))
      holdings_.complain(name(document) + " sent again: " + std::to_string(answer->status));
  });
}

void Clients::account_for(int port, const std::vector<std::uint64_t>& documents) {
  in_parallel(port, documents, [this](support::HttpClient& client, std::uint64_t document) {
    if (!papers_.is_refused(document)) check_stored(client, document);
    const auto answer = send(client, document);
    if (!answer) return holdings_.complain(name(document) + ": no answer from a server that nobody killed");
    if (answer->status == 201)
      return holdings_.complain(name(document) + " was acknowledged before, and is new to the archive now");
    if (!take(document, *answer, true))
      holdings_.complain(name(document) + " sent again: " + std::to_string(answer->status));
  });
}

void Clients::check_all_stored(int port) {
  in_parallel(port, holdings_.all(), [this](support::HttpClient& client, std::uint64_t document) {
    if (!papers_.is_refused(document)) check_stored(client, document);
  });
}

int Clients::upload_one(support::HttpClient& client) {
  auto document = next_++;
  while (papers_.is_refused(document)) document = next_++;
  const auto answer = send(client, document);
  if (!answer || !take(document, *answer, false)) holdings_.lose_sight(document);
  return answer ? answer->status : 0;
}

void Clients::check_stored(support::HttpClient& client, std::uint64_t document) {
  const auto held = holdings_.held(document);
  const auto receipt = evidence::parse_receipt(held.json);
  if (!receipt || !receipt->accession) return;  // complained about when it came
  const auto number = to_text(*receipt->accession);
  const auto stored = client.get("/api/v1/accessions/" + number + "/receipt",
                                 {{"Authorization", "Bearer " + tokens_[papers_.unit(document)]}});
  if (!stored || stored->status != 200)
    holdings_.complain(name(document) + ": " + number + " is LOST, answer " +
                       std::to_string(stored ? stored->status : 0));
  else if (stored->body != held.json)
    holdings_.complain(name(document) + ": " + number + " has another receipt now:\n  " + held.json + "\n  " +
                       stored->body);
}

void Clients::in_parallel(int port, const std::vector<std::uint64_t>& documents,
                          const std::function<void(support::HttpClient&, std::uint64_t)>& task) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < count_; ++i)
    threads.emplace_back([&] {
      support::HttpClient client{port};
      for (std::size_t n; (n = next++) < documents.size();) task(client, documents[n]);
    });
  for (auto& thread : threads) thread.join();
}

}  // namespace cundang::crash
