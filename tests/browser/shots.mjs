// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of pages: node tests/browser/shots.mjs BASE SESSION OUT PATH…   (SESSION "-": signed out)
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Browser } from "./browser.mjs";

const [base, session, out, ...paths] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const browser = new Browser();
const page = await browser.page();
if (session !== "-") await page.cookie(base, "cundang_session", session);
for (const [width, height] of [[1280, 900], [390, 844]]) {
  await page.size(width, height);
  for (const path of paths) {
    await page.open(base + path);
    const overflow = await page.run(`document.documentElement.scrollWidth - ${width}`);
    const name = (path.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "") || "home") + `-${width}.png`;
    writeFileSync(join(out, name), await page.screenshot());
    console.log(name, overflow > 0 ? `overflows by ${overflow}px` : "");
  }
}
for (const complaint of page.complaints) console.log("complaint:", complaint);
await browser.close();
