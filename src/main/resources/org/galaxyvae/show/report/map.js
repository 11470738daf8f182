"use strict";
// The map: canvas, since it may have 20,000 points.
(() => {
  const source = document.getElementById("map-data");
  if (!source) return;
  const map = JSON.parse(source.textContent);
  const element = id => document.getElementById(id);
  const box = element("map-canvas");
  const chart = echarts.init(box, null, { renderer: "canvas" });
  const sprites = map.sprites;
  const { shade, axis, FONT } = Charts;
  const MANY = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6bb1", "#999933", "#882255", "#44aa99", "#777777"];
  map.columns.forEach((column, i) => element("map-color").add(new Option(column.name, i)));
  element("map-projection-choice").hidden = !map.tsne_x;
  const umap = () => !map.tsne_x || element("map-projection").value === "umap";
  const cards = new Map(Array.from(document.querySelectorAll(".card"), card => [card.dataset.id, card]).reverse());
  let found = -1;

  function sprite(i, scale) {
    const tile = document.createElement("span");
    tile.className = "sprite";
    const side = sprites.side * scale, size = sprites.columns * side;
    tile.style.cssText = "display:inline-block;width:" + side + "px;height:" + side + "px;background-size:" + size + "px;image-rendering:pixelated";
    tile.style.backgroundPosition = -(i % sprites.columns) * side + "px " + -Math.floor(i / sprites.columns) * side + "px";
    tile.style.backgroundImage = "url(" + sprites.uri + ")";
    return tile;
  }
  function words(i) {
    const column = map.columns[element("map-color").value];
    const value = column.values[i];
    return column.name + " " + (value === null ? "unknown" : column.categories ? column.categories[value] : value);
  }
  function hover(i) {
    const tip = document.createElement("div");
    if (sprites && i < sprites.count) tip.append(sprite(i, 3));
    for (const text of [map.ids[i], words(i)]) {
      const line = document.createElement("div");
      line.textContent = text; // an id is the survey's own text: never markup
      tip.append(line);
    }
    return tip;
  }
  function tell(i) {
    const panel = element("map-object");
    panel.hidden = false;
    panel.replaceChildren();
    if (sprites && i < sprites.count) panel.append(sprite(i, 3));
    const text = document.createElement("div");
    const id = document.createElement("b");
    id.textContent = map.ids[i];
    text.append(id);
    const list = document.createElement("p");
    list.textContent = map.columns.filter(c => c.values[i] !== null).map(c => c.name + " " + (c.categories ? c.categories[c.values[i]] : c.values[i])).join(" · ");
    text.append(list);
    const links = document.createElement("p");
    const card = cards.get(map.ids[i]);
    if (card) {
      const go = document.createElement("button");
      go.type = "button";
      go.textContent = "Show its card";
      go.addEventListener("click", () => { card.hidden = false; Labels.enter(card, true); });
      links.append(go, " ");
    }
    if (map.ra_deg[i] !== null && map.dec_deg[i] !== null) {
      const ra = map.ra_deg[i].toFixed(6), dec = map.dec_deg[i].toFixed(6);
      for (const [name, uri] of [["SkyServer", "https://skyserver.sdss.org/dr18/VisualTools/navi?ra=" + ra + "&dec=" + dec + "&scale=0.2"], ["Legacy Surveys", "https://www.legacysurvey.org/viewer?ra=" + ra + "&dec=" + dec + "&layer=ls-dr10&zoom=15&mark=" + ra + "," + dec]]) {
        const link = document.createElement("a");
        link.href = uri; link.textContent = name; link.target = "_blank"; link.rel = "noopener noreferrer";
        links.append(link, " ");
      }
    }
    text.append(links);
    panel.append(text);
  }

  // ends of the color scale: what few extremes there are must not take all colors
  function ends(values) {
    const sorted = values.filter(v => v !== null).sort((a, b) => a - b);
    return sorted.length ? [sorted[Math.floor(.01 * (sorted.length - 1))], sorted[Math.ceil(.99 * (sorted.length - 1))]] : [0, 1];
  }
  function draw() {
    const column = map.columns[element("map-color").value];
    const xs = umap() ? map.x : map.tsne_x, ys = umap() ? map.y : map.tsne_y;
    const points = [];
    for (let i = 0; i < map.ids.length; i++) if (xs[i] !== null && ys[i] !== null) points.push([xs[i], ys[i], column.values[i], i]);
    const small = points.length > 6000 ? 3 : points.length > 1500 ? 4 : 7;
    const narrow = box.clientWidth < 560;
    const common = { dimension: 2, seriesIndex: 0, left: "center", bottom: 4, textStyle: { color: shade("ink"), fontSize: 12 }, outOfRange: { color: shade("quiet") } };
    const [low, high] = column.categories ? [] : ends(column.values);
    // what is told last lies on top: the high values
    if (!column.categories) points.sort((a, b) => (a[2] === null ? -Infinity : a[2]) - (b[2] === null ? -Infinity : b[2]));
    const visual = column.categories
      ? { ...common, type: "piecewise", orient: "horizontal", itemGap: 6, itemWidth: 12, pieces: column.categories.map((name, k) => ({ value: k, label: name, color: MANY[k % MANY.length] })) }
      : { ...common, type: "continuous", calculable: true, orient: "horizontal", itemHeight: narrow ? 150 : 260, min: low, max: high === low ? low + 1 : high, precision: 2, inRange: { color: ["#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"] } };
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: FONT },
      grid: { left: 8, right: 8, top: 8, bottom: column.categories && narrow ? 90 : 62 },
      tooltip: { trigger: "item", confine: true, className: "map-tip", formatter: p => hover(p.value[3]) },
      xAxis: axis({ type: "value", scale: true, axisLine: { show: false }, splitLine: { show: false }, axisLabel: { show: false }, axisTick: { show: false } }),
      yAxis: axis({ type: "value", scale: true, axisLine: { show: false }, splitLine: { show: false }, axisLabel: { show: false }, axisTick: { show: false } }),
      dataZoom: [{ type: "inside", xAxisIndex: 0, filterMode: "none" }, { type: "inside", yAxisIndex: 0, filterMode: "none" }],
      visualMap: visual,
      series: [
        { type: "scatter", data: points, symbolSize: small, itemStyle: { opacity: .75 }, emphasis: { scale: 2, itemStyle: { borderColor: shade("ink"), borderWidth: 1, opacity: 1 } } },
        { type: "scatter", data: found < 0 || xs[found] === null ? [] : [[xs[found], ys[found], 0, found]], symbol: "circle", symbolSize: 22, itemStyle: { color: "transparent", borderColor: "#e00", borderWidth: 3 }, z: 5, silent: true }
      ]
    }, true);
    box.dataset.points = points.length;
  }
  function zoom(factor) {
    const zooms = chart.getOption().dataZoom.slice(0, 2);
    zooms.forEach((z, i) => {
      const middle = (z.start + z.end) / 2, half = Math.min(50, (z.end - z.start) / 2 * factor);
      const start = factor === Infinity ? 0 : Math.max(0, Math.min(100 - 2 * half, middle - half));
      chart.dispatchAction({ type: "dataZoom", dataZoomIndex: i, start, end: factor === Infinity ? 100 : start + 2 * half });
    });
  }
  element("map-color").addEventListener("change", draw);
  element("map-projection").addEventListener("change", draw);
  element("map-in").addEventListener("click", () => zoom(.6));
  element("map-out").addEventListener("click", () => zoom(1 / .6));
  element("map-all").addEventListener("click", () => zoom(Infinity));
  element("map-find").addEventListener("input", event => {
    const text = event.target.value.trim();
    found = text ? map.ids.indexOf(text) : -1;
    if (text && found < 0) found = map.ids.findIndex(id => id.startsWith(text));
    draw();
    if (found >= 0) tell(found);
  });
  element("map-tools").addEventListener("submit", event => event.preventDefault());
  chart.on("click", p => { if (p.seriesIndex === 0) tell(p.value[3]); });
  Charts.onColors(draw);
  let soon;
  const fit = () => { chart.resize(); };
  addEventListener("resize", () => { clearTimeout(soon); soon = setTimeout(fit, 100); });
  addEventListener("beforeprint", fit);
  addEventListener("afterprint", fit);
  draw();
})();
