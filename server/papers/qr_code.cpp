// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/papers/qr_code.h"

#include <qrencode.h>

#include <memory>

#include "schema/model/error.h"

namespace cundang::papers {
namespace {

constexpr int quiet_zone = 4;  ///< modules (ISO/IEC 18004, 6.3.8)

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

Figure qr_code(std::string_view bytes, double side) {
  const std::unique_ptr<QRcode, FreeCode> code{QRcode_encodeData(
      static_cast<int>(bytes.size()), reinterpret_cast<const unsigned char*>(bytes.data()), 0, QR_ECLEVEL_M)};
  if (!code) throw Error{ErrorCode::PaperTooLong}.with("bytes", std::to_string(bytes.size()));
  const double module = side / (code->width + 2 * quiet_zone);
  Figure figure;
  figure.width = figure.height = side;
  for (int y = 0; y < code->width; ++y) {
    // Neighbours in a row are one box: no hair lines between them, and a smaller file.
    for (int x = 0; x < code->width;) {
      int run = 0;
      while (x + run < code->width && (code->data[y * code->width + x + run] & 1U) != 0) ++run;
      if (run > 0)
        figure.shapes.emplace_back(
            FilledBox{{(x + quiet_zone) * module, (y + quiet_zone) * module, run * module, module}, black, {}});
      x += run == 0 ? 1 : run;
    }
  }
  return figure;
}

}  // namespace cundang::papers
