import { $, toast, download } from "./dom.js";
import { t, n } from "./i18n.js";
import * as api from "./api.js";
import { List } from "./list.js";
import { judge } from "./judge.js";

// The view of headlines that wait for a verdict.

let app;
let list;
let last;

const threshold = () => app.model.threshold;

export function start(shared) {
  app = shared;
  list = new List($("queue-cards"), { threshold, act, canJudge: () => app.canJudge });
  $("queue-refresh").addEventListener("click", load);
  for (const format of ["jsonl", "csv"]) $("feedback-" + format).addEventListener("click", () => save(format));
}

// load fetches the queue, the least certain headlines first.
export async function load() {
  if (!app.canJudge) return;
  try {
    const { items, queued } = await api.queue(100);
    last = queued;
    badge();
    list.show(items);
    if (items.length === 0) $("queue-cards").replaceChildren();
    $("queue-empty").hidden = items.length > 0;
  } catch (e) {
    toast(e instanceof api.Failure ? e.message : t("unreachable"));
  }
}

// badge shows how many headlines wait.
function badge() {
  $("queue-count").hidden = !last;
  $("queue-count").textContent = last ? n(last) : "";
}

// peek asks only how many headlines wait.
export async function peek() {
  if (!app.canJudge) return;
  try {
    last = (await api.queue(1)).queued;
    badge();
  } catch {
    // the badge is a courtesy
  }
}

async function act(item, what) {
  if (!(await judge(item, what, threshold()))) return;
  const el = list.refresh(item);
  el?.classList.toggle("done", !!item.verdict);
  if (what !== "undo" && el?.contains(document.activeElement)) list.step(1);
  peek();
}

async function save(format) {
  try {
    download("feedback." + format, format === "csv" ? "text/csv" : "application/x-ndjson", await api.feedback(format));
  } catch (e) {
    toast(e instanceof api.Failure ? e.message : t("unreachable"));
  }
}

export function redraw() {
  for (const id of ["queue-refresh", "feedback-jsonl", "feedback-csv"]) $(id).disabled = !app.canJudge;
  badge();
  if (list.items.length) list.redrawAll();
}

export const cards = () => list;
