"use strict";
// Files that are dropped anywhere on the page go into its form.
const form = document.querySelector("form.drop");
if (form) {
  const field = form.querySelector("input[type=file]");
  const zone = form.querySelector(".zone");
  const list = form.querySelector("#chosen");
  const choose = () => {
    const files = [...field.files];
    list.replaceChildren(...files.map((file) => {
      const line = document.createElement("li");
      line.textContent = file.name;
      return line;
    }));
    const size = files.reduce((sum, file) => sum + file.size, 0);
    field.setCustomValidity(size > Number(form.dataset.most) ? form.dataset.tooLarge : "");
  };
  field.addEventListener("change", choose);
  document.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("over"); });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) { zone.classList.remove("over"); }
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    if (event.dataTransfer.files.length) { field.files = event.dataTransfer.files; choose(); }
  });
}
// A part of the page that follows what the server does.
const often = 100; // milliseconds: a look at nothing new takes one of them
const part = document.querySelector("[data-live]");
const said = document.getElementById("said");
const speak = (text) => { if (said && text && said.textContent !== text) { said.textContent = text; } };
let last = "";
const put = (html) => {
  if (html === last) { return; }
  last = html;
  const ticked = [...part.querySelectorAll(":checked")].map((one) => one.id);
  const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
  part.innerHTML = html;
  for (const id of ticked) { const box = document.getElementById(id); if (box) { box.checked = true; } }
  if (focused) { document.getElementById(focused)?.focus(); }
};
const renew = async () => { // the page of a report that was checked again
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  for (const name of ["body > header", "main", "body > footer"]) {
    const [now, then] = [document.querySelector(name), page.querySelector(name)];
    if (now && then) { now.replaceWith(document.adoptNode(then)); }
  }
  document.dispatchEvent(new Event("sapa:shown"));
};
const look = async () => {
  try {
    const asked = new URLSearchParams({ seen: part.dataset.version, shown: part.dataset.shown || "0" });
    const answer = await fetch(`${part.dataset.live}?${asked}`);
    if (answer.status === 404) { location.replace("/"); return; }
    if (answer.status === 200) {
      const news = await answer.json();
      part.dataset.version = news.version;
      put(news.html);
      if (news.done) { location.reload(); return; }
      if (news.shown && String(news.shown) !== part.dataset.shown) {
        part.dataset.shown = news.shown;
        await renew();
      }
      speak(news.said);
    }
  } catch {
    said?.classList.remove("unseen");
    speak(part.dataset.away);
  }
  setTimeout(look, often);
};
if (part) { setTimeout(look, often); }
