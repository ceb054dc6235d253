/* The side of thai_search.py that runs in the reader's browser. SYNONYMS is a list of groups of words, LAST a
   list of folders whose pages come after others that match as well. */

const MARK = "\u2060";
const THAI = /[\u0e00-\u0e7f]/;
const MOST_VARIANTS = 12;
const MOST_RESULTS = 50; // each page listed is fetched for its excerpt

const normalQuery = (text) =>
  text
    .replaceAll("\u200b", "")
    .normalize("NFKC")
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, "$1\u0e33")
    .replace(/[\u0e50-\u0e59]/g, (digit) => String(digit.charCodeAt(0) - 0xe50));

const splitThai = (run) => {
  const index = typeof Search !== "undefined" ? Search._index : null;
  if (!index || !Intl.Segmenter) return [run];
  const known = (term) => term.includes(run);
  if (Object.keys(index.terms).some(known) || Object.keys(index.titleterms).some(known)) return [run];
  const words = new Intl.Segmenter("th", { granularity: "word" });
  return run.match(/\d+|\D+/g).flatMap((part) => [...words.segment(part)].map((word) => word.segment));
};

var splitQuery = (query) =>
  (normalQuery(query).match(/[\p{L}\p{M}\p{N}_]+(?:-[\p{L}\p{M}\p{N}_]+)*/gu) || [])
    .flatMap((run) => (THAI.test(run) ? splitThai(run) : [run]))
    .map((word) => (/^\d+$/.test(word) ? MARK + word : word));

/* The words of a text as one string that can be looked through: stemmed, between spaces. */
const wordString = (text) => {
  const stemmer = new Stemmer();
  const words = normalQuery(text.toLowerCase()).match(/[\p{L}\p{M}\p{N}]+/gu) || [];
  return " " + words.map((word) => stemmer.stemWord(word)).join(" ") + " ";
};

/* The query with one word or phrase put in the place of another that means the same. */
const queryVariants = (query) => {
  const asked = wordString(query);
  const variants = new Set();
  for (const group of SYNONYMS) {
    const words = group.map((text) => [text, wordString(text)]);
    const used = words.find(([, word]) => asked.includes(word));
    if (!used) continue;
    for (const [text, word] of words)
      if (word !== used[1]) variants.add(asked.replace(used[1], ` ${text} `).trim());
  }
  return [...variants].slice(0, MOST_VARIANTS);
};

const withoutMark = (terms) => new Set([...terms].map((term) => term.replaceAll(MARK, "")));

const searchOnce = (query) => {
  const parsed = Search._parseQuery(normalQuery(query));
  return { results: Search._performSearch(...parsed), terms: parsed[1], highlights: parsed[3] };
};

const showNote = (english, thai) => {
  const line = document.createElement("p");
  line.className = "search-also";
  line.textContent = document.documentElement.lang === "th" ? thai : english;
  Search.output.before(line);
};

/* What the query itself finds comes first; results are listed from the last to the first. */
const searchWithSynonyms = (query) => {
  const own = searchOnce(query);
  const listed = (found) => found[0] + found[2];
  const seen = new Set(own.results.map(listed));
  const terms = [];
  const highlights = [...withoutMark(own.highlights)];
  const helpful = [];
  for (const variant of queryVariants(query)) {
    const other = searchOnce(variant);
    if (other.results.length) helpful.push(variant);
    terms.push(...withoutMark(other.terms));
    highlights.push(...withoutMark(other.highlights));
    const added = other.results.filter((found) => !seen.has(listed(found)));
    added.forEach((found) => seen.add(listed(found)));
    own.results.unshift(...added);
  }
  terms.push(...withoutMark(own.terms)); // an excerpt shows the last of the terms that the page has
  if (SPHINX_HIGHLIGHT_ENABLED) localStorage.setItem("sphinx_highlight_terms", highlights.join(" "));
  const others = helpful.join(" · ");
  if (others) showNote(`Also searched for: ${others}`, `ค้นคำที่มีความหมายเดียวกันด้วย: ${others}`);
  const count = own.results.length;
  if (count > MOST_RESULTS) showNote(`The best ${MOST_RESULTS} are listed.`, `แสดง ${MOST_RESULTS} รายการที่ตรงที่สุด`);
  _displayNextItem(own.results.slice(-MOST_RESULTS), count, new Set(terms), new Set(highlights));
};

Scorer.score = ([page, , , , score]) => (LAST.some((folder) => page.startsWith(folder)) ? score - 1 : score);

/* language_data.js is read after searchtools.js, and on no other page. */
if (typeof Search !== "undefined") Search.query = searchWithSynonyms;
