// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "schema/model/ids.h"
#include "schema/model/instant.h"

namespace cundang::papers {

/// The head of the log after a day was closed, to be printed, signed and kept apart from the machine.
struct CheckpointPage {
  Date day{};
  Instant closed_at;  ///< by the archive's clock
  std::string origin;
  TreeSize size = 0;
  std::string root_hex;
  std::string note;  ///< signed; every byte of it is in the QR code
  std::string vkey;  ///< of the log
  bool exercise = false;
};

/// One page A4; the time in the file is 24:00 of the day. @throws Error{FontsMissing | PaperTooLong}
std::string checkpoint_pdf(const CheckpointPage& page);

}  // namespace cundang::papers
