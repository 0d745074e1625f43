// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "archive/evidence/published_log.h"
#include "schema/model/ids.h"
#include "schema/model/instant.h"
#include "server/delivery/smtp.h"

// Where the checkpoint of a closed day leaves the house.
namespace cundang::outlets {

/// The head of the log that holds a 日结.
struct DayHead {
  Date day;
  std::string origin;
  TreeSize size = 0;
  std::string note;  ///< signed
  bool exercise = false;
};

/// What an outlet answered: it has taken the head, or a later one that covers it.
struct Taken {
  std::string answer;                 ///< one line, to be shown
  std::string kept_name, kept_bytes;  ///< evidence to be kept beside the day's checkpoint; empty where there is none
  std::string cosigned_body, cosignature;  ///< of a witness: note body and line
};

/// Repeating a call with the same head does no harm. For one thread.
class Outlet {
 public:
  virtual ~Outlet() = default;
  virtual const std::string& name() const = 0;  ///< unique among the outlets
  virtual std::string kind() const = 0;         ///< tsa, witness, mail, drop
  virtual std::string target() const = 0;       ///< address or folder, to be shown
  /// @throws Error{Unavailable} where it did not take it now; Error{LogInconsistent} where it has seen another log than
  /// this one; Error{SignatureInvalid} where its evidence does not hold.
  virtual Taken take(const DayHead& head) = 0;
  /// The key of a witness.
  virtual std::optional<evidence::WitnessKey> witness() const { return std::nullopt; }
};

struct TsaOptions {
  std::string name, url;
  std::filesystem::path ca_file;      ///< certificates of the authority; empty: the system's
  std::filesystem::path tls_ca_file;  ///< for https beside the system's; may be empty
};
struct WitnessOutletOptions {
  evidence::WitnessKey key;
  std::string url;                ///< submission prefix
  std::filesystem::path ca_file;  ///< for https beside the system's; may be empty
};
struct MailOutletOptions {
  std::string name, to;
};
struct DropOptions {
  std::string name;
  std::filesystem::path directory;  ///< must be there: a share that is not mounted takes nothing
};
using LogReader = std::function<evidence::PublishedLog()>;

/// A token by RFC 3161 over the note's bytes; kept as NAME.tsr.
std::unique_ptr<Outlet> make_tsa(TsaOptions options, std::chrono::seconds timeout);
/// C2SP tlog-witness: the newest published checkpoint with its proof; kept as NAME.cosigned.
std::unique_ptr<Outlet> make_witness(WitnessOutletOptions options, LogReader log, std::chrono::seconds timeout);
/// The note in a mail. Taken when the mail server has taken it.
std::unique_ptr<Outlet> make_mail(MailOutletOptions options, delivery::MailOptions server);
/// A file ORIGIN-DAY.checkpoint in a folder that others keep.
std::unique_ptr<Outlet> make_drop(DropOptions options);

/// A name for a file: characters outside [A-Za-z0-9.-] become _.
std::string file_name(std::string_view name);

}  // namespace cundang::outlets
