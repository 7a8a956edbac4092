// What is typed into a form marked data-keep stays in this tab until the form is sent or the person signs out: a closed session or a lost connection costs nothing.
for (const form of document.querySelectorAll('form[data-keep]')) {
  const key = `keep-${form.dataset.keep}`;
  const fields = [...form.querySelectorAll('textarea, input:not([type])')];
  const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}');
  for (const field of fields.filter(field => field.value === '' && kept[field.name])) field.value = kept[field.name];
  form.addEventListener('input', () => sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(fields.map(field => [field.name, field.value])))));
  form.addEventListener('submit', () => sessionStorage.removeItem(key));
}
for (const form of document.querySelectorAll('form[action$="/sign-out"]')) form.addEventListener('submit', () => sessionStorage.clear());
