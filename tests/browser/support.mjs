// What every journey through the panel needs: a server of its own, a browser, and a page that reports what goes wrong
// in it. It never waits for an amount of time, only for something to be seen.
//
//   test("a customer signs in", async (t) => {
//     const server = await startServer(t);
//     const page = await openPage(t, server);
//     await signIn(page, server.url, "jd@example.com", "the password");
//   });
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after } from "node:test";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-dev-shm-usage",
  "--disable-sync",
  "--no-first-run",
];

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run the journeys with \`cargo xtask test --only browser\``);
  return value;
}

const endings = new WeakMap();

/// Does something when the test ends; what was begun last ends first, so that a page never outlives its server.
export function atEnd(t, ending) {
  if (!endings.has(t)) {
    endings.set(t, []);
    t.after(async () => {
      const failures = [];
      for (const end of endings.get(t).reverse()) {
        try {
          await end();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
    });
  }
  endings.get(t).push(ending);
}

/// Stands for the whole file where a test is asked for, so that its tests share a server:
/// `const server = await startServer(file)`. They must not disturb each other.
export const file = { after };

/// Starts a server on a free port with a new database, and ends it with the test.
///
/// `mode` is `demo` or `serve`; `args` and `env` are added. Returns its `url`, the `database` file, everything it has
/// printed (`output()`), and `stop()`, which resolves when the process has ended.
export async function startServer(t, { mode = "demo", args = [], env = {} } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "handover-journey-"));
  const database = join(folder, "handover.db");
  atEnd(t, () => rm(folder, { recursive: true, force: true }));
  const server = await start({ mode, database, listen: "127.0.0.1:0", args, env });
  atEnd(t, () => server.stop());
  return server;
}

/// Starts a server on a database that exists, for example the one of a server that was stopped before.
export async function start({ mode, database, listen, args = [], env = {} }) {
  const program = required("HANDOVER_BIN");
  const words = [mode, "--database", `sqlite:${database}`, "--listen", listen, ...args];
  const process_ = spawn(program, words, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const printed = [];
  const ended = new Promise((resolve) => {
    process_.once("error", (error) => resolve(`it cannot be started: ${error.message}`));
    process_.once("close", (code, signal) => resolve(`it ended with ${signal ?? code}`));
  });
  const ready = new Promise((resolve) => {
    for (const stream of [process_.stdout, process_.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        printed.push(line);
        const address = /listening on (http:\/\/\S+)/.exec(line);
        if (address) resolve(address[1].replace(/\/$/, ""));
      });
    }
  });
  const output = () => printed.join("\n");
  const url = await Promise.race([
    ready,
    ended.then((how) => {
      throw new Error(`${program} ${words.join(" ")} is not listening: ${how}\n${output()}`);
    }),
  ]);
  // SIGKILL: a server has to stand being killed, and a test never waits for a drain it did not ask for.
  const stop = async (signal = "SIGKILL") => {
    process_.kill(signal);
    return ended;
  };
  return { url, database, output, stop };
}

let shared;

// Registered here: inside a test it would end the browser with that test.
after(async () => (await shared)?.close());

/// One browser for all tests of a file; each page has a context (cookies, storage) of its own.
export function launch() {
  shared ??= chromium.launch({ executablePath: required("HANDOVER_CHROMIUM"), args: FLAGS });
  return shared;
}

/// A page in a new context. When the test ends, it fails if the page reported anything that was not expected.
///
/// A report is an error on the console (a violation of the content security policy is one), an uncaught exception, or
/// an answer from the server of 500 and above. A refusal by the API (400 to 499) is none: blockers are ordinary answers.
/// `expectReports(page, /pattern/)` allows those that match. `context` is passed to Playwright, for example
/// `{ viewport: { width: 320, height: 640 }, colorScheme: "dark" }`.
export async function openPage(t, server, context = {}) {
  const browser = await launch();
  const opened = await browser.newContext({
    baseURL: server?.url,
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    timezoneId: "UTC",
    reducedMotion: "reduce",
    ...context,
  });
  atEnd(t, () => opened.close());
  return openTab(t, opened);
}

/// Another page in a context that is open already, which shares who is signed in.
export async function openTab(t, context) {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  watchReports(t, page);
  return page;
}

/// A page on which this account of the demo is signed in, with a session of its own; nothing is opened in it yet.
export async function openAs(t, server, username, context = {}) {
  const page = await openPage(t, server, context);
  await page.context().addCookies([await sessionOf(server, username)]);
  return page;
}

/// The cookie of a new session, without a browser.
async function sessionOf(server, username) {
  const { answer, value } = await call(server, "POST", "/api/v1/session", { username, password: PASSWORD });
  assert.ok(value["signed-in"], `${username} cannot sign in: ${JSON.stringify(value)}`);
  const [name, token] = answer.headers.get("set-cookie").split(";")[0].split("=");
  return { name, value: token, url: server.url, httpOnly: true, sameSite: "Strict" };
}

/// Asks the API of a page's account, for what a test has to know and not for what it shows.
export async function ask(page, path) {
  const answer = await page.request.get(path);
  assert.ok(answer.ok(), `${path} answers ${answer.status()}`);
  return answer.json();
}

async function call(server, method, path, body) {
  const headers = { origin: server.url, "content-type": "application/json" };
  const answer = await fetch(server.url + path, { method, headers, body: body && JSON.stringify(body) });
  return { answer, value: await answer.json() };
}

/// The number of the order that this page's account sees for a domain name; its certificate's, or another product's.
export async function orderOf(page, domain, product = "digital-certificate") {
  const { items } = await ask(page, `/api/v1/orders?${new URLSearchParams({ q: domain, product })}`);
  const order = items.find((order) => order.domain === domain && !["Deleted", "Archived"].includes(order.status));
  assert.ok(order, `there is no ${product} of ${domain}`);
  return order.order_id;
}

/// The Customer ID of each username that the demo tells its visitors to move to.
export async function customerIds(server) {
  const { value } = await call(server, "GET", "/api/v1/session");
  const shown = value["signed-out"].demo_accounts.map((account) => account.shows).join(" ");
  return Object.fromEntries([...shown.matchAll(/(\S+@\S+) \/ (\d+)/g)].map(([, username, id]) => [username, id]));
}

/// The password of every account of the demo.
export const PASSWORD = "handover demo password";

/// A file of the repository.
export function readRepository(path) {
  return readFile(join(import.meta.dirname, "../..", path), "utf8");
}

/// The messages M1 to M8, from the golden file.
export async function goldenMessages() {
  const lines = (await readRepository("tests/messages.txt")).trimEnd().split("\n");
  return Object.fromEntries(lines.map((line) => [line.slice(0, 2), line.slice(3)]));
}

/// The message of each code, from the README's table of rules.
export async function ruleMessages() {
  const rows = (await readRepository("README.md")).matchAll(/^\|.*\| `([a-z-]+)`(?: \(M\d\))? \| (.+) \|$/gm);
  return Object.fromEntries([...rows].map(([, code, message]) => [code, message]));
}

const expected = new WeakMap();
const reported = new WeakMap();

/// From now on reports that match are part of the test.
export function expectReports(page, ...patterns) {
  expected.get(page).push(...patterns);
}

/// Fails if the page reported anything that was not expected. The end of a test does it by itself; a page that several
/// tests share is checked by each.
export function checkReports(page) {
  const reports = reported.get(page).splice(0);
  const surprises = reports.filter((report) => !expected.get(page).some((pattern) => pattern.test(report)));
  if (surprises.length > 0) throw new Error(`the page reported:\n${surprises.join("\n")}`);
}

function watchReports(t, page) {
  const reports = [];
  expected.set(page, []);
  reported.set(page, reports);
  page.on("console", (message) => {
    const { url } = message.location();
    const refused = /status of 4\d\d/.test(message.text()) && url.includes("/api/");
    if (message.type() === "error" && !refused) reports.push(`console: ${message.text()} (${url})`);
  });
  page.on("pageerror", (error) => reports.push(`exception: ${error.stack ?? error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 500) reports.push(`answer: ${response.status()} ${response.url()}`);
  });
  atEnd(t, () => checkReports(page));
}

/// Signs in through the form, and waits until the form is gone.
export async function signIn(page, url, username, password) {
  await page.goto(`${url}/`);
  await page.getByLabel("Customer Username (Email Address)").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  const button = page.getByRole("button", { name: "Sign in" });
  await button.click();
  await button.waitFor({ state: "detached" });
}

/// Opens Move Services of an order and waits until its own side is checked.
export async function openMove(page, orderId) {
  await page.goto(`/orders/${orderId}/move`);
  await page.getByRole("heading", { level: 1, name: "Move Services" }).waitFor();
  await page.locator(".move-check:not([data-state=checking])").first().waitFor();
}

/// Types the pair and waits for the answer to it: a customer, or what is wrong.
export async function typePair(page, username, customerId) {
  await page.getByLabel("Customer Username (Email Address)").fill(username);
  await page.getByLabel("Customer ID", { exact: true }).fill(customerId);
  await page.locator("#check-1[data-state=passed], #check-1[data-state=blocked]").waitFor();
}

/// The row of a rule, such as `R3`, in the list of checks.
export function check(page, rule) {
  return page.locator(`#check-${rule.slice(1)}`);
}

/// Opens the dialog that asks the password.
export async function confirm(page) {
  await page.locator("#move-confirm:not([aria-disabled])").click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  return dialog;
}

/// Types the password into that dialog and confirms.
export async function answerWith(dialog, password = PASSWORD) {
  await dialog.getByLabel("Password").fill(password);
  await dialog.getByRole("button", { name: "Confirm" }).click();
}

/// Waits for the receipt of a move, and returns its number.
export async function receipt(page) {
  const heading = page.getByRole("heading", { level: 1, name: /^Receipt \d+$/ });
  await heading.waitFor();
  await page.locator(".receipt").waitFor();
  return Number((await heading.innerText()).slice("Receipt ".length));
}

const OUTPUT = join(import.meta.dirname, "output");

/// Keeps a picture of the page as `<name>.png`, for a person to look at.
export function picture(page, name, options = {}) {
  return pictureIn(OUTPUT, page, name, options);
}

/// Keeps a picture for the README: what a window of this size shows, scrolled to a place. `cargo xtask screenshots` puts
/// it where it is committed.
export async function readmePicture(page, name, size, place = page.locator("body")) {
  const before = page.viewportSize();
  await page.setViewportSize(size);
  await place.evaluate((element) => {
    element.scrollIntoView({ block: "start" });
    scrollBy(0, -document.querySelector(".top-bar").offsetHeight - 16);
    document.activeElement?.blur();
  });
  await pictureIn(process.env.HANDOVER_PICTURES ?? OUTPUT, page, name);
  await page.setViewportSize(before);
}

async function pictureIn(folder, page, name, options = {}) {
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled", ...options });
}
