/**
 * Charts: `window.platsbild.charts.draw(charts)` draws {name: figure} in each `<div data-chart="name">`
 * and resolves when all are on screen. A chart with nothing to draw is {empty: true}: the head of its panel says why.
 *
 * The figures are ours and not React's: handed over as they are, drawn once, and fitted to the screen
 * (which the server does not know) before and not after. `layout.meta.heightEm` is the height that a chart
 * needs, in its own letters; `layout.meta.turns` says that a narrow screen swaps the rows and columns of a matrix.
 */
window.platsbild = window.platsbild || {};

window.platsbild.charts = (() => {
  // Nothing may leave the house, and no unnamed buttons.
  const CONFIG = {
    displayModeBar: false,
    displaylogo: false,
    doubleClick: false,
    plotlyServerURL: '',
    responsive: false, // plotly waits 100 ms before it fits a chart; watch() does not
    scrollZoom: false,
    showSendToCloud: false,
    showTips: false,
  };
  const SMALLEST_TEXT = 0.0215; // of the height of the screen, in meeting mode
  const NARROW = 480;
  const LEAST_NAME = 6;
  const pen = document.createElement('canvas').getContext('2d');
  const FEW_TICKS = 4;
  const drawn = new Map(); // each chart's host, and the promise of its last drawing
  const PAPER = {text: 11, heightEm: 24};
  const onScreen = new WeakMap(); // the size of the letters before a print
  const watcher = new ResizeObserver(entries => entries.forEach(({target}) => refit(target)));

  async function draw(figures) {
    const hosts = [...document.querySelectorAll('[data-chart]')].filter(host => figures[host.dataset.chart]);
    forget(host => !host.isConnected);
    if (hosts.length === 0) return;
    // Widths of words are measured while drawing, so the font has to be there first.
    await Promise.all([window.platsbild.bundles.load('plotly'), document.fonts.load('16px Inter')]);
    // An empty place takes no room, so it is opened before anything is measured.
    for (const host of hosts) host.classList.toggle('chart--empty', 'empty' in figures[host.dataset.chart]);
    // Charts beside each other share a height, so each has said its own before the first is drawn.
    for (const host of hosts) fit(host, figures[host.dataset.chart]);
    await Promise.all(hosts.map(host => drawOne(host, figures[host.dataset.chart])));
  }

  function drawOne(host, figure) {
    if (!('empty' in figure)) {
      if (!drawn.has(host)) host.replaceChildren();
      const {data, layout} = figure;
      Object.assign(layout, sizeOf(host));
      const config = {...CONFIG, locale: document.documentElement.lang};
      drawn.set(host, window.Plotly.react(host, data, layout, config));
      watcher.observe(host);
      return drawn.get(host);
    }
    forget(one => one === host);
    host.replaceChildren();
    return null;
  }

  /** Take away plotly's listeners from charts that have gone with their page. */
  function forget(isGone) {
    for (const host of [...drawn.keys()].filter(isGone)) {
      watcher.unobserve(host);
      window.Plotly.purge(host);
      drawn.delete(host);
    }
  }

  /** Fit a chart to the screen: text on a high one, ticks and names on a narrow one. */
  function fit(host, {data, layout}) {
    if (!layout) return;
    if (host.clientWidth < NARROW && layout.meta?.turns) turn(data[0], layout);
    const isMeeting = document.documentElement.dataset.mode === 'meeting';
    const wanted = isMeeting ? Math.ceil(window.innerHeight * SMALLEST_TEXT) : 0;
    const larger = Math.max(1, wanted / layout.font.size);
    layout.font.size *= larger;
    for (const side of Object.keys(layout.margin)) layout.margin[side] *= larger;
    const heightEm = layout.meta?.heightEm;
    if (heightEm) {
      host.parentElement.style.setProperty('--chart-height', `${Math.ceil(heightEm * layout.font.size)}px`);
    }
    shorten(host, layout);
    if (host.clientWidth < NARROW && layout.xaxis.type === 'date') {
      // The legend above the chart names the lines as well; rows are named nowhere else.
      layout.xaxis.nticks = FEW_TICKS;
      layout.annotations = (layout.annotations || []).filter(one => one.name);
      layout.margin.r = 12;
    }
  }

  /** Stand a matrix on its end: its cells have words, and a narrow screen has room downwards. */
  function turn(matrix, layout) {
    const turned = cells => cells[0].map((_, at) => cells.map(row => row[at]));
    for (const part of ['z', 'text', 'customdata']) matrix[part] = turned(matrix[part]);
    [matrix.x, matrix.y] = [matrix.y, matrix.x];
    const {tickvals, ticktext} = layout.xaxis;
    Object.assign(layout.xaxis, {tickvals: layout.yaxis.tickvals, ticktext: layout.yaxis.ticktext});
    Object.assign(layout.yaxis, {tickvals, ticktext});
  }

  /** Shorten the names of rows that would be cut at the edge: the numbers after them are seen, the table has all. */
  function shorten(host, {annotations, font, margin}) {
    const room = host.clientWidth - margin.l - margin.r;
    pen.font = `600 ${font.size}px Inter`;
    const width = text => pen.measureText(text.replace(/<[^>]*>/g, '')).width;
    for (const label of (annotations || []).filter(one => one.name)) {
      let kept = label.name;
      const written = () => label.text.replace(label.name, kept === label.name ? kept : `${kept.trimEnd()}…`);
      while (kept.length > LEAST_NAME && width(written()) > room) kept = kept.slice(0, -1).replace(/&[^;]*$/, '');
      label.text = written();
      label.name = kept;
    }
  }

  function sizeOf(host) {
    return {width: host.clientWidth, height: host.clientHeight};
  }

  /** Redraw a chart whose place on the page has another size than when it was drawn. */
  async function refit(host) {
    await drawn.get(host);
    const {width, height} = sizeOf(host);
    const size = host._fullLayout;
    const isSame = size && size.width === width && size.height === height;
    // Paper is not a screen: what prints differently says so itself.
    if (window.matchMedia('print').matches) return;
    if (drawn.has(host) && size && width && height && !isSame) window.Plotly.relayout(host, {width, height});
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

  // The browser asks no chart how it wants to be printed; the stylesheet says what its place on paper is (px).
  window.addEventListener('beforeprint', () => {
    for (const host of drawn.keys()) {
      const {font, meta} = host.layout;
      const paper = getComputedStyle(host);
      const width = Number(paper.getPropertyValue('--paper-width'));
      const em = Number(paper.getPropertyValue('--paper-em'));
      const height = Math.ceil((meta?.heightEm || PAPER.heightEm) * em);
      onScreen.set(host, font.size);
      window.Plotly.relayout(host, {width, height, 'font.size': PAPER.text});
    }
  });

  window.addEventListener('afterprint', () => {
    for (const host of drawn.keys()) {
      window.Plotly.relayout(host, {...sizeOf(host), 'font.size': onScreen.get(host)});
    }
  });

  return {draw, warm};
})();
