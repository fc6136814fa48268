import { $, h, download } from "./dom.js";
import { t, n, language } from "./i18n.js";
import * as api from "./api.js";
import * as input from "./input.js";
import { keep, kept, forget } from "./kept.js";
import { announce, notice, wrong } from "./notices.js";
import { counts, labelOf, shown } from "./cards.js";
import { List } from "./list.js";
import { judge } from "./judge.js";
import { devices } from "./words.js";
import { csv, json } from "./exports.js";

// The view where headlines, HTML or a web address are checked.

const portion = 1000; // headlines per request

let app;
let list;
let items = [];
let device = null;

// chosen is the threshold on the slider. Without one the model's own holds, of which
// a slider drops the last digits.
let chosen = null;
const threshold = () => chosen ?? app.model.threshold;

// start connects the view to the document.
export function start(shared) {
  app = shared;
  list = new List($("cards"), { threshold, act, canJudge: () => app.canJudge });
  input.start(app, () => run(input.read));
  $("forget").addEventListener("click", () => { empty(); forget(); input.fill({ kind: input.kind() }); input.unfold(); });
  $("threshold").addEventListener("input", () => { chosen = Number($("threshold").value); moved(); });
  $("threshold-reset").addEventListener("click", () => { resetThreshold(); moved(); });
  for (const id of ["show", "sort", "search"]) $(id).addEventListener("input", arrange);
  $("csv").addEventListener("click", () => download("heboh.csv", "text/csv", csv(list.items, threshold())));
  $("json").addEventListener("click", () => download("heboh.json", "application/json", json(list.items, threshold(), app.model)));
  $("to-queue").addEventListener("click", enqueue);
  $("tools").open = matchMedia("(min-width: 40.01rem) and (min-height: 48rem)").matches;
  resetThreshold();
  addEventListener("pagehide", save);
  const old = kept();
  if (old) { input.fill(old); run(() => again(old)); }
}

// save keeps the list for the next time the page is opened.
function save() {
  if (items.length === 0) return false;
  const part = ({ text, url, role, block, own, note, verdict }) => ({ text, url, role, block, own, note, verdict });
  return keep({ kind: input.kind(), url: $("url").value, text: input.kind() === "titles" ? $("text").value : "", items: items.map(part) });
}

// again judges a list that was kept.
async function again(old) {
  const results = await input.score(old.items.map((item) => item.text));
  return { items: results.map((r, i) => ({ ...r, ...old.items[i] })) };
}

// empty takes the results away.
function empty() {
  items = [];
  $("results").hidden = true;
  $("empty").hidden = false;
  notice("check-notice", "");
}

// run shows what find finds, or what went wrong in its place.
async function run(find) {
  if ($("go").disabled) return;
  $("go").disabled = true;
  try {
    const found = await find();
    empty();
    if (found.items.length === 0) { notice("check-notice", "nothingFound"); return; }
    show(found);
  } catch (e) {
    empty();
    notice("check-notice", wrong(e));
  } finally {
    $("go").disabled = false;
    $("progress").hidden = true;
  }
}

function show(found) {
  items = found.items;
  device = null;
  $("show").value = "all"; // filters may be folded away
  $("search").value = "";
  $("results").hidden = false;
  $("empty").hidden = true;
  input.fold();
  $("kept").hidden = !save();
  announce(t("found", { n: items.length }));
  if (found.mended) notice("check-notice", "mended");
  arrange();
  $("results").focus({ preventScroll: true });
  scrollTo(0, 0);
}

// resetThreshold goes back to the model's threshold.
function resetThreshold() {
  const p = app.model.threshold;
  chosen = null;
  $("threshold").step = "any"; // the model's threshold may have many digits
  $("threshold").value = p;
  $("model-threshold").replaceChildren(h("option", { value: p }));
  showThreshold();
}

function showThreshold() {
  $("threshold-reset").disabled = chosen === null;
  $("threshold-out").textContent = threshold().toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

// moved follows the slider, once per frame.
let frame, rest;
function moved() {
  showThreshold();
  cancelAnimationFrame(frame);
  clearTimeout(rest);
  rest = setTimeout(() => list.freshen(), 200);
  frame = requestAnimationFrame(() => {
    if (["all", "open"].includes($("show").value) && $("sort").value !== "unsure") { count(); relabel(); } else arrange();
  });
}

// relabel redraws the cards whose label changed and moves the ticks of the rest.
function relabel() {
  const p = threshold();
  for (const el of [...$("cards").querySelectorAll(".card")]) {
    if (el.classList.contains("loud") !== (labelOf(el.item, p) === "sensational")) list.redraw(el);
    else el.querySelector(".meter b").style.left = `calc(${p * 100}% - 1px)`;
  }
}

const shows = {
  all: () => true,
  sensational: (item, label) => label === "sensational",
  neutral: (item, label) => label === "neutral" && !item.abstained,
  biased: (item) => item.bias.label === "biased",
  open: (item) => !item.verdict,
  disagreed: (item, label) => item.verdict && item.verdict.label !== label,
};

const sorts = {
  input: null,
  high: (a, b) => b.probability - a.probability,
  low: (a, b) => a.probability - b.probability,
  biased: (a, b) => b.bias.probability - a.bias.probability,
  unsure: (a, b) => Math.abs(a.probability - threshold()) - Math.abs(b.probability - threshold()),
  text: (a, b) => a.text.localeCompare(b.text, "id"),
};

// arrange filters, sorts and shows the items.
function arrange() {
  const p = threshold(), wanted = shows[$("show").value], words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = items.filter((item) => wanted(item, labelOf(item, p)) && (!device || shown(item, labelOf(item, p)).includes(device)));
  if (words.length) found = found.filter((item) => { const s = item.text.toLowerCase(); return words.every((w) => s.includes(w)); });
  if (sorts[$("sort").value]) found.sort(sorts[$("sort").value]);
  list.show(found);
  count();
  legend();
}

function count() {
  const p = threshold();
  let loud = 0, biased = 0, unread = 0;
  for (const item of items) {
    if (item.abstained) unread++;
    if (labelOf(item, p) === "sensational") loud++;
    if (item.bias.label === "biased") biased++;
  }
  counts($("counts"), loud, biased, unread, items.length, list.items.length);
}

// legend explains the colours; pressing a device filters by it.
function legend() {
  const tally = Object.fromEntries(devices.map((d) => [d, 0]));
  for (const item of items) for (const d of shown(item, labelOf(item, threshold()))) tally[d]++;
  $("legend").replaceChildren(...devices.map((d) =>
    h("button", { type: "button", class: "d-" + d, "aria-pressed": String(device === d), onclick: () => { device = device === d ? null : d; arrange(); $("legend").querySelector(".d-" + d).focus(); } },
      t(d), h("span", { class: "n" }, n(tally[d])))),
    ...["sensational", "biased"].map((k) => h("span", { class: "key" }, h("mark", { class: "d-" + k }, t(k)))));
}

async function act(item, what) {
  const done = await judge(item, what, threshold());
  list.refresh(item);
  if (!done) return;
  save();
  app.changed();
}

async function enqueue() {
  const titles = list.items.filter((item) => !item.verdict).map((item) => item.text);
  try {
    let added = 0;
    for (let i = 0; i < titles.length; i += portion) added += (await api.enqueue(titles.slice(i, i + portion))).queued;
    notice("check-notice", "queued", { n: added }, true);
    app.changed();
  } catch (e) {
    notice("check-notice", wrong(e));
  }
}

// redraw follows a change of language or rights.
export function redraw() {
  input.kindChanged();
  showThreshold();
  $("to-queue").disabled = !app.canJudge;
  if (items.length === 0) return;
  list.redrawAll();
  count();
  legend();
}

// cards is the list that the keyboard acts on.
export const cards = () => list;
