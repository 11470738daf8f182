"use strict";
// Filter and order of the galleries.
for (const tools of document.querySelectorAll(".gallery .tools")) {
  const section = tools.closest("section");
  const list = section.querySelector(".cards");
  const cards = Array.from(list.querySelectorAll(".card"));
  const words = new Map(cards.map(card => [card, [".head", ".words"].map(part => card.querySelector(part).textContent).join(" ").toLowerCase()]));
  const filter = tools.querySelector(".filter"), sort = tools.querySelector(".sort"), unlabeled = tools.querySelector(".unlabeled");
  const depth = (card, evidence) => Number(card.querySelector('[data-evidence="' + evidence + '"]').dataset.depth);
  const apply = () => {
    const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const card of cards) {
      card.hidden = !wanted.every(word => words.get(card).includes(word)) || (unlabeled.checked && Labels.has(card.dataset.id));
      shown += card.hidden ? 0 : 1;
    }
    tools.querySelector(".shown").textContent = shown === cards.length ? "" : shown + " of " + cards.length;
  };
  const order = () => {
    const by = sort.value;
    const rank = card => Number(card.dataset.rank);
    const sorted = cards.slice().sort((a, b) => by === "rank" ? rank(a) - rank(b) : depth(b, by) - depth(a, by) || rank(a) - rank(b));
    list.append(...sorted);
  };
  filter.addEventListener("input", apply);
  unlabeled.addEventListener("change", apply);
  sort.addEventListener("change", order);
  tools.addEventListener("submit", event => event.preventDefault());
}
