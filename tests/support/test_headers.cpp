// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing stands here: the target cundang_test_headers needs a file to compile its precompiled header for.
