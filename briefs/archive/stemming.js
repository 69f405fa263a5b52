/* The stem of an English word in small letters, by the published description of the stemmer of Snowball (“Porter 2”). */
'use strict';
const briefsStem = (() => {
  const V = '[aeiouy]', C = '[^aeiouy]';
  const SHORT = new RegExp(`(?:^${V}${C}|${C}${V}[^aeiouywxY])$`);
  const EXCEPTIONS = new Map(Object.entries({
    skis: 'ski', skies: 'sky', dying: 'die', lying: 'lie', tying: 'tie', idly: 'idl', gently: 'gentl', ugly: 'ugli',
    early: 'earli', only: 'onli', singly: 'singl', sky: 'sky', news: 'news', howe: 'howe', atlas: 'atlas',
    cosmos: 'cosmos', bias: 'bias', andes: 'andes', inning: 'inning', innings: 'inning', outing: 'outing',
    outings: 'outing', canning: 'canning', cannings: 'canning', herring: 'herring', herrings: 'herring',
    earring: 'earring', earrings: 'earring', proceed: 'proceed', exceed: 'exceed', succeed: 'succeed',
    proceeds: 'proceed', exceeds: 'exceed', succeeds: 'succeed', proceeded: 'proceed', exceeded: 'exceed',
    succeeded: 'succeed', proceeding: 'proceed', exceeding: 'exceed', succeeding: 'succeed'
  }));
  const STEP2 = [['ational', 'ate'], ['tional', 'tion'], ['enci', 'ence'], ['anci', 'ance'], ['abli', 'able'],
    ['entli', 'ent'], ['ization', 'ize'], ['izer', 'ize'], ['ation', 'ate'], ['ator', 'ate'], ['alism', 'al'],
    ['aliti', 'al'], ['alli', 'al'], ['fulness', 'ful'], ['ousli', 'ous'], ['ousness', 'ous'], ['iveness', 'ive'],
    ['iviti', 'ive'], ['biliti', 'ble'], ['bli', 'ble'], ['fulli', 'ful'], ['lessli', 'less']];
  const STEP3 = [['ational', 'ate'], ['tional', 'tion'], ['alize', 'al'], ['icate', 'ic'], ['iciti', 'ic'],
    ['ical', 'ic'], ['ful', ''], ['ness', '']];
  const STEP4 = ['ement', 'ance', 'ence', 'able', 'ible', 'ment', 'ant', 'ent', 'ism', 'ate', 'iti', 'ous', 'ive',
    'ize', 'al', 'er', 'ic'];

  const region = (word, from) => {
    const found = /[aeiouy][^aeiouy]/.exec(word.slice(from));
    return found ? from + found.index + 2 : word.length;
  };

  const longest = (word, endings) => endings.filter(([end]) => word.endsWith(end))
    .sort((a, b) => b[0].length - a[0].length)[0];

  return given => {
    if (given.length < 3) return given;
    let word = given.replace(/^'/, '');
    if (EXCEPTIONS.has(word)) return EXCEPTIONS.get(word);
    word = word.replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y');
    const start = /^(?:gener|commun|arsen)/.exec(word);
    const r1 = start ? start[0].length : region(word, 0);
    const r2 = region(word, r1);
    const cut = (end, by) => { word = word.slice(0, word.length - end.length) + by; };
    word = word.replace(/'s'$|'s$|'$/, '');
    if (/sses$/.test(word)) cut('sses', 'ss');
    else if (/(?:ied|ies)$/.test(word)) cut('ies', word.length > 4 ? 'i' : 'ie');
    else if (/s$/.test(word) && !/(?:us|ss)$/.test(word) && /[aeiouy].+s$/.test(word)) cut('s', '');
    const ended = /(?:eedly|ingly|edly|eed|ing|ed)$/.exec(word);
    if (ended && ended[0].startsWith('eed')) {
      if (ended.index >= r1) cut(ended[0], 'ee');
    } else if (ended && /[aeiouy]/.test(word.slice(0, ended.index))) {
      cut(ended[0], '');
      if (/(?:at|bl|iz)$/.test(word)) word += 'e';
      else if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(word)) word = word.slice(0, -1);
      else if (r1 >= word.length && SHORT.test(word)) word += 'e';
    }
    word = word.replace(/(.[^aeiouy])[yY]$/, '$1i');
    const second = longest(word, STEP2);
    if (second) {
      if (word.length - second[0].length >= r1) cut(...second);
    } else if (/ogi$/.test(word)) {
      if (word.length - 3 >= r1 && /logi$/.test(word)) cut('i', '');
    } else if (/li$/.test(word) && word.length - 2 >= r1 && /[cdeghkmnrt]li$/.test(word)) cut('li', '');
    const third = longest(word, [...STEP3, ['ative', '']]);
    if (third && word.length - third[0].length >= (third[0] === 'ative' ? r2 : r1)) cut(...third);
    const fourth = longest(word, [...STEP4.map(end => [end, '']), ['ion', '']]);
    if (fourth && word.length - fourth[0].length >= r2 && (fourth[0] !== 'ion' || /[st]ion$/.test(word))) cut(...fourth);
    if (/e$/.test(word)) {
      const at = word.length - 1;
      if (at >= r2 || (at >= r1 && !SHORT.test(word.slice(0, at)))) cut('e', '');
    } else if (/ll$/.test(word) && word.length - 1 >= r2) cut('l', '');
    return word.replace(/Y/g, 'y');
  };
})();
