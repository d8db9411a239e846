/**
 * Work on the page Data: the file field that Dash lacks, and a look at the server while work goes on.
 *
 * `[data-file-field]` gets a native file field; a file that is too large is said at once, before it is sent.
 * `[data-work]` holds the states that the page was drawn with; when the server's differ, the page is drawn anew.
 */
window.platsbild = window.platsbild || {};

window.platsbild.work = (() => {
  const PAUSE_MS = 1200;
  const BYTES_PER_MB = 1024 * 1024;

  function field(host) {
    const made = document.createElement('input');
    made.type = 'file';
    made.name = host.dataset.fileField;
    made.required = true;
    // The browser writes its own language on the field: it is kept for keyboard and screen reader,
    // and the words beside it are ours.
    made.className = 'visually-hidden';
    const chosen = Object.assign(document.createElement('span'), {className: 'work__chosen'});
    const tell = () => { chosen.textContent = made.files[0]?.name || host.dataset.none; };
    made.addEventListener('change', () => { tell(); tellSize(made, Number(host.dataset.mostMb)); });
    const button = Object.assign(document.createElement('span'), {className: 'button work__choose', textContent: host.dataset.choose});
    host.replaceChildren(made, button, chosen);
    tell();
  }

  function tellSize(made, mostMb) {
    const isTooLarge = (made.files[0]?.size || 0) > mostMb * BYTES_PER_MB;
    const fault = made.form.querySelector('.work__fault');
    fault.hidden = !isTooLarge;
    made.setCustomValidity(isTooLarge ? fault.textContent : '');
  }

  /** Fill the hosts that React has made since the last time. */
  function equip() {
    for (const host of document.querySelectorAll('[data-file-field]')) if (!host.firstChild) field(host);
  }

  async function look() {
    const place = document.querySelector('[data-work]');
    if (place && isAtWork(place)) await compare(place).catch(() => null);
    window.setTimeout(look, PAUSE_MS);
  }

  function isAtWork(place) {
    return place.dataset.work.includes(':running');
  }

  async function compare(place) {
    const answer = await fetch(`/data/arbete${window.location.search}`);
    if (!answer.ok) return;
    const {stamp, words} = await answer.json();
    if (stamp !== place.dataset.work) window.platsbild.view.show(window.location.search);
    else if (words) for (const line of place.querySelectorAll('[data-state="running"] [data-work-words]')) line.textContent = words;
  }

  look();
  return {equip};
})();
