// The whole move without a mouse: everything is reached by Tab, the focus can be seen, and it is where it should be.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  PASSWORD,
  check,
  customerIds,
  file,
  openAs,
  openMove,
  openPage,
  orderOf,
  startServer,
} from "./support.mjs";

const server = await startServer(file);
const ids = await customerIds(server);

/// More Tabs than any view needs from one place to the next.
const MANY = 80;

test("a customer moves an order with the keyboard only", async (t) => {
  const page = await openPage(t, server);
  const { keyboard } = page;
  await page.goto("/");
  await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  await keyboard.press("Tab");
  await page.getByRole("link", { name: "Skip to the content" }).and(page.locator(":focus")).waitFor();
  await tabTo(page, page.getByLabel("Customer Username (Email Address)"));
  await keyboard.type("paula@example.com");
  await tabTo(page, page.getByLabel("Password", { exact: true }));
  await keyboard.type(PASSWORD);
  await keyboard.press("Enter");

  await headingHasFocus(page, "Orders");
  await keyboard.press("/");
  await page.getByLabel("Domain name or order id").and(page.locator(":focus")).waitFor();
  await keyboard.type("moves-fine-1");
  await page.waitForURL("**/orders?q=moves-fine-1");
  await tabTo(page, page.getByRole("link", { name: "moves-fine-1.example" }));
  await keyboard.press("Enter");

  await headingHasFocus(page, "moves-fine-1.example · Digital Certificate");
  await page.getByRole("link", { name: "Move Services" }).waitFor();
  await tabTo(page, page.getByRole("link", { name: "Move Services" }));
  await keyboard.press("Enter");

  await headingHasFocus(page, "Move Services");
  await tabTo(page, page.getByLabel("Customer Username (Email Address)"));
  await keyboard.type("quentin@example.com");
  await tabTo(page, page.getByLabel("Customer ID", { exact: true }));
  await keyboard.type(ids["quentin@example.com"]);
  await check(page, "R1").and(page.locator("[data-state=passed]")).waitFor();

  const details = page.getByText("Where do I find the Customer ID?");
  await tabTo(page, details);
  await keyboard.press("Enter");
  await page.getByText("You move to a different Reseller and have no account there yet?").waitFor();
  const retain = page.getByLabel("Retain the existing Contact Details");
  await tabTo(page, retain);
  await keyboard.press("Space");
  assert.equal(await retain.isChecked(), true);

  const button = page.locator("#move-confirm");
  await tabTo(page, button);
  await keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Password").and(page.locator(":focus")).waitFor();
  await keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await button.and(page.locator(":focus")).waitFor();

  await keyboard.press("Space");
  await dialog.getByLabel("Password").and(page.locator(":focus")).waitFor();
  await keyboard.press("Enter");
  await dialog.getByText("Type the password with which you signed in.").waitFor();
  await dialog.getByLabel("Password").and(page.locator(":focus")).waitFor();
  await keyboard.type(PASSWORD);
  await keyboard.press("Enter");

  await page.getByRole("heading", { level: 1, name: /^Receipt \d+$/ }).and(page.locator(":focus")).waitFor();
  await page.getByText("The existing contact details were retained").waitFor();
});

test("the focus goes through a dialog in a circle, and Esc brings it back to its opener", async (t) => {
  const page = await openAs(t, server, "admin@gopedro.example");
  await page.goto(`/orders/${await orderOf(page, "moves-fine-2.example")}`);
  const opener = page.getByRole("button", { name: "Suspend", exact: true });
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  for (let press = 0; press < 8; press++) {
    await page.keyboard.press("Tab");
    const place = await page.evaluate(() => {
      const active = document.activeElement;
      return active === document.body || active.closest("dialog") ? "in" : active.outerHTML;
    });
    assert.equal(place, "in");
  }
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await opener.and(page.locator(":focus")).waitFor();
});

test("a remedy's question closed with Esc gives the focus back to its button", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  await openMove(page, await orderOf(page, "reissuing.example"));
  const opener = check(page, "R5").getByRole("button", { name: /^Cancel Reissue/ });
  await opener.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await opener.and(page.locator(":focus")).waitFor();
});

test("Enter in the form with something open leads to what is open", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  await openMove(page, await orderOf(page, "moves-fine-2.example"));
  await page.locator("#move-confirm").focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Customer Username (Email Address)").and(page.locator(":focus")).waitFor();
  await page.keyboard.type("quentin@example.com");
  await page.keyboard.press("Enter");
  await page.getByLabel("Customer ID", { exact: true }).and(page.locator(":focus")).waitFor();
  await page.keyboard.type(ids["xenia@example.com"]);
  await check(page, "R1").and(page.locator("[data-state=blocked]")).waitFor();
  await page.keyboard.press("Enter");
  await check(page, "R1").and(page.locator(":focus")).waitFor();
});

test("the menu opens, closes with Esc, and gives the focus back", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  await page.goto("/orders");
  const button = page.getByRole("button", { name: "Paula Oliveira" });
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Sign out" }).waitFor({ state: "hidden" });
  await button.and(page.locator(":focus")).waitFor();
});

test("/ types itself where somebody types", async (t) => {
  const page = await openAs(t, server, "admin@gopedro.example");
  await page.goto("/customers/new");
  await page.getByLabel("Street address").focus();
  await page.keyboard.type("Flat 1/2");
  assert.equal(await page.getByLabel("Street address").inputValue(), "Flat 1/2");
});

test("skip to the content goes past the navigation", async (t) => {
  const page = await openAs(t, server, "paula@example.com");
  await page.goto("/orders");
  await page.getByRole("heading", { level: 1, name: "Orders" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("main:focus").waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.closest("main") !== null), true);
});

/// Presses Tab until this element has the focus. Every element on the way shows that it has it.
async function tabTo(page, locator) {
  await locator.waitFor();
  const way = [];
  for (let press = 0; press < MANY; press++) {
    await page.keyboard.press("Tab");
    const { name, isSeen } = await page.evaluate(focused);
    assert.ok(isSeen, `the focus cannot be seen on ${name}`);
    way.push(name);
    if (await locator.evaluate((element) => element === document.activeElement)) return;
  }
  assert.fail(`Tab does not lead to ${locator}; it went ${way.join(" → ")}`);
}

/// What has the focus, and whether it shows it by an outline or a ring inside the window.
function focused() {
  const element = document.activeElement;
  const shown = [element, element.closest("label"), element.parentElement].filter(Boolean);
  const isRinged = shown.some((of) => {
    const style = getComputedStyle(of);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  });
  const box = element.getBoundingClientRect();
  const isInside = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const isNothing = element === document.body;
  return { name: element.outerHTML.slice(0, 120), isSeen: isNothing || (isRinged && isInside) };
}

async function headingHasFocus(page, name) {
  await page.getByRole("heading", { level: 1, name, exact: true }).and(page.locator(":focus")).waitFor();
}
