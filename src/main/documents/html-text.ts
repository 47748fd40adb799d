const SILENT = new Set([
  'script',
  'style',
  'head',
  'title',
  'noscript',
  'template',
  'iframe',
  'object',
  'svg',
  'math',
  'select',
  'textarea',
]);
/** Elements whose content is raw text: only their own end tag ends it. */
const RAW = new Set(['script', 'style', 'title', 'textarea', 'iframe', 'noscript']);
const BLOCK = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'br',
  'caption',
  'center',
  'dd',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'html',
  'li',
  'main',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'tbody',
  'tfoot',
  'thead',
  'tr',
  'ul',
]);
const PARAGRAPH = new Set(['p', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'ul', 'ol', 'pre']);
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  sbquo: '‚',
  bdquo: '„',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  sect: '§',
  para: '¶',
  deg: '°',
  euro: '€',
  pound: '£',
  yen: '¥',
  cent: '¢',
  times: '×',
  frac12: '½',
  shy: '\u00AD',
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
  zwnj: '\u200C',
  zwj: '\u200D',
  rarr: '→',
  larr: '←',
  aacute: 'á',
  eacute: 'é',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
  agrave: 'à',
  egrave: 'è',
  igrave: 'ì',
  ograve: 'ò',
  ugrave: 'ù',
  acirc: 'â',
  ecirc: 'ê',
  icirc: 'î',
  ocirc: 'ô',
  ucirc: 'û',
  auml: 'ä',
  euml: 'ë',
  iuml: 'ï',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  ntilde: 'ñ',
  Ntilde: 'Ñ',
  ccedil: 'ç',
  Ccedil: 'Ç',
  atilde: 'ã',
  otilde: 'õ',
  aring: 'å',
  Aring: 'Å',
  aelig: 'æ',
  AElig: 'Æ',
  oslash: 'ø',
  Oslash: 'Ø',
  Aacute: 'Á',
  Eacute: 'É',
  Iacute: 'Í',
  Oacute: 'Ó',
  Uacute: 'Ú',
  Agrave: 'À',
  Egrave: 'È',
  iexcl: '¡',
  iquest: '¿',
  ordm: 'º',
  ordf: 'ª',
};

/**
 * The words of an HTML page as a reader sees them, one block a line. Scripts, styles and the like are dropped, nothing is run or fetched, and
 * the time taken is linear in the length of the input.
 */
export const htmlToText = (html: string): string => {
  const out: string[] = [];
  let at = 0;
  let silentDepth = 0;
  let preDepth = 0;
  while (at < html.length) {
    const tagStart = html.indexOf('<', at);
    const textEnd = tagStart < 0 ? html.length : tagStart;
    if (textEnd > at && silentDepth === 0) pushText(out, html.slice(at, textEnd), preDepth > 0);
    if (tagStart < 0) break;
    if (html.startsWith('<!--', tagStart)) {
      const end = html.indexOf('-->', tagStart + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const tag = /^<(\/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})/.exec(html.slice(tagStart, tagStart + 48));
    if (!tag) {
      const isDeclaration = /[!?/]/.test(html.charAt(tagStart + 1));
      const end = isDeclaration ? html.indexOf('>', tagStart) : tagStart;
      if (!isDeclaration && silentDepth === 0) out.push('<');
      at = end < 0 ? html.length : end + 1;
      continue;
    }
    const isEnd = tag[1] === '/';
    const name = (tag[2] as string).toLowerCase();
    const end = tagEnd(html, tagStart + tag[0].length);
    at = end;
    const isSelfClosing = html.charAt(end - 2) === '/';
    if (RAW.has(name) && !isEnd && !isSelfClosing) {
      at = rawEnd(html, end, name);
      continue;
    }
    if (SILENT.has(name) && !isSelfClosing) silentDepth = Math.max(0, silentDepth + (isEnd ? -1 : 1));
    // A page that never closes its head still has a body.
    if (name === 'body' && !isEnd) silentDepth = 0;
    if (name === 'pre') preDepth = Math.max(0, preDepth + (isEnd ? -1 : 1));
    if (silentDepth > 0) continue;
    if (name === 'td' || name === 'th') out.push(isEnd ? '\t' : '');
    else if (BLOCK.has(name)) out.push(PARAGRAPH.has(name) ? '\n\n' : '\n');
    if (name === 'li' && !isEnd) out.push('• ');
  }
  return tidy(out.join(''));
};

const pushText = (out: string[], raw: string, isPre: boolean): void => {
  const text = raw.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,30});?/gi, (whole, name: string) => decodeEntity(name) ?? whole);
  out.push(isPre ? text : text.replace(/[ \t\r\n]+/g, ' '));
};

const decodeEntity = (name: string): string | undefined => {
  if (!name.startsWith('#')) return ENTITIES[name] ?? ENTITIES[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  const isScalar = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isScalar ? String.fromCodePoint(code) : '\uFFFD';
};

/** The offset behind a tag's `>`, quoted attribute values skipped; the end of the input for a tag that never ends. */
const tagEnd = (html: string, from: number): number => {
  for (let at = from; at < html.length; at += 1) {
    const char = html.charAt(at);
    if (char === '>') return at + 1;
    if ((char === '"' || char === "'") && /=\s*$/.test(html.slice(Math.max(from, at - 8), at))) {
      const close = html.indexOf(char, at + 1);
      if (close < 0) return html.indexOf('>', at) < 0 ? html.length : html.indexOf('>', at) + 1;
      at = close;
    }
  }
  return html.length;
};

const rawEnd = (html: string, from: number, name: string): number => {
  const close = new RegExp(`</${name}[\\s/>]`, 'gi');
  close.lastIndex = from;
  const found = close.exec(html);
  return found ? tagEnd(html, found.index + name.length + 2) : html.length;
};

const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ''))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
