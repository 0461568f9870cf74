// Starts the page: the chosen theme before the first paint, then the WebAssembly module. When that cannot start, it says
// so in plain words. It never knows anything about the product.
(() => {
  "use strict";
  const { js, wasm } = document.currentScript.dataset;

  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // The browser keeps its storage closed: the system's theme stays.
  }

  const body = new Promise((ready) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready, { once: true });
    else ready();
  });

  async function start() {
    if (typeof WebAssembly !== "object") {
      return explain("This browser does not run WebAssembly, or it has been switched off. Use a current browser.");
    }
    const loading = import(js);
    loading.catch(() => {}); // Reported below, once there is a body to report it in.
    await body;
    try {
      await (await loading).default({ module_or_path: wasm });
      document.getElementById("boot")?.remove();
    } catch (error) {
      console.error(error);
      explain(
        navigator.onLine
          ? "A part of the page did not arrive or could not run. Nothing has been changed or moved."
          : "There is no network connection. Nothing has been changed or moved.",
      );
    }
  }

  async function explain(reason) {
    await body;
    const boot = document.getElementById("boot");
    document.getElementById("boot-reason").textContent = reason;
    boot.hidden = false;
  }

  start();
})();
