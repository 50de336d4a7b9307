// A site on React with @web3forms/react.
import useWeb3Forms from '@web3forms/react';
import { createElement as element, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { fields, form, service } from './page.mjs';

// The client has its vendor's address built in: what it sends there goes to the service, as it is, across origins and with a preflight.
const over = window.fetch.bind(window);
window.fetch = (url, init) => over(String(url).replace('https://api.web3forms.com', service), init);

function Contact() {
  const [seen, show] = useState({});
  const { submit } = useWeb3Forms({
    access_key: form,
    settings: { from_name: 'A site' },
    onSuccess: (message) => show({ done: message }),
    onError: (message) => show({ error: message }),
  });
  const send = (event) => {
    event.preventDefault();
    const { _gotcha: trap, photo: _, ...data } = Object.fromEntries(new FormData(event.currentTarget));
    submit({ ...data, botcheck: trap !== '' });
  };
  return element('form', { onSubmit: send, noValidate: true },
    fields.map(({ name, type }) => element('input', { key: name, name, type, 'aria-label': name })),
    element('div', { id: 'done' }, seen.done),
    element('div', { id: 'form-error' }, seen.error),
    element('button', null, 'Send'));
}

createRoot(document.querySelector('main')).render(element(Contact));
