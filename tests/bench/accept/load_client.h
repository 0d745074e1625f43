// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/bench/accept/corpus.h"

namespace cundang::bench {

/// What one run of the client saw.
struct LoadResult {
  double seconds = 0;  ///< from the first byte sent to the last answer
  double client_cpu_seconds = 0;
  std::size_t accepted = 0;           ///< 201
  std::map<int, std::size_t> others;  ///< every other status
  std::size_t reconnects = 0;
  bool corpus_ran_out = false;       ///< the run ended for want of new records, not by time
  std::string first_complaint;       ///< body of the first answer that was neither 201 nor 503
  std::vector<double> latencies_ms;  ///< of every 201: first byte sent to last byte of the receipt
};

/// Uploads over `connections` keep-alive connections from this one thread (epoll, non-blocking sockets), each sending
/// its next record as soon as the last was answered. A 503 is counted, and the same record is sent again after
/// Retry-After.
struct LoadOptions {
  int port = 0;
  int connections = 64;
  double seconds = 60;
  std::vector<std::string> tokens;  ///< one a unit of the corpus
};
/// @throws std::runtime_error when the server cannot be reached or talks no HTTP.
LoadResult run_load(const Corpus& corpus, const LoadOptions& options);

}  // namespace cundang::bench
