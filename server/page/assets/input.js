import { $ } from "./dom.js";
import { t } from "./i18n.js";
import * as api from "./api.js";

// The form of the check view, which folds away when there are results.

const portion = 1000; // headlines per request
const example = `ISRAEL MAKIN TERPOJOK! Sekutu Lama Mulai Menjauh dari Meja Runding
Netanyahu: Perundingan Dilanjutkan Pekan Depan
Ternyata Ini Alasan Artis Itu Menghilang dari Layar Kaca
BMKG: Hujan Ringan di Jakarta Selatan Sore Ini
Bikin Merinding! Detik-Detik Jembatan Tua Itu Runtuh
You Won't Believe What This Minister Did Next
Central Bank Keeps Interest Rate at 5.75 Percent`;

let app;

// start connects the form; run checks what is in it.
export function start(shared, run) {
  app = shared;
  $("input").addEventListener("submit", (e) => { e.preventDefault(); run(); });
  $("text").addEventListener("keydown", (e) => { if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); run(); } });
  for (const radio of document.getElementsByName("kind")) radio.addEventListener("change", kindChanged);
  $("example").addEventListener("click", () => { fill({ kind: "titles", text: example }); run(); });
  $("change").addEventListener("click", unfold);
}

export const kind = () => document.querySelector("input[name=kind]:checked").value;

const field = () => $(kind() === "url" ? "url" : "text");

// kindChanged shows the field that belongs to the kind of input.
export function kindChanged() {
  $("url").hidden = kind() !== "url";
  $("text").hidden = kind() === "url";
  const place = t(kind() === "html" ? "placeHtml" : "placeTitles");
  $("text").placeholder = place;
  $("text").setAttribute("aria-label", place);
}

// fill puts something into the form.
export function fill({ kind, text = "", url = "" }) {
  document.querySelector(`input[name=kind][value=${kind}]`).checked = true;
  $("text").value = text;
  $("url").value = url;
  kindChanged();
}

// fold leaves a button of the form, above the results.
export function fold(folded = true) {
  $("input").hidden = folded;
  $("change").hidden = !folded;
}

// unfold shows the form again, ready for something else.
export function unfold() {
  fold(false);
  field().select();
}

// read returns what the form asks for, and whether the page had to be mended.
export async function read() {
  if (kind() === "titles") return { items: await score($("text").value.split(/\r?\n/).map((s) => s.trim()).filter(Boolean)) };
  const { links, page } = await api.links(kind() === "url" ? { url: $("url").value.trim() } : { html: $("text").value });
  const own = page.headline ? await score([page.headline]) : [];
  for (const item of own) Object.assign(item, { own: true, role: "headline", url: page.url });
  const others = links.filter((l) => !(l.role === "headline" && l.text === page.headline)); // a headline may link to its own page
  return { items: [...own, ...others], mended: page.warnings?.length > 0 };
}

// score asks for the verdicts of headlines, a portion at a time.
export async function score(titles) {
  const size = Math.min(portion, app.model.max_batch), all = [];
  for (let i = 0; i < titles.length; i += size) {
    $("progress").hidden = titles.length <= size;
    $("progress").value = i / titles.length;
    all.push(...(await api.score(titles.slice(i, i + size), false)).results);
  }
  return all;
}
