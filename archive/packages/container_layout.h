// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "schema/model/ids.h"

// Names and limits of docs/formats/package.md, "Container": all that the writer and the independent verifier share.
namespace cundang::packages {

inline constexpr std::string_view container_media_type = "application/vnd.etsi.asic-e+zip";

namespace entry {
inline constexpr std::string_view mimetype = "mimetype";
inline constexpr std::string_view record = "record.xml";
inline constexpr std::string_view attachments = "attachments/";  ///< prefix
inline constexpr std::string_view manifest = "META-INF/manifest.xml";
inline constexpr std::string_view signatures = "META-INF/signatures.xml";
inline constexpr std::string_view statement = "META-INF/statement.txt";
inline constexpr std::string_view salt = "META-INF/salt.bin";
inline constexpr std::string_view leaf = "META-INF/leaf.txt";
inline constexpr std::string_view proof = "META-INF/proof.txt";
inline constexpr std::string_view envelope = "META-INF/envelope.xml";
inline constexpr std::string_view findings = "META-INF/findings.xml";
inline constexpr std::string_view metadata = "META-INF/metadata.xml";
}  // namespace entry

/// Longest that any entry but an attachment may be, in bytes.
inline constexpr std::int64_t entry_size_max = 16 << 20;
/// A container up to this size goes into a batch object; a larger one has an object of its own, its attachments stored.
inline constexpr std::int64_t batch_bytes_max = 16 << 20;

/// Level of every deflated entry (1–9).
inline constexpr int deflate_level = 3;

/// Name of an attachment in container and seal: "attachments/0001.pdf". The extension of the true name where it is
/// 1–8 of [a-z0-9], else "bin"; the true name itself is never a path.
std::string attachment_entry(int number, std::string_view true_name);
/// "R0000042.asice".
std::string container_name(AccessionNumber accession);
/// "L000000000123-000000000187.zip": both leaf indexes belong to it.
std::string log_container_name(LeafIndex first, LeafIndex last);
/// Twelve digits: the stem of an entry in a log container ("000000000123.leaf", ".statement", ".salt").
std::string leaf_stem(LeafIndex index);

}  // namespace cundang::packages
