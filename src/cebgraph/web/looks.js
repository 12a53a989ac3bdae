// How a drawing of a network looks: the colours of the page in, styles out.

/** Return the styles; in a `large` drawing things are larger, as they are seen from farther, and lines are plain. */
export function looks(colour, large) {
  const font = colour("--sans");
  const words = {
    color: colour("--text"),
    "font-family": font,
    "text-background-color": colour("--paper"),
    "text-background-opacity": 0.85,
  };
  const line = { "line-color": "#b4bdc7", "target-arrow-color": "#b4bdc7", "target-arrow-shape": "triangle" };
  const main = { "line-color": "#7b97b5", "target-arrow-color": "#7b97b5" };
  const [dot, hub] = large ? [44, 72] : [16, 26];
  return [
    { selector: "node", style: { width: dot, height: dot, "background-color": "data(ink)" } },
    { selector: "node.hub", style: { width: hub, height: hub, "z-index": 5 } },
    { selector: "node.close", style: { width: 16, height: 16 } },
    { selector: "node.close.hub", style: { width: 24, height: 24 } },
    {
      selector: "node.named",
      style: { ...words, label: "data(label)", "text-valign": "bottom", "text-wrap": "wrap", "line-height": 1.1 },
    },
    { selector: "node.root", style: { "border-width": 3, "border-color": colour("--text"), "border-opacity": 0.65 } },
    large
      ? { selector: "edge", style: { "line-color": "#b4bdc7", width: 5, opacity: 0.5, "curve-style": "haystack" } }
      : { selector: "edge", style: { ...line, width: 1.3, "arrow-scale": 0.8, "curve-style": "bezier" } },
    { selector: "edge.part", style: { ...main, width: large ? 14 : 3.5 } },
    { selector: "edge.unsure", style: { "line-style": "dashed", "line-dash-pattern": [6, 5] } },
    {
      selector: "edge.close",
      style: { ...line, width: 1.3, opacity: 1, "arrow-scale": 0.8, "curve-style": "bezier" },
    },
    { selector: "edge.close.part", style: { ...main, width: 3.5 } },
    {
      selector: "edge.close, edge.lit",
      style: {
        ...words,
        color: colour("--soft"),
        label: "data(label)",
        "font-size": 11,
        "text-rotation": "autorotate",
        "min-zoomed-font-size": 7,
      },
    },
    {
      selector: "edge.lit",
      style: { "line-color": "#5f6f80", "target-arrow-color": "#5f6f80", opacity: 1, "z-index": 6 },
    },
    {
      selector: "node:selected",
      style: { "border-width": 5, "border-color": colour("--focus"), "border-opacity": 1, "z-index": 9 },
    },
    { selector: ".away", style: { display: "none" } },
  ];
}
