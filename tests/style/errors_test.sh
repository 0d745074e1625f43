#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# errors_test.sh PROGRAM PAGE: the page is what the program prints.
set -euo pipefail
"$1" | diff -u "$2" - || { echo "docs/errors.md is old: run tools/dev/errors-page"; exit 1; }
