// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/accept/floor.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "archive/crypto/digest.h"
#include "archive/crypto/key_store.h"
#include "archive/evidence/checkpoint.h"
#include "archive/evidence/leaf.h"
#include "archive/evidence/merkle.h"
#include "archive/evidence/statement.h"
#include "schema/xml/record_reader.h"
#include "tests/bench/accept/figures.h"

namespace cundang::bench {
namespace {

constexpr std::size_t group_size = 64;

/// One thread's whole line. Each step adds its own time to the floor's figures.
class Line {
 public:
  explicit Line(const std::filesystem::path& folder)
      : keys_{crypto::KeyStore::create(folder / "floor-keys", "cundang.example/floor", SystemClock{}.now())},
        tree_{[](int, std::int64_t) -> std::string { throw std::logic_error{"the floor reads no tiles"}; }},
        log_key_{"cundang.example/floor", keys_.log_public_key()},
        path_{(folder / "floor-bytes").string()} {
    fd_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd_ < 0) throw std::system_error{errno, std::generic_category(), path_};
  }
  ~Line() {
    close(fd_);
    unlink(path_.c_str());
  }

  void take(std::string_view bytes, Floor& floor) {
    const auto now = SystemClock{}.now();
    const auto t0 = Clock::now();
    const auto outcome = reader_.read(bytes);
    if (!outcome.ok())
      throw std::runtime_error{"the record maker's record is refused: " + outcome.findings().front().code + " " +
                               outcome.findings().front().place + " " + outcome.findings().front().reason.en};
    const auto record_digest = crypto::sha256(bytes);
    const auto t1 = Clock::now();
    const auto signatures = keys_.seal({{"record.xml", record_digest}}, now);
    const auto t2 = Clock::now();
    add_leaf(outcome.value(), bytes.size(), record_digest, signatures, now);
    group_ += bytes;
    group_ += signatures;
    floor.read_us += 1e6 * seconds_between(t0, t1);
    floor.seal_us += 1e6 * seconds_between(t1, t2);
    floor.leaf_us += 1e6 * seconds_between(t2, Clock::now());
    ++floor.documents;
  }

  void commit(Floor& floor) {
    const auto began = Clock::now();
    (void)tree_.take_completed();
    group_ += evidence::sign_checkpoint({log_key_.name, tree_.size(), tree_.root()}, log_key_,
                                        [this](std::string_view body) { return keys_.sign_log(body); });
    if (write(fd_, group_.data(), group_.size()) != static_cast<ssize_t>(group_.size()) || fdatasync(fd_) != 0)
      throw std::system_error{errno, std::generic_category(), path_};
    group_.clear();
    floor.sync_us += 1e6 * seconds_between(began, Clock::now());
  }

 private:
  void add_leaf(const Record& record, std::size_t size, const Sha256& record_digest, std::string_view signatures,
                Instant now) {
    evidence::Statement statement{"record"};
    const auto number = to_text(AccessionNumber{tree_.size() + 1});
    statement.add("accession", number).add("unit", record.submitter.code.text).add("unit-counter", number.substr(1));
    statement.add("person", "floor").add("method", "token").add("received", to_text(now)).add("kind", record.kind);
    statement.add_if("series", record.series).add("label", "内部").add_if("source-system", record.source_system);
    statement.add_if("source-id", record.source_id).add("digest", crypto::sha256(record_digest.bytes()).hex());
    statement.add("record", record_digest.hex() + " " + std::to_string(size));
    statement.add("signatures", crypto::sha256(signatures).hex());
    statement.add("fonds", "0001").add("year", "2012").add("retention", "D10");
    const auto salt = crypto::random_bytes(32);
    const auto text = statement.text();
    const auto leaf = evidence::to_text(evidence::Leaf{now, now, evidence::commit_to(salt, text)});
    tree_.append(evidence::leaf_hash(leaf));
    group_ += text + salt + leaf;
  }

  RecordReader reader_;
  crypto::KeyStore keys_;
  evidence::Tree tree_;
  evidence::LogKey log_key_;
  std::string path_;
  std::string group_;
  int fd_ = -1;
};

}  // namespace

Floor measure_floor(const Corpus& corpus, const std::filesystem::path& folder, double seconds) {
  Line line{folder};
  Floor floor;
  const auto began = Clock::now();
  for (std::size_t n = 0; n < corpus.size() && floor.seconds < seconds;
       floor.seconds = seconds_between(began, Clock::now())) {
    for (const auto end = std::min(n + group_size, corpus.size()); n < end; ++n) line.take(corpus[n].bytes, floor);
    line.commit(floor);
  }
  for (auto* each : {&floor.read_us, &floor.seal_us, &floor.leaf_us, &floor.sync_us})
    *each /= static_cast<double>(floor.documents);
  return floor;
}

}  // namespace cundang::bench
