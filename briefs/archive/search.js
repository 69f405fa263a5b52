/* Search over all editions, on a reader's own machine: nothing is asked of a server.

   Words in letters are compared by their English stem and without accents; words in Chinese, Japanese and Korean signs
   are looked for wherever they stand, for there no space tells where a word ends. Every word must be found; words
   between quotation marks must stand together; a word that ends in * stands for all that begin with it. */
'use strict';
(() => {
  const form = document.getElementById('search');
  const field = document.getElementById('query');
  const theme = document.getElementById('theme');
  const status = document.getElementById('status');
  const results = document.getElementById('results');
  const more = document.getElementById('more');
  const say = form.dataset;
  const SHOWN = 30;
  const SIGN = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}々〆ー]';
  const LETTER = `(?:(?!${SIGN})[\\p{L}\\p{M}\\p{N}])`;
  const SIGNS = new RegExp(SIGN, 'u');
  const RUNS = new RegExp(`${SIGN}+|${LETTER}+(?:['’]${LETTER}+)*`, 'gu');
  const files = say.shards ? say.shards.split(' ') : [];
  const editions = [];
  let loading = null;
  let ready = false;
  let lost = 0;
  let limit = SHOWN;

  /* ---------- words ---------- */

  const plain = text => text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').normalize('NFKC').toLowerCase();

  const stems = new Map();
  const stem = word => {
    let found = stems.get(word);
    if (found === undefined) {
      found = /^[a-z'’]+$/.test(word) ? briefsStem(word.replace(/’/g, "'")) : word;
      stems.set(word, found);
    }
    return found;
  };

  /* The words of a text with their places: {word, stem, start, end}; a run of signs is one word. */
  const wordsOf = text => [...text.matchAll(RUNS)].map(found => {
    const word = plain(found[0]);
    return { word, stem: SIGNS.test(word) ? word : stem(word), start: found.index, end: found.index + found[0].length };
  });

  /* ---------- query: all of its parts must be found; “inter-Korean” and “20일” are rows of two words ---------- */

  const parsed = query => {
    const parts = [];
    for (const [, quoted, single] of query.matchAll(/["“”]([^"“”]+)["“”]|([^\s"“”]+)/g)) {
      const words = wordsOf(quoted ?? single);
      const begins = quoted === undefined && single.endsWith('*');
      if (words.length) parts.push({ row: words, begins });
    }
    return parts;
  };

  const fits = (asked, word, begins) => SIGNS.test(asked.word) ? word.word.includes(asked.word)
    : begins ? word.word.startsWith(asked.word) : word.stem === asked.stem;

  /* The places at which a part stands among words: pairs of the first and the last word. */
  const places = (part, words) => {
    const found = [];
    for (let at = 0; at + part.row.length <= words.length; at++) {
      if (part.row.every((asked, step) => fits(asked, words[at + step], part.begins && step === part.row.length - 1))) {
        found.push([words[at], words[at + part.row.length - 1]]);
      }
    }
    return found;
  };

  /* ---------- editions: loaded when the first search needs them, the newest first ---------- */

  window.briefsEdition = edition => {
    edition.lines = edition.lines.map(([kind, anchor, number, topic, lang, text, context, label, sources]) => ({
      edition, kind, anchor, number, lang, text, context, label,
      theme: topic < 0 ? '' : edition.themes[topic], sources: sources.map(one => edition.sources[one]), all: null
    }));
    editions.push(edition);
  };

  const newestFirst = (one, other) => one.moment < other.moment || (one.moment === other.moment && one.name < other.name) ? 1 : -1;

  const load = name => new Promise(done => {
    const script = document.createElement('script');
    script.src = name;
    script.onload = () => done();
    script.onerror = () => { lost += 1; done(); };
    document.head.append(script);
  });

  const loaded = () => {
    loading ??= Promise.all(files.map(load)).then(() => { editions.sort(newestFirst); ready = true; });
    return loading;
  };

  const sayings = line => [line.text, line.context, line.label, ...line.sources.map(([name]) => name)];

  const matches = (line, parts) => {
    line.all ??= sayings(line).flatMap(wordsOf);
    return parts.every(part => places(part, line.all).length > 0);
  };

  /* ---------- results ---------- */

  const element = (name, given, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(given)) if (value) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  /* A text with what was found in it marked. */
  const lit = (text, parts) => {
    const words = wordsOf(text);
    const ranges = [];
    for (const part of parts) for (const [first, last] of places(part, words)) {
      let { start } = first, { end } = last;
      const asked = part.row[0].word;
      if (part.row.length === 1 && SIGNS.test(asked)) {
        const run = text.slice(start, end), at = run.toLowerCase().indexOf(asked);
        if (at >= 0) { start += at; end = start + asked.length; }
      }
      ranges.push([start, end]);
    }
    ranges.sort((a, b) => a[0] - b[0]);
    const made = [];
    let at = 0;
    for (const [start, end] of ranges) {
      if (start < at) continue;
      made.push(text.slice(at, start), element('mark', {}, text.slice(start, end)));
      at = end;
    }
    return [...made, text.slice(at)];
  };

  const shown = (line, parts) => {
    const { name, home, day, tags } = line.edition;
    const place = line.number ? `${name}, ${line.number}` : name;
    const href = home && (home.endsWith('.html') ? `${home}#${line.anchor}` : home);
    const words = element('p', { class: 'words', lang: line.lang }, ...lit(line.text, parts));
    if (line.context) words.append(' ', element('span', { class: 'context', lang: document.documentElement.lang }, '[', ...lit(line.context, parts), ']'));
    const sources = line.sources.flatMap(([source, page]) => [' · ', element('a', { href: page }, ...lit(source, parts))]);
    const head = line.kind || line.label
      ? [element('p', { class: 'basis' }, element('b', {}, line.kind), line.kind && line.label ? ': ' : '', ...lit(line.label, parts))] : [];
    const about = element('p', { class: 'basis' }, element(href ? 'a' : 'b', { href }, place), ` · ${day}`, ...sources);
    for (const tag of tags) about.append(' ', element('span', { class: 'tag' }, tag));
    return element('li', { class: 'line' }, ...head, words, about);
  };

  const told = found => {
    const sentence = found === 0 ? say.none : found === 1 ? say.one : say.many.replace('%s', found.toLocaleString(document.documentElement.lang));
    return lost ? `${sentence} ${say.lost}` : sentence;
  };

  let turn = 0;
  const search = async () => {
    const mine = ++turn;
    const parts = parsed(field.value);
    if (!parts.length) {
      results.replaceChildren();
      more.hidden = true;
      status.textContent = '';
      return;
    }
    if (!ready) status.textContent = say.loading;
    await loaded();
    if (mine !== turn) return;
    const found = editions.flatMap(edition => edition.lines)
      .filter(line => (!theme.value || line.theme === theme.value) && matches(line, parts));
    results.replaceChildren(...found.slice(0, limit).map(line => shown(line, parts)));
    more.hidden = found.length <= limit;
    status.textContent = told(found.length);
  };

  /* ---------- what a reader does ---------- */

  const anew = () => {
    limit = SHOWN;
    return search();
  };

  let waiting = 0;
  field.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(anew, 200);
  });
  theme.addEventListener('change', anew);
  form.addEventListener('submit', event => {
    event.preventDefault();
    clearTimeout(waiting);
    const asked = new URLSearchParams({ q: field.value, ...(theme.value && { theme: theme.value }) });
    try { history.replaceState(null, '', `?${asked}`); } catch { /* a file may not change its address */ }
    anew();
  });
  more.addEventListener('click', async () => {
    const next = limit;
    limit += SHOWN;
    await search();
    results.children[next]?.querySelector('a')?.focus();
  });

  const given = new URLSearchParams(location.search);
  field.value = given.get('q') ?? '';
  if ([...theme.options].some(option => option.value === given.get('theme'))) theme.value = given.get('theme');
  form.hidden = false;
  if (field.value) search(); else field.focus();
})();
