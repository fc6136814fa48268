import { $, h } from "./dom.js";
import { t } from "./i18n.js";
import { devices } from "./words.js";

// The panel behind "?": what the verdicts and devices mean, and the keys.

const keys = [[["j", "k"], "keyNext"], [["a"], "keyAgree"], [["d"], "keyDisagree"], [["u"], "keyUndo"], [["e"], "keyWhy"], [["/"], "keySearch"], [["?"], "keyHelp"]];

const meaning = (name) => [h("dt", {}, h("mark", { class: "d-" + name }, t(name))), h("dd", {}, t(name + "Means"))];

export function showGuide() {
  $("guide-text").replaceChildren(h("p", {}, t("verdictsMean")),
    h("dl", { class: "meanings" }, ...["sensational", "biased"].flatMap(meaning)),
    h("h3", {}, t("devices")), h("p", {}, t("devicesMean")),
    h("dl", { class: "meanings" }, ...devices.flatMap(meaning)),
    h("h3", {}, t("keysTitle")),
    h("dl", {}, ...keys.flatMap(([all, name]) => [h("dt", {}, ...all.flatMap((k, i) => [i ? " " : "", h("kbd", {}, k)])), h("dd", {}, t(name))])));
  $("guide").showModal();
}
