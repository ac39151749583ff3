// What waits on this device, and how it is sent: exactly once, in pieces that survive a bad line. No page and no words here.
// Neither imports nor exports: a page loads it as a module, the service worker by importScripts. It stands at `balaiCourier`.
//
// An entry: { key, box, owner, label, at, state, … }. Its key was made on this device; sending it again changes nothing.
//   state WAITING, or what the server made of it: FILED, DRAFT, REFUSED with { code, url, message }.
//   sealed: nobody reads it here, only the server does; or `fields` [[name, value], …] and `photos` [{ key, name, content }].
//   held: since when a page sends it by itself; until then nobody else does.
// A box: { box, endpoint, … }; with `greeting` it is one officer's, who has to be signed in; with `pieces` it takes files
// in pieces and asks for nobody's name.
(() => {
  const SECOND = 1000, HELD = 5 * 60 * SECOND, PATIENCE = 60 * SECOND, KB = 1024;
  const SMALLEST = 16 * KB, LARGEST = 256 * KB, TRIES = 5;
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('balai-outbox');
  let opened, size = 64 * KB; // of a piece: grows on a good line, shrinks on a bad one

  function base() {
    opened ??= new Promise((done, fail) => {
      const asked = indexedDB.open('balai-outbox', 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore('entries', { keyPath: 'key' });
        asked.result.createObjectStore('boxes', { keyPath: 'box' });
      };
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => { opened = null; fail(asked.error); };
    });
    return opened;
  }

  async function ask(store, mode, act) {
    // strict: what the person was told is kept is on the disk
    const within = (await base()).transaction(store, mode, { durability: 'strict' });
    const asked = act(within.objectStore(store));
    return new Promise((done, fail) => {
      within.oncomplete = () => done(asked.result);
      within.onerror = within.onabort = () => fail(within.error);
    });
  }
  const read = (store, key) => ask(store, 'readonly', (rows) => rows.get(key));
  const all = (store) => ask(store, 'readonly', (rows) => rows.getAll());
  const write = (store, row) => ask(store, 'readwrite', (rows) => rows.put(row));

  /** Pages that are open draw the list again; `part` tells how far one entry is. */
  function announce(part = {}) {
    channel?.postMessage(part);
  }

  async function keep(entry) {
    await write('entries', entry);
    announce();
  }

  async function remove(key) {
    await ask('entries', 'readwrite', (rows) => rows.delete(key));
    announce();
  }

  /** Change one entry if it is still there. */
  async function change(key, values) {
    const entry = await read('entries', key);
    if (entry) await keep({ ...entry, ...values });
  }

  const isDue = (entry) => entry.state === 'WAITING' && !(entry.held > Date.now() - HELD);

  /** What a page held comes free: its sending failed. Says whether there was any. */
  async function release() {
    const held = (await all('entries')).filter((entry) => entry.held);
    for (const { key } of held) await change(key, { held: 0 });
    return held.length > 0;
  }

  async function call(address, options) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      return await fetch(address, { redirect: 'manual', signal: stop.signal, ...options, headers: { Accept: 'application/json', ...options?.headers } });
    } finally { clearTimeout(timer); }
  }

  const pause = (time) => new Promise((done) => setTimeout(done, time));

  /** One file, piece by piece, from where the server has it. Ends when the server has all of it; throws when the line is gone. */
  async function upload({ key, content }, pieces, from, tell) {
    const whole = content.byteLength, address = `${pieces}${key}/`;
    let at = from, failed = 0;
    while (at < whole) {
      tell(at);
      const began = Date.now();
      try {
        const answer = await call(`${address}?size=${whole}&offset=${at}`, { method: 'PUT', body: content.slice(at, at + size), credentials: 'omit', headers: { 'Content-Type': 'application/octet-stream' } });
        const { received, message } = await answer.json();
        if (answer.status === 422) return { state: 'REFUSED', message };
        if (!answer.ok || !Number.isInteger(received)) throw new Error(answer.status);
        if (received > at) failed = 0;
        at = received;
        if (Date.now() - began < 2 * SECOND) size = Math.min(LARGEST, size * 2);
      } catch (error) {
        size = Math.max(SMALLEST, size / 2);
        failed += 1;
        if (failed > TRIES || !navigator.onLine) throw error;
        await pause(SECOND * 2 ** (failed - 1) * (0.5 + Math.random() / 2));
      }
    }
    tell(whole);
    return null;
  }

  const partsOf = (entry) => (entry.sealed ? [{ key: entry.sealedKey, content: entry.sealed }] : entry.photos ?? []);

  /** All files of an entry, in pieces. `have` says how much of each the server has; gives a refusal, or null. */
  async function uploadAll(entry, pieces, have = {}) {
    const parts = partsOf(entry), whole = parts.reduce((sum, part) => sum + part.content.byteLength, 0);
    let before = 0;
    for (const part of parts) {
      const refusal = await upload(part, pieces, have[part.key] ?? 0, (at) => announce({ key: entry.key, sent: before + at, whole }));
      if (refusal) return refusal;
      before += part.content.byteLength;
    }
    return null;
  }

  function parcel(entry, place) {
    const body = new FormData();
    body.set('key', entry.key);
    if (!place.pieces) body.set('sealed', new Blob([entry.sealed]), 'kiriman');
    else if (entry.sealed) body.set('box', entry.sealedKey);
    else {
      for (const [name, value] of entry.fields) if (name !== 'key') body.append(name, value);
      for (const { key } of entry.photos) body.append('uploads', key);
    }
    return body;
  }

  const ANSWERS = new Set(['FILED', 'DRAFT', 'REFUSED', 'INCOMPLETE']);

  /** The answer to the puzzle of a busy house. In the service worker the solver stands beside this file. */
  async function solved(puzzle) {
    if (!self.balaiSolve) await import(/* @vite-ignore */ JSON.parse(document.getElementById('ui-modules').textContent).solver);
    return self.balaiSolve(puzzle);
  }

  /** What the server makes of an entry. Throws for anything that is no answer of ours: away, busy, a page of the hotel's. */
  async function handIn(entry, place, token) {
    const open = Boolean(place.pieces);
    const ask = (more) => call(place.endpoint, { method: 'POST', body: parcel(entry, place), credentials: open ? 'omit' : 'same-origin', headers: { ...(token ? { 'X-CSRFToken': token } : {}), ...more } });
    let answer = await ask({});
    if (answer.status === 428) answer = await ask({ Puzzle: await solved((await answer.json()).puzzle) });
    if (!answer.ok && answer.status !== 422) throw Object.assign(new Error(answer.status), { answered: true });
    const told = await answer.json();
    if (!ANSWERS.has(told.state)) throw new Error('no receipt');
    return told;
  }

  /** First the words: the server says what is missing, or that it has everything already. Then the files, then the words again. */
  async function send(entry, place, token) {
    announce({ key: entry.key, sent: 0, whole: 0 });
    let told = await handIn(entry, place, token);
    for (let round = 0; told.state === 'INCOMPLETE' && round < 3; round += 1) {
      told = await uploadAll(entry, place.pieces, told.received) ?? await handIn(entry, place, token);
    }
    if (told.state === 'INCOMPLETE') throw new Error('files are missing');
    const { state, code, url, message, mark } = told;
    const left = { ...entry, state, code, url, message, mark, held: 0, doneAt: Date.now() };
    // Only the receipt remains; a refusal that can be mended keeps what was typed.
    if (state !== 'REFUSED' || entry.sealed) Object.assign(left, { sealed: null, fields: null, photos: null });
    await keep(left);
  }

  async function greet({ box, greeting, endpoint }) {
    const answer = await call(greeting);
    if (!answer.ok) return null; // signed out, or somebody who has no desk
    const told = await answer.json();
    await write('boxes', { box, owner: told.owner, key: told.key, endpoint, greeting });
    return told;
  }

  /** Send what waits in a box, in its order. SIGN_IN when its owner has to come first, AWAY when the line broke, DONE else. */
  async function deliver(name) {
    const place = await read('boxes', name);
    const due = (await all('entries')).filter((entry) => entry.box === name && isDue(entry)).sort((a, b) => a.at - b.at);
    if (!place || !due.length) return 'DONE';
    let owner = '', token = '';
    try {
      if (place.greeting) {
        const told = await greet(place);
        if (!told) return 'SIGN_IN';
        ({ owner, token } = told);
      }
    } catch { return 'AWAY'; }
    let busy = false;
    for (const { key, owner: theirs } of due) {
      const entry = await read('entries', key); // it may have been deleted meanwhile
      if (!entry || theirs !== owner || !isDue(entry)) continue;
      try {
        await send(entry, place, token);
      } catch (error) {
        announce({ key, stopped: true });
        if (!error.answered || place.greeting) return 'AWAY'; // acts of an officer keep their order
        busy = true; // one that the server chokes on does not stop those behind it
      }
    }
    return busy ? 'AWAY' : 'DONE';
  }

  /** One page or worker at a time; a second sending of the same key would change nothing anyway. */
  const alone = (act, { wait = false } = {}) => (navigator.locks ? navigator.locks.request('balai-outbox', { ifAvailable: !wait }, (lock) => lock && act()) : act());

  // In its turn: whoever is sending now may have looked before the last entry came free.
  const deliverAll = ({ must = false } = {}) => alone(async () => {
    let away = false;
    for (const { box } of await all('boxes')) away = await deliver(box) === 'AWAY' || away;
    if (away && must) throw new Error('later'); // the browser calls again
  }, { wait: true });

  self.balaiCourier = { all, read, write, keep, remove, change, release, greet, uploadAll, isDue, deliver: (name) => alone(() => deliver(name)), deliverAll };
})();
