namespace ActReg.MLNet.Cli.StudyPages;

/// <summary>How a page looks: light, dark, narrow and in print.</summary>
internal static class StudyPageStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --ink: #1f2328; --soft: #57606a; --paper: #ffffff; --line: #d0d7de; --stripe: #f6f8fa; --accent: #0550ae; }
        @media (prefers-color-scheme: dark) {
            :root { --ink: #e6edf3; --soft: #9da7b3; --paper: #14181d; --line: #3d444d; --stripe: #1c2128; --accent: #79c0ff; }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 76rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
        h1 { font-size: 1.75rem; line-height: 1.25; margin: 0.5rem 0; }
        h2 { font-size: 1.3rem; margin: 2rem 0 0.5rem; padding-bottom: 0.25rem; border-bottom: 1px solid var(--line); }
        p, ul, dl { max-width: 60rem; }
        ul { padding-left: 1.25rem; }
        li { margin: 0.35rem 0; }
        figure { margin: 1rem 0; }
        .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; }
        .scroll:focus-visible, button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        figure .scroll { background: #ffffff; }
        img { display: block; margin: 0 auto; max-width: 100%; min-width: 36rem; height: auto; }
        table { border-collapse: collapse; width: 100%; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
        caption { text-align: left; padding: 0.5rem 0.75rem; color: var(--soft); }
        th, td { padding: 0.4rem 0.75rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
        thead th { vertical-align: bottom; }
        tbody tr:nth-child(even) { background: var(--stripe); }
        tbody th { font-weight: 500; font-size: 0.8125rem; min-width: 9rem; position: sticky; left: 0; background: var(--paper); overflow-wrap: anywhere; }
        tbody tr:nth-child(even) th { background: var(--stripe); }
        @media (min-width: 60rem) { tbody th { min-width: 17rem; } }
        td.number { white-space: nowrap; }
        .number { text-align: right; }
        thead .number { min-width: 6rem; }
        small { display: block; color: var(--soft); font-size: 0.75rem; }
        th button { all: unset; cursor: pointer; color: var(--accent); }
        th button:hover { text-decoration: underline; }
        th button::after { content: "\00a0\2195"; color: var(--soft); }
        th[aria-sort="ascending"] button::after { content: "\00a0\2191"; color: inherit; }
        th[aria-sort="descending"] button::after { content: "\00a0\2193"; color: inherit; }
        dt { font-weight: 600; margin-top: 0.5rem; }
        dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
        @media print {
            :root { color-scheme: light; --ink: #000000; --soft: #444444; --paper: #ffffff; --line: #bbbbbb; --stripe: #f4f4f4; --accent: #000000; }
            @page { size: A4 landscape; margin: 12mm; }
            body { font-size: 10pt; }
            main { max-width: none; padding: 0; }
            .scroll { overflow: visible; border: 0; }
            table { font-size: 6.5pt; }
            th, td { padding: 1mm; }
            tbody th { min-width: 0; position: static; font-size: inherit; }
            thead .number { min-width: 0; }
            small { font-size: 5.5pt; }
            .repeated { display: none; }
            thead { display: table-header-group; }
            tr, figure { break-inside: avoid; }
            h2 { break-after: avoid; }
            img { min-width: 0; max-height: 165mm; width: auto; }
            th button { color: inherit; }
            th button::after { content: none !important; }
        }

        """;
}
