import { $, download } from "./dom.js";
import { t, n } from "./i18n.js";
import { notice, wrong } from "./notices.js";
import * as api from "./api.js";
import { List } from "./list.js";
import { judge } from "./judge.js";

// The view of headlines that wait for a verdict.

let app;
let list;
let last; // how many wait
let next; // where the following page begins; nothing at the end

const page = 50; // headlines

const threshold = () => app.model.threshold;

export function start(shared) {
  app = shared;
  list = new List($("queue-cards"), { threshold, act, canJudge: () => app.canJudge });
  $("queue-refresh").addEventListener("click", () => load());
  $("queue-more").addEventListener("click", () => load(next));
  for (const format of ["jsonl", "csv"]) $("feedback-" + format).addEventListener("click", () => save(format));
}

// load fetches a page of the queue, the least certain headlines first.
export async function load(after = "") {
  if (!app.canJudge) return;
  notice("queue-notice", "");
  $("queue-more").disabled = true; // a second click would load the same page again
  try {
    const answer = await api.queue(page, after);
    ({ queued: last, next } = answer);
    if (after) list.add(answer.items);
    else list.show(answer.items);
    if (list.items.length === 0) $("queue-cards").replaceChildren();
    $("queue-empty").hidden = list.items.length > 0;
    more();
    badge();
  } catch (e) {
    notice("queue-notice", wrong(e));
  }
  $("queue-more").disabled = false;
}

// more offers the next page.
function more() {
  $("queue-more").hidden = !next;
  $("queue-more").textContent = t("moreOf", { n: list.items.length, all: list.items.filter((item) => item.verdict).length + last });
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
  const done = await judge(item, what, threshold());
  const el = list.refresh(item);
  if (!done) return;
  el?.classList.toggle("done", !!item.verdict);
  if (what !== "undo" && el?.contains(document.activeElement)) list.step(1);
  peek();
}

async function save(format) {
  notice("queue-notice", "");
  try {
    download("feedback." + format, format === "csv" ? "text/csv" : "application/x-ndjson", await api.feedback(format));
  } catch (e) {
    notice("queue-notice", wrong(e));
  }
}

export function redraw() {
  for (const id of ["queue-refresh", "feedback-jsonl", "feedback-csv"]) $(id).disabled = !app.canJudge;
  badge();
  if (list.items.length === 0) return;
  list.redrawAll();
  more();
}

export const cards = () => list;
