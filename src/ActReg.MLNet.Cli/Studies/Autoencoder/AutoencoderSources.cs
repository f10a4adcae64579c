using System.Globalization;
using ActReg.MLNet.Cli.Fashion;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>Where rows come from: the digits of this program, Fashion-MNIST, or a table of the user's.</summary>
internal static class AutoencoderSources
{
    public const string Digits = "digits";
    public const string Fashion = "fashion";

    private const string DigitsResource = "digits.csv";

    /// <summary>The files that a source reads.</summary>
    public static IReadOnlyList<string> Files(string data) => data switch
    {
        Digits => [],
        Fashion => [.. FashionData.Files.Select(file => Path.Combine(FashionData.DebianFolder, file))],
        _ => [Path.GetFullPath(data)],
    };

    /// <param name="data">The word, or a file.</param>
    /// <param name="label">A table's column of classes; or <see langword="null"/>.</param>
    /// <param name="images">Of Fashion-MNIST, the first so many to train.</param>
    /// <exception cref="IOException">A file is missing, or is not what it should be.</exception>
    public static AutoencoderData Load(string data, string? label, int images) => data switch
    {
        Digits => OfDigits(),
        Fashion => OfFashion(images),
        _ => OfTable(data, label),
    };

    private static AutoencoderData OfDigits()
    {
        using var stream = typeof(AutoencoderSources).Assembly.GetManifestResourceStream(DigitsResource)!;
        using var reader = new StreamReader(stream);
        var names = reader.ReadLine()!.Split(',')[..^1];
        var rows = new List<DataRow>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            rows.Add(new() { Features = [.. cells[..^1].Select(cell => float.Parse(cell, CultureInfo.InvariantCulture))], Label = cells[^1] });
        }

        return Divided("digits, 8 x 8 pixels", names, rows, side: 8);
    }

    private static AutoencoderData OfFashion(int images)
    {
        var data = FashionData.Load(FashionData.DebianFolder);
        string[] names = [.. Enumerable.Range(0, FashionData.Side * FashionData.Side).Select(i => $"pixel {i / FashionData.Side}, {i % FashionData.Side}")];
        return new("Fashion-MNIST, 28 x 28 pixels", names, Rows(data.Train.Take(images)), Rows(data.Test.Take(images / 2)), FashionData.Side);

        static DataRow[] Rows(IEnumerable<FashionImage> images) => [.. images.Select(image => new DataRow { Features = image.Features, Label = image.Kind })];
    }

    private static AutoencoderData OfTable(string file, string? label)
    {
        var (names, rows, leftOut) = TableFile.Read(file, label);
        return Divided(Path.GetFileName(file), names, rows, side: null) with { LeftOut = leftOut };
    }

    /// <summary>A third of the rows, evenly spaced, is not trained on.</summary>
    private static AutoencoderData Divided(string name, IReadOnlyList<string> names, IReadOnlyList<DataRow> rows, int? side) => new(
        name, names, [.. rows.Where((_, i) => i % 3 != 2)], [.. rows.Where((_, i) => i % 3 == 2)], side);
}
