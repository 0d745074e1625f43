// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/call.h"
#include "server/http/multipart.h"

namespace cundang::http {

/// Whether this actor's roles let him hand over documents at all; for which unit, the checks at upload decide.
bool may_submit(const Actor& actor);

/// A submission of the API: application/xml (the record alone) or multipart/form-data with one part `record`, then
/// any number of `attachment` parts with file names. Attachments go to the spool while they arrive.
/// @throws Error{UnsupportedMediaType | TooLarge | BadRequest | MultipartBroken}: nothing is kept.
app::Submission read_submission(Call& call);

/// What the slip says of a request that could not be read as a submission.
Findings findings_of(const Error& error);

/// The rest of a multipart request, its next part still unread.
app::Submission read_parts(Call& call, MultipartReader& parts);
/// A form of the pages that hands in a document, its page token read and found right; what follows is for read_parts(),
/// once it is certain that the caller may.
/// @throws Error{UnsupportedMediaType | MultipartBroken | CsrfMismatch}: nothing is kept.
MultipartReader open_upload(Call& call);

}  // namespace cundang::http
