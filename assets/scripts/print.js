/**
 * Paper cannot be unfolded: `<details data-paper="open">` is open while the page is printed, and is then as it was.
 */
window.platsbild = window.platsbild || {};

window.platsbild.print = (() => {
  let opened = [];

  window.addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details[data-paper="open"]:not([open])')];
    for (const fold of opened) fold.open = true;
  });

  window.addEventListener('afterprint', () => {
    for (const fold of opened.splice(0)) fold.open = false;
  });

  return {};
})();
