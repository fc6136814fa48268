import { h, $ } from "./dom.js";
import { t, language } from "./i18n.js";

// Marks the words of a headline as the service says.

const catalogue = new Map(); // cue -> { name, group, doc, en, id }

// learn takes the catalogue of cues from the model's description.
export function learn(cues) {
  for (const c of cues) catalogue.set(c.name, c);
}

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

// marked returns the headline as nodes, with the service's marks.
export function marked(item) {
  if (!item.marks?.length) return [item.text];
  const map = offsets(item.text);
  const nodes = [];
  let at = 0;
  for (const m of item.marks) {
    const from = map.get(m.start), to = map.get(m.end), name = m.device ?? m.verdict;
    const mark = h("mark", { class: `d-${name} s${m.strength}` }, item.text.slice(from, to));
    mark.heboh = { name, cues: m.cues ?? [] };
    nodes.push(item.text.slice(at, from), mark);
    at = to;
  }
  nodes.push(item.text.slice(at));
  return nodes;
}

// watchTips shows the reasons of the mark under the pointer, once that moves or
// presses: a mark that comes to lie under it would show them unasked.
export function watchTips() {
  const tip = $("tip");
  let over = null;
  const follow = (e) => {
    const mark = e.target.closest?.("mark");
    if (mark === over) return;
    over = mark;
    tip.hidden = !mark?.heboh;
    if (tip.hidden) return;
    const { name, cues } = mark.heboh;
    tip.replaceChildren(h("b", {}, t(name)), ...cues.map((c) => h("div", {}, catalogue.get(c)?.[language] ?? "")));
    place(tip, mark.getClientRects()[0]);
  };
  for (const type of ["pointermove", "pointerdown"]) document.addEventListener(type, follow);
  document.addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });
}

function place(tip, at) {
  const box = tip.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, innerWidth - box.width - 8));
  const below = at.bottom + 8;
  tip.style.left = left + "px";
  tip.style.top = (below + box.height < innerHeight ? below : Math.max(8, at.top - box.height - 8)) + "px";
}
