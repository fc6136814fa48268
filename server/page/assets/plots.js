import { h, svg } from "./dom.js";
import { t, n, percent, language } from "./i18n.js";
import { table } from "./model.js";

// Plots, each with its points in a table for those who cannot see it.

const size = 300, left = 56, bottom = 40, top = 10, right = 12;
const x = (v) => left + v * (size - left - right);
const y = (v) => top + (1 - v) * (size - top - bottom);

function frame(title, xName, yName, ...marks) {
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  return svg("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": title },
    ...ticks.flatMap((v) => [
      svg("line", { class: "grid", x1: x(0), x2: x(1), y1: y(v), y2: y(v) }),
      svg("text", { x: left - 6, y: y(v) + 4, "text-anchor": "end" }, v.toLocaleString(language)),
      svg("text", { x: x(v), y: size - bottom + 16, "text-anchor": "middle" }, v.toLocaleString(language))]),
    svg("path", { class: "axis", d: `M${x(0)} ${y(1)}V${y(0)}H${x(1)}` }),
    svg("text", { x: x(0.5), y: size - 4, "text-anchor": "middle" }, xName),
    svg("text", { x: 0, y: 0, transform: `translate(13 ${y(0.5)}) rotate(-90)`, "text-anchor": "middle" }, yName), ...marks);
}

function figure(title, hint, picture, heads, rows) {
  return h("figure", { class: "panel" }, h("figcaption", {}, title), picture, h("p", {}, hint), h("details", {}, h("summary", {}, t("points")), table(heads, rows)));
}

const line = (points) => svg("path", { class: "curve", d: points.map(([a, b], i) => (i ? "L" : "M") + x(a).toFixed(1) + " " + y(b).toFixed(1)).join("") });

// spread is the 95 % interval of a share (Wilson 1927).
function spread(share, count) {
  const z = 1.96, whole = 1 + z * z / count, middle = (share + z * z / (2 * count)) / whole;
  const half = z / whole * Math.sqrt(share * (1 - share) / count + z * z / (4 * count * count));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

// reliability draws what people said against what the model predicted; larger
// dots stand for more headlines.
export function reliability(bins) {
  const most = Math.max(1, ...bins.map((b) => b.n));
  const bars = bins.map((b) => { const [low, high] = spread(b.share, b.n); return svg("line", { class: "spread", x1: x(b.probability), x2: x(b.probability), y1: y(low), y2: y(high) }); });
  const dots = bins.map((b) => svg("circle", { class: "dot", cx: x(b.probability), cy: y(b.share), r: 3 + 6 * Math.sqrt(b.n / most) }, svg("title", {}, n(b.n))));
  const picture = frame(t("reliability"), t("axisPredicted"), t("axisObserved"),
    svg("line", { class: "ideal", x1: x(0), y1: y(0), x2: x(1), y2: y(1) }), line(bins.map((b) => [b.probability, b.share])), ...bars, ...dots);
  return figure(t("reliability"), t("reliabilityHint"), picture, [t("axisPredicted"), t("axisObserved"), t("n")], bins.map((b) => [percent(b.probability), percent(b.share), n(b.n)]));
}

// precisionRecall draws what each threshold would give, what the model's own
// does, and the precision of flagging at random: the share of the sensational.
export function precisionRecall(points, at, share) {
  const marks = share > 0 ? [svg("line", { class: "ideal", x1: x(0), x2: x(1), y1: y(share), y2: y(share) })] : [];
  const ring = at?.recall >= 0 && at.precision >= 0 ? [svg("circle", { class: "ring", cx: x(at.recall), cy: y(at.precision), r: 7 })] : [];
  const picture = frame(t("precisionRecall"), t("axisRecall"), t("axisPrecision"), ...marks, line(points.map((p) => [p.recall, p.precision])),
    ...(points.length <= 40 ? points.map((p) => svg("circle", { class: "dot", cx: x(p.recall), cy: y(p.precision), r: 2.5 })) : []), ...ring);
  return figure(t("precisionRecall"), t("prHint"), picture, [t("threshold"), t("axisRecall"), t("axisPrecision")], points.map((p) => [p.threshold.toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }), percent(p.recall), percent(p.precision)]));
}
