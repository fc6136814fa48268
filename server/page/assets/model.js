import { $, h } from "./dom.js";
import { t, n, percent, language } from "./i18n.js";
import * as api from "./api.js";
import { devices } from "./words.js";
import { reliability, precisionRecall } from "./plots.js";

// The view that describes the model, its training data and its results.

let app;

export const start = (shared) => { app = shared; };

const view = () => $("view-model");

// load draws the card; plots of the verdicts follow when they arrive.
export async function load() {
  const m = app.model;
  const plots = h("div");
  view().replaceChildren(h("h1", {}, [m.name, m.version].filter(Boolean).join(" ") || "Model"),
    ...(m.description ? [h("p", {}, m.description)] : []), facts(m), plots,
    h("h2", {}, t("data")), m.data.length ? sources(m.data) : h("p", {}, t("noData")),
    ...figures(m), h("h2", {}, t("cues")), cues(m.cues), h("h2", {}, t("limits")), h("p", {}, t("limitsText")));
  if (m.curves) plots.append(...section(t("fromModel"), m.curves, m.figures));
  let stats = null;
  try {
    stats = app.canJudge ? await api.stats() : null;
  } catch {
    // the card works without the verdicts
  }
  if (stats?.verdicts) {
    plots.append(...section(t("fromVerdicts", { n: n(stats.verdicts) }), stats, rates(stats.confusion)),
      h("p", {}, t("agreement", { p: percent(stats.agreed / stats.verdicts), n: n(stats.verdicts) })));
  } else if (!m.curves) {
    plots.append(h("p", { class: "hint" }, t("noCurves")));
  }
}

// section draws both plots; at has precision and recall at the model's threshold.
function section(title, curves, at) {
  const total = curves.reliability.reduce((s, b) => s + b.n, 0);
  const share = curves.reliability.reduce((s, b) => s + b.n * b.share, 0) / total;
  return [h("h2", {}, title), h("div", { class: "plots" }, reliability(curves.reliability), precisionRecall(curves.precision_recall, at, share))];
}

const rates = ({ tp, fp, fn }) => ({ precision: tp / (tp + fp), recall: tp / (tp + fn) });

function facts(m) {
  const rows = [
    ["algorithm", m.algorithm], ["languages", (m.languages ?? []).join(", ")], ["threshold", m.threshold.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 4 })], ["rule", m.threshold_rule],
    ["seed", m.seed], ["built", m.built], ["loadedAt", new Date(m.loaded).toLocaleString(document.documentElement.lang)], ["checksum", m.sha256], ["program", m.program],
  ].filter(([, v]) => v !== undefined && v !== "");
  return h("dl", { class: "facts panel" }, ...rows.flatMap(([name, v]) => [h("dt", {}, t(name)), h("dd", {}, String(v))]));
}

export function table(heads, rows) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": heads.join(", ") }, h("table", {},
    h("thead", {}, h("tr", {}, ...heads.map((x) => h("th", { scope: "col" }, x)))),
    h("tbody", {}, ...rows.map((r) => h("tr", {}, ...r.map((x) => h("td", {}, String(x ?? ""))))))));
}

const sources = (data) => table(["set", "rows", "use", "license", "credit"].map((x) => t(x)), data.map((d) => [d.name, n(d.rows), d.use, d.license, d.credit]));

const order = ["n", "accuracy", "precision", "recall", "f1", "roc_auc", "average_precision", "log_loss", "ece"];

function figures(m) {
  const all = m.figures ?? {};
  const names = [...order.filter((name) => name in all), ...Object.keys(all).filter((name) => !order.includes(name)).sort()];
  const write = (v) => (Number.isInteger(v) ? n(v) : v.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 4, maximumFractionDigits: 4 }));
  return names.length ? [h("h2", {}, t("figures")), table([t("figure"), t("value")], names.map((name) => [t(name), write(all[name])]))] : [];
}

function cues(all) {
  const groups = [...devices, "style"].map((group) => [group, all.filter((c) => c.group === group)]);
  return h("div", {}, ...groups.map(([group, list]) => h("details", {}, h("summary", {}, `${t(group)} (${n(list.length)})`),
    h("dl", { class: "facts" }, ...list.flatMap((c) => [h("dt", {}, h("code", {}, c.name)), h("dd", {}, c[language])])))));
}
