// Keeps a place of work usable without a signal. Kept: the looks, and pages that know nobody. Everything else goes to the network alone.
const { cache: CACHE, name: NAME, root: ROOT, files: FILES, pages: PAGES } = JSON.parse('{{ kept|escapejs }}');
const PATIENCE = 8000;

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

/** The network first; a page of this place without it is its blank twin, or the blank workspace. */
async function page(request, path) {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    const cache = await caches.open(CACHE);
    const kept = (PAGES.includes(path) && await cache.match(path)) || await cache.match(PAGES[0]);
    return kept || Response.error();
  }
}

addEventListener('install', (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
addEventListener('activate', (event) => event.waitUntil(forgetOlder()));
// After a sign-out the cache is gone; the next sign-in on this phone fills it again.
addEventListener('message', (event) => {
  if (event.data === 'fill') event.waitUntil(caches.has(CACHE).then((is) => is || fill()).catch(() => {}));
});
addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (FILES.includes(url.pathname)) event.respondWith(caches.match(url.pathname).then((kept) => kept || fetch(request)));
  else if (request.mode === 'navigate' && url.pathname.startsWith(ROOT)) event.respondWith(page(request, url.pathname));
});
