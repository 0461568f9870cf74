// Every view has an address: it can be opened, reloaded, left and come back to, also by somebody who is signed out.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  PASSWORD,
  ask,
  check,
  customerIds,
  file,
  openAs,
  openMove,
  openPage,
  openTab,
  orderOf,
  receipt,
  answerWith,
  confirm,
  ruleMessages,
  startServer,
  typePair,
} from "./support.mjs";

const server = await startServer(file);
const ids = await customerIds(server);
const rules = await ruleMessages();
const quentin = ["quentin@example.com", ids["quentin@example.com"]];

const paula = await openAs(file, server, "paula@example.com");
const orderId = await orderOf(paula, "moves-fine-3.example");
const moveId = await makeAMove();

/// Address, and the heading of its page.
const OF_CUSTOMERS = [
  ["/orders", "Orders"],
  ["/orders?status=Suspended", "Orders"],
  ["/orders?q=moves", "Orders"],
  [`/orders/${orderId}`, "moves-fine-3.example · Digital Certificate"],
  [`/orders/${orderId}/move`, "Move Services"],
  ["/moves", "Moves"],
  [`/moves/${moveId}`, `Receipt ${moveId}`],
  ["/settings/profile", "Primary Profile"],
  ["/help", "Help"],
  ["/help#moving", "Help"],
];

const OF_RESELLERS = [
  ...OF_CUSTOMERS,
  ["/orders?product=domain-registration&status=Active", "Orders"],
  ["/customers", "Customers"],
  ["/customers?status=Deleted", "Customers"],
  ["/customers/new", "Add a customer"],
  [`/customers/${ids["paula@example.com"]}`, "Paula Oliveira"],
  ["/products", "Products"],
  ["/products?q=hosting", "Products"],
];

for (const [username, routes] of [
  ["paula@example.com", OF_CUSTOMERS],
  ["admin@gopedro.example", OF_RESELLERS],
]) {
  test(`every address opens, and opens again on reload, for ${username}`, async (t) => {
    const page = await openAs(t, server, username);
    for (const [address, heading] of routes) {
      await page.goto(address);
      await shows(page, address, heading);
      await page.reload();
      await shows(page, address, heading);
      assert.equal(await page.locator("h1").count(), 1, address);
      assert.equal(await page.title(), `${heading} · Handover`);
    }
  });

  test(`every address, opened signed out, is reached by signing in as ${username}`, async (t) => {
    const page = await openPage(t, server);
    for (const [address, heading] of routes.filter(([address]) => !address.startsWith("/help"))) {
      await page.context().clearCookies();
      await page.goto(address);
      await shows(page, address, "Sign in");
      await page.getByLabel("Customer Username (Email Address)").fill(username);
      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await page.keyboard.press("Enter");
      await shows(page, address, heading);
    }
  });
}

test("the start leads to the orders, and so does /sign-in once somebody is signed in", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  for (const address of ["/", "/sign-in"]) {
    await page.goto(address);
    await shows(page, "/orders", "Orders");
  }
});

test("help is open to everybody", async (t) => {
  const page = await openPage(t, server);
  await page.goto("/help#moving");
  await shows(page, "/help#moving", "Help");
  await page.locator("#moving:focus").waitFor();
});

test("an address without a page says so, and leads on", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  for (const address of ["/nowhere", "/orders/1/nowhere", "/customers", "/customers/new", "/products"]) {
    await page.goto(address);
    await shows(page, address, "Page not found");
  }
  await page.getByRole("link", { name: "Go to the start" }).click();
  await shows(page, "/orders", "Orders");
});

test("what is no number, and what is not there, is no dead end", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  for (const address of ["/orders/abc", "/orders/999999999", "/orders/-1"]) {
    await page.goto(address);
    await page.getByText(rules["not-found"], { exact: true }).waitFor();
    await page.getByRole("link", { name: "Go to Orders" }).waitFor();
  }
  await page.goto("/orders/999999999/move");
  await page.getByText(rules["not-found"], { exact: true }).waitFor();
  await page.goto("/orders/abc/move");
  await shows(page, "/orders/abc/move", "Page not found");
  await page.goto("/moves/999999999");
  await page.getByRole("alert").waitFor();
  await page.goto("/moves/abc");
  await page.getByText("There is no such receipt").waitFor();
  const reseller = await openAs(t, server, "admin@gopedro.example");
  for (const address of ["/customers/1", `/customers/${ids["xenia@example.com"]}`]) {
    await reseller.goto(address);
    await reseller.getByRole("alert").waitFor();
  }
});

test("a deleted order is shown, and does not move", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  const { items } = await ask(page, "/api/v1/orders?q=moves-with-history&status=Deleted");
  await page.goto(`/orders/${items[0].order_id}`);
  await shows(page, `/orders/${items[0].order_id}`, "moves-with-history.example · Digital Certificate");
  await page.getByRole("heading", { name: "Related services" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "Move Services" }).count(), 0);
  await page.goto(`/orders/${items[0].order_id}/move`);
  await page.getByText("This order is deleted or archived, so there is nothing to move.").waitFor();
  await page.getByRole("link", { name: "Go to Order Details" }).waitFor();
});

test("back and forward keep the filters, and the fields follow them", async (t) => {
  const page = await openAs(t, server, "admin@gopedro.example");
  await page.goto("/orders");
  await page.getByLabel("Status").selectOption("Suspended");
  await page.waitForURL("**/orders?status=Suspended");
  await page.getByLabel("Domain name or order id").fill("suspended-r");
  await page.waitForURL("**/orders?q=suspended-r&status=Suspended");
  await page.getByRole("link", { name: "suspended-related.example" }).click();
  await shows(page, null, "suspended-related.example · Web Hosting");
  await page.goBack();
  await shows(page, "/orders?q=suspended-r&status=Suspended", "Orders");
  assert.equal(await page.getByLabel("Domain name or order id").inputValue(), "suspended-r");
  assert.equal(await page.getByLabel("Status").inputValue(), "Suspended");
  await page.getByRole("link", { name: "suspended-related.example" }).waitFor();
  await page.goForward();
  await shows(page, null, "suspended-related.example · Web Hosting");
});

test("a long list has pages, which back and forward turn", async (t) => {
  const page = await openAs(t, server, "admin@gopedro.example");
  await page.goto("/orders");
  const table = page.getByRole("table", { name: "Orders" });
  const first = await table.locator("tbody").innerText();
  await page.getByRole("link", { name: "Next page" }).click();
  await page.waitForURL("**/orders?after=*");
  await page.getByRole("link", { name: "Back to the start" }).waitFor();
  const second = await table.locator("tbody").innerText();
  assert.notEqual(first, second);
  await page.reload();
  await table.waitFor();
  assert.equal(await table.locator("tbody").innerText(), second);
  await page.goBack();
  await page.getByRole("link", { name: "Back to the start" }).waitFor({ state: "detached" });
  assert.equal(await table.locator("tbody").innerText(), first);
});

test("a session that ends in the middle of the move asks to sign in, and nothing typed is lost", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  await openMove(page, orderId);
  await page.getByLabel("Customer Username (Email Address)").fill(quentin[0]);
  await page.getByLabel("Retain the existing Contact Details").check();
  assert.ok((await page.request.delete("/api/v1/session", { headers: { origin: server.url } })).ok());
  await page.getByLabel("Customer ID", { exact: true }).fill(quentin[1]);
  await page.getByText("Your session ended.").waitFor();
  await shows(page, `/orders/${orderId}/move`, "Sign in");
  await page.getByLabel("Customer Username (Email Address)").fill("paula@example.com");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await shows(page, `/orders/${orderId}/move`, "Move Services");
  assert.equal(await page.getByLabel("Customer Username (Email Address)").inputValue(), quentin[0]);
  assert.equal(await page.getByLabel("Customer ID", { exact: true }).inputValue(), quentin[1]);
  assert.equal(await page.getByLabel("Retain the existing Contact Details").isChecked(), true);
  await check(page, "R1").and(page.locator("[data-state=passed]")).waitFor();

  await t.test("another account does not find it", async () => {
    await signOut(page);
    await page.getByLabel("Customer Username (Email Address)").fill("admin@gopedro.example");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await shows(page, "/orders", "Orders");
    await page.goto(`/orders/${orderId}/move`);
    await shows(page, `/orders/${orderId}/move`, "Move Services");
    assert.equal(await page.getByLabel("Customer ID", { exact: true }).inputValue(), "");
  });
});

test("signing out ends the session, also for another tab", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  const other = await openTab(t, page.context());
  await other.goto("/orders");
  await other.getByRole("table").waitFor();
  await page.goto("/orders");
  await signOut(page);
  await shows(page, "/sign-in", "Sign in");
  await page.getByText("You are signed out.").waitFor();
  assert.equal((await page.request.get("/api/v1/orders")).status(), 401);
  await other.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Moves" }).click();
  await shows(other, "/moves", "Sign in");
  await other.getByText("Your session ended.").waitFor();
});

test("a view is left while it is loading, and nothing of it appears in the next", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  const held = [];
  await page.route(`**/api/v1/orders/${orderId}`, (route) => held.push(route));
  await page.goto(`/orders/${orderId}`);
  await page.locator("[aria-busy=true]").first().waitFor({ state: "attached" });
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Moves" }).click();
  await shows(page, "/moves", "Moves");
  await Promise.all(held.map((route) => route.continue()));
  await page.getByRole("table").waitFor();
  await shows(page, "/moves", "Moves");
});

/// The page under this address has this heading.
async function shows(page, address, heading) {
  await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
  if (address) assert.equal(page.url(), server.url + address);
}

async function signOut(page) {
  await page.getByRole("button", { name: "Paula Oliveira" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
}

async function makeAMove() {
  await openMove(paula, await orderOf(paula, "moves-expired.example"));
  await typePair(paula, ...quentin);
  await answerWith(await confirm(paula));
  return receipt(paula);
}
