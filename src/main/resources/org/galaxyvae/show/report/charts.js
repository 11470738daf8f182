"use strict";
// Charts, as SVG: they print sharply. Drawn anew when the colors change, and in light colors on paper.
const Charts = (() => {
  const data = JSON.parse(document.getElementById("charts-data").textContent);
  const drawn = [];
  let paper = false;
  const color = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const light = { paper: "#fff", ink: "#000", quiet: "#444", line: "#bbb" };
  const shade = name => paper && light[name] || color(name);
  const PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6bb1"]; // Okabe and Ito's, for the color-blind
  const FONT = getComputedStyle(document.body).fontFamily; // by name: text is measured by it
  const phone = () => innerWidth < 640;

  function axis(options) {
    return { nameLocation: "middle", nameGap: 26, splitLine: { lineStyle: { color: shade("line"), opacity: .5 } }, axisLine: { onZero: false, lineStyle: { color: shade("quiet") } }, axisLabel: { color: shade("quiet"), fontSize: 11, hideOverlap: true }, nameTextStyle: { color: shade("quiet") }, ...options };
  }
  function add(parent, title, height, option) {
    const box = document.createElement("div");
    box.className = "chart";
    box.style.height = height + "px";
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", title);
    parent.append(box);
    const entry = { box, title, option, chart: null };
    drawn.push(entry);
    draw(entry);
    return entry;
  }
  function draw(entry) {
    if (!entry.chart) entry.chart = echarts.init(entry.box, null, { renderer: "svg" });
    entry.chart.setOption({ animation: false, color: PALETTE, textStyle: { fontFamily: FONT, color: shade("ink") }, title: { text: entry.title, left: 4, top: 2, textStyle: { fontSize: 13, color: shade("ink") } }, ...entry.option() }, true);
  }
  const short = value => value === 0 ? "0" : Math.abs(value) >= 1e6 || Math.abs(value) < 1e-3 ? value.toExponential(0) : Math.abs(value) >= 1e4 ? Number((value / 1e3).toPrecision(2)) + "k" : String(Number(value.toPrecision(2)));

  for (const h of data.histograms) {
    const n = h.all.length;
    const edge = i => h.log ? h.low * Math.pow(h.high / h.low, i / n) : h.low + (h.high - h.low) * i / n;
    const steps = shares => shares.map((share, i) => [edge(i), share]).concat([[edge(n), shares[n - 1]]]);
    add(document.getElementById("histogram-charts"), h.name, 170, () => ({
      grid: { left: 44, right: 10, top: 30, bottom: 26 },
      xAxis: axis({ type: h.log ? "log" : "value", splitNumber: 4, min: h.low, max: h.high, axisLabel: { color: shade("quiet"), fontSize: 10, formatter: short, hideOverlap: true }, splitLine: { show: false } }),
      yAxis: axis({ type: "value", splitNumber: 3, axisLabel: { color: shade("quiet"), fontSize: 10, formatter: value => short(value * 100) + "%" } }),
      series: [
        { name: "all", type: "line", step: "end", symbol: "none", data: steps(h.all), lineStyle: { width: 1.5 }, areaStyle: { opacity: .2 } },
        { name: "calibrated", type: "line", step: "end", symbol: "none", data: steps(h.calibrated), lineStyle: { width: 1.5 } }
      ]
    }));
  }

  const learning = document.getElementById("learning-charts");
  if (learning) {
    const line = (name, key, sign) => ({ name, type: "line", symbolSize: 5, connectNulls: true, data: data.learned.filter(p => p[key] !== null).map(p => [p.images, (sign || 1) * p[key]]) });
    const level = key => ({ silent: true, symbol: "none", label: { formatter: "{b}", color: shade("quiet"), position: "insideEndTop", fontSize: 10 }, lineStyle: { type: "dotted", color: shade("quiet") }, data: data.baselines.filter(b => b[key] !== null).map(b => ({ name: b.method, yAxis: b[key] })) });
    const chart = (title, unit, series, levels) => add(learning, title, 280, () => {
      const built = series();
      if (levels) built[0].markLine = level(levels);
      const values = built.flatMap(s => s.data.map(p => p[1])).concat(levels ? data.baselines.map(b => b[levels]).filter(v => v !== null) : []);
      const low = Math.min(...values), high = Math.max(...values), room = (high - low || 1) * .08;
      return {
        grid: { left: 64, right: 20, top: 40, bottom: 44 },
        legend: built.length > 1 ? { top: 4, right: 4, textStyle: { color: shade("ink") } } : undefined,
        tooltip: { trigger: "axis", renderMode: "richText" },
        xAxis: axis({ type: "value", name: "images presented" }),
        yAxis: axis({ type: "value", name: unit, nameGap: 48, min: low - room, max: high + room, axisLabel: { color: shade("quiet"), fontSize: 11, formatter: v => Math.abs(v) >= 1000 ? Math.round(v).toLocaleString("en-US") : String(Number(v.toPrecision(3))) } }),
        series: built
      };
    });
    // the first validations are thousands of nats below: they would flatten the rest
    chart("ELBO", "nats per image", () => [line("held out", "elbo"), line("training", "training_loss", -1)]);
    chart("PSNR", "dB", () => [line("network", "psnr_db")], "psnr_db");
    chart("KL divergence", "nats per image", () => [line("held out", "kl")]);
  }

  const evaluation = document.getElementById("evaluation-charts");
  const choice = document.getElementById("evaluation-class");
  if (evaluation && data.measured.length) {
    const classes = Array.from(new Set(data.measured.map(m => m.label_class)));
    for (const name of classes) choice.add(new Option(name === "all" ? "all together" : name, name));
    document.getElementById("evaluation-choice").hidden = classes.length < 2;
    // each with its area and interval, as the table has them
    const measures = new Map(Array.from(document.querySelectorAll(".measures tbody tr"), row => [row.cells[0].textContent + "\0" + row.cells[1].textContent, row.cells]));
    const named = (m, cell) => { const cells = measures.get(m.label_class + "\0" + m.evidence); return m.evidence + (cells ? " " + cells[cell].textContent : ""); };
    // of the first score alone: seven would hide each other
    const band = (m, xs, ys) => {
      const ends = m && m[ys + "_band"];
      if (!ends) return [];
      const side = values => m[xs].map((v, i) => [v, values[i]]).slice(ys === "precision" ? 1 : 0);
      const corners = side(ends[0]).concat(side(ends[1]).reverse());
      return [{ name: "95% interval of " + m.evidence, type: "custom", silent: true, z: 1, clip: true, itemStyle: { color: PALETTE[0], opacity: .15 }, data: [corners[0]],
        renderItem: (params, api) => ({ type: "polygon", shape: { points: corners.map(c => api.coord(c)) }, style: { fill: PALETTE[0], opacity: .15 } }) }];
    };
    const pair = (title, x, y, xs, ys) => add(evaluation, title, 460, () => ({
      grid: { left: 52, right: 16, top: 34, bottom: phone() ? 200 : 160 },
      legend: { bottom: 0, left: 8, orient: "vertical", itemGap: 4, height: phone() ? 180 : 110, textStyle: { color: shade("ink"), fontSize: 11 }, itemWidth: 16 },
      tooltip: { trigger: "item", renderMode: "richText", formatter: p => p.seriesName + "\n" + x + " " + p.value[0].toFixed(3) + "\n" + y + " " + p.value[1].toFixed(3) },
      xAxis: axis({ type: "value", min: 0, max: 1, name: x }),
      yAxis: axis({ type: "value", min: 0, max: 1, name: y, nameGap: 34 }),
      series: data.measured.filter(m => m.label_class === choice.value).map((m, i) => ({ name: named(m, ys === "precision" ? 3 : 2), type: "line", symbol: "circle", symbolSize: 6, showSymbol: false, lineStyle: { width: i === 0 ? 3 : 1.5 }, data: m[xs].map((v, j) => [v, m[ys][j]]).slice(ys === "precision" ? 1 : 0) }))
        .concat(band(data.measured.find(m => m.label_class === choice.value), xs, ys))
        .concat(xs === "false_positive_rate" ? [{ name: "chance", type: "line", symbol: "none", lineStyle: { type: "dotted", width: 1, color: shade("quiet") }, itemStyle: { color: shade("quiet") }, data: [[0, 0], [1, 1]] }] : [])
    }));
    const pairs = [pair("ROC curve", "false positive rate", "true positive rate", "false_positive_rate", "true_positive_rate"), pair("Precision and recall", "recall", "precision", "true_positive_rate", "precision")];
    choice.addEventListener("change", () => pairs.forEach(draw));
  }

  const again = () => drawn.forEach(draw);
  const resize = () => drawn.forEach(entry => entry.chart.resize());
  // charts stand in grids that give each its width when all are there
  const sizes = new ResizeObserver(resize);
  document.querySelectorAll(".charts").forEach(grid => sizes.observe(grid));
  resize();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  addEventListener("beforeprint", () => { paper = true; again(); resize(); });
  addEventListener("afterprint", () => { paper = false; again(); resize(); });
  return { shade, axis, FONT, onColors: listener => { matchMedia("(prefers-color-scheme: dark)").addEventListener("change", listener); } };
})();
