// The search in the header of served pages. Without it the form asks for a page of results.

import { propose } from "./combobox.js";

const form = document.querySelector(".search");

propose(form, find, lead);

async function find(prefix, signal) {
  const address = new URL("reconcile/suggest/entity", form.action);
  address.searchParams.set("prefix", prefix);
  const response = await fetch(address, { signal });
  return response.ok ? (await response.json()).result : [];
}

/** Return the address that leads to a thing: the server knows where its page is. */
function lead(thing, name) {
  const address = new URL(form.action);
  address.search = new URLSearchParams({ q: name, id: thing });
  return address;
}
