// A drawing as a file: what is shown in; an SVG of circles, lines and names out.

const MARGIN = 140;

/** Return what is shown as the text of an SVG. */
export function toSvg({ nodes, edges }, font) {
  const [xs, ys] = nodes.length ? [nodes.map(({ x }) => x), nodes.map(({ y }) => y)] : [[0], [0]];
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN];
  const [width, height] = [Math.max(...xs) - left + MARGIN, Math.max(...ys) - top + MARGIN].map(Math.ceil);
  const lines = edges.map(
    ({ from, to, status, label }) =>
      `<line ${ends(from, to)} stroke="#9aa5b1" stroke-width="1.3" marker-end="url(#tip)"` +
      `${status ? ' stroke-dasharray="6 5"' : ""}><title>${escaped(label)}</title></line>`,
  );
  const dots = nodes.map(
    ({ x, y, ink, label }) =>
      `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="8" fill="${ink}"/>` +
      `<text x="${x.toFixed(1)}" y="${(y + 22).toFixed(1)}" text-anchor="middle">${escaped(label)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left.toFixed(1)} ${top.toFixed(1)} ${width} ${height}" ` +
      `width="${width}" height="${height}" font-family="${escaped(font)}" font-size="12" fill="#1c2530">`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">' +
      '<path d="M0 0L8 4L0 8z" fill="#9aa5b1"/></marker></defs>',
    ...lines,
    ...dots,
    "</svg>\n",
  ].join("\n");
}

/** Offer a file to keep. */
export function keep(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Return a line that ends where the circle of its target begins. */
function ends(from, to) {
  const length = Math.max(Math.hypot(to.x - from.x, to.y - from.y), 1);
  const share = (length - 9) / length;
  const tip = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  return `x1="${from.x.toFixed(1)}" y1="${from.y.toFixed(1)}" x2="${tip.x.toFixed(1)}" y2="${tip.y.toFixed(1)}"`;
}

function escaped(text) {
  return text
    .replace(/\u200b/g, "")
    .replace(/[&<>"]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char]);
}
