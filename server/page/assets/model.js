import { $, h } from "./dom.js";
import { t, n, percent, language } from "./i18n.js";
import * as api from "./api.js";
import { devices } from "./words.js";
import { reliability, precisionRecall } from "./plots.js";

// The view that describes the model, its training data and its results.

let app;

export const start = (shared) => { app = shared; };

const view = () => $("view-model");

const enough = 100; // verdicts; plots of fewer say nothing

// load draws the card; plots of the verdicts follow when they arrive.
export async function load() {
  const m = app.model;
  const plots = h("div");
  view().replaceChildren(h("h1", {}, [m.name, m.version].filter(Boolean).join(" ") || t("viewModel")),
    facts(m), plots, ...figures(m.figures ?? {}), ...data(m), h("h2", {}, t("cues")), cues(m.cues), h("h2", {}, t("limits")), h("p", {}, t("limitsText")));
  if (m.curves) plots.append(...section("fromModel", m.curves, m.figures));
  try {
    if (app.canJudge) plots.append(...judged(await api.stats()));
  } catch {
    // the card works without the verdicts
  }
}

// judged shows what moderators said.
function judged(stats) {
  const few = stats.verdicts < enough;
  return [...(few ? [h("h2", {}, t("fromVerdicts", { n: stats.verdicts })), h("p", {}, t("fewVerdicts", { n: enough }))] : section("fromVerdicts", stats, rates(stats.confusion), stats.verdicts)),
    stats.verdicts > 0 && h("p", {}, t("agreement", { p: percent(stats.agreed / stats.verdicts), n: stats.verdicts }))].filter(Boolean);
}

// section draws both plots; at has precision and recall at the model's threshold.
function section(title, curves, at, count) {
  const total = curves.reliability.reduce((s, b) => s + b.n, 0);
  const share = curves.reliability.reduce((s, b) => s + b.n * b.share, 0) / total;
  return [h("h2", {}, t(title, { n: count })), h("div", { class: "plots" }, reliability(curves.reliability), precisionRecall(curves.precision_recall, at, share))];
}

const rates = ({ tp, fp, fn }) => ({ precision: tp / (tp + fp), recall: tp / (tp + fn) });

const number = (v, digits) => v.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: 4 });

// rule puts the rule of the threshold in words, such as recall=0.9.
function rule(text = "") {
  const [name, value] = text.split("=");
  return name && t("rule_" + name, { p: value && percent(Number(value)) });
}

function facts(m) {
  const names = new Intl.DisplayNames(language, { type: "language" });
  const rows = [
    ["algorithm", m.algorithm && t(m.algorithm)], ["languages", (m.languages ?? []).map((code) => names.of(code)).join(", ")],
    ["threshold", number(m.threshold)], ["biasThreshold", number(m.bias_threshold)], ["rule", rule(m.threshold_rule)], ["seed", m.seed],
    ["loadedAt", new Date(m.loaded).toLocaleString(language)], ["checksum", m.sha256], ["program", m.program],
  ].filter(([, v]) => v !== undefined && v !== "");
  return h("dl", { class: "facts panel" }, ...rows.flatMap(([name, v]) => [h("dt", {}, t(name)), h("dd", {}, String(v))]));
}

export function table(heads, rows) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": heads.join(", ") }, h("table", {},
    h("thead", {}, h("tr", {}, ...heads.map((x) => h("th", { scope: "col" }, x)))),
    h("tbody", {}, ...rows.map((r) => h("tr", {}, ...r.map((x) => h("td", {}, String(x ?? ""))))))));
}

// data is what the model records of itself. It is in the words of whoever trained
// it, so it is folded away.
function data(m) {
  const rows = m.data.map((d) => [d.name, n(d.rows), d.use, d.license, d.credit]);
  if (rows.length === 0) return [h("h2", {}, t("data")), h("p", {}, t("noData"))];
  return [h("h2", {}, t("data")), h("p", {}, t("dataSum", { sets: rows.length, n: m.data.reduce((sum, d) => sum + d.rows, 0) })),
    h("details", {}, h("summary", {}, t("ownWords")), m.description && h("p", {}, m.description),
      table(["set", "rows", "use", "license", "credit"].map((x) => t(x)), rows))];
}

const order = ["n", "accuracy", "precision", "recall", "f1", "roc_auc", "average_precision", "log_loss", "ece"];

// figures are tables of the verdicts' and of the devices' figures.
function figures(all) {
  const write = (v) => (v === undefined ? "–" : Number.isInteger(v) ? n(v) : number(v, 4));
  const head = (prefix) => (name) => write(all[prefix + name]);
  const known = (prefix) => (name) => prefix + name in all;
  const rows = order.filter((name) => known("")(name) || known("bias_")(name)).map((name) => [t(name), head("")(name), head("bias_")(name)]);
  const told = devices.filter((d) => known(d + "_")("roc_auc"));
  return [rows.length > 0 && h("h2", {}, t("figures")), rows.length > 0 && table([t("figure"), t("sensational"), t("biased")], rows),
    told.length > 0 && table([t("device"), t("roc_auc"), t("average_precision")], told.map((d) => [t(d), ...["roc_auc", "average_precision"].map(head(d + "_"))]))].filter(Boolean);
}

function cues(all) {
  const groups = [...devices, "style"].map((group) => [group, all.filter((c) => c.group === group)]);
  return h("div", {}, ...groups.map(([group, list]) => h("details", {}, h("summary", {}, `${t(group)} (${n(list.length)})`),
    h("ul", {}, ...list.map((c) => h("li", {}, c[language]))))));
}
