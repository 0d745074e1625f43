// SPDX-License-Identifier: GPL-3.0-or-later
// C2SP tlog-witness: other houses' logs ask for a cosignature. No sign-in; the checkpoint's signature is the proof.
#include "server/app/witness_service.h"
#include "server/http/routes.h"

namespace cundang::http {

namespace {

constexpr std::int64_t request_max = 64 << 10;  ///< 63 hashes and a note with many signatures are a tenth of it

}  // namespace

Response add_checkpoint(Call& call) {
  if (call.site.witness == nullptr) throw Error{ErrorCode::NotFound};
  auto reply = call.site.witness->add_checkpoint(read_all(call.request, request_max));
  return {reply.status, std::move(reply.content_type), std::move(reply.body), {}, false};
}

}  // namespace cundang::http
