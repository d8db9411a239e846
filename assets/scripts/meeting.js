/**
 * Meeting mode: the arrow keys page through all there is, a screen at a time.
 *
 * A board begins a screen of its own unless all of it has room below the one before. A board that is taller than
 * the screen is paged in itself, and no line, row or card of it is cut in two. Nothing is hidden from readers
 * that cannot see: the boards lie below each other, and paging scrolls.
 */
window.platsbild = window.platsbild || {};

window.platsbild.meeting = (() => {
  const STEPS = {ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1};
  const WHOLE = 'h1, h2, h3, p, li, tbody tr, summary, .legend, .kpi-tile, .signal-list, .verdict-card, .panel__chart, .panel__foot';
  const NEARLY = 2; // pixels that rounding may take
  const GAP = 10; // pixels between the context line and what is below it

  /** Begin at the first board: the frame of the page lies above it. */
  function start() {
    show(stops()[1] || 0);
  }

  /** Go so many screens on, from the one that is shown. */
  function page(steps) {
    const all = stops();
    const here = all.findLastIndex(stop => stop <= window.scrollY + NEARLY);
    show(all[Math.min(all.length - 1, Math.max(0, here + steps))]);
  }

  function show(top) {
    window.scrollTo({top, behavior: 'instant'});
  }

  /** Return where each screen begins, as places to scroll to; the first is the frame. */
  function stops() {
    const line = (document.querySelector('.context-line')?.offsetHeight || 0) + GAP;
    const room = window.innerHeight - line;
    const found = [];
    for (const board of [...document.querySelectorAll('.board')].filter(board => board.checkVisibility())) {
      const {top, bottom} = placeOf(board);
      const hasRoom = found.length > 0 && bottom <= found.at(-1) + room + NEARLY;
      if (!hasRoom) found.push(top, ...cuts(board, room));
    }
    const last = document.documentElement.scrollHeight - window.innerHeight;
    return [...new Set([0, ...found.map(top => Math.min(last, Math.round(top - line)))])];
  }

  /** Return where the further screens of a board begin: each at the first part that the one before would cut. */
  function cuts(board, room) {
    // What is folded has a place as well, but is not visible.
    const parts = [...board.querySelectorAll(WHOLE)].filter(part => part.checkVisibility()).map(placeOf)
      .filter(part => part.bottom - part.top <= room);
    const {top, bottom} = placeOf(board);
    const found = [];
    for (let start = top; bottom > start + room + NEARLY; start = found.at(-1)) {
      const end = start + room;
      const cut = parts.filter(part => part.top > start + NEARLY && part.bottom > end + NEARLY);
      found.push(Math.min(end, ...cut.map(part => part.top)));
    }
    return found;
  }

  /** Return where a part begins and ends on the page; a row of a table begins with the names of its columns. */
  function placeOf(part) {
    const {top, bottom} = part.getBoundingClientRect();
    const names = part.matches('tr') ? part.closest('table').tHead?.offsetHeight || 0 : 0;
    return {top: top + window.scrollY - names, bottom: bottom + window.scrollY};
  }

  document.addEventListener('keydown', event => {
    const isMeeting = document.documentElement.dataset.mode === 'meeting';
    const isTyping = event.target.closest?.('input, select, textarea, summary, .map');
    if (!isMeeting || isTyping || !STEPS[event.key]) return;
    event.preventDefault();
    page(STEPS[event.key]);
  });

  return {page, start};
})();
