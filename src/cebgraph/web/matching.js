// Which things a name may mean, without a server: the same as `reconcile/suggest.py` finds, by the same index and numbers.
// What `names` holds is written by `cebgraph publish`; tests compare the two, thing by thing.

const WORD = "[\\p{L}\\p{N}_]";
const HAN = "[\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{2ffff}]";
const HAS_HAN = new RegExp(HAN, "u");
const SHORT_GRAM = new RegExp(`(?=(${HAN}.|.${HAN}))`, "gu");
const LONG_GRAM = new RegExp(`(?=(${HAN.replace("[", "[^")}{3}))`, "gu");
const AND = /&/g;
const THE = new RegExp(`^\\s*the(?!${WORD})`, "u");
const UNITED_NATIONS = new RegExp(`(?<!${WORD})united nations(?!${WORD})`, "gu");
const BETWEEN_NUMBERS = /(?<=\p{Nd})(?:[^\p{L}\p{N}])+(?=\p{Nd})/gu;
const SIGNS = /[^\p{L}\p{N}/]|(?<!\p{Nd})\/|\/(?!\p{Nd})/gu;
const PARTS = /[()[\]【】]|\s[-–—/|]+\s|\s*[;；|]\s*/u;
const PAGE = /^\s*https?:\/\/(?:www\.)?(\S+?)\/*\s*$/u;

/** Return what finds things by an index of names: the numbers of things, the likeliest first. */
export function finder(names) {
  const { least, weak, reordered, nearest, near, read, parts, best, mean, later, subset, contradiction } = names.numbers;
  const simple = new Map([...names.traditional].map((char, at) => [char, [...names.simplified][at]]));
  const numerals = new RegExp(`(?<=第)[${Object.keys(names.numerals).join("")}]+`, "gu");
  const bearers = new Map(names.keys);
  const orders = new Map(names.orders);
  const pages = new Map(names.pages);
  const ids = new Map(names.things.map(({ id }, number) => [id, number]));
  const byId = (one, other) => compared(names.things[one].id, names.things[other].id);
  const keys = names.keys.map(([key]) => ({ key, length: [...key].length, grams: grams(key) }));
  const places = new Map();
  for (const [place, { grams }] of keys.entries())
    for (const gram of grams) places.has(gram) ? places.get(gram).push(place) : places.set(gram, [place]);

  function folded(name) {
    return cut(name)
      .normalize("NFKC")
      .toLowerCase()
      .replace(/./gsu, (char) => simple.get(char) ?? char)
      .replace(AND, " and ")
      .replace(THE, " ")
      .replace(UNITED_NATIONS, "un")
      .replace(numerals, inFigures);
  }

  function inFigures(text) {
    let [total, unit] = [0, 0];
    for (const char of text) {
      const value = names.numerals[char];
      if (value >= 10) [total, unit] = [total + (unit || 1) * value, 0];
      else unit = value;
    }
    return total + unit;
  }

  const keyOf = (name) => folded(name).replace(BETWEEN_NUMBERS, "/").replace(SIGNS, "");
  const cut = (name) => [...name].slice(0, names.numbers.longest).join("");

  function orderOf(name) {
    const words = folded(name).match(new RegExp(`${WORD}+`, "gu")) ?? [];
    return words.length > 1 && !isChinese(name) ? words.sort(compared).join(" ") : "";
  }

  /** Return the things that a text is a name, web address or id of, each with whether that is a strong one. */
  function exactly(text) {
    const found = new Map(bearers.get(keyOf(text)) ?? []);
    for (const thing of pages.get(PAGE.exec(text)?.[1].toLowerCase()) ?? []) found.set(thing, true);
    const named = ids.get(text.trim()) ?? ids.get(path(text.trim()));
    return named === undefined ? found : found.set(named, true);
  }

  const path = (text) => (text.startsWith(names.base) ? text.slice(names.base.length) : text);

  function byName(text) {
    const whole = alike(text);
    const told = cut(text).normalize("NFKC").split(PARTS).filter((part) => part.trim());
    if (told.length < 2 || told.length > parts) return whole;
    const likenesses = told.map((part) => alike(part.trim()));
    for (const thing of new Set(likenesses.flatMap((found) => [...found.keys()]))) {
      const together = joint(likenesses.map((found) => found.get(thing) ?? { score: 0 }));
      if (together.score > (whole.get(thing)?.score ?? 0)) whole.set(thing, together);
    }
    return whole;
  }

  function joint(found) {
    if (found.every(({ same }) => same) && found.some(({ strong }) => strong)) return { score: 1, same: true, strong: true };
    const most = Math.max(...found.map(({ score }, at) => (at ? later * score : score)));
    const sum = found.reduce((total, { score }) => total + score, 0);
    return { score: Math.min(best * most + (mean * sum) / found.length, nearest) };
  }

  function alike(text) {
    const found = new Map((orders.get(orderOf(text)) ?? []).map((thing) => [thing, { score: reordered }]));
    for (const [thing, strong] of exactly(text)) found.set(thing, { score: strong ? 1 : weak, same: true, strong });
    for (const [key, score] of nearKeys(keyOf(text)))
      for (const [thing] of bearers.get(key))
        if (!((found.get(thing)?.score ?? -1) >= score)) found.set(thing, { score: Math.min(score, nearest) });
    return found;
  }

  function nearKeys(key) {
    const wanted = grams(key);
    const shared = new Map();
    let seen = 0;
    const lists = [...wanted].filter((gram) => places.has(gram)).map((gram) => places.get(gram));
    for (const list of lists.sort((one, other) => one.length - other.length)) {
      if (seen && seen + list.length > read) break;
      for (const place of list) shared.set(place, (shared.get(place) ?? 0) + 1);
      seen += list.length;
    }
    return [...shared]
      .map(([place, count]) => [(2 * count) / (wanted.size + keys[place].grams.size), place])
      .sort(([one, first], [other, second]) => other - one || first - second)
      .slice(0, near)
      .filter(([, place]) => keys[place].key !== key)
      .map(([dice, place]) => [keys[place].key, similarity(key, keys[place].key, dice)])
      .filter(([, score]) => 100 * score >= least);
  }

  function similarity(one, other, dice) {
    const [left, right] = [[...one], [...other]];
    const edits = 1 - distance(left, right) / Math.max(left.length, right.length);
    return ((dice + edits) / 2) * agreement(one, other);
  }

  function agreement(one, other) {
    const [left, right] = [numbersOf(one), numbersOf(other)];
    const [more, fewer] = left.length < right.length ? [right, left] : [left, right];
    const rest = [...more];
    for (const number of fewer) {
      const at = rest.indexOf(number);
      if (at < 0) return contradiction;
      rest.splice(at, 1);
    }
    return rest.length ? subset : 1;
  }

  function* completed(text) {
    yield* [...exactly(text).keys()].sort(byId);
    const wanted = keyOf(text);
    const holding = wanted ? keys.filter(({ key }) => key.includes(wanted)) : [];
    const late = ({ key }) => Number(!key.startsWith(wanted));
    holding.sort((one, other) => late(one) - late(other) || one.length - other.length || compared(one.key, other.key));
    for (const { key } of holding) yield* [...bearers.get(key)].map(([thing]) => thing).sort(byId);
    const begun = path(text.trim());
    if (begun) yield* names.things.flatMap(({ id }, thing) => (id.startsWith(begun) ? [thing] : []));
    const scored = [...byName(text)].map(([thing, { score }]) => [Math.round(1e4 * score) / 100, thing]);
    const ranked = scored.filter(([score]) => score >= least);
    ranked.sort(([one, first], [other, second]) => other - one || byId(first, second));
    yield* ranked.slice(0, names.numbers.page).map(([, thing]) => thing);
  }

  return (text, most) => (text.trim() ? [...new Set(completed(text))].slice(0, most) : []);
}

export function isChinese(text) {
  return HAS_HAN.test(text);
}

function grams(key) {
  const text = ` ${key} `;
  return new Set([SHORT_GRAM, LONG_GRAM].flatMap((gram) => [...text.matchAll(gram)].map((match) => match[1])));
}

function numbersOf(key) {
  return key.match(/\p{Nd}+/gu) ?? [];
}

/** Compare by code units: everywhere in the same order. */
function compared(one, other) {
  return one < other ? -1 : Number(one > other);
}

/** Return the Levenshtein distance of two lists. */
function distance(one, other) {
  let row = other.map((_, at) => at + 1);
  one.forEach((char, at) => {
    let [corner, left] = [at, at + 1];
    row = row.map((above, across) => {
      left = Math.min(above + 1, left + 1, corner + (char === other[across] ? 0 : 1));
      corner = above;
      return left;
    });
  });
  return one.length ? (row.at(-1) ?? one.length) : other.length;
}
