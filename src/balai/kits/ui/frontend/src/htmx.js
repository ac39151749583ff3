import htmx from 'htmx.org';

// Strict CSP: no evaluated code, no injected <style>, no foreign hosts.
Object.assign(htmx.config, { allowEval: false, includeIndicatorStyles: false, selfRequestsOnly: true, historyCacheSize: 0 });
window.htmx = htmx;
