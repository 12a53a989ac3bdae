"use strict";
// The language is the one chosen last, else that of the browser. Without this script both are shown.
(() => {
  const root = document.documentElement;
  const group = document.querySelector(".languages");
  const remembered = () => { try { return localStorage.getItem("language"); } catch { return null; } };
  const remember = (language) => { try { localStorage.setItem("language", language); } catch { /* not kept, then */ } };
  const show = (language) => {
    root.dataset.language = language;
    root.lang = language === "zh" ? "zh" : "en";
    for (const button of group.children) button.setAttribute("aria-pressed", button.dataset.choose === language);
  };
  group.addEventListener("click", (event) => {
    const chosen = event.target.closest("button")?.dataset.choose;
    if (chosen) { show(chosen); remember(chosen); }
  });
  show(remembered() ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
  group.hidden = false;
})();
