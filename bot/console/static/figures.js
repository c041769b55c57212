// Draws each picture from the rows of its table, in the page's direction, digits and font.
(() => {
  "use strict";
  if (!window.Chart) return;
  const page = document.documentElement;
  const rtl = page.dir === "rtl";
  const number = new Intl.NumberFormat(page.lang === "fa" ? "fa-IR" : "en-GB");
  const night = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (page.dataset.colours ? page.dataset.colours === "dark" : night.matches) && CSS.supports("color: light-dark(#000, #fff)");
  const DAY = { lines: ["#0b5a61", "#c2620c", "#5b4b9a", "#2f7d4f", "#a3261c"], text: "#4d6166", grid: "#d5dfe0" };
  const NIGHT = { lines: ["#63c5c9", "#f2a65a", "#b6a6f2", "#7fd8a2", "#ff9f94"], text: "#a8b9be", grid: "#2f3f44" };
  let colors = DAY.lines;
  const dashes = [[], [6, 3], [2, 3], [8, 3, 2, 3], [1, 2]];
  Chart.defaults.font.family = "Vazirmatn, Tahoma, system-ui, sans-serif";
  Chart.defaults.font.size = 13;
  Chart.defaults.animation = matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 300 };

  function draw(canvas) {
    const told = JSON.parse(canvas.dataset.chart);
    const bars = told.kind === "bars";
    const counts = {
      beginAtZero: true,
      reverse: bars && rtl,
      position: bars ? "bottom" : rtl ? "right" : "left",
      ticks: { precision: 0, callback: (value) => number.format(value) },
    };
    const labels = {
      reverse: !bars && rtl,
      position: bars ? (rtl ? "right" : "left") : "bottom",
      grid: { display: false },
      ticks: bars ? { autoSkip: false } : { maxRotation: 0, autoSkipPadding: 12 },
    };
    new Chart(canvas, {
      type: bars ? "bar" : "line",
      data: {
        labels: told.labels,
        datasets: told.series.map((one, i) => ({
          label: one.name,
          data: one.values,
          borderColor: colors[i % colors.length],
          backgroundColor: colors[i % colors.length],
          borderDash: bars ? [] : dashes[i % dashes.length],
          borderWidth: bars ? 0 : 2,
          pointRadius: told.labels.length > 40 ? 0 : 3,
          maxBarThickness: 26,
          borderRadius: 4,
          tension: 0.2,
        })),
      },
      options: {
        indexAxis: bars ? "y" : "x",
        responsive: true,
        maintainAspectRatio: false,
        locale: page.lang === "fa" ? "fa-IR" : "en-GB",
        interaction: { mode: "index", intersect: false, axis: bars ? "y" : "x" },
        scales: bars ? { x: counts, y: labels } : { x: labels, y: counts },
        plugins: {
          legend: { display: told.series.length > 1, rtl, textDirection: page.dir, labels: { usePointStyle: true } },
          tooltip: { rtl, textDirection: page.dir },
        },
      },
    });
  }

  const drawAll = () => {
    const now = isDark() ? NIGHT : DAY;
    colors = now.lines;
    Chart.defaults.color = now.text;
    Chart.defaults.borderColor = now.grid;
    for (const canvas of document.querySelectorAll("canvas[data-chart]")) {
      Chart.getChart(canvas)?.destroy();
      draw(canvas);
    }
  };
  document.fonts.ready.then(() => {
    drawAll();
    night.addEventListener("change", drawAll);
    document.addEventListener("console:colours", drawAll);
  });
})();
