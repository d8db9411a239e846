/**
 * Draws what Dash does not, and says when everything is on screen.
 *
 * - `dash_clientside.platsbild.draw(packed)` is the clientside callback of every page: JSON text. It answers
 *   with the stamp, because Dash calls one at first only if it has an output.
 * - `dash_clientside.platsbild.failed(children)` ends the wait when a callback failed.
 * - `window.platsbild.busy.start()` marks `<main>` as changing. It is done when the charts and the map of
 *   the latest drawing have answered.
 */
window.platsbild = window.platsbild || {};

window.platsbild.busy = (() => {
  function set(isBusy) {
    document.getElementById('main')?.setAttribute('aria-busy', String(isBusy));
  }
  return {start: () => set(true), finish: () => set(false)};
})();

window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.platsbild = (() => {
  let latest = null;
  let isFirst = true;

  async function draw(packed) {
    if (!packed) return null;
    const drawing = JSON.parse(packed);
    latest = drawing;
    document.title = drawing.title;
    const {ahead, busy, charts, filters, legend, map, meeting, table, view, work} = window.platsbild;
    filters.fill(drawing.filters);
    table.fill(drawing.tables);
    legend.fill(drawing.map?.legend || [], drawing.mapHost);
    view.follow();
    work.equip();
    await Promise.all([
      tried(() => charts.draw(drawing.charts || {})),
      tried(() => drawing.map && map.draw(drawing.mapHost, drawing.map)),
    ]);
    if (latest !== drawing) return drawing.stamp;
    // The frame lies above the first board; a meeting starts at the numbers.
    if (isFirst && document.documentElement.dataset.mode === 'meeting') meeting.start();
    isFirst = false;
    busy.finish();
    ahead.prepare(drawing.ahead);
    return drawing.stamp;
  }

  /** One picture that fails must not keep the reader from the others. */
  async function tried(act) {
    try {
      await act();
    } catch (error) {
      console.error(error);
    }
  }

  function failed(children) {
    if (children) window.platsbild.busy.finish();
  }

  return {draw, failed};
})();

document.addEventListener('DOMContentLoaded', () => {
  window.platsbild.map.onZone = zone => window.platsbild.view.set({omrade: zone});
});
