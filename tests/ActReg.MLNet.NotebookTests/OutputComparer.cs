using System.Globalization;
using System.Text.RegularExpressions;
using ActReg.MLNet.NotebookRunner;

namespace ActReg.MLNet.NotebookTests;

/// <summary>Compares an output saved in a notebook with what the cell gives now.</summary>
internal static partial class OutputComparer
{
    /// <summary>The first difference, in words; null for none.</summary>
    /// <param name="saved">From the file.</param>
    /// <param name="now">From running the cell.</param>
    /// <param name="tolerance">How far a number in the text may be from the saved one.</param>
    /// <param name="shapeOnly">Whether words and numbers may be others, in as many rows of tables.</param>
    public static string? FindDifference(NotebookOutput saved, NotebookOutput now, double tolerance, bool shapeOnly = false)
    {
        if (saved.Kind != now.Kind || saved.MimeType != now.MimeType)
            return $"saved {saved.Kind} as {saved.MimeType}, now {now.Kind} as {now.MimeType}";
        var (savedText, savedImages) = EmbeddedPng.Extract(saved.Text);
        var (text, images) = EmbeddedPng.Extract(now.Text);
        // Pixels depend on how the system draws text and, in curves, on each last bit; sizes do not.
        if (!savedImages.SequenceEqual(images))
            return $"saved images {string.Join(", ", savedImages)}, now {string.Join(", ", images)}";
        if (shapeOnly)
        {
            var (rowsBefore, rows) = (Row().Count(savedText), Row().Count(text));
            return rowsBefore == rows ? null : $"saved {rowsBefore} rows of tables, now {rows}";
        }

        return savedText == text || IsClose(savedText, text, tolerance) ? null : $"saved:\n{savedText}\nnow:\n{text}";
    }

    private static bool IsClose(string saved, string now, double tolerance)
    {
        if (tolerance == 0)
            return false;
        // Columns are padded by how many digits there are.
        (saved, now) = (Spaces().Replace(saved, " "), Spaces().Replace(now, " "));
        if (Number().Replace(saved, "#") != Number().Replace(now, "#"))
            return false;
        var differences = Number().Matches(saved).Zip(Number().Matches(now), (a, b) => Math.Abs(Value(a) - Value(b)));
        return differences.All(difference => difference <= tolerance);

        static double Value(Match number) => double.Parse(number.Value.Replace('\u2212', '-'), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("<tr>")]
    private static partial Regex Row();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();

    // A sign belongs to the number even when only one of two near numbers has it.
    [GeneratedRegex("[-+\u2212]?[0-9]+(\\.[0-9]+)?")]
    private static partial Regex Number();
}
