"use strict";
const ready = () => {
  for (const field of document.querySelectorAll(".by-text")) { field.closest("label").hidden = false; }
};
document.addEventListener("submit", (event) => {
  if (event.target.matches(".filters")) { event.preventDefault(); }
});
document.addEventListener("input", (event) => {
  if (!event.target.matches(".by-text")) { return; }
  const wanted = event.target.value.trim().toLowerCase();
  for (const one of event.target.closest("section").querySelectorAll(".criterion")) {
    one.hidden = wanted !== "" && !one.textContent.toLowerCase().includes(wanted);
  }
});
const opened = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target && target.querySelector("details");
  if (folded) { folded.open = true; }
};
addEventListener("hashchange", opened);
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details")) { folded.open = true; }
});
document.addEventListener("sapa:shown", ready); // a server put a newer result in its place
ready();
opened();
