import { $, h } from "./dom.js";
import { t, n, percent } from "./i18n.js";
import * as api from "./api.js";
import { reliability, precisionRecall } from "./plots.js";

// The view that says what the model is, what it learnt from and how well it did.

let app;

export const start = (shared) => { app = shared; };

const view = () => $("view-model");

// load draws the card; the verdicts' plots follow when they are there.
export async function load() {
  const m = app.model;
  const plots = h("div");
  view().replaceChildren(h("h1", {}, [m.name, m.version].filter(Boolean).join(" ") || "Model"),
    ...(m.description ? [h("p", {}, m.description)] : []), facts(m), plots,
    h("h2", {}, t("data")), m.data.length ? sources(m.data) : h("p", {}, t("noData")),
    ...figures(m), h("h2", {}, t("cues")), cues(m.cues), h("h2", {}, t("limits")), h("p", {}, t("limitsText")));
  if (m.curves) plots.append(...section(t("fromModel"), m.curves));
  let stats = null;
  try {
    stats = app.canJudge ? await api.stats() : null;
  } catch {
    // without the verdicts the card is still a card
  }
  if (stats?.verdicts) {
    plots.append(...section(t("fromVerdicts", { n: n(stats.verdicts) }), stats),
      h("p", {}, t("agreement", { p: percent(stats.agreed / stats.verdicts), n: n(stats.verdicts) })));
  } else if (!m.curves) {
    plots.append(h("p", { class: "hint" }, t("noCurves")));
  }
}

function section(title, curves) {
  return [h("h2", {}, title), h("div", { class: "plots" }, reliability(curves.reliability), precisionRecall(curves.precision_recall))];
}

function facts(m) {
  const rows = [
    ["algorithm", m.algorithm], ["languages", (m.languages ?? []).join(", ")], ["threshold", m.threshold.toFixed(4)], ["rule", m.threshold_rule],
    ["seed", m.seed], ["built", m.built], ["loadedAt", new Date(m.loaded).toLocaleString(document.documentElement.lang)], ["size", t("bytes", { n: n(m.bytes) })], ["checksum", m.sha256], ["program", m.program],
  ].filter(([, v]) => v !== undefined && v !== "");
  return h("dl", { class: "facts panel" }, ...rows.flatMap(([name, v]) => [h("dt", {}, t(name)), h("dd", {}, String(v))]));
}

export function table(heads, rows) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": heads.join(", ") }, h("table", {},
    h("thead", {}, h("tr", {}, ...heads.map((x) => h("th", { scope: "col" }, x)))),
    h("tbody", {}, ...rows.map((r) => h("tr", {}, ...r.map((x) => h("td", {}, String(x ?? ""))))))));
}

const sources = (data) => table(["set", "rows", "use", "license", "credit"].map((x) => t(x)), data.map((d) => [d.name, n(d.rows), d.use, d.license, d.credit]));

function figures(m) {
  const rows = Object.entries(m.figures ?? {}).filter(([name]) => !/^(reliability|pr)_\d\d_/.test(name)).sort();
  return rows.length ? [h("h2", {}, t("figures")), table([t("figure"), t("value")], rows.map(([name, v]) => [name, v.toFixed(4)]))] : [];
}

function cues(all) {
  const groups = Map.groupBy ? Map.groupBy(all, (c) => c.group) : new Map();
  return h("div", {}, ...[...groups].map(([group, list]) => h("details", {}, h("summary", {}, `${t(group)} (${n(list.length)})`),
    h("dl", { class: "facts" }, ...list.flatMap((c) => [h("dt", {}, h("code", {}, c.name)), h("dd", { lang: "en" }, c.doc)])))));
}
