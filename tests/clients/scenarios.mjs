// What each client is put through: which form it posts to and what a visitor fills in.
const good = { name: 'Ada', email: 'ada@example.org', message: 'Hello' };

export const scenarios = {
  success: { form: 'contact', fields: good },
  'field error': { form: 'contact', fields: { ...good, email: 'nonsense' } },
  'form error': { form: 'contact', fields: { name: ' ', email: '', message: '' } },
  paused: { form: 'closed', fields: good },
  'rate limit': { form: 'limited', fields: good },
  'unknown form': { form: 'nobody', fields: good },
  honeypot: { form: 'contact', fields: good, trapped: true },
  file: { form: 'contact', fields: good, file: true },
};
