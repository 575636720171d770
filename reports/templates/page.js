"use strict";
document.documentElement.classList.add("js");
for (const page of document.querySelectorAll("article")) {
  const all = (selector, within = page) => [...within.querySelectorAll(selector)];
  const text = page.querySelector(".text");
  const card = page.querySelector(".card");
  const chips = all(".chip");
  const rows = all("table.audit tbody tr");
  let pinned = null;

  const bare = node => {
    const copy = node.cloneNode(true);
    for (const inner of [copy, ...copy.querySelectorAll("[id]")]) inner.removeAttribute("id");
    return copy;
  };
  const part = (label, nodes) => {
    if (!nodes.length) return;
    const heading = document.createElement("p");
    heading.className = "label";
    heading.textContent = label;
    card.append(heading, ...nodes);
  };
  const light = id => {
    for (const span of all(".text [data-s]")) span.classList.toggle("hot", span.dataset.s.split(" ").includes(id));
    for (const row of rows) row.classList.toggle("hot", row.dataset.s === id);
  };
  const show = id => {
    const row = rows.find(one => one.dataset.s === id);
    if (!row || !card) return;
    card.classList.remove("empty");
    card.replaceChildren();
    const close = document.createElement("button");
    close.type = "button";
    close.className = "close";
    close.textContent = "Close";
    close.addEventListener("click", hide);
    const heading = document.createElement("h3");
    heading.textContent = "Statement " + row.dataset.number;
    const words = document.createElement("p");
    words.className = "st-words";
    words.textContent = row.querySelector(".said").textContent;
    card.append(close, heading, words);
    part("Chain, origin first", all(".chain", row).map(bare));
    part("Directness", all(".score-of, .sum", row).map(bare));
    part("Findings", all(".findings", row).map(bare));
    part("Why", all("details ul", row).map(bare));
    light(id);
  };
  const hide = () => {
    pinned = null;
    light("");
    if (!card) return;
    card.classList.add("empty");
    card.textContent = card.dataset.empty;
  };
  const pin = id => {
    pinned = id;
    show(id);
    if (matchMedia("(max-width: 60rem)").matches) text.querySelector('.chip[data-s="' + id + '"]')?.scrollIntoView({ block: "start" });
  };
  const rest = () => (pinned ? show(pinned) : hide());

  if (text && card) {
    card.dataset.empty = card.textContent;
    const of = event => event.target.closest("[data-s]")?.dataset.s.split(" ")[0];
    const wide = matchMedia("(min-width: 60.01rem)");
    text.addEventListener("mouseover", event => { const id = of(event); if (wide.matches && id) show(id); });
    text.addEventListener("mouseleave", () => { if (wide.matches) rest(); });
    text.addEventListener("focusin", event => { const id = of(event); if (id) show(id); });
    text.addEventListener("click", event => {
      const id = of(event);
      if (!id) return;
      event.preventDefault();
      pin(id);
    });
    const step = by => {
      if (!chips.length) return;
      const at = chips.findIndex(chip => chip.dataset.s === pinned);
      const chip = chips[at < 0 && by < 0 ? chips.length - 1 : (at + by + chips.length) % chips.length];
      pinned = chip.dataset.s;
      chip.focus();
      show(pinned);
    };
    page.addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|SELECT/.test(event.target.tagName)) return;
      if (event.key === "Escape") hide();
      if (event.key === "n") step(1);
      if (event.key === "p") step(-1);
    });
    for (const box of all(".controls [data-show]"))
      box.addEventListener("change", () => text.classList.toggle("no-" + box.dataset.show, !box.checked));
  }

  const search = page.querySelector("[data-filter=words]");
  const kind = page.querySelector("[data-filter=kind]");
  const told = page.querySelector(".told");
  const filter = () => {
    const wanted = search.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const tags = row.dataset.tags.split(" ");
      row.hidden = !((!kind.value || tags.includes(kind.value)) && row.textContent.toLowerCase().includes(wanted));
      shown += !row.hidden;
    }
    told.textContent = "Showing " + shown + " of " + rows.length;
  };
  if (search && kind && told) {
    search.addEventListener("input", filter);
    kind.addEventListener("change", filter);
    filter();
  }

  for (const button of all("th button")) {
    button.addEventListener("click", () => {
      const head = button.closest("th");
      const table = head.closest("table");
      const column = [...head.parentNode.children].indexOf(head);
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of all("th[aria-sort]", table)) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = row => row.children[column].dataset.v ?? row.children[column].textContent.trim();
      const compare = (a, b) => {
        const [x, y] = [key(a), key(b)];
        if ((x === "") !== (y === "")) return x === "" ? 1 : -1;
        const order = x !== "" && !isNaN(x) && !isNaN(y) ? x - y : x.localeCompare(y, "en");
        return down ? -order : order;
      };
      const body = table.tBodies[0];
      body.append(...[...body.rows].sort(compare));
    });
  }
}
