// Keeps pages usable without a signal. Kept: the looks, and pages that know nobody. Everything else goes to the network alone.
const { cache: CACHE, name: NAME, root: ROOT, files: FILES, pages: PAGES, twins: TWINS, refuges: REFUGES, courier: COURIER, solver: SOLVER } = JSON.parse('{{ kept|escapejs }}');
const PATIENCE = 8000;
importScripts(COURIER, SOLVER); // how what waits is sent: the same file as in the pages

async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES);
  // A page that leads to the sign-in is no blank page: then nothing is kept.
  await Promise.all(PAGES.map(async (page) => cache.put(page, await blank(page))));
}

async function blank(page) {
  const answer = await fetch(page, { redirect: 'error', cache: 'reload' });
  if (!answer.ok) throw new Error(`${page} ${answer.status}`);
  return answer;
}

async function forgetOlder() {
  const names = (await caches.keys()).filter((name) => name.startsWith(`${NAME}-`) && name !== CACHE);
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The network, if it begins to answer in time; how long the rest of the answer takes is its own affair. */
async function network(request) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try { return await fetch(request, { signal: stop.signal }); } finally { clearTimeout(timer); }
}

/** The network first; a page of this place without it is its blank twin, or the first of the blank pages. */
async function page(request, path) {
  try {
    return await network(request);
  } catch {
    const cache = await caches.open(CACHE);
    const kept = (PAGES.includes(path) && await cache.match(path)) || (TWINS[path] && await cache.match(TWINS[path])) || await cache.match(PAGES[0]);
    return kept || Response.error();
  }
}

/** A form on its way: its answer is never kept. When it did not arrive, the outbox has it and sends it from now on. */
async function form(request, path) {
  try {
    return await fetch(request);
  } catch {
    await self.balaiCourier.release();
    await self.registration.sync?.register('balai-outbox').catch(() => {});
    return Response.redirect(REFUGES[path], 303);
  }
}

addEventListener('install', (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
addEventListener('activate', (event) => event.waitUntil(forgetOlder()));
// The browser says that there is a signal, also when no page of ours is open.
addEventListener('sync', (event) => { if (event.tag === 'balai-outbox') event.waitUntil(self.balaiCourier.deliverAll({ must: true })); });
// After a sign-out the cache is gone; the next page fills it again.
addEventListener('message', (event) => {
  if (event.data === 'fill') event.waitUntil(caches.has(CACHE).then((is) => is || fill()).catch(() => {}));
});
addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === 'POST' && request.mode === 'navigate' && REFUGES[url.pathname]) event.respondWith(form(request, url.pathname));
  if (request.method !== 'GET') return;
  if (FILES.includes(url.pathname)) event.respondWith(caches.match(url.pathname).then((kept) => kept || fetch(request)));
  else if (request.mode === 'navigate' && url.pathname.startsWith(ROOT)) event.respondWith(page(request, url.pathname));
});
