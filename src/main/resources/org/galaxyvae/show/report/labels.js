"use strict";
// Labels: kept in this browser as they are given, and in labels.csv where the browser can write files.
const Labels = (() => {
  const HEADER = ["object_id", "interest", "artefact", "comment", "labeler", "labeled_at", "run_id"];
  const run = document.body.dataset.run;
  const KEY = "galaxy-vae labels " + run;
  const WHO = "galaxy-vae labeler";
  const labels = new Map();
  const listeners = [];
  let file = null;
  let writing = Promise.resolve();
  let unsaved = 0;
  let waiting = null;

  const element = id => document.getElementById(id);
  const all = selector => Array.from(document.querySelectorAll(selector));
  const cards = all(".card");

  function say(text, problem) {
    element("label-state").textContent = text;
    element("label-state").classList.toggle("problem", !!problem);
  }
  // A browser may refuse to keep anything of a page from disk.
  function kept(key) { try { return localStorage.getItem(key); } catch (e) { return null; } }
  function keep(key, value) {
    try { localStorage.setItem(key, value); return true; } catch (e) { say("This browser keeps nothing: save labels.csv before you leave (" + e.name + ")", true); return false; }
  }
  function labeler() { return kept(WHO) || labeler.now || ""; }
  function given(label) { return label.interest !== "" || label.artefact !== "" || label.comment !== ""; }

  function field(value) { return /[",\r\n]/.test(value) ? '"' + value.replace(/"/g, '""') + '"' : value; }
  function csv() {
    const rows = Array.from(labels, ([id, l]) => [id, l.interest, l.artefact, l.comment, l.labeler, l.labeled_at, l.run_id]);
    return [HEADER, ...rows].map(row => row.map(field).join(",")).join("\n") + "\n";
  }
  function parse(text) {
    const rows = [];
    let row = [], value = "", quoted = false, began = false;
    const endField = () => { row.push(value); value = ""; began = false; };
    const endRow = () => { endField(); if (row.length > 1 || row[0] !== "") rows.push(row); row = []; };
    text = text.replace(/^\ufeff/, "");
    for (let i = 0; i < text.length; i++) {
      const c = text[i];
      if (quoted) {
        if (c === '"' && text[i + 1] === '"') { value += '"'; i++; }
        else if (c === '"') quoted = false;
        else value += c;
      } else if (c === '"' && !began && value === "") { quoted = true; began = true; }
      else if (c === ",") endField();
      else if (c === "\n") endRow();
      else if (c === "\r" && text[i + 1] === "\n") continue;
      else value += c;
    }
    if (quoted) throw new Error("a quoted value does not end");
    if (value !== "" || row.length) endRow();
    return rows;
  }

  function show(id) {
    const label = labels.get(id) || { interest: "", artefact: "", comment: "" };
    for (const card of cards) {
      if (card.dataset.id !== id) continue;
      for (const button of card.querySelectorAll("[data-interest]")) button.setAttribute("aria-pressed", String(button.dataset.interest === label.interest));
      const artifact = card.querySelector(".artifact");
      artifact.setAttribute("aria-pressed", String(label.artefact === "true"));
      artifact.textContent = label.artefact === "true" ? "artifact" : label.artefact === "false" ? "no artifact" : "artifact?";
      const comment = card.querySelector(".comment");
      if (comment !== document.activeElement) comment.value = label.comment;
      card.classList.toggle("labeled", given(label));
    }
  }
  function count() {
    const number = Array.from(labels.values()).filter(given).length;
    element("label-count").textContent = number === 0 ? "No labels yet" : number === 1 ? "1 label" : number + " labels";
    element("label-download").textContent = "Download labels.csv" + (unsaved && !file ? " (" + unsaved + " new)" : "");
    element("label-who").textContent = labeler() ? "Labeler: " + labeler() : "Who labels?";
  }
  function store() { return keep(KEY, JSON.stringify(Array.from(labels))); }

  async function write() {
    if (!file) return;
    const text = csv();
    try {
      // a browser writes beside the file and puts it in its place on close: never half a file
      const stream = await file.createWritable();
      await stream.write(text);
      await stream.close();
      unsaved = 0;
      say("Saved in " + file.name);
    } catch (e) {
      say("Cannot save in " + file.name + " (" + e.message + "): choose it again, or download", true);
      file = null;
    }
    count();
  }
  function saved() {
    const stored = store();
    count();
    if (file) { writing = writing.then(write); } else if (stored) { say("Kept in this browser"); }
    listeners.forEach(listener => listener());
  }
  function change(id, values) {
    if (!labeler()) { waiting = () => change(id, values); ask(); return; }
    const before = labels.get(id) || { interest: "", artefact: "", comment: "" };
    labels.set(id, { ...before, ...values, labeler: labeler(), labeled_at: new Date().toISOString(), run_id: run });
    unsaved++;
    show(id);
    saved();
  }
  function setInterest(id, interest) { change(id, { interest: (labels.get(id) || {}).interest === interest ? "" : interest }); }
  function turnArtifact(id) {
    const next = { "": "true", "true": "false", "false": "" };
    change(id, { artefact: next[(labels.get(id) || { artefact: "" }).artefact] });
  }

  function ask() {
    element("who-name").value = labeler();
    element("who").showModal();
  }
  element("who-form").addEventListener("submit", () => {
    const name = element("who-name").value.trim();
    if (name) { labeler.now = name; keep(WHO, name); }
    count();
    if (waiting && name) { const go = waiting; waiting = null; go(); }
  });
  element("who").addEventListener("close", () => { waiting = null; });

  function download() {
    const link = document.createElement("a");
    const uri = URL.createObjectURL(new Blob([csv()], { type: "text/csv" }));
    link.href = uri;
    link.download = "labels.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(uri), 10000);
    unsaved = 0;
    count();
    say("labels.csv is in your downloads");
  }
  async function choose() {
    try {
      file = await window.showSaveFilePicker({ suggestedName: "labels.csv", types: [{ description: "Labels", accept: { "text/csv": [".csv"] } }] });
    } catch (e) { if (e.name !== "AbortError") say("Cannot save files: " + e.message, true); return; }
    // a file that is there already may hold labels of another time: they stay
    try { const old = await (await file.getFile()).text(); if (old.trim()) read(old); } catch (e) { say("Cannot read " + file.name + " (" + e.message + "): choose another file", true); file = null; return; }
    writing = writing.then(write);
  }
  function read(text) {
    const rows = parse(text);
    if (!rows.length || HEADER.some((name, i) => rows[0][i] !== name)) throw new Error("its header is not " + HEADER.join(","));
    let taken = 0, older = 0, wrong = 0;
    for (const row of rows.slice(1)) {
      const [id, interest, artefact, comment, who, at, of] = row;
      const when = Date.parse(at);
      if (row.length !== HEADER.length || !id || !/^[0-5]?$/.test(interest) || !["", "true", "false"].includes(artefact) || !who || Number.isNaN(when)) { wrong++; continue; }
      const ours = labels.get(id);
      if (ours && Date.parse(ours.labeled_at) >= when) { older++; continue; }
      labels.set(id, { interest, artefact, comment, labeler: who, labeled_at: new Date(when).toISOString(), run_id: of });
      taken++;
      show(id);
    }
    store();
    count();
    listeners.forEach(listener => listener());
    say("Read " + taken + " labels" + (older ? ", " + older + " were older than those here" : "") + (wrong ? ", " + wrong + " lines were not understood" : ""), wrong > 0);
    return taken;
  }
  async function take(chosen) {
    if (!chosen) return;
    try { read(await chosen.text()); if (file) writing = writing.then(write); } catch (e) { say("Cannot read " + chosen.name + ": " + e.message, true); }
  }

  element("label-download").addEventListener("click", download);
  element("label-file").hidden = !window.showSaveFilePicker;
  element("label-file").addEventListener("click", choose);
  element("label-import").addEventListener("click", () => element("label-input").click());
  element("label-input").addEventListener("change", event => { take(event.target.files[0]); event.target.value = ""; });
  element("label-who").addEventListener("click", ask);
  element("label-keys").addEventListener("click", () => element("keys").showModal());
  const dragged = event => Array.from(event.dataTransfer ? event.dataTransfer.types : []).includes("Files");
  addEventListener("dragover", event => { if (dragged(event)) { event.preventDefault(); document.body.classList.add("dropping"); } });
  addEventListener("dragleave", event => { if (!event.relatedTarget) document.body.classList.remove("dropping"); });
  addEventListener("drop", event => { if (dragged(event)) { event.preventDefault(); document.body.classList.remove("dropping"); take(event.dataTransfer.files[0]); } });
  addEventListener("beforeunload", event => { if (unsaved && !file && !kept(KEY)) event.preventDefault(); });
  // the same page in another tab
  addEventListener("storage", event => { if (event.key === KEY) { load(); cards.forEach(card => show(card.dataset.id)); count(); } });

  document.addEventListener("click", event => {
    const card = event.target.closest(".card");
    if (!card) return;
    enter(card, false);
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.interest !== undefined) setInterest(card.dataset.id, button.dataset.interest);
    if (button.classList.contains("artifact")) turnArtifact(card.dataset.id);
  });
  document.addEventListener("change", event => {
    if (event.target.classList.contains("comment")) change(event.target.closest(".card").dataset.id, { comment: event.target.value.trim() });
  });
  document.addEventListener("focusin", event => { const card = event.target.closest && event.target.closest(".card"); if (card) enter(card, false); });

  let current = null;
  function enter(card, moving) {
    if (current) current.classList.remove("current");
    current = card;
    card.classList.add("current");
    if (moving) { card.focus({ preventScroll: true }); card.scrollIntoView({ block: card.offsetHeight > innerHeight * 0.8 ? "start" : "center" }); }
  }
  function step(by) {
    // in the order seen: a gallery may be sorted and filtered
    const seen = all(".card").filter(card => !card.hidden);
    const at = seen.indexOf(current);
    const next = at < 0 ? seen[0] : seen[Math.min(seen.length - 1, Math.max(0, at + by))];
    if (next) enter(next, true);
  }
  document.addEventListener("keydown", event => {
    const typing = event.target.closest("input, textarea, select");
    if (typing && event.key === "Escape" && current) { typing.blur(); current.focus(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") || event.target.closest("#map")) return;
    const id = current && !current.hidden ? current.dataset.id : null;
    if (event.key === "?") element("keys").showModal();
    else if (event.key === "j" || event.key === "ArrowRight") step(1);
    else if (event.key === "k" || event.key === "ArrowLeft") step(-1);
    else if (id && /^[0-5]$/.test(event.key)) setInterest(id, event.key);
    else if (id && event.key === "a") turnArtifact(id);
    else if (id && event.key === "c") current.querySelector(".comment").focus();
    else return;
    event.preventDefault();
  });

  function load() {
    try { for (const [id, label] of JSON.parse(kept(KEY) || "[]")) labels.set(id, label); } catch (e) { say("The labels in this browser cannot be read", true); }
  }
  load();
  cards.forEach(card => show(card.dataset.id));
  count();
  return { csv, has: id => labels.has(id) && given(labels.get(id)), onChange: listener => listeners.push(listener), enter };
})();
