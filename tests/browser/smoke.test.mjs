// The page arrives, starts and shows its first view; nothing about the product.
import assert from "node:assert/strict";
import { test } from "node:test";
import { expectReports, openPage, picture, startServer } from "./support.mjs";

test("the page starts and shows a heading", async (t) => {
  const server = await startServer(t);
  const page = await openPage(t, server);
  await page.goto("/");
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.equal(await page.locator("#boot").count(), 0, "the notice of a failed start is gone");
  await picture(page, "first-view");
});

test("a chosen theme is there before the first paint", async (t) => {
  const server = await startServer(t);
  const page = await openPage(t, server);
  await page.addInitScript(() => localStorage.setItem("theme", "dark"));
  await page.goto("/", { waitUntil: "commit" });
  await page.locator("html[data-theme=dark]").waitFor({ state: "attached" });
});

test("a page that cannot start says so in plain words", async (t) => {
  const server = await startServer(t);
  const page = await openPage(t, server);
  expectReports(page, /./);
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("/");
  await page.getByRole("heading", { name: "Handover could not start" }).waitFor();
  await page.getByText("Nothing has been changed or moved.").waitFor();
});

test("the files named by their bytes are kept by the browser, the page itself is asked for again", async (t) => {
  const server = await startServer(t);
  const html = await fetch(`${server.url}/`);
  assert.match(html.headers.get("cache-control") ?? "", /no-cache|no-store/);
  const wasm = /data-wasm="([^"]+)"/.exec(await html.text())[1];
  const answer = await fetch(server.url + wasm, { headers: { "accept-encoding": "br" } });
  assert.equal(answer.headers.get("content-type"), "application/wasm");
  assert.equal(answer.headers.get("content-encoding"), "br");
  assert.match(answer.headers.get("cache-control") ?? "", /immutable/);
});
