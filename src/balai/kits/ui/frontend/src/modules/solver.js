// Answers the small puzzle of a busy house: a number for which SHA-256 of "token:number" begins with so many nought bits.
// Neither imports nor exports: a worker of its own, a page, and the service worker load it. It stands at `balaiSolve`.
(() => {
  const K = [], FIRST = [];
  // The constants of SHA-256: the first bits of the fractions of roots of primes.
  for (let number = 2; K.length < 64; number += 1) {
    let prime = true;
    for (let part = 2; part * part <= number; part += 1) if (number % part === 0) prime = false;
    if (!prime) continue;
    const bits = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
    if (FIRST.length < 8) FIRST.push(bits(Math.sqrt(number)));
    K.push(bits(Math.cbrt(number)));
  }
  const w = new Int32Array(64);
  const turn = (value, by) => (value >>> by) | (value << (32 - by));

  /** The first 32 bits of SHA-256 of ASCII text. */
  function head(text) {
    const blocks = ((text.length + 8) >> 6) + 1, words = new Int32Array(blocks * 16), state = FIRST.slice();
    for (let at = 0; at < text.length; at += 1) words[at >> 2] |= text.charCodeAt(at) << (24 - (at % 4) * 8);
    words[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8);
    words[blocks * 16 - 1] = text.length * 8;
    for (let block = 0; block < blocks; block += 1) {
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i += 1) {
        if (i < 16) w[i] = words[block * 16 + i];
        else {
          const s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
          const s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
          w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }
        const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
      }
      [a, b, c, d, e, f, g, h].forEach((value, i) => { state[i] = (state[i] + value) | 0; });
    }
    return state[0] >>> 0;
  }

  /** The answer "token:number". Breathes between bunches, so that a page stays alive. */
  self.balaiSolve = async ({ token, bits }) => {
    for (let number = 0; ; number += 1) {
      if (head(`${token}:${number}`) >>> (32 - bits) === 0) return `${token}:${number}`;
      if (number % 2000 === 1999) await new Promise((done) => setTimeout(done));
    }
  };
  if (typeof DedicatedWorkerGlobalScope !== 'undefined') self.onmessage = async ({ data }) => self.postMessage(await self.balaiSolve(data));
})();
