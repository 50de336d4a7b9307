// A headless Chromium with an empty profile that talks to loopback alone; what a page does wrong is collected.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const programs = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export async function open({ width = 1280, height = 800, colorScheme = 'light', javaScriptEnabled = true, locale } = {}) {
  const browser = await chromium.launch({
    executablePath: programs.find(existsSync),
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, javaScriptEnabled, locale });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  page.on('console', (line) => { if (line.type() === 'error') faults.push(`console: ${line.text()}`); });
  context.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') faults.push(`request off loopback: ${request.url()}`);
  });
  return { browser, page, faults };
}
