// How a view looks: no violation of an axe rule in light and dark, nothing wider than the window, and a picture of each
// for a person to look at. Everything about the product is in the tests that use it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { atEnd, picture } from "./support.mjs";

const AXE = await readFile(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 740 };
const NARROWEST = { width: 320, height: 640 };

/// Looks at what the page shows now, under this name. What is wrong is told at the end of the test, all of it at once.
/// `pictures` adds the pictures, of the window only where `fullPage` is off.
export async function look(t, page, name, { pictures = true, fullPage = true } = {}) {
  const wrong = [];
  atEnd(t, () => assert.deepEqual(wrong, [], wrong.join("\n")));
  await page.locator("[data-pending], [aria-busy=true]").first().waitFor({ state: "detached" });
  await page.evaluate(withoutTransitions);
  for (const [theme, size] of [
    ["light", WIDE],
    ["dark", WIDE],
    ["dark", PHONE],
    ["light", PHONE],
    ["light", NARROWEST],
  ]) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: theme });
    const where = `${name} (${theme}, ${size.width} px)`;
    wrong.push(...(await tooWide(page)).map((what) => `${where}: ${what}`));
    // Between the wide and the narrow layout only colours and what is hidden differ: each is checked once.
    if (size !== NARROWEST) {
      const rules = theme === "light" ? undefined : ["color-contrast"];
      wrong.push(...(await violations(page, rules)).map((what) => `${where}: ${what}`));
    }
    if (pictures && size !== NARROWEST) await picture(page, `${name}-${theme}-${size.width}`, { fullPage });
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: "light" });
}

/// When the theme changes, colours fade over; what is half-way is not what people see.
function withoutTransitions() {
  if (document.adoptedStyleSheets.length > 0) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { transition: none !important }");
  document.adoptedStyleSheets = [sheet];
}

/// The rules of axe that are violated, and where; only of these rules, where some are named.
async function violations(page, rules) {
  // The page's policy forbids foreign scripts; the protocol of the browser's own tools is not bound by it.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async (rules) => {
    const options = { resultTypes: ["violations"], ...(rules && { runOnly: rules }) };
    const { violations } = await globalThis.axe.run(document, options);
    return violations.map(({ id, help, nodes }) => {
      const places = nodes.slice(0, 3).map((node) => `${node.target.join(" ")}: ${node.failureSummary}`);
      return `${id}: ${help}\n    ${places.join("\n    ")}`;
    });
  }, rules);
}

/// What makes the page scroll sideways: the elements that stick out.
function tooWide(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const all = [...document.querySelectorAll("body *")];
    const wide = all.filter((element) => element.getBoundingClientRect().right > width + 0.5);
    return ["wider than the window", ...wide.slice(-5).map((element) => element.outerHTML.slice(0, 160))];
  });
}
