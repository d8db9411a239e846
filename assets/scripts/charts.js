/**
 * Charts: `window.platsbild.charts.draw(charts)` draws {name: figure} in each `<div data-chart="name">`
 * and resolves when all are on screen. A chart without anything to show is {empty: words}.
 *
 * The figures are ours and not React's: handed over as they are, drawn once, and fitted to the screen
 * (which the server does not know) before and not after. `layout.meta.heightEm` is the height
 * that a chart needs, in its own letters.
 */
window.platsbild = window.platsbild || {};

window.platsbild.charts = (() => {
  // Nothing may leave the house, and no unnamed buttons.
  const CONFIG = {
    displayModeBar: false,
    displaylogo: false,
    doubleClick: false,
    plotlyServerURL: '',
    responsive: true,
    scrollZoom: false,
    showSendToCloud: false,
    showTips: false,
  };
  const SMALLEST_TEXT = 0.0215; // of the height of the screen, in meeting mode
  const NARROW = 480;
  const FEW_TICKS = 4;
  const drawn = new Set();

  async function draw(figures) {
    const hosts = [...document.querySelectorAll('[data-chart]')].filter(host => figures[host.dataset.chart]);
    forget(host => !host.isConnected);
    if (hosts.length === 0) return;
    // Widths of words are measured while drawing, so the font has to be there first.
    await Promise.all([window.platsbild.bundles.load('plotly'), document.fonts.load('16px Inter')]);
    // Charts beside each other share a height, so each has said its own before the first is drawn.
    for (const host of hosts) fit(host, figures[host.dataset.chart]);
    await Promise.all(hosts.map(host => drawOne(host, figures[host.dataset.chart])));
    await Promise.all(hosts.filter(isWrongSize).map(host => window.Plotly.Plots.resize(host)));
  }

  function drawOne(host, figure) {
    host.classList.toggle('chart--empty', 'empty' in figure);
    if (!('empty' in figure)) {
      if (!drawn.has(host)) host.replaceChildren();
      drawn.add(host);
      const {data, layout} = figure;
      return window.Plotly.react(host, data, layout, {...CONFIG, locale: document.documentElement.lang});
    }
    forget(one => one === host);
    const words = Object.assign(document.createElement('p'), {className: 'chart__words', textContent: figure.empty});
    host.replaceChildren(words);
    return null;
  }

  /** Take away plotly's listeners from charts that have gone with their page. */
  function forget(isGone) {
    for (const host of [...drawn].filter(isGone)) {
      window.Plotly.purge(host);
      drawn.delete(host);
    }
  }

  /** Fit a chart to the screen: text on a high one, ticks and names on a narrow one. */
  function fit(host, {layout}) {
    if (!layout) return;
    const isMeeting = document.documentElement.dataset.mode === 'meeting';
    const wanted = isMeeting ? Math.ceil(window.innerHeight * SMALLEST_TEXT) : 0;
    const larger = Math.max(1, wanted / layout.font.size);
    layout.font.size *= larger;
    for (const side of Object.keys(layout.margin)) layout.margin[side] *= larger;
    const heightEm = layout.meta?.heightEm;
    if (heightEm) host.parentElement.style.setProperty('--chart-height', `${Math.ceil(heightEm * layout.font.size)}px`);
    if (host.clientWidth < NARROW && layout.xaxis.type === 'date') {
      // The legend above the chart names the lines as well.
      layout.xaxis.nticks = FEW_TICKS;
      layout.annotations = [];
      layout.margin.r = 12;
    }
  }

  function isWrongSize(host) {
    const size = host._fullLayout;
    return drawn.has(host) && size && (size.height !== host.clientHeight || size.width !== host.clientWidth);
  }

  /** Draw one of each kind out of sight, so that the first real chart finds its code ready to run. */
  async function warm() {
    if (drawn.size > 0) return;
    const host = Object.assign(document.createElement('div'), {className: 'chart__rehearsal', inert: true});
    document.body.append(host);
    const [x, y] = [['2024-01-01', '2024-02-01'], [1, 2]];
    const data = [
      {type: 'scatter', mode: 'lines+markers', x, y},
      {type: 'bar', orientation: 'h', x: y, y, xaxis: 'x2', yaxis: 'y2'},
      {type: 'heatmap', z: [y, y], xaxis: 'x3', yaxis: 'y3', showscale: false},
    ];
    const domains = [[0, 0.3], [0.35, 0.6], [0.7, 1]].map(domain => ({domain, automargin: true}));
    const layout = {
      xaxis: {...domains[0], type: 'date'}, xaxis2: domains[1], xaxis3: domains[2],
      yaxis2: {anchor: 'x2'}, yaxis3: {anchor: 'x3'},
      annotations: [{x: x[0], y: 1, text: '<b>1</b>', showarrow: false}],
      shapes: [{type: 'rect', yref: 'paper', x0: x[0], x1: x[1], y0: 0, y1: 1}],
    };
    await window.Plotly.newPlot(host, data, layout, CONFIG);
    window.Plotly.purge(host);
    host.remove();
  }

  window.addEventListener('beforeprint', () => {
    for (const host of drawn) window.Plotly.Plots.resize(host);
  });

  return {draw, warm};
})();
