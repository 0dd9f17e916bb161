/** What the page of `normalize serve` does beside what every page of documents does. It follows that script. */
export const SERVE_SCRIPT = `
const ask = async (action, body) => {
  const response = await fetch(action, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
};
const trial = () => ({
  skip: [...all('input[name=stage]').filter((box) => !box.checked).map((box) => box.value), ...find('#skip').value.split(/[\\s,]+/).filter(Boolean)],
  rules: find('#own').value,
});
const note = (text) => { find('#note').textContent = text; };
const failed = (error) => note((zh() ? '出错：' : 'Error: ') + error.message);
const encode = async (blob) => {
  const url = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
  return url.slice(url.indexOf(',') + 1);
};
let given = null;
let asked = 0;
const show = async () => {
  const turn = ++asked;
  const text = find('#text').value;
  const file = given ?? (text === '' ? null : new File([text], 'text'));
  if (file === null) return;
  try {
    const answer = await ask('show', { name: file.name, base64: await encode(file), ...trial() });
    if (turn !== asked) return;
    find('#documents').innerHTML = answer.html;
    note(answer.notes.join('\\n'));
    load();
  } catch (error) {
    if (turn === asked) failed(error);
  }
};
let waiting = 0;
const soon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, 250);
};
const take = (file) => {
  given = file;
  find('#text').value = '';
  find('#name').textContent = file.name;
  show();
};
find('#file').addEventListener('change', (event) => { if (event.target.files[0]) take(event.target.files[0]); });
find('#text').addEventListener('input', () => {
  given = null;
  find('#name').textContent = '';
  soon();
});
for (const box of all('input[name=stage]')) box.addEventListener('change', show);
for (const id of ['skip', 'own']) find('#' + id).addEventListener('input', soon);
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
});
const effectOf = ({ name, removed, back }) => {
  const item = document.createElement('li');
  const lines = [...removed.map((line) => ['del', line]), ...back.map((line) => ['ins', line])];
  item.append(visible(name));
  for (const [tag, { rule, text }] of lines) {
    const line = document.createElement('div');
    const mark = document.createElement(tag);
    mark.textContent = visible(text);
    line.append(mark, ' ' + rule);
    item.append(line);
  }
  return item;
};
find('#try')?.addEventListener('click', async () => {
  try {
    const { documents, more, effects } = await ask('folder', trial());
    find('#effects').replaceChildren(...effects.map(effectOf));
    const count = zh() ? effects.length + ' / ' + documents + ' 篇文档有变化' : effects.length + ' of ' + documents + ' documents change';
    note(count + (more ? (zh() ? '（只试了前面这些）' : ' (only the first were tried)') : ''));
  } catch (error) {
    failed(error);
  }
});
find('#save')?.addEventListener('click', async () => {
  try {
    const { saved } = await ask('save', { rules: find('#own').value });
    note((zh() ? '已保存到 ' : 'saved to ') + visible(saved));
  } catch (error) {
    failed(error);
  }
});
`;
