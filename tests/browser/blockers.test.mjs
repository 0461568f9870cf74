// Every obstacle of the demo is on the screen, in its exact words, and nothing else is.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answerWith,
  ask,
  check,
  checkReports,
  confirm,
  customerIds,
  file,
  goldenMessages,
  openAs,
  openMove,
  orderOf,
  readRepository,
  receipt,
  ruleMessages,
  startServer,
  typePair,
} from "./support.mjs";

const server = await startServer(file);
const ids = await customerIds(server);
const golden = await goldenMessages();
const rules = await ruleMessages();

/// The messages that the source document gives, by the code under which the README lists them.
const SOURCE = {
  "not-same-customer": "M1",
  "invalid-customer": "M2",
  processing: "M3",
  "pending-invoice": "M4",
  "split-domain": "M5",
  "money-back": "M6",
  "no-sign-up": "M7",
  "new-customer-status": "M8",
};

const messageOf = (code) => (SOURCE[code] ? golden[SOURCE[code]] : rules[code]);

/// Signed in as, domain name, new customer, the rule whose row is blocked, and the code of its message.
const CASES = [
  ["paula", "moves-fine-1.example", ["quentin@example.com", "xenia@example.com"], "R1", "not-same-customer"],
  ["paula", "moves-fine-1.example", ["nobody@example.com", "quentin@example.com"], "R1", "invalid-customer"],
  ["paula", "already-belongs.example", "paula@example.com", "R2", "already-belongs"],
  ["paula", "new-customer-deleted.example", "dora@example.com", "R3", "new-customer-status"],
  ["paula", "new-customer-suspended.example", "sam@example.com", "R3", "new-customer-status"],
  ["paula", "new-reseller-suspended.example", "pia@example.com", "R3", "new-customer-status"],
  ["paula", "suspended.example", "quentin@example.com", "R4", "order-suspended"],
  ["paula", "suspended-related.example", "quentin@example.com", "R4", "order-suspended"],
  ["paula", "suspended-by-operator.example", "quentin@example.com", "R4", "order-suspended"],
  ["nuno", "suspended-by-norte.example", "quentin@example.com", "R4", "order-suspended"],
  ["paula", "locked-by-customer.example", "quentin@example.com", "R4", "order-locked"],
  ["paula", "locked-by-reseller.example", "quentin@example.com", "R4", "order-locked"],
  ["paula", "enrolling.example", "quentin@example.com", "R5", "processing"],
  ["paula", "reissuing.example", "quentin@example.com", "R5", "processing"],
  ["paula", "renewing.example", "quentin@example.com", "R5", "processing"],
  ["paula", "deleting.example", "quentin@example.com", "R5", "processing"],
  ["paula", "being-added.example", "quentin@example.com", "R5", "processing"],
  ["xenia", "yourdomainname.com", "yusuf@example.com", "R6", "split-domain", "email-hosting"],
  ["paula", "split-domain.example", "xenia@example.com", "R6", "split-domain"],
  ["paula", "pending-invoice.example", "quentin@example.com", "R7", "pending-invoice"],
  ["paula", "part-paid-invoice.example", "quentin@example.com", "R7", "pending-invoice"],
  ["paula", "reseller-invoice.example", "quentin@example.com", "R7", "pending-invoice"],
  ["nuno", "norte-reseller-invoice.example", "quentin@example.com", "R7", "pending-invoice"],
  ["paula", "money-back.example", "quentin@example.com", "R8", "money-back"],
  ["paula", "no-sign-up.example", "lena@example.com", "R9", "no-sign-up"],
  ["paula", "not-movable.example", "quentin@example.com", "R10", "not-movable"],
  ["paula", "existing-contacts-only.invalid", "quentin@example.com", "R10", "tld-existing-contacts-only"],
  ["clara", "policy-outgoing.example", "quentin@example.com", "R11", "policy-outgoing"],
  ["paula", "policy-incoming.example", "clara@example.com", "R11", "policy-incoming"],
  ["paula", "new-reseller-asks.example", "arjun@example.com", "R11", "acceptance-required"],
  ["paula", "new-customer-asks.example", "asha@example.com", "R11", "acceptance-required"],
  ["paula", "new-customer-blocks.example", "bianca@example.com", "R11", "new-customer-status"],
  ["paula", "no-default-contacts.example", "nils@example.com", "R12", "no-default-contacts"],
];

test("the golden messages are those of the README", () => {
  for (const [code, number] of Object.entries(SOURCE)) assert.equal(rules[code], golden[number]);
});

const pages = new Map();

async function pageOf(name) {
  if (!pages.has(name)) pages.set(name, await openAs(file, server, `${name}@example.com`));
  return pages.get(name);
}

for (const [name, domain, customer, rule, code, product] of CASES) {
  const [username, owner] = Array.isArray(customer) ? customer : [customer, customer];
  test(`${name} moves ${domain} to ${username}: ${code}`, async () => {
    const page = await pageOf(name);
    await openMove(page, await orderOf(page, domain, product));
    await typePair(page, username, ids[owner]);
    await check(page, rule).and(page.locator("[data-state=blocked]")).waitFor();
    assert.deepEqual(await messagesOf(page), [messageOf(code)]);
    assert.deepEqual(await blockedRules(page), [rule]);
    await page.locator("#move-confirm[aria-disabled=true]").waitFor();
    await check(page, rule).locator(".move-blocker p").first().waitFor();
    checkReports(page);
  });
}

test("a registry's own reason is shown in its words", async (t) => {
  const catalogue = await readRepository("crates/server/src/demo/catalogue.rs");
  const [, reason] = /"test", "forbidden", "(.+)"/.exec(catalogue);
  const page = await openAs(t, server, "paula@example.com");
  await openMove(page, await orderOf(page, "registry-forbids.test"));
  await typePair(page, "quentin@example.com", ids["quentin@example.com"]);
  assert.deepEqual(await messagesOf(page), [reason]);
  assert.deepEqual(await blockedRules(page), ["R10"]);
});

test("what needs no pair is said before one is typed, with the services and the remedy", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  const orderId = await orderOf(page, "enrolling.example");
  await openMove(page, orderId);
  const row = check(page, "R5");
  await row.getByText(golden.M3).waitFor();
  await row.getByText(/Enroll \d+ of order \d+: Awaiting Validation/).waitFor();
  await row.getByRole("link", { name: "Digital Certificate" }).waitFor();
  await row.getByRole("button", { name: /^Cancel Enroll \d+$/ }).waitFor();
  await check(page, "R3").getByText("Waits for the new customer").waitFor();
});

test("an order with many reasons shows them all at once, in the order of the rules", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  await openMove(page, await orderOf(page, "many-reasons.example"));
  await typePair(page, "quentin@example.com", ids["quentin@example.com"]);
  assert.deepEqual(await blockedRules(page), ["R4", "R5", "R7", "R8", "R10"]);
  const codes = ["order-locked", "order-suspended", "processing", "pending-invoice", "money-back", "not-movable"];
  assert.deepEqual(await messagesOf(page), codes.map(messageOf));
  assert.equal(await page.locator(".move-check").count(), 12, "no row comes or goes");
  await page.getByText("7 of 12 passed").waitFor();

  await t.test("Confirm says why it is off, sends nothing, and leads to the first open check", async () => {
    await page.getByText(/^5 checks are open: /).waitFor();
    const sent = [];
    page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
    await page.locator("#move-confirm").click({ force: true });
    await check(page, "R4").and(page.locator(":focus")).waitFor();
    assert.equal(await page.getByRole("dialog").count(), 0);
    assert.deepEqual(sent, []);
  });
});

test("an order that was moved a moment ago has to cool down", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  const orderId = await orderOf(page, "moves-expired.example");
  await openMove(page, orderId);
  await typePair(page, "quentin@example.com", ids["quentin@example.com"]);
  await answerWith(await confirm(page));
  await receipt(page);
  const other = await openAs(t, server, "quentin@example.com");
  await openMove(other, orderId);
  await typePair(other, "xenia@example.com", ids["xenia@example.com"]);
  const [message, ...others] = await messagesOf(other);
  assert.deepEqual(others, []);
  const time = /\d{4}-\d\d-\d\d \d\d:\d\d UTC/;
  assert.equal(message.replace(time, "<time>"), rules["cool-down"].replace(time, "<time>"));
  await check(other, "R11").getByText("movable from").waitFor();
});

test("somebody else's order, and one that never was, are the same page", async (t) => {
  const page = await openAs(t, server, "quentin@example.com");
  const foreign = await orderOf(await pageOf("paula"), "moves-fine-1.example");
  const seen = [];
  for (const address of [foreign, 1].flatMap((id) => [`/orders/${id}`, `/orders/${id}/move`])) {
    await page.goto(address);
    const alert = page.getByRole("alert");
    await alert.getByText(rules["not-found"], { exact: true }).waitFor();
    seen.push((await alert.innerText()).replace(/Request\s+\w+/, ""));
  }
  assert.deepEqual(seen.slice(0, 2), seen.slice(2));
});

test("a money-back period that ends turns its check green by itself", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  await page.clock.install();
  const orderId = await orderOf(page, "money-back-ends-soon.example");
  await openMove(page, orderId);
  await typePair(page, "quentin@example.com", ids["quentin@example.com"]);
  assert.deepEqual(await messagesOf(page), [golden.M6]);
  await check(page, "R8").getByText(/movable from .+ \(in \d+ (seconds|minutes)\)/).waitFor();

  await page.clock.fastForward("03:00");
  await check(page, "R8").and(page.locator("[data-state=passed]")).waitFor();
  await page.getByText("All checks passed.").waitFor();
  await page.locator("p[role=status]", { hasText: "Passed now: No money-back period is running." }).waitFor();
  assert.deepEqual(await messagesOf(page), []);

  await t.test("a page that is ahead of time moves nothing", async () => {
    await answerWith(await confirm(page));
    await page.getByText("Nothing was moved: something stands in the way now").waitFor();
    assert.deepEqual(await messagesOf(page), [golden.M6]);
    const { items } = await ask(page, "/api/v1/moves");
    assert.ok(!items.some((move) => move.domain === "money-back-ends-soon.example"));
  });
});

test("the certificate and the e-mail hosting of the source's example", async (t) => {
  const paula = await openAs(t, server, "paula@example.com");
  const certificate = await orderOf(paula, "yourdomainname.com");
  await openMove(paula, certificate);
  await typePair(paula, "yusuf@example.com", ids["yusuf@example.com"]);
  assert.deepEqual(await messagesOf(paula), [golden.M5]);
  await typePair(paula, "xenia@example.com", ids["xenia@example.com"]);
  assert.deepEqual(await messagesOf(paula), []);
  await paula.getByText("All checks passed.").waitFor();

  const text = await paula.locator("main").innerText();
  assert.ok(!text.includes("Xenia"), "the other customer is not named");
});

/// The exact messages on the screen, from top to bottom.
function messagesOf(page) {
  return page.locator(".move-check-message").allInnerTexts();
}

/// The rules whose rows are blocked, from top to bottom.
async function blockedRules(page) {
  const rows = page.locator(".move-check[data-state=blocked]");
  return rows.evaluateAll((rows) => rows.map((row) => `R${row.id.slice("check-".length)}`));
}
