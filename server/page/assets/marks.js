import { h, $ } from "./dom.js";
import { t, signed, cueText } from "./i18n.js";

// Marks the words of a headline by the reasons they gave.

const groups = new Map(); // cue -> { group, doc }

// learned is the service's name for what the model learnt about words and their order.
const learned = "wording";

// nameOf is the displayed name of a reason.
export const nameOf = (cue) => (cue === learned ? t("words") : cue);

// learn takes the catalogue of cues from the model's description.
export function learn(cues) {
  for (const c of cues) groups.set(c.name, c);
  groups.set(learned, { name: learned, group: "words", doc: "" });
}

// groupOf is the device (or style, or words) that a cue belongs to.
export const groupOf = (cue) => groups.get(cue)?.group ?? "style";

// known is the catalogue's entry of a cue, or an empty one.
export const known = (cue) => groups.get(cue) ?? { name: cue, doc: "" };

const encoder = new TextEncoder();

// offsets maps the service's byte offsets to positions in a JavaScript string.
function offsets(text) {
  const map = new Map([[0, 0]]);
  let bytes = 0, units = 0;
  for (const ch of text) {
    bytes += encoder.encode(ch).length;
    units += ch.length;
    map.set(bytes, units);
  }
  return map;
}

// spans are the cues of a part of the headline, with string positions.
function spans(item) {
  const map = offsets(item.text);
  return item.cues
    .map((c) => ({ ...c, from: map.get(c.start), to: map.get(c.end) }))
    .filter((c) => c.from !== undefined && c.to > c.from && c.to - c.from < item.text.trim().length);
}

// weigh decides how a stretch of text is marked: as the device that adds most,
// else as learnt words or style if they add enough.
function weigh(cues) {
  const sums = {};
  let total = 0;
  for (const c of cues) {
    const g = groupOf(c.cue);
    sums[g] = (sums[g] ?? 0) + c.log_odds;
    total += c.log_odds;
  }
  let best = null;
  for (const [g, v] of Object.entries(sums)) {
    if (g !== "words" && g !== "style" && v > 0.05 && (!best || v > sums[best])) best = g;
  }
  if (best && total > 0.1) return { group: best, strength: total };
  if (total > 0.25) return { group: (sums.words ?? 0) >= (sums.style ?? 0) ? "words" : "style", strength: total };
  if (total < -0.25) return { group: "calm", strength: total };
  return null;
}

// marked returns the headline as nodes, with marks.
export function marked(item) {
  if (!item.cues) return [item.text];
  const all = spans(item);
  const cuts = [...new Set([0, item.text.length, ...all.flatMap((c) => [c.from, c.to])])].sort((a, b) => a - b);
  const nodes = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const part = item.text.slice(cuts[i], cuts[i + 1]);
    const here = all.filter((c) => c.from <= cuts[i] && c.to >= cuts[i + 1]);
    const w = here.length && weigh(here);
    if (!w) {
      nodes.push(part);
      continue;
    }
    const level = w.strength > 1.5 ? "s3" : w.strength > 0.6 ? "s2" : "s1";
    const mark = h("mark", { class: `d-${w.group} ${level}` }, part);
    mark.heboh = { group: w.group, cues: here };
    nodes.push(mark);
  }
  return nodes;
}

// watchTips shows the reasons of the mark under the pointer.
export function watchTips() {
  const tip = $("tip");
  document.addEventListener("pointerover", (e) => {
    const mark = e.target.closest?.("mark");
    tip.hidden = !mark?.heboh;
    if (tip.hidden) return;
    const { group, cues } = mark.heboh;
    const strongest = [...cues].sort((a, b) => Math.abs(b.log_odds) - Math.abs(a.log_odds)).slice(0, 6);
    tip.replaceChildren(h("b", {}, t(group)), ...strongest.map((c) =>
      h("div", {}, h("span", {}, signed(c.log_odds)), h("span", {}, [nameOf(c.cue), cueText(known(c.cue))].filter(Boolean).join(": ")))));
    place(tip, mark.getClientRects()[0]);
  });
  document.addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });
}

function place(tip, at) {
  const box = tip.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, innerWidth - box.width - 8));
  const below = at.bottom + 8;
  tip.style.left = left + "px";
  tip.style.top = (below + box.height < innerHeight ? below : Math.max(8, at.top - box.height - 8)) + "px";
}
