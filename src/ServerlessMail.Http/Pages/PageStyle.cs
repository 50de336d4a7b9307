namespace ServerlessMail.Http.Pages;

/// <summary>The styles that all pages share. Every pair of text and ground has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3).</summary>
internal static class PageStyle
{
    public const string Css = """

        :root {
          color-scheme: light dark;
          --ground: #f6f6f8; --surface: #ffffff; --text: #1b1b22; --quiet: #5b5b67; --line: #dcdce3;
          --accent: #3344cc; --on-accent: #ffffff; --good: #17704a; --bad: #b3261e; --bad-ground: #fdf1f0;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #131318; --surface: #1d1d24; --text: #ececf1; --quiet: #a5a5b3; --line: #34343f;
            --accent: #a3b0ff; --on-accent: #14142b; --good: #6cd3a4; --bad: #ff9c93; --bad-ground: #2c1e20;
          }
        }
        *, *::before, *::after { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body {
          margin: 0; min-height: 100vh; background: var(--ground); color: var(--text);
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
        }
        main.column { max-width: 38rem; margin: 0 auto; padding: clamp(1.25rem, 6vh, 4rem) 1.25rem 3rem; }
        main.wide { padding: 1rem clamp(1rem, 3vw, 2rem) 2rem; }
        .card { background: var(--surface); border: 1px solid var(--line); border-radius: .75rem; padding: clamp(1.25rem, 4vw, 2rem); }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .75rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.15rem; line-height: 1.3; margin: 2rem 0 .5rem; overflow-wrap: anywhere; }
        p { margin: 0 0 1rem; overflow-wrap: anywhere; }
        .card > :last-child { margin-bottom: 0; }
        .quiet { color: var(--quiet); }
        a { color: var(--accent); text-underline-offset: .15em; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        [tabindex="-1"]:focus-visible { outline: none; }
        code, pre, kbd { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .9em; }
        pre { margin: 0 0 1rem; padding: 1rem; overflow: auto; background: var(--ground); border: 1px solid var(--line); border-radius: .5rem; }
        header { border-bottom: 1px solid var(--line); background: var(--surface); }
        header ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: .75rem clamp(1rem, 3vw, 2rem); }
        header a { display: inline-block; padding: .25rem 0; text-decoration: none; }
        header a[aria-current] { color: var(--text); font-weight: 600; box-shadow: 0 2px 0 var(--accent); }
        .skip { position: absolute; left: -100vw; padding: .5rem 1rem; background: var(--surface); }
        .skip:focus { left: .5rem; top: .5rem; z-index: 1; }
        label { display: block; margin: 0 0 .25rem; font-weight: 600; }
        input, textarea, select {
          display: block; width: 100%; margin: 0 0 1.1rem; padding: .6rem .75rem; font: inherit; color: inherit;
          background: var(--ground); border: 1px solid var(--quiet); border-radius: .5rem;
        }
        input[type=checkbox], input[type=radio] { display: inline-block; width: auto; }
        textarea { min-height: 8rem; resize: vertical; }
        button, .button {
          display: inline-block; padding: .6rem 1.25rem; font: inherit; font-weight: 600; text-decoration: none; cursor: pointer;
          color: var(--on-accent); background: var(--accent); border: 1px solid transparent; border-radius: .5rem;
        }
        button:hover, .button:hover { filter: brightness(1.08); }
        .faults { list-style: none; margin: 0 0 1.25rem; padding: 0; }
        .faults li {
          margin: 0 0 .6rem; padding: .75rem 1rem; overflow-wrap: anywhere;
          background: var(--bad-ground); border-left: .25rem solid var(--bad); border-radius: .25rem;
        }
        .faults li:last-child { margin-bottom: 0; }
        .faults .advice { display: block; color: var(--quiet); }
        .fault { margin: -.85rem 0 1.1rem; color: var(--bad); font-weight: 600; overflow-wrap: anywhere; }
        .hint { margin: -.85rem 0 1.1rem; color: var(--quiet); }
        [aria-invalid=true] { border: 2px solid var(--bad); }
        fieldset { margin: 0 0 1.1rem; padding: .5rem .75rem .75rem; border: 1px solid var(--line); border-radius: .5rem; }
        legend { padding: 0 .25rem; font-weight: 600; }
        .choice { display: flex; gap: .5rem; align-items: baseline; font-weight: 400; overflow-wrap: anywhere; }
        .choice input { margin: 0; }
        form + p { margin-top: 1.5rem; }
        .badge { display: inline-flex; width: 3rem; height: 3rem; margin: 0 0 1rem; border-radius: 50%; align-items: center; justify-content: center; }
        .badge svg { width: 2rem; height: 2rem; fill: none; stroke: currentColor; stroke-width: 2.25; stroke-linecap: round; stroke-linejoin: round; }
        .badge.good { color: var(--good); box-shadow: inset 0 0 0 2px currentColor; }
        .badge.bad { color: var(--bad); box-shadow: inset 0 0 0 2px currentColor; }
        table { width: 100%; border-collapse: collapse; }
        th, td { padding: .5rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
        .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        @media (prefers-reduced-motion: no-preference) { button, .button { transition: filter .15s; } }
        @media print { header, .skip { display: none; } body { background: none; } }

        """;
}
