import { h } from "./dom.js";
import { t } from "./i18n.js";
import * as api from "./api.js";
import { card, labelOf } from "./cards.js";

const chunk = 50;

// List shows items as cards, a chunk at a time, and fetches the reasons of
// those it shows: thousands of headlines cost no more than those looked at.
export class List {
  constructor(box, options) {
    this.box = box;
    this.options = options; // { threshold(), act(item, what), canJudge() }
    this.items = [];
    this.shown = 0;
    this.watch = new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && this.grow(), { rootMargin: "600px" });
  }

  // show replaces the items.
  show(items, keep = 0) {
    this.items = items;
    this.shown = 0;
    this.watch.disconnect();
    this.box.replaceChildren();
    if (items.length === 0) this.box.append(h("p", { class: "hint" }, t("noneShown")));
    else this.grow(Math.max(chunk, keep));
  }

  // add appends items and shows them all.
  add(items) {
    this.items.push(...items);
    this.grow(this.items.length);
  }

  grow(count = chunk) {
    const from = this.shown;
    this.shown = Math.min(from + count, this.items.length);
    if (this.shown === from) return;
    this.box.querySelector(".more")?.remove();
    const fresh = this.items.slice(from, this.shown);
    this.box.append(...fresh.map((item) => this.card(item)));
    const left = this.items.length - this.shown;
    if (left > 0) {
      const more = h("button", { type: "button", class: "more", onclick: () => this.grow() }, t("more", { n: Math.min(chunk, left) }));
      this.box.append(more);
      this.watch.disconnect();
      this.watch.observe(more);
    }
    this.explain(fresh.filter((item) => this.stale(item)));
  }

  card(item) {
    return card(item, this.options.threshold(), this.options.act, this.options.canJudge());
  }

  // explain fetches reasons and puts them in.
  async explain(items) {
    if (items.length === 0) return;
    try {
      const threshold = this.options.threshold();
      const { results } = await api.score(items.map((item) => item.text), true, true, threshold);
      results.forEach((r, i) => Object.assign(items[i], { told: labelOf(items[i], threshold), cues: r.cues, reasons: r.reasons, marks: r.marks, intercept_log_odds: r.intercept_log_odds, log_odds: r.log_odds, bias: r.bias, calm: r.calm }));
      const done = new Set(items);
      for (const el of [...this.box.children]) if (done.has(el.item)) this.redraw(el);
    } catch {
      // the cards stay without marks; the next action reports a dead service
    }
  }

  // freshen fetches the reasons and marks of the cards whose label changed with the
  // threshold.
  freshen() {
    this.explain([...this.box.querySelectorAll(".card")].map((el) => el.item).filter((item) => this.stale(item)));
  }

  stale(item) { return !item.cues || item.told !== labelOf(item, this.options.threshold()); }

  redraw(el) {
    const focus = document.activeElement;
    const inside = el.contains(focus);
    const cls = inside && focus !== el ? focus.className.split(" ").pop() : "";
    const next = this.card(el.item);
    el.replaceWith(next);
    if (inside) ((cls && next.querySelector("button." + cls)) || next).focus({ preventScroll: true });
    return next;
  }

  // refresh draws the card of an item again.
  refresh(item) {
    for (const el of this.box.children) if (el.item === item) return this.redraw(el);
    return null;
  }

  redrawAll() { this.show(this.items, this.shown); }

  // current is the card that has the focus, in it or on it.
  current() { return document.activeElement?.closest?.(".card") ?? null; }

  // step moves the focus by a number of cards.
  step(by) {
    const cards = [...this.box.querySelectorAll(".card")];
    const at = cards.indexOf(this.current());
    const next = cards[at < 0 ? (by > 0 ? 0 : cards.length - 1) : Math.min(Math.max(at + by, 0), cards.length - 1)];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }
}
