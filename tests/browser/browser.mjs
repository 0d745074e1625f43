// SPDX-License-Identifier: GPL-3.0-or-later
// A small driver of headless Chromium over the DevTools pipe; needs nothing but node and chromium.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class Browser {
  #next = 1;
  #waiting = new Map();
  #listeners = [];
  #rest = "";

  constructor() {
    this.profile = mkdtempSync(join(tmpdir(), "cundang-browser-"));
    this.process = spawn(
      "chromium",
      ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
       "--remote-debugging-pipe", `--user-data-dir=${this.profile}`, "about:blank"],
      { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    this.process.stdio[4].setEncoding("utf8");
    this.process.stdio[4].on("data", (text) => this.#take(text));
  }

  #take(text) {
    const parts = (this.#rest + text).split("\0");
    this.#rest = parts.pop();
    for (const part of parts) {
      const message = JSON.parse(part);
      if (message.id) {
        const { resolve, reject } = this.#waiting.get(message.id);
        this.#waiting.delete(message.id);
        message.error ? reject(new Error(message.error.message)) : resolve(message.result);
      } else {
        for (const listener of [...this.#listeners]) listener(message);
      }
    }
  }

  send(method, params = {}, sessionId = undefined) {
    const id = this.#next++;
    this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  on(listener) { this.#listeners.push(listener); }
  off(listener) { this.#listeners = this.#listeners.filter((each) => each !== listener); }

  async page() {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId);
    for (const domain of ["Page", "Runtime", "Log", "Network", "DOM"]) await page.send(`${domain}.enable`);
    return page;
  }

  async close() {
    await this.send("Browser.close").catch(() => {});
    await new Promise((resolve) => this.process.once("exit", resolve));
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

class Page {
  /** What the browser complained of: console errors, refused styles, uncaught exceptions. */
  complaints = [];

  constructor(browser, session) {
    this.browser = browser;
    this.session = session;
    browser.on((message) => {
      if (message.sessionId !== session) return;
      if (message.method === "Log.entryAdded" && message.params.entry.level === "error" &&
          message.params.entry.source !== "network")
        this.complaints.push(message.params.entry.text);
      if (message.method === "Runtime.exceptionThrown") this.complaints.push(message.params.exceptionDetails.text);
    });
  }

  send(method, params) { return this.browser.send(method, params, this.session); }

  async size(width, height) {
    await this.send("Emulation.setDeviceMetricsOverride",
                    { width, height, deviceScaleFactor: 1, mobile: width < 600 });
  }

  async cookie(url, name, value) { await this.send("Network.setCookie", { url, name, value, httpOnly: true }); }
  async forget() { await this.send("Network.clearBrowserCookies"); }

  /** Does `act` and waits until the page it leads to has loaded. */
  async #load(act) {
    const loaded = new Promise((resolve) => {
      const listener = (message) => {
        if (message.sessionId !== this.session || message.method !== "Page.loadEventFired") return;
        this.browser.off(listener);
        resolve();
      };
      this.browser.on(listener);
    });
    await act();
    await loaded;
  }

  async open(url) { await this.#load(() => this.send("Page.navigate", { url })); }
  async click(selector) {
    await this.#load(() => this.run(`document.querySelector(${JSON.stringify(selector)}).click()`));
  }
  async submit(selector) {
    await this.#load(() => this.run(`document.querySelector(${JSON.stringify(selector)}).requestSubmit()`));
  }
  async fill(selector, value) {
    await this.run(`document.querySelector(${JSON.stringify(selector)}).value = ${JSON.stringify(value)}`);
  }
  async files(selector, paths) {
    const { root } = await this.send("DOM.getDocument");
    const { nodeId } = await this.send("DOM.querySelector", { nodeId: root.nodeId, selector });
    await this.send("DOM.setFileInputFiles", { nodeId, files: paths });
  }

  /** Value of a JavaScript expression in the page. */
  async run(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression, returnByValue: true });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`);
    return result.value;
  }
  text() { return this.run("document.body.innerText"); }

  async screenshot() {
    const { data } = await this.send("Page.captureScreenshot", { format: "png", captureBeyondViewport: true });
    return Buffer.from(data, "base64");
  }
  async pdf() {
    const { data } = await this.send("Page.printToPDF", { preferCSSPageSize: true });
    return Buffer.from(data, "base64");
  }
}
