/* The registry of chart kinds: each makes an ECharts option from data written by mrv.portal.components.charts. */

import { axisText, categoryAxis, format, legend, legendLines, roundDown, tooltip, valueAxis } from "./chart_theme.js";

const narrow = (width) => width < 520;

function lines(unit) {
  return (points) => {
    const shown = points.filter((point) => !point.seriesName.startsWith("\u0000") && point.value !== null && point.value !== undefined && point.value !== "-");
    return [points[0].axisValueLabel ?? points[0].name, ...shown.map((point) => `${point.marker}${point.seriesName}  ${format(point.value)} ${unit}`)].join("\n");
  };
}

function band(one, color) {
  const base = { type: "line", stack: `\u0000${one.name}`, symbol: "none", silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false } };
  return [
    { ...base, name: `\u0000low ${one.name}`, data: one.low },
    { ...base, name: `\u0000high ${one.name}`, data: one.high.map((high, place) => high - one.low[place]), areaStyle: { color, opacity: 0.16 } },
  ];
}

// Room for the longest name at the end of its line: 12 px type, Chinese characters are square.
function labelRoom(series) {
  const lengths = series.map((one) => [...one.name].reduce((sum, mark) => sum + (mark > "\u2e7f" ? 12 : 7.2), 16));
  return Math.min(240, Math.max(110, ...lengths));
}

// Names stand at the ends of the lines only where all lines reach the last year and no two end side by side.
function endApart(series) {
  const values = series.flatMap((one) => one.values.filter((value) => value !== null));
  const apart = (Math.max(...values) - Math.min(...values)) * 0.08;
  const ends = series.map((one) => one.values.at(-1) ?? null).sort((one, other) => one - other);
  return ends.every((end, place) => end !== null && (place === 0 || end - ends[place - 1] > apart));
}

// A line that lies on an earlier one is dashed, so that both colors show.
function liesOn(one, earlier) {
  return earlier.some((other) => one.values.some((value, place) => value !== null && value === other.values[place]));
}

function trend(data, theme, width) {
  const names = data.series.map((one) => one.name);
  const named = !narrow(width) && endApart(data.series);
  const series = data.series.flatMap((one, place) => {
    const color = one.target ? theme.series[1] : theme.series[place % theme.series.length];
    const on = liesOn(one, data.series.slice(0, place));
    const line = {
      type: "line",
      name: one.name,
      data: one.values,
      color,
      symbol: one.target ? "none" : on ? "emptyCircle" : "circle",
      symbolSize: 7,
      lineStyle: { width: 2.5, type: one.target ? [6, 4] : on ? [8, 8] : "solid" },
      endLabel: { show: named, formatter: () => one.name, color, fontSize: 12, fontFamily: theme.font, fontWeight: 600 },
      labelLayout: { moveOverlap: "shiftY", hideOverlap: true },
    };
    return one.low.length ? [...band(one, color), line] : [line];
  });
  const floor = (range) => roundDown(range.min - (range.max - range.min) * 0.3, range.max - range.min);
  return {
    grid: { left: 52, right: named ? labelRoom(data.series) : 12, top: named ? 34 : (narrow(width) ? 30 : 38) + 28 * legendLines(names, width), bottom: 28 },
    legend: named ? { show: false } : legend(theme, names),
    xAxis: categoryAxis(theme, data.categories, { boundaryGap: false }),
    yAxis: valueAxis(theme, data.unit, { min: floor }),
    tooltip: tooltip(theme, { trigger: "axis", formatter: lines(data.unit) }),
    series,
  };
}

function stacked(data, theme, width) {
  const names = data.series.map((one) => one.name);
  return {
    grid: { left: 52, right: 8, top: 30 + 28 * legendLines(names, width), bottom: 28 },
    legend: legend(theme, names),
    xAxis: categoryAxis(theme, data.categories),
    yAxis: valueAxis(theme, data.unit),
    tooltip: tooltip(theme, { trigger: "axis", axisPointer: { type: "shadow" }, formatter: lines(data.unit) }),
    series: data.series.map((one, place) => ({
      type: "bar",
      stack: "all",
      name: one.name,
      data: one.values,
      barMaxWidth: 44,
      itemStyle: { color: theme.series[place % theme.series.length], borderColor: theme.surface, borderWidth: 1 },
    })),
  };
}

function waterfall(data, theme, width) {
  let level = 0;
  const steps = data.items.map((item) => {
    const from = item.total ? 0 : level;
    level = item.total ? item.value : level + item.value;
    return { ...item, low: Math.min(from, level), size: Math.abs(level - from) };
  });
  const changes = steps.filter((step) => !step.total);
  const lowest = Math.min(...changes.map((step) => step.low), ...steps.filter((s) => s.total).map((s) => s.value));
  const highest = Math.max(...steps.map((step) => step.low + step.size));
  const start = roundDown(lowest - (highest - lowest) * 0.4, highest - lowest);
  const color = (step) => (step.total ? theme.faint : step.value > 0 ? theme.up : theme.down);
  return {
    grid: { left: 52, right: 8, top: 34, bottom: narrow(width) ? 56 : 28 },
    xAxis: categoryAxis(theme, steps.map((step) => step.name), { axisLabel: { ...axisText(theme), interval: 0, rotate: narrow(width) ? 35 : 0 } }),
    yAxis: valueAxis(theme, start ? `${data.unit} · ${data.cut_axis} ${format(start)}` : data.unit, { min: start }),
    tooltip: tooltip(theme, { trigger: "item", formatter: (point) => `${point.name}\n${point.data.signed} ${data.unit}` }),
    series: [
      { type: "bar", stack: "w", silent: true, itemStyle: { color: "transparent" }, data: steps.map((step) => (step.total ? 0 : step.low)) },
      {
        type: "bar",
        stack: "w",
        barMaxWidth: 56,
        label: { show: true, position: "top", color: theme.ink, fontSize: 12, fontFamily: theme.font, formatter: (point) => point.data.signed },
        labelLayout: { hideOverlap: true },
        data: steps.map((step) => ({
          value: step.total ? step.value : step.size,
          signed: step.total ? format(step.value, Math.abs(step.value) < 10 ? 3 : 2) : `${step.value > 0 ? "+" : ""}${format(step.value, Math.abs(step.value) < 10 ? 3 : 2)}`,
          itemStyle: { color: color(step) },
        })),
      },
    ],
  };
}

function ranked(data, theme, width) {
  const items = [...data.items].reverse();
  return {
    grid: { left: narrow(width) ? 110 : 128, right: 64, top: 8, bottom: 24 },
    xAxis: valueAxis(theme, "", { axisLabel: { show: false }, splitLine: { show: false } }),
    yAxis: categoryAxis(theme, items.map((item) => item.name), { axisLine: { show: false }, axisLabel: { ...axisText(theme), interval: 0, width: narrow(width) ? 104 : 120, overflow: "truncate" } }),
    tooltip: tooltip(theme, { trigger: "item", formatter: (point) => `${point.name}\n${format(point.value)} ${data.unit}` }),
    series: [{
      type: "bar",
      barMaxWidth: 18,
      itemStyle: { color: theme.series[0], borderRadius: [0, 3, 3, 0] },
      label: { show: true, position: "right", color: theme.soft, fontSize: 12, fontFamily: theme.font, formatter: (point) => format(point.value, 1, 1) },
      data: items.map((item) => ({ value: item.value, href: item.href })),
    }],
  };
}

function pieces(values, theme) {
  const top = Math.max(...values, 0);
  return theme.heat.map((color, place) => ({
    gte: place === 0 ? Number.NEGATIVE_INFINITY : top * (place / 6) ** 2,
    ...(place < 5 ? { lt: top * ((place + 1) / 6) ** 2 } : {}),
    color,
    label: `≥ ${format(top * (place / 6) ** 2, 1, 1)}`,
  }));
}

function shades(values, theme, more) {
  return { type: "piecewise", pieces: pieces(values, theme), itemWidth: 22, itemHeight: 12, itemGap: 14, textStyle: axisText(theme), ...more };
}

function heat(data, theme, width) {
  const values = data.cells.map((cell) => cell[2]);
  const middle = Math.max(...values, 0) * (4 / 6) ** 2;
  return {
    grid: { left: narrow(width) ? 92 : 128, right: 8, top: 8, bottom: 64 },
    xAxis: categoryAxis(theme, data.columns, { axisLine: { show: false } }),
    yAxis: categoryAxis(theme, data.rows, { inverse: true, axisLine: { show: false }, axisLabel: { ...axisText(theme), interval: 0 } }),
    visualMap: shades(values, theme, { orient: "horizontal", bottom: 0, left: "center", ...(narrow(width) ? { text: [`≥ ${format(Math.max(...values, 0) * (5 / 6) ** 2, 1)}`, "≥ 0"], itemGap: 2 } : {}) }),
    tooltip: tooltip(theme, { formatter: (point) => `${data.rows[point.value[1]]}, ${data.columns[point.value[0]]}\n${format(point.value[2])} ${data.unit}` }),
    series: [{
      type: "heatmap",
      data: data.cells.map((cell) => ({ value: cell, label: { color: theme.heatInk[cell[2] >= middle ? 1 : 0] } })),
      label: { show: width / data.columns.length > 52, fontSize: 11, fontFamily: theme.font, formatter: (point) => format(point.value[2], 1, 1) },
      itemStyle: { borderColor: theme.surface, borderWidth: 2 },
    }],
  };
}

function map(data, theme) {
  const values = data.items.map((item) => item.value);
  return {
    visualMap: shades(values, theme, { left: 0, top: 0, itemGap: 6 }),
    tooltip: tooltip(theme, { trigger: "item", formatter: (point) => (point.data ? `${point.data.label_text}\n${format(point.value)} ${data.unit}` : point.name) }),
    series: [{
      type: "map",
      map: "city",
      nameProperty: "code",
      roam: false,
      selectedMode: false,
      top: 8,
      bottom: 8,
      label: { show: true, color: theme.ink, textBorderColor: theme.surface, textBorderWidth: 3, fontSize: 11, fontWeight: 600, fontFamily: theme.font, formatter: (point) => point.data?.label_text ?? "" },
      labelLayout: { hideOverlap: true },
      itemStyle: { areaColor: theme.surface, borderColor: theme.strong, borderWidth: 0.8 },
      emphasis: { label: { color: theme.ink, fontWeight: 700 }, itemStyle: { areaColor: theme.series[1] } },
      data: data.items.map((item) => ({ name: item.code, value: item.value, label_text: item.name, href: item.href })),
    }],
  };
}

export const kinds = { trend, stacked, waterfall, ranked, heat, map };
