import { $ } from "./dom.js";
import { toggle } from "./cards.js";
import { showGuide } from "./guide.js";

// The keyboard. Keys with a modifier and keys typed into fields are ignored.

// start listens for keys; list() returns the list of cards in view, or null.
export function start(list) {
  const act = (button) => () => list()?.current()?.querySelector("button." + button)?.click();
  const keys = {
    j: () => list()?.step(1), k: () => list()?.step(-1), a: act("agree"), d: act("disagree"), u: act("undo"),
    e: () => { const el = list()?.current(); if (el) toggle(el); },
    "/": () => { if (!$("results").hidden) { $("tools").open = true; $("search").focus(); } }, "?": showGuide,
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || $("guide").open) return;
    if (e.target.closest("input, textarea, select") && e.key !== "Escape") return;
    if (e.key === "Escape") { document.activeElement.blur(); return; }
    if (!Object.hasOwn(keys, e.key)) return;
    e.preventDefault();
    keys[e.key]();
  });
}
