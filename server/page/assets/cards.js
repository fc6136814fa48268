import { h, svg } from "./dom.js";
import { t, n, percent, signed, language } from "./i18n.js";
import { announce, wrong } from "./notices.js";
import { marked } from "./marks.js";
import { devices } from "./words.js";

// One card is one headline. An item is a result of the API ({ text, probability,
// bias, devices } and, when explained, { cues, intercept_log_odds }, in bias too)
// with url, role, note and verdict: { id, label }.

export const labelOf = (item, threshold) => (!item.abstained && item.probability >= threshold ? "sensational" : "neutral");

export const opposite = (label) => (label === "sensational" ? "neutral" : "sensational");

// card builds the card; act(item, what) is called for agree, disagree and undo.
export function card(item, threshold, act, canJudge) {
  const label = labelOf(item, threshold);
  const kind = item.abstained ? " unread" : label === "sensational" ? " loud" : "";
  const el = h("article", { class: "card" + kind, tabindex: "-1",
    "aria-label": item.abstained ? `${t("notRead")}. ${item.text}` : t("card", { label: t(label), p: percent(item.probability), bias: t(item.bias.label), q: percent(item.bias.probability), text: item.text }) });
  el.item = item;
  el.append(title(item), score(item, label, threshold), meta(item, label), calmer(item), item.abstained ? "" : acts(el, item, label, act, canJudge));
  if (item.open) el.append(reasons(item));
  return el;
}

function title(item) {
  const nodes = marked(item);
  const safe = /^https?:\/\//i.test(item.url ?? "");
  return h("p", { class: "title" }, ...(safe ? [h("a", { href: item.url, rel: "noopener noreferrer nofollow", target: "_blank" }, ...nodes)] : nodes));
}

function score(item, label, threshold) {
  if (item.abstained) return h("div", { class: "score" }, h("span", { class: "pill" }, t("notRead")));
  const bar = h("i"), tick = h("b");
  bar.style.width = item.probability * 100 + "%";
  tick.style.left = `calc(${threshold * 100}% - 1px)`;
  return h("div", { class: "score" }, h("span", { class: "pill" }, t(label)), h("span", { class: "p" }, percent(item.probability)),
    h("div", { class: "meter", role: "img", "aria-label": t("probability", { p: percent(item.probability), t: percent(threshold) }) }, bar, tick),
    h("div", { class: "bias" + (item.bias.label === "biased" ? " on" : ""), title: t("biasProbability", { p: percent(item.bias.probability), t: percent(item.bias.threshold) }) },
      h("span", { class: "pill" }, t(item.bias.label)), " ", h("span", { class: "num" }, percent(item.bias.probability))));
}

// shown are the devices that a headline is said to use, which its marks agree with.
export const shown = (item, label) => (label === "sensational" || item.bias.label === "biased" ? devices.filter((d) => item.devices[d] >= 0.5) : []);

function meta(item, label) {
  if (item.abstained) return h("div", { class: "meta" }, t("notReadMeans"));
  const strong = shown(item, label).sort((a, b) => item.devices[b] - item.devices[a]);
  if (!strong.length && !item.role && !item.block) return "";
  return h("div", { class: "meta" },
    ...strong.map((d) => h("span", { class: "device d-" + d, title: t(d + "Means") }, `${t(d)} ${percent(item.devices[d])}`)),
    item.role && h("span", {}, t(item.own ? "roleOwn" : "role_" + item.role.replace("-", "_"))), item.block && h("span", {}, item.block));
}

// calmer is the calmer version of the headline, where there is one, to copy.
function calmer(item) {
  if (!item.calm?.edits.length) return "";
  const text = h("span", { class: "text" }, item.calm.calm);
  const copy = async (e) => {
    const button = e.currentTarget;
    getSelection().selectAllChildren(text); // for the keyboard, where the clipboard is closed
    const copied = await navigator.clipboard?.writeText(item.calm.calm).then(() => true, () => false);
    button.textContent = t(copied ? "copied" : "selected");
    announce(button.textContent);
  };
  return h("p", { class: "calmer" }, h("span", { class: "name" }, t("calmer", { p: percent(item.calm.calm_probability) })), " ", text, " ",
    h("button", { type: "button", class: "quiet small copy", onclick: copy, "aria-label": t("copyCalmer", { text: item.calm.calm }) }, t("copy")));
}

// acts are the buttons of a card. Those of the verdict name the label, since the card
// shows two verdicts and moderators judge the first.
function acts(el, item, label, act, canJudge) {
  const box = h("div", { class: "acts" });
  const said = item.verdict?.label;
  const button = (what, means) => h("button", { type: "button", class: what, "aria-pressed": String(said === means), disabled: !canJudge, onclick: () => act(item, what) }, t(what, { label: t(means) }));
  box.append(button("agree", label), button("disagree", opposite(label)));
  if (said !== undefined) {
    box.append(h("button", { type: "button", class: "quiet undo", onclick: () => act(item, "undo") }, t("undo")),
      h("span", { class: "said" }, t(said === label ? "saidAgree" : "saidDisagree", { label: t(said) })));
  }
  if (item.failed) box.append(h("span", { class: "failed", role: "alert" }, t(wrong(item.failed))));
  if (item.cues) {
    box.append(h("button", { type: "button", class: "quiet why", "aria-expanded": String(!!item.open), onclick: () => toggle(el) }, t(item.open ? "hide" : "why")));
  }
  return box;
}

// toggle shows or hides a card's reasons.
export function toggle(el) {
  const item = el.item;
  if (!item.cues) return;
  item.open = !item.open;
  el.querySelector(".reasons")?.remove();
  if (item.open) el.append(reasons(item));
  const why = el.querySelector(".why");
  why.textContent = t(item.open ? "hide" : "why");
  why.setAttribute("aria-expanded", String(item.open));
}

// reasons puts both verdicts in words, side by side, with the log-odds folded.
function reasons(item) {
  const note = h("input", { type: "text", maxlength: "2000", oninput: (e) => { item.note = e.target.value; } });
  note.value = item.note ?? "";
  const both = (make) => h("div", { class: "both" }, make(item, t("whySensational")), make(item.bias, t("whyBiased")));
  return h("div", { class: "reasons" }, both((verdict, caption) => inWords(item, verdict, caption)),
    h("details", {}, h("summary", {}, t("inFigures")), both((verdict, caption) => contributions(item, verdict, caption))),
    h("label", { class: "note" }, t("note"), note));
}

function inWords(item, verdict, caption) {
  const rows = (verdict.reasons ?? []).map((r) => h("li", { class: r.strength > 0 ? "plus" : "minus" },
    h("span", { class: "sign" }, (r.strength > 0 ? "+" : "−").repeat(Math.abs(r.strength))), " ", r[language], ...r.texts.map((text, i) => [i ? ", " : " ", h("q", {}, text)]).flat()));
  return h("div", {}, h("b", {}, caption), rows.length ? h("ul", {}, ...rows) : h("p", {}, t("nothingStands")));
}

// contributions is a table of one verdict; with the starting point its rows sum
// to the log-odds exactly.
function contributions(item, verdict, caption) {
  const rows = verdict.cues.map((c) => reason(c.log_odds, h("code", {}, c.cue), c.text.trim() === item.text.trim() ? t("whole") : "“" + c.text + "”"));
  rows.push(reason(verdict.intercept_log_odds, t("start"), ""), reason(verdict.log_odds, t("sum"), ""));
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h("table", {}, h("caption", {}, caption),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("logOdds")), h("th", { scope: "col" }, t("reason")), h("th", { scope: "col" }, t("part")))),
      h("tbody", {}, ...rows)));
}

function reason(v, name, part) {
  const width = Math.min(Math.abs(v) / 3, 1) * 30;
  const bar = svg("svg", { width: 62, height: 12, "aria-hidden": "true" },
    svg("rect", { x: v < 0 ? 31 - width : 31, y: 1, width, height: 10, rx: 2, class: v < 0 ? "minus" : "plus" }));
  return h("tr", {}, h("td", {}, h("span", { class: "num" }, signed(v)), bar), h("td", {}, name), h("td", {}, part));
}

// counts fills the live counts.
export function counts(el, loud, biased, unread, total, shown) {
  const count = (cls, value, name) => h("div", { class: cls }, h("b", {}, n(value)), h("span", {}, t(name)));
  el.replaceChildren(count("loud", loud, "sensational"), count("calm", total - loud - unread, "neutral"), count("sided", biased, "biased"), ...(unread ? [count("", unread, "notRead")] : []), shown === total ? count("", total, "n") : count("", shown, "ofShown"));
}
