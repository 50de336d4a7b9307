// A site that gives its form to @formspree/ajax, which shows everything by itself.
import { initForm } from '@formspree/ajax';
import { form, service } from './page.mjs';

initForm({ formElement: 'form', formId: form, origin: service });
