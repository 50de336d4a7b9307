// What the pages share: where they post to, which fields they have, and where they tell what came of it.
const query = new URLSearchParams(location.search);

export const service = query.get('service');
export const form = query.get('form');
export const fields = [
  { name: 'name', type: 'text' }, { name: 'email', type: 'text' }, { name: 'message', type: 'text' }, { name: '_gotcha', type: 'text' }, { name: 'photo', type: 'file' },
];

export function show({ done = '', form: fault = '', email = '' }) {
  for (const [id, text] of Object.entries({ done, 'form-error': fault, 'email-error': email })) document.getElementById(id).textContent = text;
}
