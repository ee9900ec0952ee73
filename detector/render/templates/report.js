"use strict";
// Notes on the marks, and the two buttons. The toggles themselves need no script.
(() => {
  const tip = document.getElementById("tip");
  const boxes = [...document.querySelectorAll("input[data-layer]")];
  const marks = [...document.querySelectorAll(".mark[tabindex]")];
  const text = document.getElementById("text");
  let shownFor = null;
  let leaving = 0;

  const isOn = (layer) => boxes.some((box) => box.dataset.layer === layer && box.checked);

  // The Tab key stops only at marks that can be seen.
  const refresh = () => {
    hide();
    const on = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.layer));
    for (const mark of marks) {
      const seen = mark.dataset.layers.split(" ").some((layer) => on.has(layer));
      mark.tabIndex = seen ? 0 : -1;
    }
  };

  const notesOf = (mark) =>
    mark.getAttribute("aria-describedby").split(" ")
      .map((id) => document.getElementById(id))
      .filter((note) => note && isOn(note.dataset.layer));

  const show = (mark) => {
    const notes = notesOf(mark);
    clearTimeout(leaving);
    if (!notes.length) { hide(); return; }
    tip.replaceChildren(...notes.map((note) => {
      const line = document.createElement("p");
      line.textContent = note.textContent;
      return line;
    }));
    tip.hidden = false;
    shownFor = mark;
    const place = mark.getClientRects()[0];
    const widest = document.documentElement.clientWidth - tip.offsetWidth - 8;
    const left = Math.max(8, Math.min(place.left, widest));
    const below = place.bottom + 6 + tip.offsetHeight <= window.innerHeight;
    const top = below ? place.bottom + 6 : Math.max(4, place.top - tip.offsetHeight - 6);
    tip.style.left = `${left + window.scrollX}px`;
    tip.style.top = `${top + window.scrollY}px`;
  };

  function hide() {
    tip.hidden = true;
    shownFor = null;
  }

  const leave = () => { clearTimeout(leaving); leaving = setTimeout(hide, 200); };
  const markAt = (event) => event.target.closest && event.target.closest(".mark");

  text.addEventListener("pointerover", (event) => { const mark = markAt(event); if (mark) show(mark); });
  text.addEventListener("pointerout", (event) => { if (markAt(event)) leave(); });
  text.addEventListener("focusin", (event) => { const mark = markAt(event); if (mark) show(mark); });
  text.addEventListener("focusout", hide);
  tip.addEventListener("pointerenter", () => clearTimeout(leaving));
  tip.addEventListener("pointerleave", leave);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && shownFor) hide(); });

  for (const box of boxes) box.addEventListener("change", refresh);
  const setAll = (checked) => { for (const box of boxes) box.checked = checked; refresh(); };
  document.getElementById("all").addEventListener("click", () => setAll(true));
  document.getElementById("none").addEventListener("click", () => setAll(false));

  // Paper has nothing to click on.
  const closed = () => [...document.querySelectorAll("details:not([open])")];
  let opened = [];
  window.addEventListener("beforeprint", () => { opened = closed(); for (const part of opened) part.open = true; });
  window.addEventListener("afterprint", () => { for (const part of opened) part.open = false; opened = []; });
  refresh();
})();
