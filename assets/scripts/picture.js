/**
 * Pictures: a click on `<button data-png="name">` saves the chart or the map of that panel as PNG,
 * with title, context (place, period, comparison) and source drawn in, so that it can stand alone.
 */
window.platsbild = window.platsbild || {};

window.platsbild.picture = (() => {
  const SCALE = 2;
  const MARGIN = 24;
  const LINE = 1.4;

  async function save(name) {
    const panel = document.querySelector(`[data-panel="${name}"]`);
    const image = await load(await chartOf(panel));
    const link = document.createElement('a');
    link.download = `${name}.png`;
    link.href = compose(panel, image).toDataURL('image/png');
    link.click();
  }

  function chartOf(panel) {
    const plot = panel.querySelector('.js-plotly-plot');
    if (!plot) return window.platsbild.map.toPng(panel.querySelector('.map').id);
    const {clientWidth: width, clientHeight: height} = plot;
    return window.Plotly.toImage(plot, {format: 'png', width, height, scale: SCALE});
  }

  function load(source) {
    return new Promise((resolve, reject) => {
      const image = new Image();
      image.onload = () => resolve(image);
      image.onerror = () => reject(new Error('The chart could not be made into a picture.'));
      image.src = source;
    });
  }

  function compose(panel, image) {
    const style = getComputedStyle(document.documentElement);
    const pen = document.createElement('canvas').getContext('2d');
    const texts = [
      {words: textOf(panel, '.panel__title'), size: 20, weight: 700, colour: '--ink'},
      {words: textOf(document, '.context-line'), size: 14, weight: 400, colour: '--ink-soft'},
      {words: [...panel.querySelectorAll('.legend__entry')].map(entry => entry.textContent).join(' · '), size: 12, weight: 400, colour: '--ink-soft'},
      {words: textOf(panel, '.panel__source'), size: 12, weight: 400, colour: '--ink-soft'},
    ].filter(({words}) => words);
    const width = image.width / SCALE;
    const blocks = texts.map(text => ({...text, lines: wrap(pen, text, width)}));
    const heights = blocks.map(({lines, size}) => lines.length * size * LINE + 6);
    pen.canvas.width = image.width + 2 * MARGIN * SCALE;
    pen.canvas.height = image.height + (heights.reduce((sum, height) => sum + height, 0) + 3 * MARGIN) * SCALE;
    pen.scale(SCALE, SCALE);
    pen.fillStyle = style.getPropertyValue('--paper');
    pen.fillRect(0, 0, pen.canvas.width, pen.canvas.height);
    let y = MARGIN;
    blocks.forEach((block, at) => {
      if (at === blocks.length - 1) {
        pen.drawImage(image, MARGIN, y, width, image.height / SCALE);
        y += image.height / SCALE + MARGIN / 2;
      }
      pen.fillStyle = style.getPropertyValue(block.colour);
      pen.font = fontOf(block);
      for (const line of block.lines) pen.fillText(line, MARGIN, (y += block.size * LINE) - block.size * 0.4);
      y += 6;
    });
    return pen.canvas;
  }

  function wrap(pen, text, width) {
    pen.font = fontOf(text);
    const lines = [''];
    for (const word of text.words.split(' ')) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (pen.measureText(longer).width > width) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  }

  function fontOf({size, weight}) {
    return `${weight} ${size}px Inter, sans-serif`;
  }

  function textOf(root, selector) {
    return root.querySelector(selector)?.textContent || '';
  }

  document.addEventListener('click', ({target}) => {
    const button = target.closest?.('button[data-png]');
    if (button) save(button.dataset.png).catch(error => console.error(error));
  });

  return {save};
})();
