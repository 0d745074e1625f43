// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian/frames.h"

#include <zstd.h>

#include "schema/model/error.h"

namespace cundang::indexer {
namespace {

constexpr int level = 1;  // ~40 µs for a record of 10 KB; higher levels save little on texts this short
constexpr unsigned long long size_max = 64ULL << 20;

}  // namespace

struct FramePacker::State {
  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context{ZSTD_createCCtx(), &ZSTD_freeCCtx};
};

FramePacker::FramePacker() : state_{std::make_unique<State>()} {
  ZSTD_CCtx_setParameter(state_->context.get(), ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(state_->context.get(), ZSTD_c_checksumFlag, 1);
}
FramePacker::FramePacker(FramePacker&&) noexcept = default;
FramePacker::~FramePacker() = default;

std::string FramePacker::pack(std::string_view bytes) {
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  const auto size = ZSTD_compress2(state_->context.get(), frame.data(), frame.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(size))
    throw Error{ErrorCode::Internal, "a record cannot be compressed"}.with("reason", ZSTD_getErrorName(size));
  frame.resize(size);
  return frame;
}

std::string unpack_frame(std::string_view frame) {
  const auto torn = [] { return Error{ErrorCode::IndexUnreadable, "a stored record is torn"}; };
  const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > size_max) throw torn();
  std::string bytes(size, '\0');
  // Making a context costs as much as unpacking a record: one for each thread.
  static thread_local const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context{ZSTD_createDCtx(),
                                                                                         &ZSTD_freeDCtx};
  const auto got = ZSTD_decompressDCtx(context.get(), bytes.data(), bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(got) || got != size) throw torn();
  return bytes;
}

}  // namespace cundang::indexer
