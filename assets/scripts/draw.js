/**
 * Draws what Dash does not, and says when everything is on screen.
 *
 * - `dash_clientside.platsbild.draw(packed)` is the clientside callback of every page: JSON text. It answers
 *   with the stamp, because Dash calls one at first only if it has an output.
 * - `dash_clientside.platsbild.failed(children)` ends the wait when a callback failed.
 * - `window.platsbild.busy.start()` marks `<main>` as changing. It is done when each chart carries
 *   the stamp of the drawing (layout.meta.stamp) and the map has answered.
 */
window.platsbild = window.platsbild || {};

window.platsbild.busy = (() => {
  function set(isBusy) {
    document.getElementById('main')?.setAttribute('aria-busy', String(isBusy));
  }
  return {start: () => set(true), finish: () => set(false)};
})();

// Dash asks this property for plotly.js; its own copy is five times as large and has no content hash.
Object.defineProperty(window, '_dashPlotlyJSURL', {
  configurable: false,
  get: () => document.querySelector('meta[name="platsbild-plotly"]').content,
  set: () => {},
});

window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.platsbild = (() => {
  const SMALLEST_TEXT = 0.0215; // of the height of the screen, in meeting mode
  const NARROW = 480;
  const FEW_TICKS = 4;
  let latest = null;
  let isFirst = true;

  async function draw(packed) {
    if (!packed) return null;
    const drawing = JSON.parse(packed);
    latest = drawing;
    document.title = drawing.title;
    window.platsbild.filters.fill(drawing.filters);
    window.platsbild.table.fill(drawing.tables);
    window.platsbild.view.follow();
    await Promise.all([charts(drawing), map(drawing)]);
    if (latest !== drawing) return drawing.stamp;
    // The filters lie above the first board; a meeting starts at the numbers.
    if (isFirst && document.documentElement.dataset.mode === 'meeting') window.platsbild.meeting.page(0, 'instant');
    isFirst = false;
    window.platsbild.busy.finish();
    (window.requestIdleCallback || setTimeout)(fetchAhead);
    return drawing.stamp;
  }

  /** Bring the chart and map code while the reader reads, so that the next page need not wait. */
  function fetchAhead() {
    for (const name of ['plotly', 'deck']) {
      const href = document.querySelector(`meta[name="platsbild-${name}"]`).content;
      if (document.querySelector(`[href="${href}"], [src$="${href}"]`)) continue;
      document.head.append(Object.assign(document.createElement('link'), {rel: 'prefetch', as: 'script', href}));
    }
  }

  function failed(children) {
    if (children) window.platsbild.busy.finish();
  }

  async function map({map: spec, mapHost}) {
    if (!spec) return;
    try {
      await window.platsbild.map.draw(mapHost, spec);
    } catch (error) {
      console.error(error);
    }
  }

  async function charts(drawing) {
    while (latest === drawing && !plots().every(plot => isDrawn(plot, drawing.stamp))) await nextFrame();
    await Promise.all(plots().map(fit));
  }

  function plots() {
    return [...document.querySelectorAll('.graph .js-plotly-plot, .graph.dash-graph:not(:has(.js-plotly-plot))')];
  }

  function isDrawn(plot, stamp) {
    return plot.layout?.meta?.stamp === stamp && plot._fullLayout && !plot.classList.contains('dash-graph--pending');
  }

  /** Fit a chart to the screen, which the server does not know: text on a high one, ticks on a narrow. */
  function fit(plot) {
    const changes = {};
    const size = Math.round(window.innerHeight * SMALLEST_TEXT);
    const isMeeting = document.documentElement.dataset.mode === 'meeting';
    if (isMeeting && size > plot.layout.font.size) changes['font.size'] = size;
    if (plot.clientWidth < NARROW && plot.layout.xaxis.type === 'date' && plot.layout.annotations.length) {
      // The legend above the chart names the lines as well.
      Object.assign(changes, {'xaxis.nticks': FEW_TICKS, annotations: [], 'margin.r': 12});
    }
    return Object.keys(changes).length ? window.Plotly.relayout(plot, changes) : null;
  }

  function nextFrame() {
    return new Promise(resolve => window.requestAnimationFrame(resolve));
  }

  return {draw, failed};
})();

document.addEventListener('DOMContentLoaded', () => {
  window.platsbild.map.onZone = zone => window.platsbild.view.set({omrade: zone});
});

window.addEventListener('beforeprint', () => {
  for (const plot of document.querySelectorAll('.js-plotly-plot')) window.Plotly?.Plots.resize(plot);
});
