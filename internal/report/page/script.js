// Everything is in the document already; this only filters, folds, copies and remembers the theme.
(function () {
  'use strict';
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const form = byId('filters');
  const scenarios = all('.scenario');
  const texts = new Map(); // lower-case text of an element, made when it is first searched

  function text(element) {
    if (!texts.has(element)) texts.set(element, element.textContent.toLowerCase());
    return texts.get(element);
  }

  // context is what a search finds besides the scenario: its rule and its statement.
  function context(element) {
    const heads = [];
    for (let up = element.parentElement.closest('details'); up; up = up.parentElement.closest('details')) {
      heads.push(text(up.firstElementChild));
    }
    return heads.join(' ');
  }

  function wanted() {
    return {
      q: byId('q').value.trim().toLowerCase().split(/\s+/).filter(Boolean),
      verdict: form.elements.verdict.value, api: byId('api').value, kind: byId('kind').value,
    };
  }

  function matches(element, want) {
    const data = element.dataset;
    if (want.verdict && data.verdict !== want.verdict) return false;
    if (want.api && data.api !== want.api) return false;
    if (want.kind && data.kind !== want.kind) return false;
    return want.q.length === 0 || want.q.every((word) => text(element).includes(word) || context(element).includes(word));
  }

  function apply() {
    const want = wanted();
    const narrow = Boolean(want.verdict || want.kind || want.q.length);
    let shown = 0;
    for (const scenario of scenarios) {
      scenario.hidden = !matches(scenario, want);
      if (!scenario.hidden) shown += 1;
    }
    const holds = (element) => Boolean(element.querySelector('.scenario:not([hidden])'));
    const says = (element) => want.q.length > 0 && !want.verdict && !want.kind && want.q.every((word) => text(element).includes(word));
    all('.rule, .statement').forEach((element) => {
      const here = holds(element);
      element.hidden = narrow && !here && !says(element);
      if (narrow && here) element.open = true;
    });
    all('.failures li').forEach((item) => { item.hidden = byId(item.dataset.for).hidden; });
    all('.failures').forEach((list) => { list.hidden = !list.querySelector('li:not([hidden])'); });
    all('.aside').forEach((aside) => { aside.hidden = narrow && !says(aside); });
    all('.list-title').forEach((title) => {
      title.hidden = !title.nextElementSibling.querySelector(':scope > :not([hidden])');
    });
    let sections = 0;
    all('section.api').forEach((section) => {
      const other = want.api && section.dataset.api !== want.api;
      section.hidden = Boolean(other || (narrow && !section.querySelector('.scenario:not([hidden]), .statement:not([hidden]), .rule:not([hidden]), .aside:not([hidden])')));
      if (!section.hidden) sections += 1;
    });
    byId('nothing').hidden = sections > 0;
    byId('count').textContent = shown === scenarios.length ? shown + ' scenarios' : shown + ' of ' + scenarios.length + ' scenarios';
    root.dataset.shown = String(shown);
  }

  const ranked = all('.statements').map((list) => [list, Array.from(list.children)]);
  function order() {
    const byPlace = byId('order').value === 'place';
    for (const [list, items] of ranked) {
      const next = byPlace ? items.slice().sort((a, b) => a.dataset.place - b.dataset.place) : items;
      list.append(...next);
    }
  }

  function fold() {
    const open = byId('fold').getAttribute('aria-pressed') !== 'true';
    all('.statement, .rule').forEach((element) => { element.open = open; });
    byId('fold').setAttribute('aria-pressed', String(open));
    byId('fold').textContent = open ? 'Collapse all' : 'Expand all';
  }

  // reveal opens everything around the element that the address names, and lifts the filters when they hide it.
  function reveal() {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch (_) { /* a stray percent sign: take it as it is */ }
    const element = id && byId(id);
    if (!element) return;
    if (element.closest('[hidden]')) { form.reset(); apply(); }
    for (let up = element; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
    element.scrollIntoView({ block: 'start' });
    const summary = element.querySelector(':scope > summary');
    if (summary) summary.focus({ preventScroll: true });
  }

  async function copy(button) {
    const pre = button.parentElement.querySelector('pre');
    try {
      await navigator.clipboard.writeText(pre.textContent);
    } catch (_) { // no permission, or a browser without it: select the text and ask the old way
      getSelection().selectAllChildren(pre);
      document.execCommand('copy');
    }
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  }

  function remembered(value) {
    try {
      if (value) localStorage.setItem('conformance-theme', value);
      return localStorage.getItem('conformance-theme');
    } catch (_) { return null; } // storage may be forbidden
  }

  function theme() {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    remembered(root.dataset.theme);
  }

  // An address such as index.html?verdict=fail&api=x opens the page filtered, for links from elsewhere.
  function fromAddress() {
    const given = new URLSearchParams(location.search);
    byId('q').value = given.get('q') || '';
    for (const id of ['api', 'kind', 'order']) {
      const option = Array.from(byId(id).options).find((o) => o.value === given.get(id));
      if (option) option.selected = true;
    }
    const radio = Array.from(form.elements.verdict).find((r) => r.value === given.get('verdict'));
    if (radio) radio.checked = true;
    if (given.get('theme') === 'dark' || given.get('theme') === 'light') root.dataset.theme = given.get('theme');
  }

  const saved = remembered();
  if (saved) root.dataset.theme = saved;
  form.hidden = false;
  all('.copy').forEach((button) => { button.hidden = false; });
  fromAddress();
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  byId('order').addEventListener('change', order);
  byId('fold').addEventListener('click', fold);
  byId('theme').addEventListener('click', theme);
  document.addEventListener('click', (event) => {
    const button = event.target.closest('.copy');
    if (button) copy(button);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      byId('q').focus();
    }
    if (event.key === 'Escape' && event.target === byId('q')) { byId('q').value = ''; apply(); }
  });
  addEventListener('hashchange', reveal);
  addEventListener('beforeprint', () => all('.statement, .rule').forEach((element) => { element.open = true; }));
  order();
  apply();
  reveal();
  root.dataset.ready = 'true';
})();
