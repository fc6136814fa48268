import { $, h } from "./dom.js";
import { t } from "./i18n.js";
import { toggle } from "./cards.js";

// The keyboard. Keys with a modifier and keys typed into fields are ignored.

const help = [[["j", "k"], "keyNext"], [["a"], "keyAgree"], [["d"], "keyDisagree"], [["u"], "keyUndo"], [["e"], "keyWhy"], [["/"], "keySearch"], [["?"], "keyHelp"]];

// showHelp opens the list of keys.
export function showHelp() {
  $("keys-list").replaceChildren(...help.flatMap(([keys, name]) => [h("dt", {}, ...keys.flatMap((k, i) => [i ? " " : "", h("kbd", {}, k)])), h("dd", {}, t(name))]));
  $("keys").showModal();
}

// start listens for keys; list() returns the list of cards in view, or null.
export function start(list) {
  const act = (button) => () => list()?.current()?.querySelector("button." + button)?.click();
  const keys = {
    j: () => list()?.step(1), k: () => list()?.step(-1), a: act("agree"), d: act("disagree"), u: act("undo"),
    e: () => { const el = list()?.current(); if (el) toggle(el); },
    "/": () => { if (!$("results").hidden) $("search").focus(); }, "?": showHelp,
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || $("keys").open) return;
    if (e.target.closest("input, textarea, select") && e.key !== "Escape") return;
    if (e.key === "Escape") { document.activeElement.blur(); return; }
    if (!Object.hasOwn(keys, e.key)) return;
    e.preventDefault();
    keys[e.key]();
  });
}
