// Every view and state of the panel that only a reseller sees, and those that look different for one.
import { test } from "node:test";
import { look } from "./looks.mjs";
import {
  customerIds,
  file,
  openAs,
  openMove,
  openPage,
  orderOf,
  readmePicture,
  startServer,
  typePair,
} from "./support.mjs";

const server = await startServer(file);
const ids = await customerIds(server);

test("orders of all customers", async (t) => {
  const page = await openAs(t, server, "admin@gopedro.example");
  await page.goto("/orders");
  await page.getByRole("link", { name: "Next page" }).waitFor();
  await look(t, page, "orders", { fullPage: false });
  await readmePicture(page, "orders-light-1440", { width: 1440, height: 900 });
  await page.goto("/orders?status=Suspended&product=digital-certificate");
  await page.getByRole("table").waitFor();
  await look(t, page, "orders-filtered");
});

test("an order, and suspending it", async (t) => {
  const page = await openAs(t, server, "admin@gopedro.example");
  await page.goto(`/orders/${await orderOf(page, "part-paid-invoice.example")}`);
  await page.getByRole("button", { name: /^Mark paid/ }).waitFor();
  await look(t, page, "order-reseller");
  await page.getByRole("button", { name: "Suspend", exact: true }).click();
  await page.getByRole("dialog").waitFor();
  await look(t, page, "suspend-dialog", { fullPage: false });
});

test("the move with a split domain, for the reseller of the customer that is in the way", async (t) => {
  const page = await openAs(t, server, "admin@reseller-b.example");
  await openMove(page, await orderOf(page, "yourdomainname.com", "email-hosting"));
  await typePair(page, "yusuf@example.com", ids["yusuf@example.com"]);
  await look(t, page, "move-split-domain");
});

test("customers", async (t) => {
  const page = await openAs(t, server, "admin@gopedro.example");
  await page.goto("/customers");
  await page.getByRole("table").waitFor();
  await look(t, page, "customers");
  await page.getByRole("link", { name: /^Maximiliane/ }).click();
  await page.getByRole("heading", { name: "Default contacts" }).waitFor();
  await page.getByRole("table").waitFor();
  await look(t, page, "customer-long-name");
  await page.getByRole("button", { name: "New one-time link" }).click();
  await page.getByLabel("One-time link to set the password").waitFor();
  await look(t, page, "link-dialog", { fullPage: false });
  const link = await page.getByLabel("One-time link to set the password").inputValue();
  const other = await openPage(t, server);
  await other.goto(link);
  await other.getByLabel("New password").waitFor();
  await look(t, other, "set-password");

  await page.goto("/customers?status=Deleted");
  await page.getByRole("link", { name: "Dora Nováková" }).click();
  await page.getByText("This customer is deleted.").waitFor();
  await look(t, page, "customer-deleted");
  await page.goto("/customers?q=zzz");
  await page.getByRole("heading", { name: "No customer matches" }).waitFor();
  await look(t, page, "customers-no-match", { pictures: false });
});

test("deleting a customer", async (t) => {
  const page = await openAs(t, server, "admin@gopedro.example");
  await page.goto("/customers?q=empty@example.com");
  await page.getByRole("link", { name: "Emil Leer" }).click();
  await page.getByRole("button", { name: "Delete customer…" }).click();
  await page.getByRole("dialog").waitFor();
  await look(t, page, "delete-dialog", { fullPage: false });
});

test("adding a customer", async (t) => {
  const page = await openAs(t, server, "admin@gopedro.example");
  await page.goto("/customers/new");
  await page.getByRole("button", { name: "Add customer" }).waitFor();
  await look(t, page, "customer-new");
  await page.getByRole("button", { name: "Add customer" }).click();
  await page.locator("[aria-invalid=true]").first().waitFor();
  await look(t, page, "customer-new-errors");
  await page.getByLabel("Customer Username (Email Address)").fill("averylongusernamethatneverends@example.pt");
  await page.getByLabel("Name", { exact: true }).fill("Ana Sofia de Almeida");
  await page.getByLabel("Telephone").fill("+351 21 555 0100");
  await page.getByLabel("Street address").fill("Rua Nova 1");
  await page.getByLabel("City").fill("Lisboa");
  await page.getByLabel("Postal code").fill("1100-001");
  await page.getByLabel("Country").selectOption("PT");
  await page.getByRole("button", { name: "Add customer" }).click();
  await page.getByRole("heading", { level: 1, name: /is added$/ }).waitFor();
  await look(t, page, "customer-added");
});

test("products, and the reseller's own profile", async (t) => {
  const page = await openAs(t, server, "admin@lumen.example");
  await page.goto("/products");
  await page.getByRole("button", { name: /^Sign up/ }).waitFor();
  await look(t, page, "products");
  await page.goto("/settings/profile");
  await page.getByText("A reseller account has no Customer ID.").waitFor();
  await look(t, page, "profile-reseller");
  const operator = await openAs(t, server, "operator@handover.example");
  await operator.goto("/products");
  await operator.locator("summary").first().click();
  await look(t, operator, "products-operator");
});

test("settings of a customer", async (t) => {
  const page = await openAs(t, server, "xenia@example.com");
  await page.goto("/settings/profile");
  await page.getByRole("heading", { name: "Default contacts" }).waitFor();
  await look(t, page, "profile");
  await page.getByRole("button", { name: "Edit the billing contact" }).click();
  await page.getByRole("dialog").waitFor();
  await look(t, page, "contact-dialog", { fullPage: false });
});
