/* Colors, fonts and number formats of the charts, read from the tokens so they follow the theme. */

const SERIES = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `--data-${n}`);
const HEAT = [1, 2, 3, 4, 5, 6].map((n) => `--heat-${n}`);

function resolver() {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  return {
    color(name) {
      probe.style.color = `var(${name})`;
      return getComputedStyle(probe).color;
    },
    done: () => probe.remove(),
  };
}

export function readTheme() {
  const resolve = resolver();
  const of = (name) => resolve.color(name);
  const theme = {
    series: SERIES.map(of),
    heat: HEAT.map(of),
    ink: of("--ink"),
    soft: of("--ink-soft"),
    faint: of("--ink-faint"),
    line: of("--line"),
    strong: of("--line-strong"),
    surface: of("--surface"),
    brand: of("--brand"),
    up: of("--data-5"),
    down: of("--data-1"),
    heatInk: [of("--heat-ink-low"), of("--heat-ink-high")],
    font: getComputedStyle(document.body).fontFamily,
  };
  resolve.done();
  return theme;
}

const language = document.documentElement.lang || "en";

export function format(value, digits = 2, fixed = 0) {
  if (value === null || value === undefined || Number.isNaN(value)) return "—";
  const size = Math.abs(value);
  if (size > 0 && size < 1) {
    // Factors are often far below one: two decimals would make different ones look alike.
    return new Intl.NumberFormat(language, { maximumSignificantDigits: digits + 2 }).format(value).replace("-", "−");
  }
  const shown = size >= 100000 ? 0 : size >= 1000 ? Math.min(digits, 1) : digits;
  return new Intl.NumberFormat(language, { maximumFractionDigits: shown, minimumFractionDigits: Math.min(fixed, shown) }).format(value).replace("-", "−");
}

export function axisText(theme) {
  return { color: theme.soft, fontSize: 12, fontFamily: theme.font };
}

export function valueAxis(theme, unit, more = {}) {
  return {
    type: "value",
    name: unit,
    nameTextStyle: { ...axisText(theme), align: "left", padding: [0, 0, 4, -42] },
    axisLabel: { ...axisText(theme), formatter: (value) => format(value, 3), hideOverlap: true },
    splitLine: { lineStyle: { color: theme.line } },
    axisLine: { show: false },
    ...more,
  };
}

export function categoryAxis(theme, data, more = {}) {
  return {
    type: "category",
    data,
    axisLabel: { ...axisText(theme), hideOverlap: true },
    axisLine: { lineStyle: { color: theme.strong } },
    axisTick: { show: false },
    ...more,
  };
}

export function tooltip(theme, more = {}) {
  return {
    renderMode: "richText",
    confine: true,
    backgroundColor: theme.surface,
    borderColor: theme.strong,
    borderWidth: 1,
    padding: [8, 12],
    textStyle: { color: theme.ink, fontSize: 13, fontFamily: theme.font },
    ...more,
  };
}

/* How many lines a legend takes: wide characters count double. */
export function legendLines(names, width) {
  const lengths = names.map((name) => 44 + [...name].reduce((sum, letter) => sum + (letter > "\u2e80" ? 12 : 6.6), 0));
  let lines = 1;
  let used = 0;
  for (const length of lengths) {
    if (used && used + length > width) { lines += 1; used = 0; }
    used += length;
  }
  return lines;
}

export function legend(theme, names) {
  return {
    data: names,
    top: 0,
    left: 0,
    itemWidth: 14,
    itemHeight: 10,
    itemGap: 16,
    textStyle: axisText(theme),
  };
}

/* The largest round number at or below a value: a multiple of the step that about five ticks of the axis are apart. */
export function roundDown(value, range) {
  const wanted = (range || 1) * 0.26;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [[1.5, 1], [2.5, 2], [4, 3], [7, 5], [Infinity, 10]].find(([below]) => wanted / power < below)[1] * power;
  return Math.max(0, Math.floor(value / step) * step);
}
