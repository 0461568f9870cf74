// What blocks a move can be done away with: by the customer from the row of the blocker, or by its reseller.
import assert from "node:assert/strict";
import { test } from "node:test";
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
  openMove,
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
const golden = await goldenMessages();
const rules = await ruleMessages();

const quentin = ["quentin@example.com", ids["quentin@example.com"]];

test("a reseller unsuspends the order, and its customer moves it", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  const orderId = await orderOf(page, "suspended.example");
  await page.goto(`/orders/${orderId}`);
  await page.getByText("This order is suspended.").waitFor();
  await page.getByText("The registrant's e-mail address could not be verified.").waitFor();
  await page.getByText("Ask GoPedro Hosting to unsuspend it.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Unsuspend" }).count(), 0, "a customer never unsuspends");
  await openMove(page, orderId);
  await typePair(page, ...quentin);
  await check(page, "R4").getByText(rules["order-suspended"]).waitFor();
  assert.equal(await check(page, "R4").getByRole("button").count(), 0);

  const reseller = await openAs(t, server, "admin@gopedro.example");
  await reseller.goto(`/orders/${orderId}`);
  await reseller.getByRole("button", { name: "Unsuspend" }).click();
  await reseller.getByRole("dialog").getByRole("button", { name: "Unsuspend the order" }).click();
  await reseller.getByText("The order is not suspended any more.").waitFor();
  await reseller.getByRole("button", { name: "Suspend", exact: true }).waitFor();
  await reseller.getByText("This order is suspended.").waitFor({ state: "detached" });

  await page.reload();
  await check(page, "R1").and(page.locator("[data-state=passed]")).waitFor();
  assert.equal(await page.getByLabel("Customer ID", { exact: true }).inputValue(), quentin[1], "what was typed is kept");
  await answerWith(await confirm(page));
  await receipt(page);
});

test("a reseller suspends with a reason that the customer reads", async (t) => {
  const reseller = await openAs(t, server, "admin@gopedro.example");
  const orderId = await orderOf(reseller, "moves-with-history.example", "email-hosting");
  await reseller.goto(`/orders/${orderId}`);
  await reseller.getByRole("button", { name: "Suspend", exact: true }).click();
  const dialog = reseller.getByRole("dialog");
  await dialog.getByRole("button", { name: "Suspend the order" }).click();
  await dialog.getByText("This is empty. Fill it in.").waitFor();
  await dialog.getByLabel("Reason").fill("Mail was sent to <everybody> & more.");
  await dialog.getByRole("button", { name: "Suspend the order" }).click();
  await reseller.getByText("The order is suspended.", { exact: true }).waitFor();

  const page = await openAs(t, server, "paula@example.com");
  await page.goto(`/orders/${orderId}`);
  await page.getByText("Reason: Mail was sent to <everybody> & more.").waitFor();
});

test("a reseller unsuspends from the row of the blocker, but not what is above it", async (t) => {
  const reseller = await openAs(t, server, "admin@gopedro.example");
  await openMove(reseller, await orderOf(reseller, "suspended-related.example"));
  await check(reseller, "R4").getByRole("button", { name: /^Unsuspend order \d+$/ }).click();
  await check(reseller, "R4").and(reseller.locator("[data-state=passed]")).waitFor();
  await check(reseller, "R4").and(reseller.locator(":focus")).waitFor();

  await openMove(reseller, await orderOf(reseller, "suspended-by-operator.example"));
  await check(reseller, "R4").getByText(rules["order-suspended"]).waitFor();
  assert.equal(await check(reseller, "R4").getByRole("button").count(), 0);
});

test("a customer cancels what is in progress from the row of the blocker", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  const orderId = await orderOf(page, "reissuing.example");
  await openMove(page, orderId);
  await typePair(page, ...quentin);
  await cancel(page, "R5", golden.M3, /^Cancel Reissue \d+$/);
  await page.getByText("All checks passed.").waitFor();
  const details = await ask(page, `/api/v1/orders/${orderId}`);
  const reissue = details.actions.find((action) => action.kind === "Reissue");
  assert.equal(reissue.status, "Cancelled");
  assert.equal(reissue.note, "No longer wanted.");

  await openMove(page, await orderOf(page, "renewing.example"));
  await check(page, "R5").getByText(golden.M3).waitFor();
  assert.equal(await check(page, "R5").getByRole("button").count(), 0, "what is being executed is not cancelled");
});

test("a customer cancels an invoice from the row of the blocker", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  await openMove(page, await orderOf(page, "pending-invoice.example"));
  await typePair(page, ...quentin);
  assert.equal(await check(page, "R7").getByRole("button", { name: /paid/ }).count(), 0, "paying is not for it to say");
  await cancel(page, "R7", golden.M4, /^Cancel invoice \d+$/);
  await answerWith(await confirm(page));
  await receipt(page);
});

test("a reseller marks an invoice paid from the row of the blocker", async (t) => {
  const page = await openAs(t, server, "admin@gopedro.example");
  await openMove(page, await orderOf(page, "part-paid-invoice.example"));
  await check(page, "R7").getByRole("button", { name: /^Mark invoice \d+ paid$/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Do this only when the money is there.").waitFor();
  await dialog.getByRole("button", { name: /^Mark invoice \d+ paid$/ }).click();
  await check(page, "R7").and(page.locator("[data-state=passed]")).waitFor();
});

test("a reseller completes what is in progress in Order Details", async (t) => {
  const page = await openAs(t, server, "admin@gopedro.example");
  const orderId = await orderOf(page, "enrolling.example");
  await page.goto(`/orders/${orderId}`);
  await page.getByRole("button", { name: /^Complete Enroll \d+$/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^Complete action \d+$/ }).click();
  await page.getByText(/^Action \d+ is completed\.$/).waitFor();
  await openMove(page, orderId);
  assert.equal(await check(page, "R5").getByText(golden.M3).count(), 0);
});

test("a reseller signs up for the product, and M7 vanishes", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  await openMove(page, await orderOf(page, "no-sign-up.example"));
  await typePair(page, "lena@example.com", ids["lena@example.com"]);
  await check(page, "R9").getByText(golden.M7).waitFor();

  const reseller = await openAs(t, server, "admin@lumen.example");
  await reseller.goto("/products");
  await reseller.getByRole("button", { name: "Sign up Lumen Domains for Digital Certificate" }).click();
  await reseller.getByText("Lumen Domains has signed up for Digital Certificate.").waitFor();
  const row = reseller.locator("tr", { hasText: "Digital Certificate" });
  await row.getByText("Signed up", { exact: true }).waitFor();
  await row.and(reseller.locator(":focus")).waitFor();

  await page.reload();
  await check(page, "R9").and(page.locator("[data-state=passed]")).waitFor();
  await answerWith(await confirm(page));
  await receipt(page);
});

test("the operator is led from M7 to the sign-up that is missing", async (t) => {
  const page = await openAs(t, server, "operator@handover.example");
  await openMove(page, await orderOf(page, "not-movable.example", "premium-domain-parking"));
  await typePair(page, "xenia@example.com", ids["xenia@example.com"]);
  await check(page, "R9").getByRole("link", { name: "Sign up for the product" }).click();
  await page.getByRole("heading", { level: 1, name: "Products" }).waitFor();
  await page.getByText("A move is waiting for this sign-up.").waitFor();
  await page.locator("tr", { hasText: "Premium Domain Parking" }).and(page.locator(":focus")).waitFor();
  await page.getByRole("button", { name: "Sign up Reseller B for Premium Domain Parking" }).waitFor();
});

test("a reseller adds a customer, who sets a password, signs in and finds its Customer ID", async (t) => {
  const reseller = await openAs(t, server, "admin@gopedro.example");
  await reseller.goto("/customers");
  await reseller.getByRole("link", { name: "Add a customer" }).click();
  await reseller.getByRole("heading", { level: 1, name: "Add a customer" }).waitFor();
  await reseller.getByRole("button", { name: "Add customer" }).click();
  await reseller.getByLabel("Customer Username (Email Address)").and(reseller.locator(":focus")).waitFor();
  assert.ok((await reseller.locator("[aria-invalid=true]").count()) >= 7, "everything that is missing is shown at once");
  const username = "nova.cliente@example.pt";
  await reseller.getByLabel("Customer Username (Email Address)").fill(username);
  await reseller.getByLabel("Name", { exact: true }).fill("Ana Sofia de Almeida");
  assert.equal(await reseller.getByLabel("E-mail", { exact: true }).inputValue(), username);
  await reseller.getByLabel("Telephone").fill("+351 21 555 0100");
  await reseller.getByLabel("Street address").fill("Rua Nova 1");
  await reseller.getByLabel("City").fill("Lisboa");
  await reseller.getByLabel("Postal code").fill("1100-001");
  await reseller.getByLabel("Country").selectOption("PT");
  await reseller.getByRole("button", { name: "Add customer" }).click();
  await reseller.getByRole("heading", { level: 1, name: /^Customer \d+ is added$/ }).waitFor();
  const customerId = await reseller.locator(".big-id-digits").innerText();
  assert.match(customerId, /^\d{9,12}$/);
  const link = await reseller.getByLabel("One-time link to set the password").inputValue();
  assert.ok(link.startsWith(`${server.url}/set-password#`));

  const customer = await openPage(t, server, { permissions: ["clipboard-read", "clipboard-write"] });
  await customer.goto(link);
  await customer.getByText(username).waitFor();
  await customer.getByLabel("New password").fill("too short");
  await customer.getByRole("button", { name: "Set the password" }).click();
  await customer.getByText("This password is too short.").waitFor();
  await customer.getByLabel("New password").fill("quatro palavras bem longas");
  await customer.getByRole("button", { name: "Set the password" }).click();
  await customer.getByText("Your password is set.").waitFor();
  await customer.getByRole("link", { name: "Sign in" }).click();
  await customer.getByLabel("Customer Username (Email Address)").fill(username);
  await customer.getByLabel("Password", { exact: true }).fill("quatro palavras bem longas");
  await customer.getByRole("button", { name: "Sign in" }).click();
  await customer.getByRole("heading", { name: "No orders yet" }).waitFor();

  await t.test("the link works once", async () => {
    const again = await openPage(t, server);
    await again.goto(link);
    await again.getByText("This link is not valid, was used, or has expired.").waitFor();
  });

  await t.test("Settings, Primary Profile shows the Customer ID and copies it", async () => {
    await customer.getByRole("link", { name: "Settings" }).click();
    await customer.getByRole("heading", { level: 1, name: "Primary Profile" }).waitFor();
    assert.equal(await customer.locator(".big-id-digits").innerText(), customerId);
    await customer.getByRole("button", { name: "Copy Customer ID" }).click();
    await customer.getByText("Copied", { exact: true }).waitFor();
    await customer.goto("/orders");
    await customer.getByLabel("Domain name or order id").focus();
    await customer.keyboard.press("Control+V");
    assert.equal(await customer.getByLabel("Domain name or order id").inputValue(), customerId);
  });

  await t.test("services can be moved to it at once", async () => {
    const page = await openAs(t, server, "paula@example.com");
    await openMove(page, await orderOf(page, "moves-fine-1.example"));
    await typePair(page, username, customerId);
    await page.locator(".move-match").getByText(`Customer ${customerId} · A. `).waitFor();
    await answerWith(await confirm(page));
    await receipt(page);
    await customer.goto("/orders");
    await customer.getByRole("link", { name: "moves-fine-1.example" }).waitFor();
  });
});

test("a customer edits a default contact", async (t) => {
  const page = await openAs(t, server, "quentin@example.com");
  await page.goto("/settings/profile");
  await page.getByRole("button", { name: "Edit the technical contact" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).and(page.locator(":focus")).waitFor();
  await dialog.getByLabel("Name", { exact: true }).fill("Night Shift");
  await dialog.getByRole("button", { name: "Save contact" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("The technical contact is saved.").waitFor();
  await page.locator("article", { hasText: "Technical" }).getByText("Night Shift").waitFor();
  await page.getByRole("button", { name: "Edit the technical contact" }).and(page.locator(":focus")).waitFor();
  assert.equal(await page.getByText("Night Shift").count(), 1, "the other three roles keep theirs");
});

test("two people edit the same contact: the second is told, and loses nothing", async (t) => {
  const page = await openAs(t, server, "xenia@example.com");
  const reseller = await openAs(t, server, "admin@reseller-b.example");
  await page.goto("/settings/profile");
  await page.getByRole("button", { name: "Edit the billing contact" }).click();
  await page.getByRole("dialog").getByLabel("City").fill("Πειραιάς");

  await reseller.goto(`/customers/${ids["xenia@example.com"]}`);
  await reseller.getByRole("button", { name: "Edit the billing contact" }).click();
  await reseller.getByRole("dialog").getByLabel("City").fill("Θεσσαλονίκη");
  await reseller.getByRole("dialog").getByRole("button", { name: "Save contact" }).click();
  await reseller.getByText("The billing contact is saved.").waitFor();

  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Save contact" }).click();
  await dialog.getByText("Somebody else changed this contact in the meantime.").waitFor();
  await dialog.getByText("Θεσσαλονίκη").waitFor();
  assert.equal(await dialog.getByLabel("City").inputValue(), "Πειραιάς");
  await dialog.getByRole("button", { name: "Replace it with mine" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.locator("article", { hasText: "Billing" }).getByText("Πειραιάς").waitFor();
});

test("a customer without live orders is deleted, answers M8, and is restored", async (t) => {
  const reseller = await openAs(t, server, "admin@gopedro.example");
  const { items } = await ask(reseller, "/api/v1/customers?q=empty@example.com");
  const [{ customer_id: customerId }] = items;
  await reseller.goto("/customers?q=empty@example.com");
  await reseller.getByRole("link", { name: "Emil Leer" }).click();
  await reseller.getByText("It holds no live orders").waitFor();
  await reseller.getByRole("button", { name: "Delete customer…" }).click();
  await reseller.getByRole("dialog").getByRole("button", { name: "Delete customer" }).click();
  await reseller.getByText("The customer is deleted.").waitFor();
  await reseller.getByText("This customer is deleted.").waitFor();

  const page = await openAs(t, server, "paula@example.com");
  await openMove(page, await orderOf(page, "moves-fine-2.example"));
  await typePair(page, "empty@example.com", String(customerId));
  await check(page, "R3").getByText(golden.M8).waitFor();

  await reseller.getByRole("button", { name: "Restore customer" }).click();
  await reseller.getByText("The customer is restored.").waitFor();
  await page.reload();
  await check(page, "R3").and(page.locator("[data-state=passed]")).waitFor();
});

test("a customer with live orders cannot be deleted, and the page says why", async (t) => {
  const page = await openAs(t, server, "admin@gopedro.example");
  await page.goto(`/customers/${ids["paula@example.com"]}`);
  await page.getByText(/It holds \d+ live orders\. Move them to another customer first\./).waitFor();
  await page.getByRole("button", { name: "Delete customer…" }).click({ force: true });
  assert.equal(await page.getByRole("dialog").count(), 0);
});

test("a customer who refuses moves answers M8, and accepts again", async (t) => {
  const other = await openAs(t, server, "yusuf@example.com");
  await other.goto("/settings/profile");
  await other.getByLabel("Refuse").check();
  await other.getByRole("button", { name: "Save", exact: true }).click();
  await other.getByText("Saved.").waitFor();
  const page = await openAs(t, server, "paula@example.com");
  await openMove(page, await orderOf(page, "split-domain.example"));
  await typePair(page, "yusuf@example.com", ids["yusuf@example.com"]);
  await check(page, "R11").getByText(golden.M8).waitFor();
  await other.getByRole("radio", { name: /^Accept/ }).check();
  await other.getByRole("button", { name: "Save", exact: true }).click();
  await other.getByText("Saved.").waitFor();
  await page.reload();
  await check(page, "R11").and(page.locator("[data-state=passed]")).waitFor();
});

test("a forgotten password is set anew by a link of the reseller", async (t) => {
  const reseller = await openAs(t, server, "admin@reseller-b.example");
  await reseller.goto(`/customers/${ids["yusuf@example.com"]}`);
  await reseller.getByRole("button", { name: "New one-time link" }).click();
  const dialog = reseller.getByRole("dialog");
  const link = await dialog.getByLabel("One-time link to set the password").inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  const page = await openPage(t, server);
  await page.goto(link);
  await page.getByLabel("New password").fill("a password of another kind");
  await page.getByRole("button", { name: "Set the password" }).click();
  await page.getByText("Your password is set.").waitFor();
  await page.goto("/");
  await page.getByLabel("Customer Username (Email Address)").fill("yusuf@example.com");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").waitFor();
  await signIn(page, server.url, "yusuf@example.com", "a password of another kind");
});

/// Cancels by the button in a row, and waits until the row has passed and has the focus.
async function cancel(page, rule, message, button) {
  const row = check(page, rule);
  await row.getByText(message, { exact: true }).waitFor();
  await row.getByRole("button", { name: button }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: button }).click();
  await dialog.getByText("This is empty. Fill it in.").waitFor();
  await dialog.getByLabel("Reason").fill("No longer wanted.");
  await dialog.getByRole("button", { name: button }).click();
  await dialog.waitFor({ state: "hidden" });
  await row.and(page.locator("[data-state=passed]")).waitFor();
  await row.and(page.locator(":focus")).waitFor();
}
