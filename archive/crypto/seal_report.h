// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "schema/model/bytes.h"
#include "schema/model/instant.h"

namespace cundang::crypto {

/// One file that a seal covers: its name in the container ("record.xml", "attachments/0001.pdf") and its digest.
struct SealedFile {
  std::string uri;  ///< of [A-Za-z0-9._/-]
  Sha256 sha256;
  /// RFC 6838; where empty or odd, application/xml for *.xml and application/octet-stream for the rest.
  std::string media_type = {};
};

/// What an XAdES B-T seal says once everything in it has been checked: digests, ECDSA signature, certificate chain to
/// the archive's CA at the token's time, token over the SignatureValue.
struct SealReport {
  std::vector<SealedFile> files;
  Instant time;         ///< genTime of the token
  std::string problem;  ///< empty when the seal holds; else what failed, in English
};

}  // namespace cundang::crypto
