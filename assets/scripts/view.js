/**
 * The one writer of the address: `window.platsbild.view`.
 *
 * - `set(changes)` writes parameters and shows the new view; an empty value takes a parameter away.
 * - `current` is what the filters were last filled with (see filters.js).
 *
 * A change is written with pushState, which Dash's page router does not hear, and handed to the
 * page's store `<page>-view`, whose callback draws everything. Back within a page is ours as well:
 * Dash compares with the address it last saw itself, which is not where we have been since.
 */
window.platsbild = window.platsbild || {};

window.platsbild.view = (() => {
  const api = {set, show, go, follow, current: null};

  /** Write parameters; those that equal their default are left out. */
  function set(changes) {
    const params = new URLSearchParams(window.location.search);
    const defaults = api.current?.defaults || {};
    for (const [key, value] of Object.entries(changes)) {
      if (value && value !== defaults[key]) params.set(key, value);
      else params.delete(key);
    }
    const search = searchOf(params);
    if (search === window.location.search) return;
    window.history.pushState({}, '', window.location.pathname + search);
    show(search);
  }

  /** Ask the server for a view of the page that is open. */
  function show(search) {
    const page = document.querySelector('[data-view-store]');
    if (!page) return;
    window.platsbild.busy.start();
    window.dash_clientside.set_props('shell-failure', {children: null});
    window.dash_clientside.set_props(page.dataset.viewStore, {data: search});
    follow();
  }

  /** Open another page of ours without loading everything again. */
  function go(href) {
    window.platsbild.busy.start();
    window.history.pushState({}, '', href);
    window.dispatchEvent(new PopStateEvent('popstate'));
    window.scrollTo(0, 0);
    document.getElementById('main')?.focus();
  }

  /** Let every link that keeps the view point to the view on screen. */
  function follow() {
    for (const link of document.querySelectorAll('a[data-keep-view]')) {
      const params = new URLSearchParams(window.location.search);
      for (const [key, value] of new URLSearchParams(link.dataset.change || '')) {
        if (value) params.set(key, value);
        else params.delete(key);
      }
      const path = link.getAttribute('href').split('?')[0];
      link.setAttribute('href', (link.dataset.keepView === 'outside' ? window.location.pathname : path) + searchOf(params));
    }
    for (const link of document.querySelectorAll('a[data-csv]')) {
      link.setAttribute('href', `/hamta/${link.dataset.csv}.csv${window.location.search}`);
    }
  }

  // Commas and slashes stay readable, as the server writes them.
  function searchOf(params) {
    const text = params.toString().replaceAll('%2C', ',').replaceAll('%2F', '/');
    return text ? `?${text}` : '';
  }

  function isPlainClick(event) {
    return event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  }

  window.addEventListener('popstate', event => {
    const main = document.getElementById('main');
    if (!main || main.dataset.path !== window.location.pathname) return;
    event.stopImmediatePropagation();
    if (event.isTrusted) show(window.location.search);
  }, true);

  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[data-keep-view="inside"]');
    if (!link || !isPlainClick(event)) return;
    event.preventDefault();
    if (link.getAttribute('href') !== window.location.pathname + window.location.search) go(link.getAttribute('href'));
  });

  return api;
})();
