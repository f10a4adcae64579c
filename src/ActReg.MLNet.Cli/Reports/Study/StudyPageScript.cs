namespace ActReg.MLNet.Cli.StudyPages;

/// <summary>What makes tables sortable; without it they are all there, in the study's order.</summary>
internal static class StudyPageScript
{
    /// <summary>Without the characters that XML would read as markup.</summary>
    public const string JavaScript = """
        "use strict";
        for (const table of document.querySelectorAll("table.sortable")) {
            const headings = [...table.tHead.rows[0].cells];
            headings.forEach((heading, column) => {
                const button = document.createElement("button");
                button.type = "button";
                button.append(...heading.childNodes);
                heading.append(button);
                button.addEventListener("click", () => sort(table, headings, column));
            });
        }

        function sort(table, headings, column) {
            const isNumber = headings[column].classList.contains("number");
            const sign = headings[column].getAttribute("aria-sort") === "ascending" ? -1 : 1;
            headings.forEach((heading, i) => i === column
                ? heading.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending")
                : heading.removeAttribute("aria-sort"));
            const keyed = [...table.tBodies[0].rows].map(row => {
                const cell = row.cells[column];
                const text = isNumber ? cell.dataset.value : cell.textContent;
                return { row, isEmpty: text === "", key: isNumber ? Number(text) : text };
            });
            keyed.sort((a, b) => {
                if (a.isEmpty || b.isEmpty)
                    return a.isEmpty - b.isEmpty;
                if (!isNumber)
                    return sign * a.key.localeCompare(b.key, "en", { numeric: true });
                return a.key === b.key ? 0 : a.key > b.key ? sign : -sign;
            });
            table.tBodies[0].append(...keyed.map(each => each.row));
        }

        """;
}
