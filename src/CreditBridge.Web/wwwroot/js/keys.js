// Keys for who works the queue. They can be switched off, never act in a field, and do nothing a link or a button does not do.
const dialog = document.getElementById('keys');
const opener = document.getElementById('keys-open');
const choice = document.getElementById('keys-on');
const isOn = () => localStorage.getItem('keys') !== 'off';
const isField = element => element.closest('input, select, textarea, dialog, [contenteditable]') !== null;
const items = () => [...document.querySelectorAll('[data-item]')];
let here = -1;

const current = () => items()[Math.max(here, 0)];

function move(by) {
  const all = items();
  if (all.length === 0) return;
  here = Math.min(Math.max(here + by, 0), all.length - 1);
  all.forEach((item, index) => item.classList.toggle('here', index === here));
  const place = all[here].querySelector('a, input:not([type=hidden]), button') ?? all[here];
  place.focus();
  all[here].scrollIntoView({ block: 'nearest' });
}

/** What the key stands for: in the item where one is, else anywhere on the page. */
const target = key => current()?.querySelector(`[data-key="${key}"]`) ?? document.querySelector(`[data-key="${key}"]`);

function press(element) {
  if (!element) return;
  if (element.tagName === 'A') {
    element.click();
    return;
  }
  if (element.type === 'radio') {
    element.checked = true;
    const open = element.form.querySelector('select[name="Input.Choice"]');
    (open && open.value === '' ? open : element.form.querySelector('[data-main]')).focus();
    return;
  }
  element.focus();
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey || isField(event.target) || dialog.open || !isOn()) return;
  switch (event.key) {
    case 'j': move(1); break;
    case 'k': move(-1); break;
    case 'o': press(current()?.querySelector('a[data-open]')); break;
    case 'a': press(target('a')); break;
    case 'r': press(target('r')); break;
    case '?': dialog.showModal(); break;
    default: return;
  }
  event.preventDefault();
});

// A radio or a checkbox is no place to write: from there Escape leads back to the keys.
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && isField(event.target) && !dialog.open) event.target.blur();
});

choice.checked = isOn();
choice.addEventListener('change', () => localStorage.setItem('keys', choice.checked ? 'on' : 'off'));
opener.hidden = false;
opener.addEventListener('click', () => dialog.showModal());
document.getElementById('keys-close').addEventListener('click', () => dialog.close());

// A reason for a 'no' brings its sentence, as long as nobody has written one.
for (const reasons of document.querySelectorAll('select[data-sentences]')) {
  const sentence = document.getElementById(reasons.dataset.sentences);
  const ready = () => [...reasons.options].map(option => option.dataset.sentence).filter(Boolean);
  reasons.addEventListener('change', () => {
    if (sentence.value.trim() === '' || ready().includes(sentence.value)) sentence.value = reasons.selectedOptions[0].dataset.sentence ?? '';
  });
}
