// The seed from its first step to its last: a customer signs in, finds an order, and moves it with all its services.
import assert from "node:assert/strict";
import { test } from "node:test";
import { domainToASCII } from "node:url";
import {
  PASSWORD,
  answerWith,
  ask,
  check,
  confirm,
  customerIds,
  file,
  goldenMessages,
  openAs,
  openPage,
  orderOf,
  receipt,
  ruleMessages,
  signIn,
  startServer,
  typePair,
} from "./support.mjs";

const server = await startServer(file);
const ids = await customerIds(server);
const messages = await goldenMessages();
const noSuchOrder = (await ruleMessages())["not-found"];

const SERVICES = ["Digital Certificate", "Domain Registration", "Web Hosting", "E-mail Hosting"];

test("a customer moves a certificate with all its services, and the new customer has them", async (t) => {
  const page = await openPage(t, server);
  await page.goto("/");
  await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  await page.getByLabel("Customer Username (Email Address)").fill("Paula@Example.COM");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();

  await page.getByRole("heading", { level: 1, name: "Orders" }).waitFor();
  await page.getByLabel("Domain name or order id").fill("moves-fine-3");
  await page.waitForURL("**/orders?q=moves-fine-3");
  const orders = page.getByRole("table", { name: "Orders" });
  await orders.getByRole("row").nth(SERVICES.length + 1).waitFor({ state: "detached" });
  for (const product of SERVICES) {
    await orders.getByRole("row", { name: `moves-fine-3.example` }).filter({ hasText: product }).waitFor();
  }
  const orderId = await orderOf(page, "moves-fine-3.example");
  await orders.getByRole("row").filter({ hasText: String(orderId) }).getByRole("link").click();

  await page.getByRole("heading", { level: 1, name: "moves-fine-3.example · Digital Certificate" }).waitFor();
  const related = page.getByRole("table", { name: "Related services" });
  assert.equal(await related.getByRole("row").count(), SERVICES.length, "the heading and the three other services");
  await page.getByText("CN=moves-fine-3.example").waitFor();
  await page.getByRole("link", { name: "Move Services" }).click();

  await page.getByRole("heading", { level: 1, name: "Move Services" }).waitFor();
  await page.getByRole("heading", { name: "What moves (4)" }).waitFor();
  for (const product of SERVICES) await page.locator(".move-service", { hasText: product }).waitFor();
  await check(page, "R1").getByText("Waits for the new customer").waitFor();
  await page.locator("#move-confirm[aria-disabled=true]").waitFor();

  await t.test("a pair of two customers is M1, an unknown one M2", async () => {
    await typePair(page, "quentin@example.com", ids["xenia@example.com"]);
    await shows(page, messages.M1);
    await typePair(page, "nobody@example.com", ids["quentin@example.com"]);
    await shows(page, messages.M2);
    await typePair(page, "quentin@example.com", "999999999999999999");
    await shows(page, messages.M2);
    await page.getByText("This pair was not found.").waitFor();
    await typePair(page, "quentin@example.com", "12a");
    await shows(page, messages.M2);
    await page.locator("#customer_id[aria-invalid=true]").waitFor();
    await page.locator("#move-confirm[aria-disabled=true]").waitFor();
  });

  await typePair(page, " QUENTIN@example.com ", `00${ids["quentin@example.com"]}`);
  const recipient = `Customer ${ids["quentin@example.com"]} · Q. M. · GoPedro Hosting`;
  await page.locator(".move-match").getByText(recipient).waitFor();
  assert.ok(!(await page.locator("main").innerText()).includes("Quentin"), "nothing but the initials is told");
  await page.getByText("All checks passed.").waitFor();
  await page.getByText("12 of 12 passed").waitFor();

  await t.test("both choices of contacts show their effect", async () => {
    const registrant = page.locator(".move-contacts tr", { hasText: "Registrant" });
    const retain = page.getByLabel("Retain the existing Contact Details");
    assert.equal(await retain.isChecked(), false, "the default contacts are the initial choice");
    await registrant.getByText("Rui Oliveira").waitFor();
    await registrant.getByText("Default contact of the new customer").waitFor();
    await page.getByText("The registrant of the domain name would change").waitFor();
    await retain.check();
    await registrant.getByText("Stays as it is").waitFor();
    await page.getByText("The registrant of the domain name would change").waitFor({ state: "detached" });
    await retain.uncheck();
    await registrant.getByText("Default contact of the new customer").waitFor();
  });

  const dialog = await confirm(page);
  await dialog.getByRole("heading", { name: "Move moves-fine-3.example?" }).waitFor();
  await dialog.getByText(recipient).waitFor();
  for (const product of SERVICES) await dialog.getByText(product).waitFor();
  await dialog.getByText("They change to the default contacts of the new customer.").waitFor();
  await dialog.getByText("The registrant of the domain name changes (Whois).").waitFor();

  await t.test("without a password, or with a wrong one, nothing moves", async () => {
    await dialog.getByRole("button", { name: "Confirm" }).click();
    await dialog.getByText("Type the password with which you signed in.").waitFor();
    await answerWith(dialog, "not the demo password");
    await dialog.getByText("4 tries are left").waitFor();
    assert.equal(await dialog.getByLabel("Password").inputValue(), "", "a wrong password is not kept");
    assert.equal((await ask(page, "/api/v1/moves")).items.length, 0);
  });

  await answerWith(dialog);
  const moveId = await receipt(page);
  await page.getByText("moves-fine-3.example and its 4 services moved").waitFor();
  await page.getByText("confirmed by Paula Oliveira").waitFor();
  for (const product of SERVICES) assert.equal(await page.locator(".diagram li", { hasText: product }).count(), 2);
  await page.getByText("Q. M.").first().waitFor();

  await t.test("going back does not lead to the form of a move that is done", async () => {
    await page.goBack();
    await page.getByText(noSuchOrder, { exact: true }).waitFor();
    await page.goForward();
    await receipt(page);
  });

  await t.test("the existing customer keeps the receipt and has the services no more", async () => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Moves" }).click();
    const row = page.getByRole("row").filter({ hasText: "moves-fine-3.example" });
    await row.getByText("Out").waitFor();
    await page.goto("/orders?q=moves-fine-3");
    await page.getByRole("heading", { name: "No order matches" }).waitFor();
    await page.goto(`/orders/${orderId}`);
    await page.getByText(noSuchOrder, { exact: true }).waitFor();
  });

  await t.test("the new customer sees the services and the receipt", async () => {
    const other = await openAs(t, server, "quentin@example.com");
    await other.goto("/orders?q=moves-fine-3");
    await other.getByRole("table", { name: "Orders" }).getByRole("row").nth(SERVICES.length).waitFor();
    await other.goto("/moves");
    await other.getByRole("row").filter({ hasText: "moves-fine-3.example" }).getByText("In", { exact: true }).waitFor();
    await other.goto(`/moves/${moveId}`);
    assert.equal(await receipt(other), moveId);
    await other.getByText("Quentin Marsh").first().waitFor();
    await other.goto(`/orders/${orderId}`);
    await other.getByText("Moved from customer").waitFor();
    const contacts = other.getByRole("region", { name: "Contacts" });
    await contacts.getByText("Quentin Marsh").first().waitFor();
    assert.equal(await contacts.getByText("Oliveira").count(), 0, "the default contacts took the place of the old ones");
  });

  await t.test("a third customer sees neither", async () => {
    const third = await openAs(t, server, "xenia@example.com");
    await third.goto(`/moves/${moveId}`);
    await third.getByRole("alert").waitFor();
    await third.goto(`/orders/${orderId}`);
    await third.getByText(noSuchOrder, { exact: true }).waitFor();
  });
});

test("retained contact details arrive with the services", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  const orderId = await orderOf(page, domainToASCII("münchen-zieht-um.example"));
  await page.goto(`/orders/${orderId}/move`);
  await typePair(page, "xenia@example.com", ids["xenia@example.com"]);
  await page.getByLabel("Retain the existing Contact Details").check();
  const dialog = await confirm(page);
  await dialog.getByText("The existing contact details are retained.").waitFor();
  await answerWith(dialog);
  await receipt(page);
  await page.getByText("The existing contact details were retained").waitFor();

  const other = await openAs(t, server, "xenia@example.com");
  await other.goto(`/orders/${orderId}`);
  await other.getByRole("region", { name: "Contacts" }).getByText("Paula Oliveira").first().waitFor();
});

test("a reseller moves for its customer", async (t) => {
  const page = await openAs(t, server, "admin@gopedro.example");
  const orderId = await orderOf(page, "moves-fine-2.example");
  await page.goto(`/orders/${orderId}`);
  await page.getByRole("link", { name: "Move Services" }).click();
  await typePair(page, "quentin@example.com", ids["quentin@example.com"]);
  await answerWith(await confirm(page));
  await receipt(page);
  await page.getByText("confirmed by GoPedro Hosting").waitFor();
  await page.goto(`/orders/${orderId}`);
  await page.getByRole("link", { name: "Quentin Marsh" }).waitFor();
});

test("one address with two accounts asks which", async (t) => {
  const page = await openPage(t, server);
  await page.goto("/orders");
  await page.getByLabel("Customer Username (Email Address)").fill("tomasz@example.com");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Which account?" }).and(page.locator(":focus")).waitFor();
  await page.getByRole("region", { name: "Which account?" }).getByRole("button", { name: "Reseller B" }).click();
  await page.getByRole("heading", { level: 1, name: "Orders" }).waitFor();
  await page.locator(".top-bar").getByText("Reseller B").first().waitFor();
});

test("a wrong password and an unknown user are told the same", async (t) => {
  const page = await openPage(t, server);
  const told = [];
  for (const username of ["paula@example.com", "nobody@example.com"]) {
    await page.goto("/");
    await page.getByLabel("Customer Username (Email Address)").fill(username);
    await page.getByLabel("Password", { exact: true }).fill("a wrong password");
    await page.getByRole("button", { name: "Sign in" }).click();
    told.push(await page.getByRole("alert").innerText());
  }
  assert.equal(told[0], told[1]);
  await signIn(page, server.url, "paula@example.com", PASSWORD);
});

/// The row of the pair shows exactly this.
async function shows(page, message) {
  await check(page, "R1").locator(".move-check-message", { hasText: message }).waitFor();
  assert.equal(await check(page, "R1").locator(".move-check-message").innerText(), message);
}
