import { $, h, toast, download } from "./dom.js";
import { t, n } from "./i18n.js";
import * as api from "./api.js";
import { counts, labelOf, shown } from "./cards.js";
import { List } from "./list.js";
import { judge } from "./judge.js";
import { devices } from "./words.js";
import { csv, json } from "./exports.js";

// The view where headlines, HTML or a web address are checked.

const portion = 1000; // headlines per request
const example = `ISRAEL MAKIN TERPOJOK! Sekutu Lama Mulai Menjauh dari Meja Runding
Netanyahu: Perundingan Dilanjutkan Pekan Depan
Ternyata Ini Alasan Artis Itu Menghilang dari Layar Kaca
BMKG: Hujan Ringan di Jakarta Selatan Sore Ini
Bikin Merinding! Detik-Detik Jembatan Tua Itu Runtuh
You Won't Believe What This Minister Did Next
Central Bank Keeps Interest Rate at 5.75 Percent`;

let app;
let list;
let items = [];
let device = null;

const threshold = () => Number($("threshold").value);

// start connects the view to the document.
export function start(shared) {
  app = shared;
  list = new List($("cards"), { threshold, act, canJudge: () => app.canJudge });
  $("input").addEventListener("submit", (e) => { e.preventDefault(); run(); });
  $("text").addEventListener("keydown", (e) => { if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); run(); } });
  for (const radio of document.getElementsByName("kind")) radio.addEventListener("change", kindChanged);
  $("example").addEventListener("click", () => { pick("titles"); $("text").value = example; run(); });
  $("clear").addEventListener("click", clear);
  $("threshold").addEventListener("input", moved);
  $("threshold-reset").addEventListener("click", () => { resetThreshold(); moved(); });
  for (const id of ["show", "sort", "search"]) $(id).addEventListener("input", arrange);
  $("csv").addEventListener("click", () => download("heboh.csv", "text/csv", csv(list.items, threshold())));
  $("json").addEventListener("click", () => download("heboh.json", "application/json", json(list.items, threshold(), app.model)));
  $("to-queue").addEventListener("click", enqueue);
  resetThreshold();
}

const kind = () => document.querySelector("input[name=kind]:checked").value;

function pick(value) {
  document.querySelector(`input[name=kind][value=${value}]`).checked = true;
  kindChanged();
}

// kindChanged shows the field that belongs to the kind of input.
export function kindChanged() {
  $("url").hidden = kind() !== "url";
  $("text").hidden = kind() === "url";
  const place = t(kind() === "html" ? "placeHtml" : "placeTitles");
  $("text").placeholder = place;
  $("text").setAttribute("aria-label", place);
}

function clear() {
  $("text").value = $("url").value = "";
  items = [];
  $("results").hidden = true;
  $("empty").hidden = false;
  (kind() === "url" ? $("url") : $("text")).focus();
}

// resetThreshold goes back to the model's threshold.
export function resetThreshold() {
  const p = app.model.threshold;
  $("threshold").step = "any"; // the model's threshold may have many digits
  $("threshold").value = p;
  $("model-threshold").replaceChildren(h("option", { value: p }));
  showThreshold();
}

function showThreshold() {
  $("threshold-out").textContent = threshold().toLocaleString(document.documentElement.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

async function run() {
  if ($("go").disabled) return;
  $("go").disabled = true;
  try {
    const found = kind() === "titles" ? await scoreTitles() : await readLinks();
    if (found.length === 0) { toast(t("nothingFound")); return; }
    items = found;
    device = null;
    $("results").hidden = false;
    $("empty").hidden = true;
    arrange();
    toast(t("found", { n: n(items.length) }));
  } catch (e) {
    toast(e instanceof api.Failure ? e.message : t("unreachable"));
  } finally {
    $("go").disabled = false;
    $("progress").hidden = true;
  }
}

async function scoreTitles() {
  const titles = $("text").value.split(/\r?\n/).map((s) => s.trim()).filter(Boolean);
  const size = Math.min(portion, app.model.max_batch);
  const all = [];
  for (let i = 0; i < titles.length; i += size) {
    $("progress").hidden = titles.length <= size;
    $("progress").value = i / titles.length;
    all.push(...(await api.score(titles.slice(i, i + size), false)).results);
  }
  return all;
}

async function readLinks() {
  const what = kind() === "url" ? { url: $("url").value.trim() } : { html: $("text").value };
  const { links, page } = await api.links(what);
  for (const warning of page.warnings ?? []) toast(warning);
  return links;
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
  neutral: (item, label) => label === "neutral",
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
  let loud = 0, biased = 0;
  for (const item of items) {
    if (item.probability >= p) loud++;
    if (item.bias.label === "biased") biased++;
  }
  counts($("counts"), loud, biased, items.length, list.items.length);
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
  if (await judge(item, what, threshold())) {
    list.refresh(item);
    app.changed();
  }
}

async function enqueue() {
  const titles = list.items.filter((item) => !item.verdict).map((item) => item.text);
  try {
    let added = 0;
    for (let i = 0; i < titles.length; i += portion) added += (await api.enqueue(titles.slice(i, i + portion))).queued;
    toast(t("queued", { n: n(added) }));
    app.changed();
  } catch (e) {
    toast(e instanceof api.Failure ? e.message : t("unreachable"));
  }
}

// redraw follows a change of language or rights.
export function redraw() {
  kindChanged();
  showThreshold();
  $("to-queue").disabled = !app.canJudge;
  if (items.length === 0) return;
  list.redrawAll();
  count();
  legend();
}

// cards is the list that the keyboard acts on.
export const cards = () => list;
