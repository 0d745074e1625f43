// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/model/bytes.h"
#include "schema/model/instant.h"

// RFC 3161 towards a time-stamping authority of another house.
namespace cundang::crypto {

/// A DER TimeStampReq over a SHA-256 imprint, with a random nonce, asking for the authority's certificate.
std::string timestamp_query(const Sha256& imprint);

/// Checks a DER TimeStampResp against the query it answers: granted, imprint, nonce, signature, and the authority's
/// certificate up to one in `ca_pem` (any number of certificates; empty: the system's authorities).
/// @returns the time it states. @throws Error{SignatureInvalid} with the reason.
Instant check_timestamp_reply(std::string_view reply, std::string_view query, std::string_view ca_pem);

/// What a TimeStampResp states, nothing of it trusted: for whoever holds a file against it.
struct StatedTime {
  Sha256 imprint;
  Instant at;
};
/// @returns nothing unless it is one granted response over a SHA-256 imprint whose signature holds by the certificate
/// inside it.
std::optional<StatedTime> read_timestamp_reply(std::string_view reply);

}  // namespace cundang::crypto
