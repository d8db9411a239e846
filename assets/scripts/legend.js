/**
 * The legend of the map: `window.platsbild.legend.fill(entries, mapId)` fills `<ul data-legend>`.
 *
 * An entry is {shape, words, layer}; one with a layer is a native checkbox that shows and hides it.
 */
window.platsbild = window.platsbild || {};

window.platsbild.legend = (() => {
  function fill(entries, mapId) {
    const host = document.querySelector('[data-legend]');
    if (!host) return;
    const signature = JSON.stringify(entries);
    // Kept as it is where nothing changed, so that the keyboard's place in it is not lost.
    if (host.dataset.filled === signature) return;
    host.dataset.filled = signature;
    host.replaceChildren(...entries.map(entry => itemOf(entry, mapId)));
  }

  function itemOf({shape, words, layer}, mapId) {
    const sign = Object.assign(document.createElement('span'), {className: `legend__shape legend__shape--${shape}`});
    const item = Object.assign(document.createElement('li'), {className: 'legend__entry'});
    if (!layer) {
      item.append(sign, words);
      return item;
    }
    const box = Object.assign(document.createElement('input'), {type: 'checkbox', className: 'legend__check'});
    box.checked = window.platsbild.map.isShown(mapId, layer);
    box.addEventListener('change', () => window.platsbild.map.show(mapId, layer, box.checked));
    const label = Object.assign(document.createElement('label'), {className: 'legend__switch'});
    label.append(box, ...(shape ? [sign] : []), words);
    item.classList.add('legend__entry--switch');
    item.append(label);
    return item;
  }

  return {fill};
})();
