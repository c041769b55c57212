// Draws each picture from the rows of its table, in the page's direction, digits and font.
(() => {
  "use strict";
  if (!window.Chart) return;
  const page = document.documentElement;
  const rtl = page.dir === "rtl";
  const number = new Intl.NumberFormat(page.lang === "fa" ? "fa-IR" : "en-GB");
  const colors = ["#0b5a61", "#c2620c", "#5b4b9a", "#2f7d4f", "#a3261c"];
  const dashes = [[], [6, 3], [2, 3], [8, 3, 2, 3], [1, 2]];
  Chart.defaults.font.family = "Vazirmatn, Tahoma, system-ui, sans-serif";
  Chart.defaults.font.size = 13;
  Chart.defaults.color = "#4d6166";
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

  document.fonts.ready.then(() => document.querySelectorAll("canvas[data-chart]").forEach(draw));
})();
