/**
 * The two large scripts that not every page needs: `window.platsbild.bundles.load('plotly' | 'deck')`.
 *
 * Each is fetched and run once, whoever asks first; the promise is shared. Its address, with the
 * release's hash, stands in `<meta name="platsbild-plotly">`.
 */
window.platsbild = window.platsbild || {};

window.platsbild.bundles = (() => {
  const asked = new Map();

  function load(name) {
    if (!asked.has(name)) asked.set(name, fetchAndRun(name));
    return asked.get(name);
  }

  function fetchAndRun(name) {
    return new Promise((resolve, reject) => {
      const src = document.querySelector(`meta[name="platsbild-${name}"]`)?.content || '';
      const onerror = () => {
        asked.delete(name);
        reject(new Error(`The code at "${src}" could not be loaded. Check <meta name="platsbild-${name}">.`));
      };
      document.head.append(Object.assign(document.createElement('script'), {src, onload: () => resolve(), onerror}));
    });
  }

  return {load};
})();
