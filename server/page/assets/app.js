import { $ } from "./dom.js";
import * as api from "./api.js";
import { t, language, setLanguage } from "./i18n.js";
import { learn, watchTips } from "./marks.js";
import * as check from "./check.js";
import * as queue from "./queue.js";
import * as card from "./model.js";
import * as keys from "./keys.js";
import { showGuide } from "./guide.js";
import { notice, wrong } from "./notices.js";

// What the views share: the model's description and whether this client may
// store verdicts.
const app = { model: null, canJudge: false, changed: () => queue.peek() };

const views = { check, queue, model: card };
const themes = ["auto", "light", "dark"];
const themeNames = { auto: "themeAuto", light: "themeLight", dark: "themeDark" };

const viewName = () => (Object.hasOwn(views, location.hash.slice(1)) ? location.hash.slice(1) : "check");

function show() {
  const name = viewName();
  for (const v of Object.keys(views)) {
    $("view-" + v).hidden = v !== name;
    const link = document.querySelector(`[data-view=${v}]`);
    if (v === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  $("tip").hidden = true;
  views[name].load?.();
}

function theme(next) {
  document.documentElement.dataset.theme = next;
  localStorage.setItem("theme", next);
  $("theme").textContent = { auto: "◐", light: "☀", dark: "☾" }[next];
  $("theme").setAttribute("aria-label", t(themeNames[next]));
  $("theme").title = t(themeNames[next]);
}

// translate shows the page in another language.
function translate(next) {
  setLanguage(next);
  $("language").textContent = next === "id" ? "English" : "Indonesia";
  $("language").lang = next === "id" ? "en" : "id";
  theme(document.documentElement.dataset.theme);
  check.redraw();
  queue.redraw();
  if (viewName() === "model") card.load();
}

// describe asks for the model and for what this client may do.
async function describe() {
  app.model = await api.model();
  app.canJudge = app.model.feedback && app.model.access === "granted";
  $("access").hidden = app.model.access !== "token";
  $("closed").hidden = app.model.access !== "closed" && app.model.feedback;
  $("closed").dataset.t = app.model.access === "closed" ? "closed" : "noStore";
  learn(app.model.cues);
}

async function begin() {
  document.documentElement.dataset.theme = themes.includes(localStorage.getItem("theme")) ? localStorage.getItem("theme") : "auto";
  setLanguage(language);
  try {
    await describe();
  } catch (e) {
    notice("app-notice", wrong(e));
    return;
  }
  for (const v of Object.values(views)) v.start(app);
  watchTips();
  keys.start(() => views[viewName()].cards?.() ?? null);
  translate(language);
  $("language").addEventListener("click", () => translate(language === "id" ? "en" : "id"));
  $("theme").addEventListener("click", () => theme(themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % themes.length]));
  $("help").addEventListener("click", showGuide);
  $("access").addEventListener("submit", unlock);
  document.querySelector(".skip").addEventListener("click", (e) => { e.preventDefault(); $("main").focus(); });
  addEventListener("hashchange", show);
  show();
  queue.peek();
  document.documentElement.dataset.ready = "";
}

async function unlock(e) {
  e.preventDefault();
  api.setToken($("token").value.trim());
  try {
    await describe();
    translate(language);
    show();
    queue.peek();
    notice("app-notice", app.model.access === "token" ? "wrong_token" : "");
  } catch (e) {
    notice("app-notice", wrong(e));
  }
}

begin();
