// Two tabs, two people, a network that fails at the worst moment: a move happens once, and nobody is told what is not so.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  PASSWORD,
  answerWith,
  ask,
  check,
  confirm,
  customerIds,
  expectReports,
  file,
  openAs,
  openMove,
  openTab,
  orderOf,
  receipt,
  ruleMessages,
  start,
  startServer,
  typePair,
} from "./support.mjs";

const server = await startServer(file);
const ids = await customerIds(server);
const rules = await ruleMessages();
const quentin = ["quentin@example.com", ids["quentin@example.com"]];

/// Opens the move of a domain name to Quentin.
async function open(page, domain) {
  const orderId = await orderOf(page, domain);
  await openMove(page, orderId);
  await typePair(page, ...quentin);
  await page.getByText("All checks passed.").waitFor();
  return orderId;
}

async function movesOf(page, domain) {
  const { items } = await ask(page, "/api/v1/moves");
  return items.filter((move) => move.domain === domain);
}

test("two tabs of a customer confirm the same plan: one wins, the other is told", async (t) => {
  const first = await openAs(t, server, "paula@example.com");
  const second = await openTab(t, first.context());
  const dialogs = [];
  for (const page of [first, second]) {
    await open(page, "moves-fine-1.example");
    const dialog = await confirm(page);
    await dialog.getByLabel("Password").fill(PASSWORD);
    dialogs.push(dialog);
  }
  await Promise.all(dialogs.map((dialog) => dialog.getByRole("button", { name: "Confirm" }).click()));
  const outcomes = await Promise.all([first, second].map(outcomeOf));
  assert.deepEqual(outcomes.toSorted(), ["moved", "told"]);
  const loser = [first, second][outcomes.indexOf("told")];
  await loser.getByRole("dialog").getByRole("alert").getByText(rules["not-found"], { exact: true }).waitFor();
  assert.equal((await movesOf(first, "moves-fine-1.example")).length, 1);
});

test("a customer and its reseller confirm at once: one wins, the other is told", async (t) => {
  const customer = await openAs(t, server, "paula@example.com");
  const reseller = await openAs(t, server, "admin@gopedro.example");
  const dialogs = [];
  for (const page of [customer, reseller]) {
    await open(page, "moves-fine-2.example");
    const dialog = await confirm(page);
    await dialog.getByLabel("Password").fill(PASSWORD);
    dialogs.push(dialog);
  }
  // The customer is first, so that it is the reseller who learns of it: it still may see the order.
  await dialogs[0].getByRole("button", { name: "Confirm" }).click();
  await receipt(customer);
  await dialogs[1].getByRole("button", { name: "Confirm" }).click();
  await reseller.getByText("Nothing was moved: ").waitFor();
  await check(reseller, "R2").getByText(rules["already-belongs"]).waitFor();
  assert.equal((await movesOf(reseller, "moves-fine-2.example")).length, 1);
});

test("a double click on Confirm sends one move", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  await open(page, "moves-restorable.example");
  const sent = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && !request.url().endsWith("/move-check")) sent.push(request.url());
  });
  const dialog = await confirm(page);
  await dialog.getByLabel("Password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Confirm" }).dblclick();
  await receipt(page);
  assert.equal(sent.filter((url) => url.endsWith("/move-authorisation")).length, 1);
  assert.equal(sent.filter((url) => url.endsWith("/moves")).length, 1);
});

test("the answer to the confirmation is lost: checking again gives the one receipt", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  expectReports(page, /ERR_FAILED/);
  await open(page, "moves-fine-3.example");
  const keys = [];
  let isLost = true;
  await page.route("**/api/v1/orders/*/moves", async (route) => {
    keys.push(await route.request().headerValue("idempotency-key"));
    if (!isLost) return route.continue();
    // The server gets it and moves; only its answer does not arrive.
    await route.fetch();
    return route.abort("failed");
  });
  const dialog = await confirm(page);
  await answerWith(dialog);
  await dialog.getByText("We don't know yet whether it was moved").waitFor();
  await page.getByText("The server cannot be reached.").waitFor();
  assert.match(page.url(), /\/move$/, "nothing is shown as moved");

  await t.test("it stays unknown while the answers do not arrive", async () => {
    await dialog.getByRole("button", { name: "Check again" }).click();
    await dialog.getByText("We don't know yet whether it was moved").waitFor();
  });

  await t.test("the question stays in the page when the dialog is closed", async () => {
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.locator("#move-outcome").getByText("We don't know yet whether it was moved").waitFor();
  });

  isLost = false;
  await page.locator("#move-outcome").getByRole("button", { name: "Check again" }).click();
  await receipt(page);
  assert.ok(keys.length >= 3);
  assert.equal(new Set(keys).size, 1, "every attempt has the same key");
  const moves = await movesOf(page, "moves-fine-3.example");
  assert.equal(moves.length, 1);
});

test("the confirmation itself is lost: checking again carries it out", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  expectReports(page, /ERR_FAILED/);
  await open(page, "moves-expired.example");
  await page.route("**/api/v1/orders/*/moves", (route) => route.abort("failed"), { times: 1 });
  const dialog = await confirm(page);
  await answerWith(dialog);
  await dialog.getByText("We don't know yet whether it was moved").waitFor();
  assert.equal((await movesOf(page, "moves-expired.example")).length, 0);
  await dialog.getByRole("button", { name: "Check again" }).click();
  await receipt(page);
  assert.equal((await movesOf(page, "moves-expired.example")).length, 1);
});

test("without a network nothing is sent, nothing typed is lost, and the page says so", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  expectReports(page, /ERR_INTERNET_DISCONNECTED/);
  await openMove(page, await orderOf(page, "split-domain.example"));
  await page.context().setOffline(true);
  await page.getByLabel("Customer Username (Email Address)").fill("yusuf@example.com");
  await page.getByLabel("Customer ID", { exact: true }).fill(ids["yusuf@example.com"]);
  await page.locator(".move-match").getByText("The server cannot be reached.").waitFor();
  await page.locator(".banners").getByText("The server cannot be reached.").waitFor();
  await page.context().setOffline(false);
  await page.locator(".move-match").getByRole("button", { name: "Try again" }).click();
  await page.locator(".move-match").getByText(`Customer ${ids["yusuf@example.com"]}`).waitFor();
  await page.locator(".banners .notice").waitFor({ state: "detached" });

  await page.context().setOffline(true);
  const dialog = await confirm(page);
  await answerWith(dialog);
  await dialog.getByRole("alert").getByText("The server cannot be reached.").waitFor();
  await page.context().setOffline(false);
  await answerWith(dialog);
  await receipt(page);
});

test("one try is enough after a page was opened without a network: the customer is looked up again too", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  expectReports(page, /ERR_INTERNET_DISCONNECTED/);
  await openMove(page, await orderOf(page, "money-back.example"));
  await typePair(page, "quentin@example.com", ids["quentin@example.com"]);
  await page.locator(".move-match").getByText(`Customer ${ids["quentin@example.com"]}`).waitFor();
  await page.context().setOffline(true);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Moves" }).click();
  await page.getByRole("heading", { level: 1, name: "Moves" }).waitFor();
  const lookUp = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/move-check"));
  await page.goBack();
  await lookUp;
  await page.getByRole("button", { name: "Try again" }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator(".move-match").getByText(`Customer ${ids["quentin@example.com"]}`).waitFor();
});

test("what changed between preview and confirmation is shown, and asked again", async (t) => {
  const page = await openAs(t, server, "nuno@example.com");
  await open(page, "moves-from-norte.example");
  const dialog = await confirm(page);

  const other = await openAs(t, server, "quentin@example.com");
  await other.goto("/settings/profile");
  await other.getByRole("button", { name: "Edit the technical contact" }).click();
  await other.getByRole("dialog").getByLabel("Name", { exact: true }).fill("Night Shift");
  await other.getByRole("dialog").getByRole("button", { name: "Save contact" }).click();
  await other.getByText("The technical contact is saved.").waitFor();

  await answerWith(dialog);
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("Nothing was moved: the plan has changed since it was shown").waitFor();
  await page.getByText("The Technical default contact of the new customer was changed.").waitFor();
  await page.locator("#move-outcome:focus").waitFor();
  assert.equal((await movesOf(page, "moves-from-norte.example")).length, 0);

  await answerWith(await confirm(page));
  await receipt(page);
});

test("an obstacle that appears between preview and confirmation stops the move", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  const orderId = await open(page, "moves-with-history.example");
  const dialog = await confirm(page);
  const reseller = await openAs(t, server, "admin@gopedro.example");
  await reseller.goto(`/orders/${orderId}`);
  await reseller.getByRole("button", { name: "Suspend", exact: true }).click();
  await reseller.getByRole("dialog").getByLabel("Reason").fill("A check.");
  await reseller.getByRole("dialog").getByRole("button", { name: "Suspend the order" }).click();
  await reseller.getByText("The order is suspended.", { exact: true }).waitFor();

  await answerWith(dialog);
  await page.getByText("Nothing was moved: ").waitFor();
  await check(page, "R4").getByText(rules["order-suspended"]).waitFor();
  await page.locator("#move-confirm[aria-disabled=true]").waitFor();
});

test("five wrong passwords void the plan", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  await open(page, "already-belongs.example");
  const dialog = await confirm(page);
  for (const left of ["4 tries are left", "3 tries are left", "2 tries are left", "1 try is left"]) {
    await answerWith(dialog, "wrong");
    await dialog.getByText(left).waitFor();
  }
  await answerWith(dialog, "wrong");
  await dialog.getByText("the password was wrong too often").waitFor();
  await answerWith(dialog);
  await dialog.getByText("the password was wrong too often").waitFor();
  assert.equal((await movesOf(page, "already-belongs.example")).length, 0);
});

test("the server is killed after the commit and started again: checking again gives the one receipt", async (t) => {
  const mortal = await startServer(t);
  const page = await openAs(t, mortal, "paula@example.com");
  expectReports(page, /ERR_FAILED|ERR_CONNECTION_REFUSED/);
  await open(page, "moves-fine-1.example");
  await page.route(
    "**/api/v1/orders/*/moves",
    async (route) => {
      await route.fetch();
      await mortal.stop();
      await route.abort("failed");
    },
    { times: 1 },
  );
  const dialog = await confirm(page);
  await answerWith(dialog);
  await dialog.getByText("We don't know yet whether it was moved").waitFor();
  const listen = new URL(mortal.url).host;
  const again = await start({ mode: "demo", database: mortal.database, listen });
  t.after(() => again.stop());
  await dialog.getByRole("button", { name: "Check again" }).click();
  await receipt(page);
  assert.equal((await movesOf(page, "moves-fine-1.example")).length, 1);
});

/// What a page came to: its receipt, or a refusal in the dialog.
async function outcomeOf(page) {
  const moved = page.getByRole("heading", { level: 1, name: /^Receipt \d+$/ });
  const told = page.getByRole("dialog").getByRole("alert");
  await moved.or(told).first().waitFor();
  return (await moved.count()) > 0 ? "moved" : "told";
}
