// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "archive/evidence/note.h"

namespace cundang::evidence {

/// C2SP tlog-cosignature, cosignature/v1: a witness says that at `at_s` (seconds since 1970, real clock) this was the
/// largest consistent tree of the log it had seen. @param body of the note, with its trailing LF
/// @returns a signature line with its LF.
std::string cosign(std::string_view body, const WitnessKey& key, std::int64_t at_s, const NoteSigner& sign);

/// @returns the time of the witness's latest cosignature on a note; nothing unless there is one, and none by this key
/// fails.
std::optional<std::int64_t> cosigned_at(std::string_view note, const WitnessKey& key);

/// The note with the cosignature in place of an earlier one by the same key; the log's own lines stay first.
/// @param line as cosign() gives it. @returns nothing unless the line is a valid cosignature by `key` on this note.
std::optional<std::string> with_cosignature(std::string_view note, const WitnessKey& key, std::string_view line);

}  // namespace cundang::evidence
