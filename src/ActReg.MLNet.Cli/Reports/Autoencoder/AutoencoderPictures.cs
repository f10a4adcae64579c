using System.Globalization;
using ActReg.MLNet.Cli.Terminal;
using ActReg.MLNet.Plotting;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>The pictures of a run.</summary>
internal static class AutoencoderPictures
{
    public const string Features = "features.png";
    public const string Reconstructions = "reconstructions.png";
    public const string Frontier = "frontier.png";

    private const int UnitRows = 6;
    private const int UnitColumns = 10;
    private const int Images = 10;

    /// <summary>The names of the pictures that there will be.</summary>
    public static IReadOnlyList<string> Names(AutoencoderData data, bool isQuick) =>
        [.. data.Side == null ? [] : (string[])[Features, Reconstructions], .. isQuick ? [] : (string[])[Frontier]];

    public static void Save(AutoencoderResult result, AutoencoderData data, OutputPath folder)
    {
        if (data.Side is not { } side)
            return;
        SaveFeatures(result, side, folder.File(Features));
        SaveReconstructions(result, data, side, folder.File(Reconstructions));
    }

    public static void Save(IReadOnlyList<FrontierMethod> methods, AutoencoderData data, OutputPath folder) => Figures.SparsityFrontier(
        [
            .. methods.Select(method => new FrontierLine(method.Name,
            [
                .. method.Strengths.Where(strength => strength.Reports.All(report => report.Code.L0PerRow > 0)).Select(strength => new FrontierPoint(
                    [.. strength.Reports.Select(report => report.Code.L0PerRow)], [.. strength.Reports.Select(report => report.ExplainedVariance)])),
            ])).Where(line => line.Points.Count > 0),
        ],
        $"Sparsity and reconstruction, rows not trained on\n{data.Name}").Save(folder.File(Frontier));

    /// <summary>What the most active units add.</summary>
    private static void SaveFeatures(AutoencoderResult result, int side, OutputPath file)
    {
        var dictionary = result.Model.GetDictionary();
        var frequencies = result.Test.Code.ActivationFrequencies;
        int[] units = [.. Enumerable.Range(0, dictionary.Count).OrderByDescending(unit => frequencies[unit]).Take(UnitRows * UnitColumns)];
        var rows = units.Chunk(UnitColumns).Where(row => row.Length == UnitColumns || units.Length < UnitColumns)
            .Select(row => (IReadOnlyList<float[,]?>)[.. row.Select(unit => Image(dictionary[unit], side))]).ToArray();
        Figures.Images(
            rows, [.. rows.Select(_ => "")], [.. rows[0].Select(_ => "")],
            string.Create(CultureInfo.InvariantCulture, $"What units of the code stand for: the {rows.Length * rows[0].Count} that are on most often")).Save(file);
    }

    private static void SaveReconstructions(AutoencoderResult result, AutoencoderData data, int side, OutputPath file)
    {
        var mlContext = new MLContext();
        var images = data.Test.Take(Images).ToArray();
        var again = result.Model.Transform(data.View(mlContext, images)).GetColumn<float[]>("Reconstruction");
        IReadOnlyList<float[,]?>[] rows = [[.. images.Select(image => Image(image.Features, side))], [.. again.Select(image => Image(image, side))]];
        Figures.Images(
            rows, ["image", "again"], [.. images.Select(_ => "")],
            string.Create(CultureInfo.InvariantCulture, $"Images that were not trained on, and what {result.Test.Code.L0PerRow:0.#} units tell of each")).Save(file);
    }

    private static float[,] Image(float[] values, int side)
    {
        var image = new float[side, side];
        for (var i = 0; i < values.Length; i++)
            image[i / side, i % side] = values[i];
        return image;
    }
}
