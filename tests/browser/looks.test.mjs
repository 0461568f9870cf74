// Every view and state of the panel, as a customer sees it and before signing in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { look } from "./looks.mjs";
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
  openPage,
  orderOf,
  readmePicture,
  receipt,
  startServer,
  typePair,
} from "./support.mjs";

const server = await startServer(file);
const ids = await customerIds(server);
const quentin = ["quentin@example.com", ids["quentin@example.com"]];

test("signing in", async (t) => {
  const page = await openPage(t, server);
  await page.goto("/");
  await page.getByRole("heading", { name: "Accounts of this demo" }).waitFor();
  await look(t, page, "sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("[aria-invalid=true]").first().waitFor();
  await look(t, page, "sign-in-errors");
  await page.getByLabel("Customer Username (Email Address)").fill("tomasz@example.com");
  await page.getByLabel("Password", { exact: true }).fill("a wrong password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").waitFor();
  await look(t, page, "sign-in-refused");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Which account?" }).waitFor();
  await look(t, page, "sign-in-which-account");
});

test("setting a password", async (t) => {
  const page = await openPage(t, server);
  await page.goto("/set-password");
  await page.getByText("This address is not complete.").waitFor();
  await look(t, page, "set-password-incomplete");
  await page.goto("/set-password#0000");
  await page.getByText("This link is not valid").waitFor();
  await look(t, page, "set-password-invalid", { pictures: false });
});

test("orders", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  await page.goto("/orders");
  await page.getByRole("table").waitFor();
  await look(t, page, "orders-customer", { fullPage: false });
  await page.goto("/orders?q=nothing-like-it");
  await page.getByRole("heading", { name: "No order matches" }).waitFor();
  await look(t, page, "orders-no-match");
  const empty = await openAs(t, server, "empty@example.com");
  await empty.goto("/orders");
  await empty.getByRole("heading", { name: "No orders yet" }).waitFor();
  await look(t, empty, "orders-empty");
});

test("an order", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  await page.goto(`/orders/${await orderOf(page, "moves-fine-3.example")}`);
  await page.getByRole("heading", { name: "Certificate", exact: true }).waitFor();
  await look(t, page, "order");
  await page.goto(`/orders/${await orderOf(page, "suspended.example")}`);
  await page.getByText("This order is suspended.").waitFor();
  await look(t, page, "order-suspended");
  await page.goto(`/orders/${await orderOf(page, "new-order.example")}`);
  await page.getByRole("button", { name: /^Cancel Add/ }).waitFor();
  await look(t, page, "order-new");
  await page.getByRole("button", { name: /^Cancel Add/ }).click();
  await page.getByRole("dialog").waitFor();
  await look(t, page, "order-cancel-dialog", { fullPage: false });
  await page.goto("/orders/999999999");
  await page.getByRole("alert").waitFor();
  await look(t, page, "order-not-found");
});

test("the move, on its way", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  await openMove(page, await orderOf(page, "moves-fine-3.example"));
  await look(t, page, "move-start");
  await typePair(page, quentin[0], ids["xenia@example.com"]);
  await look(t, page, "move-mismatch");
  await typePair(page, quentin[0], "12a");
  await look(t, page, "move-malformed", { pictures: false });
  await openMove(page, await orderOf(page, "many-reasons.example"));
  await typePair(page, ...quentin);
  await look(t, page, "move-blocked");
  const checks = page.locator("section", { has: page.locator("#move-checks") });
  await readmePicture(page, "move-blocked-light-1440", { width: 1440, height: 960 }, checks);
  const row = check(page, "R5").getByRole("button");
  await row.click();
  await page.getByRole("dialog").waitFor();
  await look(t, page, "move-remedy-dialog", { fullPage: false });
  await page.keyboard.press("Escape");
  await openMove(page, await orderOf(page, "no-default-contacts.example"));
  await typePair(page, "nils@example.com", ids["nils@example.com"]);
  await look(t, page, "move-no-contacts");
  const deleted = await ask(page, "/api/v1/orders?q=moves-with-history&status=Deleted");
  await page.goto(`/orders/${deleted.items[0].order_id}/move`);
  await page.getByRole("link", { name: "Go to Order Details" }).waitFor();
  await look(t, page, "move-history");
});

test("the move, confirmed", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  expectReports(page, /ERR_FAILED/);
  await openMove(page, await orderOf(page, "moves-fine-3.example"));
  await typePair(page, ...quentin);
  await page.getByText("All checks passed.").waitFor();
  await look(t, page, "move-clear");
  const dialog = await confirm(page);
  await look(t, page, "move-confirm", { fullPage: false });
  await answerWith(dialog, "wrong");
  await dialog.getByText("tries are left").waitFor();
  await look(t, page, "move-confirm-wrong", { fullPage: false });
  await page.route("**/api/v1/orders/*/moves", (route) => route.abort("failed"), { times: 1 });
  await answerWith(dialog);
  await dialog.getByText("We don't know yet whether it was moved").waitFor();
  await look(t, page, "move-unknown", { fullPage: false });
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await look(t, page, "move-unknown-page");
  await page.getByRole("button", { name: "Check again" }).click();
  await receipt(page);
  await look(t, page, "receipt");
  await readmePicture(page, "receipt-light-1440", { width: 1440, height: 900 });
  await page.goto("/moves");
  await page.getByRole("table").waitFor();
  await look(t, page, "moves");
});

test("the receipt prints on one page", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  const { items } = await ask(page, "/api/v1/moves");
  await page.goto(`/moves/${items[0].move_id}`);
  await receipt(page);
  for (const format of ["A4", "Letter"]) {
    const pdf = await page.pdf({ format });
    assert.equal(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length, 1, format);
  }
});

test("settings, help, and what is not there", async (t) => {
  const page = await openAs(t, server, "nils@example.com");
  await page.goto("/settings/profile");
  await page.getByRole("heading", { name: "Default contacts" }).waitFor();
  await look(t, page, "profile-no-contacts");
  await page.getByRole("button", { name: "Add the billing contact" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save contact" }).click();
  await page.locator("[aria-invalid=true]").first().waitFor();
  await look(t, page, "contact-dialog-errors", { fullPage: false });
  await page.goto("/moves");
  await page.getByRole("heading", { name: "No moves yet" }).waitFor();
  await look(t, page, "moves-empty");
  await page.goto("/help");
  await page.getByRole("heading", { level: 1, name: "Help" }).waitFor();
  await look(t, page, "help");
  await page.goto("/nowhere");
  await page.getByRole("heading", { level: 1, name: "Page not found" }).waitFor();
  await look(t, page, "not-found");
  await page.getByRole("button", { name: "Nils Bergström" }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  await look(t, page, "menu", { fullPage: false });
});

test("loading, and a server that cannot be reached", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  expectReports(page, /ERR_FAILED/);
  await page.route("**/api/v1/orders?*", (route) => route.abort("failed"));
  await page.route("**/api/v1/orders", (route) => route.abort("failed"));
  await page.goto("/orders");
  await page.getByRole("alert").getByText("The server cannot be reached.").waitFor();
  await look(t, page, "orders-unreachable");
});
