"use strict";
for (const field of document.querySelectorAll(".by-text")) {
  field.closest("label").hidden = false;
  field.form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    for (const one of field.closest("section").querySelectorAll(".criterion")) {
      one.hidden = wanted !== "" && !one.textContent.toLowerCase().includes(wanted);
    }
  });
}
const opened = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target && target.querySelector("details");
  if (folded) { folded.open = true; }
};
addEventListener("hashchange", opened);
opened();
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details")) { folded.open = true; }
});
