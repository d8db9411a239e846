/**
 * The period that another is compared with, on Jämför perioder (see components/reference_picker.py).
 *
 * - Two native date fields in `<div data-against>`, shown for dates of one's own.
 * - A click on `<button data-set="period=...&mot=...">` writes several parameters at once.
 * - A click on `<button data-print>` prints the page.
 */
window.platsbild = window.platsbild || {};

window.platsbild.reference = (() => {
  /** Dash has no date field of its own, so they are made once and kept. */
  function fill({against, isAgainstFree}) {
    for (const host of document.querySelectorAll('[data-against]')) {
      host.hidden = !isAgainstFree;
      if (host.children.length === 0) host.append(field(host.dataset.labelFirst), field(host.dataset.labelLast));
      const [first, last] = host.querySelectorAll('input');
      [first.value, last.value] = against;
    }
  }

  function field(words) {
    const label = Object.assign(document.createElement('label'), {className: 'filter-bar__control'});
    const name = Object.assign(document.createElement('span'), {className: 'filter-bar__label', textContent: words});
    label.append(name, Object.assign(document.createElement('input'), {type: 'date', className: 'select', required: true}));
    return label;
  }

  // The filters are filled by draw.js; what is ours is filled with them.
  const fillFilters = window.platsbild.filters.fill;
  window.platsbild.filters.fill = state => {
    fillFilters(state);
    if (state.against) fill(state);
  };

  document.addEventListener('change', ({target}) => {
    if (!target.matches('[data-against] input')) return;
    const [first, last] = target.closest('[data-against]').querySelectorAll('input');
    const isSpan = first.value && last.value && first.value <= last.value;
    if (isSpan) window.platsbild.view.set({mot: `${first.value}--${last.value}`});
  });

  document.addEventListener('click', ({target}) => {
    const ready = target.closest?.('button[data-set]');
    if (ready) window.platsbild.view.set(Object.fromEntries(new URLSearchParams(ready.dataset.set)));
    if (target.closest?.('button[data-print]')) window.print();
  });

  return {fill};
})();
