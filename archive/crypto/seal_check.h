// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "archive/crypto/seal_report.h"

namespace cundang::crypto {

/// Checks a META-INF/signatures.xml of our own exact layout (docs/formats/seal.md), sharing no code with its writer:
/// the ECDSA signature over SignedInfo, the digest of SignedProperties, the signing certificate and its chain to
/// `ca_pem` at the token's time, and the RFC 3161 token over SignatureValue with its own chain. The digests of the
/// files are reported; comparing them with the files is the caller's. Anything laid out in another way is a problem:
/// foreign signatures are for a general tool. Bounded to 16 MiB; thread-safe; never throws but std::bad_alloc.
SealReport check_seal(std::string_view signatures_xml, std::string_view ca_pem);

}  // namespace cundang::crypto
