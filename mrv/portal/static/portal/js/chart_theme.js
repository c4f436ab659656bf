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

export function format(value, digits = 2) {
  if (value === null || value === undefined || Number.isNaN(value)) return "—";
  const shown = Math.abs(value) >= 1000 ? 0 : digits;
  return new Intl.NumberFormat(language, { maximumFractionDigits: shown }).format(value).replace("-", "−");
}

export function axisText(theme) {
  return { color: theme.soft, fontSize: 12, fontFamily: theme.font };
}

export function valueAxis(theme, unit, more = {}) {
  return {
    type: "value",
    name: unit,
    nameTextStyle: { ...axisText(theme), align: "left", padding: [0, 0, 4, -34] },
    axisLabel: { ...axisText(theme), formatter: (value) => format(value, 1) },
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

export function legend(theme, names) {
  return {
    data: names,
    top: 0,
    left: 0,
    itemWidth: 14,
    itemHeight: 10,
    itemGap: 16,
    textStyle: axisText(theme),
    type: "scroll",
    pageTextStyle: axisText(theme),
    pageIconColor: theme.soft,
    pageIconInactiveColor: theme.line,
  };
}
