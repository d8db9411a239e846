/**
 * The bridge between Dash and deck.gl: `window.platsbild.map`.
 *
 * - `draw(hostId, spec)` draws pydeck JSON in the element `hostId`; resolves when it is on screen.
 * - `warm(spec)` draws a map out of sight; the first host that is drawn in takes it over.
 * - `show(hostId, layerId, isShown)` and `isShown(hostId, layerId)` are the switches of the layers.
 * - `toPng(hostId)` gives the map as a data URL, on white.
 * - `onZone(zoneId, hostId)` is called when a reader clicks an object that has a `zone`; assign it.
 *
 * The host is an empty element with a height of its own. It tells how it went: `data-drawn` (the view
 * key, once drawn), `data-map-error`, `data-unknown-layers`, and the class `map--no-webgl`.
 */
window.platsbild = window.platsbild || {};

window.platsbild.map = (() => {
  const PADDING = 24;
  const GIVE_UP_AFTER_MS = 10000;
  const DEFAULT_VIEW = {longitude: 0, latitude: 0, zoom: 1, minZoom: 1, maxZoom: 18};
  // A flat map that never tilts. The keys are ours: deck.gl reads key positions of a US keyboard,
  // where the Swedish "+" sits on its "minus".
  const CONTROLLER = {dragRotate: false, touchRotate: false, keyboard: false};
  const zoomIn = map => zoomBy(map, 1);
  const zoomOut = map => zoomBy(map, -1);
  const BUTTONS = [
    {name: 'zoom-in', label: 'labelZoomIn', sign: '+', act: zoomIn},
    {name: 'zoom-out', label: 'labelZoomOut', sign: '\u2212', act: zoomOut},
    {name: 'reset', label: 'labelReset', sign: '\u2302', act: map => setView(map, fittedView(map))},
  ];
  const KEYS = {
    '+': zoomIn,
    '=': zoomIn,
    '-': zoomOut,
    ArrowLeft: map => panBy(map, -100, 0),
    ArrowRight: map => panBy(map, 100, 0),
    ArrowUp: map => panBy(map, 0, -100),
    ArrowDown: map => panBy(map, 0, 100),
  };
  // One Deck per host id for the life of the page: a browser allows about sixteen WebGL contexts.
  const maps = new Map();
  let spare = null, hasWebgl2 = null, made = 0;
  const api = {draw, warm, toPng, show, isShown, onZone: () => {}};
  return api;

  async function draw(hostId, spec) {
    const host = document.getElementById(hostId);
    if (!host) throw new Error(`There is no element "${hostId}" to draw a map in. Is the page still open?`);
    ['drawn', 'mapError', 'unknownLayers'].forEach(name => delete host.dataset[name]);
    host.classList.toggle('map--no-webgl', !canDraw());
    if (!canDraw()) return;
    if (!maps.has(hostId)) maps.set(hostId, adopted() || newMap());
    const map = maps.get(hostId);
    map.hostId = hostId;
    await drawIn(map, host, spec);
  }

  async function drawIn(map, host, spec) {
    const turn = (map.turn += 1);
    // Labels are drawn from a picture of the font, so it has to be there before the first of them.
    await Promise.all([window.platsbild.bundles.load('deck'), nonZeroSize(host), document.fonts.load('16px Inter')]);
    // A later call has taken over; it will draw, and this one has nothing to wait for.
    if (turn !== map.turn) return;
    attach(map, host);
    await render(map, typeof spec === 'string' ? JSON.parse(spec) : spec);
  }

  /** Make context, shaders and base map ready. The next `draw` in a new host goes on from there. */
  async function warm(spec) {
    if (maps.size > 0 || spare || !canDraw()) return;
    const host = Object.assign(document.createElement('div'), {className: 'map__rehearsal', inert: true});
    document.body.append(host);
    const map = (spare = Object.assign(newMap(), {hostId: 'map-rehearsal'}));
    await drawIn(map, host, spec);
    if (map.host !== host) host.remove();
  }

  function adopted() {
    const map = spare;
    spare = null;
    return map;
  }

  function newMap() {
    return {number: (made += 1), turn: 0, view: null, deck: null, onRendered: null, hidden: new Set(), kept: new Map()};
  }

  function show(hostId, layerId, isOn) {
    const map = maps.get(hostId);
    if (!map?.deck) return;
    if (isOn) map.hidden.delete(layerId);
    else map.hidden.add(layerId);
    map.deck.setProps({layers: layersOf(map)});
  }

  function isShown(hostId, layerId) {
    return !maps.get(hostId)?.hidden.has(layerId);
  }

  async function toPng(hostId) {
    const map = maps.get(hostId);
    if (!map || !map.canvas) throw new Error(`No map is drawn in "${hostId}". Call draw() first.`);
    map.deck.redraw('png');
    // deck.gl's canvas is transparent, and a picture pasted in a report must not be.
    const {width, height} = map.canvas;
    const paper = Object.assign(document.createElement('canvas'), {width, height});
    const pen = paper.getContext('2d');
    pen.fillStyle = 'white';
    pen.fillRect(0, 0, width, height);
    pen.drawImage(map.canvas, 0, 0);
    return paper.toDataURL('image/png');
  }

  function render(map, spec) {
    const viewKey = spec.viewKey || '';
    const isNewView = map.view === null || map.viewKey !== viewKey;
    Object.assign(map, {spec, viewKey, isFailed: false});
    const layers = layersOf(map);
    reportUnknown(map.host, (spec.layers || []).filter((_, i) => layers[i] === null));
    if (isNewView) map.view = fittedView(map);
    map.deck = map.deck || createDeck(map);
    return new Promise(resolve => {
      const finish = (key, value) => {
        clearTimeout(timer);
        map.onRendered = null;
        if (key) map.host.dataset[key] = value;
        resolve();
      };
      const timer = setTimeout(() => finish('mapError', 'timeout'), GIVE_UP_AFTER_MS);
      if (map.onRendered) map.onRendered.giveWay();
      map.onRendered = {check: () => isComplete(map) && finish('drawn', viewKey), giveWay: () => finish()};
      map.deck.setProps({layers, viewState: map.view});
      // deck.gl draws at the next frame if it finds anything new; then its word is enough.
      afterFrames(2, () => map.onRendered && map.deck.redraw('draw'));
    });
  }

  function afterFrames(count, act) {
    requestAnimationFrame(() => (count > 1 ? afterFrames(count - 1, act) : act()));
  }

  function layersOf(map) {
    const asked = (map.spec.layers || []).map(layer => ({
      ...layer, data: sameData(map, layer), visible: !map.hidden.has(layer.id),
    }));
    return window.PlatsbildDeck.convert({layers: asked}).layers;
  }

  /** Data that says the same stays the same object: deck.gl then leaves what it has made of it alone. */
  function sameData(map, {id, data}) {
    const text = JSON.stringify(data);
    if (map.kept.get(id)?.text !== text) map.kept.set(id, {text, data});
    return map.kept.get(id).data;
  }

  /** Is the last frame the whole picture: right size, and every layer's data loaded (or given up)? */
  function isComplete(map) {
    const isSized = map.deck.width > 0 && Math.abs(map.deck.width - map.frame.clientWidth) <= 1;
    return isSized && (map.isFailed || map.deck.props.layers.every(layer => !layer || layer.isLoaded));
  }

  function createDeck(map) {
    const afterRender = () => map.onRendered && map.onRendered.check();
    return new window.PlatsbildDeck.Deck({
      id: `deck-${map.number}`,
      parent: map.frame,
      controller: CONTROLLER,
      viewState: map.view,
      getCursor: ({isDragging, isHovering}) => (isDragging ? 'grabbing' : isHovering ? 'pointer' : 'grab'),
      getTooltip: info => tooltipOf(map, info),
      onViewStateChange: ({viewState}) => setView(map, viewState),
      onClick: ({object}) => 'zone' in fieldsOf(object) && api.onZone(fieldsOf(object).zone, map.hostId),
      onAfterRender: afterRender,
      onLoad: () => guardCanvas(map),
      onError: error => {
        console.error(`Map "${map.hostId}": ${error.message}`);
        map.isFailed = true;
        map.host.dataset.mapError = 'layer';
        afterRender();
      },
    });
  }

  function guardCanvas(map) {
    map.canvas = map.frame.querySelector('canvas');
    // The host takes the focus; two stops for one map would only slow a keyboard user down.
    map.canvas.tabIndex = -1;
    map.canvas.addEventListener('webglcontextlost', () => startOver(map), {once: true});
  }

  function startOver(map) {
    map.deck.finalize();
    map.frame.remove();
    if (map === spare) spare = null;
    if (maps.delete(map.hostId) && map.host.isConnected) draw(map.hostId, map.spec);
  }

  function reportUnknown(host, layers) {
    if (layers.length === 0) return;
    const names = layers.map(layer => `${layer.id}: ${layer['@@type']}`).join(', ');
    host.dataset.unknownLayers = names;
    console.warn(`Map "${host.id}": no such layer class (${names}). See assets/lazy/build/deck.entry.js.`);
  }

  /** deck.gl puts this text into innerHTML, so every value is escaped; the template is ours. */
  function tooltipOf(map, {object, layer}) {
    const template = object && layer && (map.spec.tooltip || {})[layer.id];
    if (!template) return null;
    const escape = value => String(value ?? '').replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
    const html = template.replace(/\{(\w+)\}/g, (_, field) => escape(fieldsOf(object)[field]));
    // Empty values take away deck.gl's inline colours, so that the stylesheet decides.
    return {html, className: 'map__tooltip', style: {backgroundColor: '', color: '', padding: ''}};
  }

  function fieldsOf(object) {
    return (object && object.type === 'Feature' ? object.properties : object) || {};
  }

  // The view is ours and not deck.gl's: a Deck ignores a reset to the view it was first given.
  function setView(map, view) {
    map.view = view;
    map.deck.setProps({viewState: view});
  }

  function zoomBy(map, steps) {
    const {minZoom, maxZoom, zoom} = map.view;
    setView(map, {...map.view, zoom: Math.min(maxZoom, Math.max(minZoom, zoom + steps))});
  }

  function panBy(map, dx, dy) {
    const {clientWidth: width, clientHeight: height} = map.frame;
    const viewport = new window.PlatsbildDeck.WebMercatorViewport({...map.view, width, height});
    const [longitude, latitude] = viewport.unproject([width / 2 + dx, height / 2 + dy]);
    setView(map, {...map.view, longitude, latitude});
  }

  function fittedView(map) {
    const {fitBounds, initialViewState} = map.spec;
    const base = {...DEFAULT_VIEW, ...initialViewState, pitch: 0, bearing: 0};
    if (!fitBounds) return base;
    const {clientWidth: width, clientHeight: height} = map.frame;
    const viewport = new window.PlatsbildDeck.WebMercatorViewport({width, height});
    const padding = Math.min(PADDING, width / 4, height / 4);
    const {longitude, latitude, zoom} = viewport.fitBounds(fitBounds, {padding});
    return {...base, longitude, latitude, zoom: Math.min(zoom, base.maxZoom)};
  }

  function attach(map, host) {
    const before = map.host;
    map.host = host;
    map.frame = map.frame || createFrame(map);
    if (map.frame.parentElement !== host) host.append(map.frame);
    if (before !== host && before?.classList.contains('map__rehearsal')) before.remove();
    if (!host.hasAttribute('tabindex')) host.tabIndex = 0;
    host.onkeydown = event => onKey(map, event);
    for (const {name, label} of BUTTONS) {
      map.frame.querySelector(`.map__button--${name}`).setAttribute('aria-label', host.dataset[label] || name);
    }
  }

  function createFrame(map) {
    const frame = Object.assign(document.createElement('div'), {className: 'map__frame'});
    // deck.gl measures this box, so its size cannot wait for a stylesheet.
    Object.assign(frame.style, {position: 'relative', width: '100%', height: '100%'});
    const controls = Object.assign(document.createElement('div'), {className: 'map__controls'});
    for (const {name, sign, act} of BUTTONS) {
      const className = `map__button map__button--${name}`;
      const props = {type: 'button', className, textContent: sign, onclick: () => map.deck && act(map)};
      controls.append(Object.assign(document.createElement('button'), props));
    }
    frame.append(controls);
    return frame;
  }

  function onKey(map, event) {
    const act = KEYS[event.key];
    if (!act || !map.deck || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(map);
  }

  function canDraw() {
    if (hasWebgl2 !== null) return hasWebgl2;
    const context = document.createElement('canvas').getContext('webgl2');
    context?.getExtension('WEBGL_lose_context')?.loseContext();
    return (hasWebgl2 = context !== null);
  }

  /** A map in a closed tab or fold has no size yet; wait until it is opened. */
  function nonZeroSize(host) {
    if (host.clientWidth > 0 && host.clientHeight > 0) return Promise.resolve();
    return new Promise(resolve => {
      const watcher = new ResizeObserver(() => {
        if (host.clientWidth > 0 && host.clientHeight > 0) resolve(watcher.disconnect());
      });
      watcher.observe(host);
    });
  }
})();
