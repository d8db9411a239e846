/**
 * `window.platsbild.ahead.prepare(map)`: while the reader reads the first page, make the next one quick.
 *
 * Fetches and runs the chart and map code, then rehearses a chart and a map out of sight (the map is the
 * one the next page takes over). Each step waits until the browser has nothing better to do, and
 * none is taken where the reader has asked for little data.
 */
window.platsbild = window.platsbild || {};

window.platsbild.ahead = (() => {
  const PATIENCE_MS = 2000;
  let isBegun = false;

  async function prepare(map) {
    if (isBegun || navigator.connection?.saveData) return;
    isBegun = true;
    const {bundles, charts, map: maps} = window.platsbild;
    const steps = [
      () => bundles.load('deck'),
      () => map && maps.warm(map),
      () => bundles.load('plotly'),
      () => charts.warm(),
    ];
    for (const step of steps) {
      await idle();
      try {
        await step();
      } catch (error) {
        // Whoever needs it will ask again, and say so if it fails then.
        console.warn(error);
      }
    }
  }

  function idle() {
    return new Promise(resolve => {
      if (window.requestIdleCallback) window.requestIdleCallback(resolve, {timeout: PATIENCE_MS});
      else setTimeout(resolve, 200);
    });
  }

  return {prepare};
})();
