/**
 * The filters: `window.platsbild.filters.fill(state)` puts values and choices in the native controls.
 *
 * The choices are ours and not React's: a list of seven hundred weeks is made anew only when it
 * differs from the one that is there. A change goes to view.js, the one writer of the address.
 */
window.platsbild = window.platsbild || {};

window.platsbild.filters = (() => {
  const filled = new WeakMap();
  const phone = window.matchMedia('(max-width: 40rem)');

  function fill(state) {
    window.platsbild.view.current = state;
    for (const host of document.querySelectorAll('[data-chosen]')) host.textContent = state.chosen;
    for (const bar of document.querySelectorAll('.filter-bar:not([data-folds])')) fold(bar);
    for (const select of document.querySelectorAll('select[data-param]')) fillSelect(select, state[select.dataset.param]);
    for (const button of document.querySelectorAll('button[data-step]')) button.disabled = !state[button.dataset.step];
    for (const host of document.querySelectorAll('[data-dates]')) fillDates(host, state);
    for (const host of document.querySelectorAll('[data-checks]')) fillChecks(host, state[host.dataset.checks]);
  }

  /** Folded on a phone and in meeting mode, where the numbers come first; else there is nothing to open. */
  function fold(bar) {
    bar.dataset.folds = '';
    const isMeeting = document.documentElement.dataset.mode === 'meeting';
    bar.open = !(isMeeting || phone.matches);
  }

  phone.addEventListener('change', () => document.querySelectorAll('.filter-bar').forEach(fold));

  function fillSelect(select, control) {
    if (!control) return;
    const signature = JSON.stringify(control.choices);
    if (filled.get(select) !== signature) {
      select.replaceChildren(...control.choices.map(([value, words]) => new Option(words, value)));
      filled.set(select, signature);
    }
    select.value = control.value;
    if (select.dataset.param === 'period') select.closest('.filter-bar__steps').classList.toggle('filter-bar__steps--free', isFree());
  }

  function isFree() {
    return window.platsbild.view.current.grain.value === 'free';
  }

  /** Two native date fields; Dash has none. */
  function fillDates(host, state) {
    host.hidden = !isFree();
    if (host.children.length === 0) host.append(dateField(host.dataset.labelFirst), dateField(host.dataset.labelLast));
    const [first, last] = host.querySelectorAll('input');
    [first.value, last.value] = state.free;
  }

  function dateField(words) {
    const label = Object.assign(document.createElement('label'), {className: 'filter-bar__control'});
    const name = Object.assign(document.createElement('span'), {className: 'filter-bar__label', textContent: words});
    label.append(name, Object.assign(document.createElement('input'), {type: 'date', className: 'select', required: true}));
    return label;
  }

  function fillChecks(host, control) {
    if (!control) return;
    const signature = JSON.stringify(control.choices);
    if (filled.get(host) !== signature) {
      host.replaceChildren(clearButton(control.clear), ...control.choices.map(checkbox));
      filled.set(host, signature);
    }
    for (const box of host.querySelectorAll('input')) box.checked = control.value.includes(box.value);
    host.closest('details').querySelector('summary').textContent = control.summary;
  }

  function clearButton(words) {
    return Object.assign(document.createElement('button'), {type: 'button', className: 'button button--quiet', textContent: words});
  }

  function checkbox([value, words]) {
    const label = Object.assign(document.createElement('label'), {className: 'filter-bar__check'});
    label.append(Object.assign(document.createElement('input'), {type: 'checkbox', value}), words);
    return label;
  }

  const ACTIONS = {
    // A zone belongs to its place, and the steps of the curve to the length of the period.
    plats: value => ({plats: value, omrade: ''}),
    grain: value => ({period: window.platsbild.view.current.grain_codes[value], steg: ''}),
  };

  document.addEventListener('change', ({target}) => {
    const {set} = window.platsbild.view;
    if (target.matches('select[data-param]')) {
      const key = target.dataset.param;
      set(ACTIONS[key] ? ACTIONS[key](target.value) : {[key]: target.value});
    } else if (target.matches('[data-dates] input')) {
      const [first, last] = target.closest('[data-dates]').querySelectorAll('input');
      if (first.value && last.value && first.value <= last.value) set({period: `${first.value}--${last.value}`});
    } else if (target.matches('[data-checks] input')) {
      const boxes = [...target.closest('[data-checks]').querySelectorAll('input:checked')];
      set({[target.closest('[data-checks]').dataset.checks]: boxes.map(box => box.value).join(',')});
    }
  });

  document.addEventListener('click', ({target}) => {
    const {set, current} = window.platsbild.view;
    const step = target.closest?.('button[data-step]');
    if (step && current?.[step.dataset.step]) set({period: current[step.dataset.step]});
    const clear = target.closest?.('[data-checks] button');
    if (clear) set({[clear.closest('[data-checks]').dataset.checks]: ''});
    for (const open of document.querySelectorAll('.filter-bar__categories[open]')) if (!open.contains(target)) open.open = false;
  });

  document.addEventListener('keydown', ({key, target}) => {
    const open = key === 'Escape' && target.closest?.('.filter-bar__categories[open]');
    if (!open) return;
    open.open = false;
    open.querySelector('summary').focus();
  });

  return {fill};
})();
