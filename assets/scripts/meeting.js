/**
 * Meeting mode: one board fills the screen, and the arrow keys page through them.
 *
 * Nothing is hidden from readers that cannot see: the boards lie below each other, and paging scrolls.
 */
window.platsbild = window.platsbild || {};

window.platsbild.meeting = (() => {
  const STEPS = {ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1};

  function page(steps) {
    const boards = [...document.querySelectorAll('.board')].filter(board => board.getClientRects().length > 0);
    const here = boards.findIndex(board => board.getBoundingClientRect().bottom > window.innerHeight / 2);
    const next = boards[Math.min(boards.length - 1, Math.max(0, here + steps))];
    next?.scrollIntoView({block: 'start', behavior: 'instant'});
  }

  document.addEventListener('keydown', event => {
    const isMeeting = document.documentElement.dataset.mode === 'meeting';
    const isTyping = event.target.closest?.('input, select, textarea, summary, [tabindex="0"]');
    if (!isMeeting || isTyping || !STEPS[event.key]) return;
    event.preventDefault();
    page(STEPS[event.key]);
  });

  return {page};
})();
