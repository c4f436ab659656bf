/* Draws every element with data-chart: reads its JSON, looks up its kind, follows theme and size.
   The figure beside it carries the same numbers as a table, so nothing here is needed to read the page. */

import { kinds } from "./chart_kinds.js";
import { readTheme } from "./chart_theme.js";

const drawn = new Map();

async function loadMap(address) {
  if (window.echarts.getMap("city")) return;
  const response = await fetch(address);
  const shape = await response.json();
  shape.features = shape.features.map((feature) => ({
    ...feature,
    properties: { ...feature.properties, code: feature.id ?? "310151" },
  }));
  window.echarts.registerMap("city", shape);
}

function draw(place) {
  const data = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  const make = kinds[data.kind];
  if (!make) throw new Error(`No chart kind ${data.kind}; known: ${Object.keys(kinds).join(", ")}.`);
  const known = drawn.get(place);
  const chart = known ?? window.echarts.init(place, null, { renderer: "svg" });
  chart.setOption({ animation: false, ...make(data, readTheme(), place.clientWidth) }, true);
  if (known) return;
  drawn.set(place, chart);
  chart.on("click", (event) => { if (event.data?.href) window.location.assign(event.data.href); });
  new ResizeObserver(() => {
    chart.resize();
    chart.setOption({ animation: false, ...make(data, readTheme(), place.clientWidth) }, true);
  }).observe(place);
}

async function show(place) {
  if (place.dataset.map) await loadMap(place.dataset.map);
  draw(place);
}

function redraw() {
  for (const place of drawn.keys()) draw(place);
}

for (const place of document.querySelectorAll("[data-chart]")) show(place);
document.addEventListener("htmx:load", (event) => {
  for (const place of event.target.querySelectorAll("[data-chart]")) if (!drawn.has(place)) show(place);
});
new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
