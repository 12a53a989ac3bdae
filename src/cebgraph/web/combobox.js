// A field that proposes things while one types: a combobox, as the ARIA practices describe it.

const WAIT = 150;

/**
 * Let a form propose things: `find` gives those that a beginning may lead to, and may be aborted; `lead` tells the address
 * of the one that is chosen.
 */
export function propose(form, find, lead) {
  const input = form.querySelector("input");
  const words = input.dataset;
  const list = document.createElement("ul");
  const told = document.createElement("p");
  let chosen = -1;
  let asking = null;
  let waiting = 0;

  Object.assign(list, { id: "suggestions", className: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.list);
  told.className = "unseen";
  told.setAttribute("role", "status");
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  }))
    input.setAttribute(name, value);
  form.append(list, told);

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    asking?.abort();
    if (input.value.trim()) waiting = setTimeout(ask, WAIT);
    else close();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // the keys belong to who writes Chinese
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // a field of type search would be emptied
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else choose(event.key === "ArrowDown" ? chosen + 1 : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      follow(list.children[chosen]);
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) follow(option);
  });

  /** Show what the beginning may lead to; a failure is as if there were nothing. */
  async function ask() {
    const prefix = input.value.trim();
    if (!prefix) return;
    asking?.abort();
    const mine = (asking = new AbortController());
    try {
      const result = await find(prefix, mine.signal);
      if (!mine.signal.aborted && document.activeElement === input) show(result);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function show(things) {
    list.replaceChildren(...things.map(option));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    open(things.length > 0);
    told.textContent = things.length ? words.found.replace("{n}", things.length) : words.none;
  }

  /** Mark an option; before the first and behind the last, none is. */
  function choose(index) {
    const options = [...list.children];
    chosen = index < -1 ? options.length - 1 : index >= options.length ? -1 : index;
    options.forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    if (chosen < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  }

  function follow({ dataset }) {
    location.assign(lead(dataset.thing, dataset.name));
  }

  function open(whether) {
    list.hidden = !whether;
    input.setAttribute("aria-expanded", String(whether));
  }

  function close() {
    clearTimeout(waiting);
    asking?.abort();
    open(false);
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    told.textContent = "";
  }
}

function option({ id, name, description }, index) {
  const item = document.createElement("li");
  item.lang = /\p{Script=Han}/u.test(name) ? "zh" : "en";
  item.id = `suggestion-${index}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  Object.assign(item.dataset, { thing: id, name });
  item.append(name);
  if (description) {
    const note = document.createElement("small");
    note.textContent = description;
    item.append(note);
  }
  return item;
}
