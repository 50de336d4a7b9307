// A site on React with @formspree/react.
import { ValidationError, useForm } from '@formspree/react';
import { createElement as element } from 'react';
import { createRoot } from 'react-dom/client';
import { fields, form, service } from './page.mjs';

function Contact() {
  const [state, submit] = useForm(form, { endpoint: service });
  return state.succeeded ? element('p', { id: 'done' }, 'Thank you!') : element('form', { onSubmit: submit, noValidate: true },
    fields.map(({ name, type }) => element('input', { key: name, name, type, 'aria-label': name })),
    element('div', { id: 'email-error' }, element(ValidationError, { field: 'email', errors: state.errors })),
    element('div', { id: 'form-error' }, element(ValidationError, { errors: state.errors })),
    element('button', { disabled: state.submitting }, 'Send'));
}

createRoot(document.querySelector('main')).render(element(Contact));
