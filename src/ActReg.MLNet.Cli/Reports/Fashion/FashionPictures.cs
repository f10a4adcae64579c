using System.Globalization;
using ActReg.MLNet.Cli.Terminal;
using ActReg.MLNet.Plotting;

namespace ActReg.MLNet.Cli.Fashion;

/// <summary>The picture of the most active filters.</summary>
internal static class FashionPictures
{
    public const string Filters = "filters.png";

    private const int FilterCount = 8;
    private const int RankedImages = 500;

    /// <summary>Their kernels, and their maps of the first test image of each class.</summary>
    public static void Save(FashionResult result, FashionData data, FashionSettings settings, OutputPath folder)
    {
        var ranked = FilterActivity.Rank(result.Network, [.. data.Test.Take(RankedImages)]).Take(FilterCount).ToArray();
        var kernel = result.Network.GetWeights()[0];
        var rows = new List<IReadOnlyList<float[,]?>>
        {
            new List<float[,]?>([null, .. ranked.Select(filter => FilterActivity.Channel(kernel.Shape, kernel.Values, filter.Filter))]),
        };
        foreach (var name in FashionData.Classes)
        {
            if (data.Test.FirstOrDefault(image => image.Kind == name) is not { } image)
                continue;
            var map = FilterActivity.Map(result.Network, image);
            rows.Add(new List<float[,]?>(
            [
                FilterActivity.Channel([FashionData.Side, FashionData.Side, 1], image.Features, 0),
                .. ranked.Select(filter => FilterActivity.Channel(map.Shape, map.Values, filter.Filter)),
            ]));
        }

        Figures.Images(
            rows,
            rowTitles: ["kernel", .. FashionData.Classes.Where(name => data.Test.Any(image => image.Kind == name))],
            columnTitles:
            [
                "image", .. ranked.Select(filter =>
                    string.Create(CultureInfo.InvariantCulture, $"filter {filter.Filter}\n{filter.Mean:G2}")),
            ],
            title: string.Create(
                CultureInfo.InvariantCulture,
                $"The {ranked.Length} most active filters of the first convolution,\nL1 {settings.L1}; below, their mean activations"))
            .Save(folder.File(Filters));
    }
}
