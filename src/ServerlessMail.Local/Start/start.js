// Without this script the texts are copied by hand.
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });
}

// The widget of the second form, and the worker that it has the work done by: both from here, so that the page needs no one else.
import('/altcha/altcha.js').then(() => globalThis.$altcha.algorithms.set('SHA-256', () => new Worker('/altcha/sha.js')));
