import { h, svg } from "./dom.js";
import { t, n, percent } from "./i18n.js";
import { table } from "./model.js";

// Plots, each with its points as a table for those who do not see it.

const size = 300, left = 44, bottom = 40, top = 10, right = 12;
const x = (v) => left + v * (size - left - right);
const y = (v) => top + (1 - v) * (size - top - bottom);

function frame(title, xName, yName, ...marks) {
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  return svg("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": title },
    ...ticks.flatMap((v) => [
      svg("line", { class: "grid", x1: x(0), x2: x(1), y1: y(v), y2: y(v) }),
      svg("text", { x: left - 6, y: y(v) + 4, "text-anchor": "end" }, v.toLocaleString(document.documentElement.lang)),
      svg("text", { x: x(v), y: size - bottom + 16, "text-anchor": "middle" }, v.toLocaleString(document.documentElement.lang))]),
    svg("path", { class: "axis", d: `M${x(0)} ${y(1)}V${y(0)}H${x(1)}` }),
    svg("text", { x: x(0.5), y: size - 4, "text-anchor": "middle" }, xName),
    svg("text", { x: 0, y: 0, transform: `translate(11 ${y(0.5)}) rotate(-90)`, "text-anchor": "middle" }, yName), ...marks);
}

function figure(title, picture, heads, rows) {
  return h("figure", { class: "panel" }, h("figcaption", {}, title), picture, h("details", {}, h("summary", {}, t("points")), table(heads, rows)));
}

const line = (points) => svg("path", { class: "curve", d: points.map(([a, b], i) => (i ? "L" : "M") + x(a).toFixed(1) + " " + y(b).toFixed(1)).join("") });

// reliability draws what people said against what the model expected; the
// larger a dot, the more headlines.
export function reliability(bins) {
  const most = Math.max(1, ...bins.map((b) => b.n));
  const dots = bins.map((b) => svg("circle", { class: "dot", cx: x(b.probability), cy: y(b.share), r: 3 + 6 * Math.sqrt(b.n / most) }, svg("title", {}, n(b.n))));
  const picture = frame(t("reliability"), t("axisPredicted"), t("axisObserved"),
    svg("line", { class: "ideal", x1: x(0), y1: y(0), x2: x(1), y2: y(1) }), line(bins.map((b) => [b.probability, b.share])), ...dots);
  return figure(t("reliability"), picture, [t("axisPredicted"), t("axisObserved"), "n"], bins.map((b) => [percent(b.probability), percent(b.share), n(b.n)]));
}

// precisionRecall draws what each threshold would give.
export function precisionRecall(points) {
  const picture = frame(t("precisionRecall"), t("axisRecall"), t("axisPrecision"), line(points.map((p) => [p.recall, p.precision])),
    ...(points.length <= 40 ? points.map((p) => svg("circle", { class: "dot", cx: x(p.recall), cy: y(p.precision), r: 2.5 })) : []));
  return figure(t("precisionRecall"), picture, [t("threshold"), t("axisRecall"), t("axisPrecision")], points.map((p) => [p.threshold.toFixed(2), percent(p.recall), percent(p.precision)]));
}
