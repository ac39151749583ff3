// Leaflet on demand. Without tiles the map draws the region from its own points, so it works on any network.
import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import '../../styles/map.scss';

const TONES = { ok: 'ok', warn: 'gold', late: 'late', info: 'info', muted: 'soft' };
const WORDS = { id: { here: 'Titik yang dipilih' }, en: { here: 'Chosen point' } };

function readAttributes(box) {
  const { lat, lon, zoom, tiles, credit, url, areas, pickLat, pickLon } = box.dataset;
  return { centre: [Number(lat), Number(lon)], zoom: Number(zoom || 11), tiles, credit, url, areas, pickLat, pickLon };
}

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

async function geojson(url, bounds) {
  const address = new URL(url, location.href);
  if (bounds) address.searchParams.set('bbox', bounds.toBBoxString());
  const answer = await fetch(address, { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

/** Areas as quiet ground: polygons as outlines, points as named dots. */
function ground(map, collection, fit) {
  const layer = L.geoJSON(collection, {
    interactive: false,
    pane: 'ground',
    style: { color: token('edge'), weight: 1, fillColor: token('surface'), fillOpacity: 0.7 },
    pointToLayer: ({ properties }, at) => L.circleMarker(at, { pane: 'ground', radius: 2.5, stroke: false, fillColor: token('edge'), fillOpacity: 0.8, interactive: false })
      .bindTooltip(properties.name ?? '', { permanent: Boolean(properties.large), direction: 'top', className: 'map-name' }),
  }).addTo(map);
  if (fit && layer.getBounds().isValid()) map.fitBounds(layer.getBounds(), { animate: false, padding: [8, 8] });
  if (map.getSize().x < 600 || collection.features.length > 30) return; // names would cover each other
  layer.eachLayer((area) => area.getBounds && area.bindTooltip(area.feature.properties.name ?? '', { permanent: true, direction: 'center', className: 'map-name' }));
}

function pin() {
  return ({ properties }, at) => {
    const { title = '', url, tone, count = 1, reports = 1 } = properties;
    const marker = L.circleMarker(at, { radius: count > 1 ? Math.min(26, 11 + Math.log2(count) * 2) : Math.min(16, 10 + Math.log2(reports) * 2), weight: 2, color: token('surface'), fillColor: token(TONES[tone] ?? 'primary'), fillOpacity: 0.95 });
    if (count > 1) return marker.bindTooltip(String(count), { permanent: true, direction: 'center', className: 'map-count' });
    const body = document.createElement(url ? 'a' : 'span');
    body.textContent = reports > 1 ? `${title} · ${reports}×` : title; // text, never markup: titles come from strangers
    if (url) body.href = url;
    return marker.bindPopup(body);
  };
}

function pick(map, options, words) {
  const inputs = [options.pickLat, options.pickLon].map((selector) => document.querySelector(selector));
  if (inputs.some((input) => !input)) return;
  let marker = null;
  const put = (at, move) => {
    marker = (marker ?? L.circleMarker(at, { radius: 11, weight: 3, color: token('surface'), fillColor: token('late'), fillOpacity: 1 }).bindTooltip(words.here).addTo(map)).setLatLng(at);
    if (move) map.setView(at, Math.max(map.getZoom(), 16));
  };
  map.on('click', ({ latlng }) => {
    [inputs[0].value, inputs[1].value] = [latlng.lat.toFixed(6), latlng.lng.toFixed(6)];
    inputs[0].dispatchEvent(new Event('change', { bubbles: true }));
    put(latlng);
  });
  document.addEventListener('balai:location', ({ detail }) => put([detail.lat, detail.lon], true));
  if (inputs[0].value && inputs[1].value) put([Number(inputs[0].value), Number(inputs[1].value)], true);
}

function live(map, url) {
  const layer = L.geoJSON(null, { pointToLayer: pin() }).addTo(map);
  let latest = 0;
  const refresh = async () => {
    const turn = ++latest;
    try {
      const collection = await geojson(url, map.getBounds());
      if (turn === latest) layer.clearLayers().addData(collection);
    } catch { /* keep the pins that are there; the list below the map has them all */ }
  };
  map.on('moveend', refresh);
  refresh();
}

export default async function start(box, { lang, addresses }) {
  const options = readAttributes(box);
  const words = WORDS[lang];
  if (addresses['map.css']) {
    await new Promise((done) => document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: addresses['map.css'], onload: done, onerror: done })));
  }
  const map = L.map(box, { center: options.centre, zoom: options.zoom, scrollWheelZoom: false, zoomSnap: options.tiles ? 1 : 0.25 });
  map.attributionControl.setPrefix(false);
  new ResizeObserver(() => map.invalidateSize()).observe(box); // it may have started inside a closed part of the page
  map.createPane('ground').style.zIndex = 250; // under the pins, whichever arrives first
  if (options.tiles) L.tileLayer(options.tiles, { attribution: options.credit, maxZoom: 19 }).addTo(map);
  if (options.areas) geojson(options.areas).then((collection) => ground(map, collection, !options.tiles && !document.querySelector(options.pickLat || '#none')?.value)).catch(() => {});
  if (options.url) live(map, options.url);
  if (options.pickLat) pick(map, options, words);
}
