// A site that gives its form to @formspree/ajax, which shows everything by itself. The vendor's file for browsers has no exports: it adds a function.
import '@formspree/ajax';
import { form, service } from './page.mjs';

window.formspree('initForm', { formElement: 'form', formId: form, origin: service });
