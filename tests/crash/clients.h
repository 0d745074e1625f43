// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "archive/evidence/checkpoint.h"
#include "tests/crash/holdings.h"
#include "tests/crash/papers.h"
#include "tests/support/http_client.h"

namespace cundang::crash {

/// The departments: they upload, keep what they get, and come back with it after every crash.
class Clients {
 public:
  Clients(const Papers& papers, Holdings& holdings, std::vector<std::string> tokens, int count)
      : papers_{papers}, holdings_{holdings}, tokens_{std::move(tokens)}, count_{count} {}

  /// The key that receipts are checked with, from now on; known to the clients from outside the archive.
  void trust(evidence::LogKey key) { key_ = std::move(key); }
  /// Starts uploading new documents, each client on a connection of its own, until join() or the server is gone.
  void upload(int port);
  void join();
  /// Sends again what nobody knows the fate of: now it must be decided.
  void resolve(int port);
  /// Comes back with these documents: the stored receipt must be the same bytes, and so must the answer to the same
  /// upload.
  void account_for(int port, const std::vector<std::uint64_t>& documents);
  /// Reads every stored receipt and compares it, uploading nothing.
  void check_all_stored(int port);
  /// One new document, a valid one. @returns the status, 0 when there was no answer.
  int upload_one(support::HttpClient& client);
  std::uint64_t documents_sent() const { return next_; }

 private:
  std::optional<support::Answer> send(support::HttpClient& client, std::uint64_t document) const;
  /// @returns false when the answer says nothing about the document (503, 507).
  bool take(std::uint64_t document, const support::Answer& answer, bool again);
  void upload_until_gone(int port);
  void check_receipt(std::uint64_t document, const std::string& json);
  void check_stored(support::HttpClient& client, std::uint64_t document);
  void in_parallel(int port, const std::vector<std::uint64_t>& documents,
                   const std::function<void(support::HttpClient&, std::uint64_t)>& task);

  const Papers& papers_;
  Holdings& holdings_;
  std::vector<std::string> tokens_;
  int count_;
  evidence::LogKey key_;
  std::atomic<std::uint64_t> next_ = 0;
  std::atomic<bool> stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace cundang::crash
