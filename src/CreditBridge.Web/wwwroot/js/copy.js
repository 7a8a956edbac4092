// A button that copies, beside each field marked data-copy; without script the field itself can be copied from.
for (const field of navigator.clipboard ? document.querySelectorAll('input[data-copy]') : []) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn';
  button.textContent = 'Copy';
  button.setAttribute('aria-live', 'polite');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = 'Copied';
  });
  field.after(button);
}
