// SPDX-License-Identifier: GPL-3.0-or-later
// A walk through the running program in a browser: node tests/browser/walk.mjs CUNDANG SOURCE [PICTURES]
// Makes an exercise archive, serves it, signs in by one-time links, and does what the four kinds of user do.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Browser } from "./browser.mjs";

const [program, source, pictures] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), "cundang-walk-"));
const data = join(work, "data");
const run = (...args) => execFileSync(program, args, { encoding: "utf8" });

const made = run("init", "--data", data, "--origin", "cundang.example/walk", "--simulated-clock",
                 "--packs", join(source, "config/packs"), "--demo", join(source, "config/demo"));
const link = (person) => new RegExp(`${person.replace(".", "\\.")}\\b[^]*?(/welcome\\?token=[0-9a-f]{64})`).exec(made)[1];

const demo = (ending) => {
  const folder = join(source, "config/demo");
  return join(folder, readdirSync(folder).find((name) => name.endsWith(ending)));
};

const server = spawn(program, ["serve", "--data", data, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
const base = await new Promise((resolve, reject) => {
  let text = "";
  server.stdout.on("data", (bytes) => {
    text += bytes;
    const found = /serving (http:\/\/[^\s]+)/.exec(text);
    if (found) resolve(found[1]);
  });
  server.once("exit", (status) => reject(new Error(`serve ended with ${status}`)));
});

const browser = new Browser();
const page = await browser.page();
let steps = 0;

async function step(name, act) {
  try {
    await act();
    ++steps;
  } catch (error) {
    console.error(`FAILED: ${name}\n${error.stack}\nat ${await page.run("location.href")}\n${(await page.text()).slice(0, 1500)}`);
    throw error;
  }
}

/** Signed in as a new person: by his link, setting a password. */
async function enter(person) {
  await page.forget();
  await page.open(base + link(person));
  for (const field of ["password", "repeat"]) await page.fill(`input[name=${field}]`, "a long pass phrase");
  await page.submit("form[action='/welcome']");
}

/** Every page keeps to its width, has one h1 and a title, and carries the exercise mark. */
async function looks_right(path) {
  for (const [width, height] of [[1280, 900], [390, 844]]) {
    await page.size(width, height);
    await page.open(base + path);
    const over = await page.run(`document.documentElement.scrollWidth - ${width}`);
    assert.ok(over <= 0, `${path} is ${over}px too wide at ${width}`);
    assert.ok((await page.text()).includes("演练"), `${path} has no exercise mark`);
    assert.ok((await page.run("document.title")).length > 4, `${path} has no title`);
    assert.ok(await page.run("getComputedStyle(document.body).fontFamily.includes('Noto')"), `${path} has no style`);
    if (!pictures) continue;
    mkdirSync(pictures, { recursive: true });
    const name = path.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "") || "home";
    writeFileSync(join(pictures, `${name}-${width}.png`), await page.screenshot());
  }
  await page.size(1280, 900);
}

const until = async (test, what) => {
  for (let turn = 0; turn < 100; ++turn) {
    if (await test()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`waited in vain: ${what}`);
};

try {
  await step("nobody is sent to the sign-in page", async () => {
    await page.open(`${base}/board`);
    assert.equal(await page.run("location.pathname"), "/sign-in");
    await looks_right("/sign-in");
  });

  await step("the office signs in by its link, once", async () => {
    await enter("wang.min");
    assert.equal(await page.run("location.pathname"), "/");
    assert.ok((await page.text()).includes("在办事项"));
  });

  await step("pages of the office", async () => {
    for (const path of ["/", "/search", "/search?q=%E8%84%9A%E6%89%8B%E6%9E%B6", "/board", "/board?on=2012-07-25",
                        "/upload", "/password", "/records/R0000016", "/records/R0000016/receipt"])
      await looks_right(path);
  });

  await step("search marks what was asked", async () => {
    await page.open(`${base}/search?q=${encodeURIComponent("脚手架")}`);
    assert.ok((await page.run("[...document.querySelectorAll('.snippet mark')].map((m) => m.textContent)")).includes("脚手架"));
  });

  await step("a broken query shows its place", async () => {
    await page.open(`${base}/search?q=${encodeURIComponent("(脚手架")}`);
    assert.ok(await page.run("!!document.querySelector('.alert')"));
  });

  await step("the board leads to a duty with its arithmetic", async () => {
    await page.open(`${base}/board`);
    await page.click("table.board tbody td a");
    assert.ok((await page.text()).includes("时限如何算出"));
    await looks_right(await page.run("location.pathname"));
  });

  await step("English is a click away", async () => {
    await page.open(`${base}/board`);
    await page.click("a.lang");
    assert.ok((await page.text()).includes("Supervision board"));
    await page.click("a.lang");
    assert.ok((await page.text()).includes("督办台账"));
  });

  let number = "";
  await step("a department uploads a record by hand", async () => {
    await enter("zhang.wei");
    const good = join(work, "good.xml");
    const xml = readFileSync(demo("half-year-report-zjw.xml"), "utf8");
    writeFileSync(good, xml.replace(/id="2012-\d+"/, 'id="walk-1"').replace(/<doc-no>.*?<\/doc-no>/, "<doc-no>铭建发〔2012〕901号</doc-no>"));
    await page.open(`${base}/upload`);
    await page.files("input[name=record]", [good]);
    await page.submit("form[action='/upload']");
    number = /R\d{7}/.exec(await page.run("document.querySelector('.success h2').textContent"))[0];
    await looks_right(`/records/${number}`);
  });

  await step("a faulty record shows findings beside its lines", async () => {
    const bad = join(work, "bad.xml");
    writeFileSync(bad, readFileSync(join(work, "good.xml"), "utf8").replace(/<title>.*?<\/title>/s, ""));
    await page.open(`${base}/upload`);
    await page.files("input[name=record]", [bad]);
    await page.submit("form[action='/upload']");
    assert.ok((await page.run("document.querySelectorAll('.findings .fault').length")) > 0);
    assert.ok((await page.run("document.querySelectorAll('.line.marked + .beside').length")) > 0);
    if (pictures) writeFileSync(join(pictures, "findings-1280.png"), await page.screenshot());
  });

  await step("what was uploaded is found", async () => {
    await until(async () => {
      await page.open(`${base}/search?q=${encodeURIComponent("铭建发〔2012〕901号")}`);
      return (await page.text()).includes(number);
    }, "the record in the index");
  });

  await step("a department does not see what is not meant for it", async () => {
    // 约谈通知 to an enterprise; the supervising side finds it.
    await page.open(`${base}/search?q=${encodeURIComponent("恒兴化工 约谈")}`);
    const hits = await page.run("[...document.querySelectorAll('.hits h2')].map((h) => h.textContent).join()");
    assert.ok(!hits.includes("关于约谈恒兴化工"), hits);
    await page.open(`${base}/accounts`);
    assert.ok((await page.text()).includes("无权办理此事"));
  });

  await step("the department asks for time by a click, and it stands in the history", async () => {
    await page.open(`${base}/board?unit=ZJW`);
    const duties = await page.run("[...document.querySelectorAll('table.board tbody td[data-label] a[href^=\"/obligations\"]')].map((a) => a.getAttribute('href'))");
    let acted = false;
    for (const path of duties) {
      await page.open(base + path);
      if (!(await page.run("!!document.querySelector('button[name=act]')"))) continue;
      const reason = await page.run("!!document.querySelector('.acts input[name=reason]')");
      if (reason) await page.fill(".acts input[name=reason]", "汛期抢险，人员不足");
      if (await page.run("!!document.querySelector('.acts input[name=until]')")) await page.fill(".acts input[name=until]", "2012-08-10");
      await page.click("button[name=act]");
      acted = true;
      assert.ok(!(await page.run("!!document.querySelector('.alert')")), await page.text());
      break;
    }
    console.log(acted ? "an act was taken" : "no duty of the department offered an act");
  });

  await step("another unit sees nothing of it by any address of the API", async () => {
    const token = (unit) => JSON.parse(run("account", "token", "--data", data, "--unit", unit, "--json")).token;
    const ask = (path, secret) => fetch(base + path, { headers: { Authorization: `Bearer ${secret}` } });
    const [own, other] = [token("ZJW"), token("JTJ")];
    const query = `/api/v1/records?q=${encodeURIComponent("doc_no:铭建发〔2012〕901号")}`;
    const paths = [`/api/v1/records/${number}`, `/api/v1/records/${number}/record.xml`, `/api/v1/accessions/${number}`,
                   `/api/v1/accessions/${number}/receipt`, `/api/v1/records/${number}/container`];
    await until(async () => (await ask(paths[4], own)).status === 200, "the record in its package");
    for (const path of paths) {
      assert.equal((await ask(path, own)).status, 200, path);
      assert.equal((await ask(path, other)).status, 404, path);
      assert.equal((await fetch(base + path)).status, 401, path);
    }
    assert.equal((await (await ask(query, own)).json()).total, 1);
    assert.equal((await (await ask(query, other)).json()).total, 0);
    for (const duty of await (await ask("/api/v1/obligations?on=2012-07-31", other)).json())
      assert.ok([duty.owing, duty.owed_to].includes("JTJ"), JSON.stringify(duty));
  });

  await step("the security administrator makes an account; the token is shown once", async () => {
    await enter("security");
    await page.open(`${base}/accounts`);
    await looks_right("/accounts");
    await page.fill("form[action='/accounts/persons'] input[name=person]", "han.mei");
    await page.fill("form[action='/accounts/persons'] input[name=name]", "韩梅");
    await page.submit("form[action='/accounts/persons']");
    assert.ok((await page.text()).includes("韩梅"));
    await page.fill("form[action='/accounts/tokens'] input[name=label]", "OA");
    await page.submit("form[action='/accounts/tokens']");
    assert.match(await page.run("document.querySelector('.secret').textContent"), /^[0-9a-f]{64}$/);
    await page.open(`${base}/accounts`);
    assert.ok(!(await page.run("!!document.querySelector('.secret')")));
    await page.open(`${base}/records/${number}`);
    assert.ok((await page.text()).includes("没有找到"), "an administrator reads no records");
  });

  await step("signing out ends it", async () => {
    await page.run("document.querySelector('.who details').open = true");
    await page.submit("form[action='/sign-out']");
    assert.equal(await page.run("location.pathname"), "/sign-in");
    await page.open(`${base}/accounts`);
    assert.equal(await page.run("location.pathname"), "/sign-in");
  });

  await step("the browser had nothing to complain of", async () => assert.deepEqual(page.complaints, []));
  console.log(`${steps} steps`);
} catch {
  process.exitCode = 1;
} finally {
  await browser.close();
  server.removeAllListeners("exit");
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await ended;
  rmSync(work, { recursive: true, force: true });
}
