// Which things of a drawing bear their names: as many as there is room for, the best linked first.

const SIZE = 12.5; // on the screen, from afar as from near
const [WIDE, LINE] = [124, SIZE * 1.2];
const MOST = 160;
const APART = 4;

/** Let the things of `ids`, the most important first, bear their names where these stand on no other;
 *  those of hubs may stand on other things. */
export function nameWhereRoom(drawing, ids, always) {
  const zoom = drawing.zoom();
  const [width, height] = [drawing.width(), drawing.height()];
  const dots = ids
    .map((id) => dotOf(drawing.getElementById(id), drawing))
    .filter(({ x, y }) => x > 0 && y > 0 && x < width && y < height);
  const [taken, dotted] = [new Map(), new Map()];
  for (const { x, y, far } of dots) take([x - far, y - far, x + far, y + far], dotted);
  const named = drawing.collection();
  for (const { node, x, y, far } of dots) {
    if (named.length >= MOST) break;
    const box = boxOf(node.data("label"), x, y + far + 1);
    const inside = box[0] > 0 && box[2] < width && box[3] < height;
    const free = isFree(box, taken) && (node.hasClass("hub") || isFree(box, dotted));
    if (!always && !(inside && free)) continue;
    take(box, taken);
    named.merge(node);
  }
  drawing.batch(() => {
    drawing.nodes(".named").not(named).removeClass("named");
    named.addClass("named");
    named.style({ "font-size": SIZE / zoom, "text-max-width": WIDE / zoom, "text-margin-y": APART / zoom });
  });
}

/** Return where a thing stands on the screen. */
function dotOf(node, drawing) {
  const [{ x, y }, pan, zoom] = [node.position(), drawing.pan(), drawing.zoom()];
  return { node, x: x * zoom + pan.x, y: y * zoom + pan.y, far: (node.width() * zoom) / 2 };
}

/** Return what a name takes below a point: it is broken between words, and Chinese between any two characters. */
function boxOf(label, x, top) {
  const widths = label.split(/[ \u200b]/).map(widthOf);
  const whole = widths.reduce((sum, width) => sum + width, 0) + SIZE * 0.3 * (label.split(" ").length - 1);
  const width = Math.min(whole, Math.max(WIDE, ...widths));
  return [x - width / 2 - APART, top, x + width / 2 + APART, top + Math.ceil(whole / WIDE) * LINE + APART];
}

function widthOf(word) {
  let width = 0;
  for (const char of word) width += char > "\u2e7f" ? SIZE : SIZE * 0.6;
  return width;
}

/** The screen is parted into squares, so that only what is near is compared. */
function* squares([left, top, right, bottom]) {
  for (let x = Math.floor(left / WIDE); x <= right / WIDE; x++)
    for (let y = Math.floor(top / WIDE); y <= bottom / WIDE; y++) yield `${x} ${y}`;
}

function isFree(box, taken) {
  for (const square of squares(box))
    for (const other of taken.get(square) ?? [])
      if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
  return true;
}

function take(box, taken) {
  for (const square of squares(box)) taken.set(square, [...(taken.get(square) ?? []), box]);
}
