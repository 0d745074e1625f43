// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/crypto/seal_report.h"

namespace cundang::crypto {

/// The parts of a seal, as they stand in the bytes. Views of the scanned text.
struct ScannedSeal {
  std::string_view signed_info, signature_value, signed_properties;  ///< whole elements: what was hashed
  std::string signature;                                             ///< r ‖ s
  std::string seal_certificate, ca_certificate;                      ///< DER
  std::string certificate_digest;                                    ///< raw, of SigningCertificateV2
  std::string properties_digest;                                     ///< raw, of the Reference to SignedProperties
  std::string token;                                                 ///< DER
  Instant signing_time;
  std::vector<SealedFile> files;
};

/// @returns nothing unless the text has exactly the layout of docs/formats/seal.md.
std::optional<ScannedSeal> scan_seal(std::string_view signatures_xml);

}  // namespace cundang::crypto
