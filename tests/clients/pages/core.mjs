// A site without a framework, on @formspree/core.
import { createClient, isSubmissionError } from '@formspree/core';
import { form, service, show } from './page.mjs';

const client = createClient();
document.querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    const result = await client.submitForm(form, new FormData(event.target), { endpoint: service });
    if (isSubmissionError(result)) show({ form: result.getFormErrors()[0]?.message, email: result.getFieldErrors('email')[0]?.message });
    else show({ done: 'Thank you!' });
  } catch (error) {
    show({ form: String(error) });
  }
});
