using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Fashion;

/// <summary>The images of Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017): grey, 28 x 28, of ten kinds of clothes.</summary>
internal sealed record FashionData(IReadOnlyList<FashionImage> Train, IReadOnlyList<FashionImage> Test)
{
    public const int Side = 28;

    /// <summary>Where Debian's package has them.</summary>
    public const string DebianFolder = "/usr/share/datasets/fashion-mnist";

    private const string TrainImages = "train-images-idx3-ubyte.gz";
    private const string TrainLabels = "train-labels-idx1-ubyte.gz";
    private const string TestImages = "t10k-images-idx3-ubyte.gz";
    private const string TestLabels = "t10k-labels-idx1-ubyte.gz";

    /// <summary>The kinds, in the order of their numbers.</summary>
    public static IReadOnlyList<string> Classes { get; } =
        ["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Files { get; } = [TrainImages, TrainLabels, TestImages, TestLabels];

    /// <summary>Whether a folder has the four files.</summary>
    public static bool IsIn(string folder) => Missing(folder) == null;

    /// <param name="folder">Where the four files are.</param>
    /// <exception cref="IOException">One is missing, or is not what it should be.</exception>
    public static FashionData Load(string folder)
    {
        if (Missing(folder) is { } file)
        {
            throw new IOException(
                $"--data '{folder}' has no file {file}. On Debian and Ubuntu 'apt-get install dataset-fashion-mnist' puts the four files "
                + $"into {DebianFolder}; elsewhere take them from https://github.com/zalandoresearch/fashion-mnist.");
        }

        return new(Read(folder, TrainImages, TrainLabels), Read(folder, TestImages, TestLabels));
    }

    private static string? Missing(string folder) =>
        Files.FirstOrDefault(file => !File.Exists(Path.Combine(folder, file)));

    private static FashionImage[] Read(string folder, string imageFile, string labelFile)
    {
        var images = IdxFile.Read(Path.Combine(folder, imageFile), dimensionCount: 3);
        var labels = IdxFile.Read(Path.Combine(folder, labelFile), dimensionCount: 1);
        if (images.Dimensions is not [var count, Side, Side] || labels.Dimensions[0] != count)
        {
            throw new IOException(
                $"--data '{folder}': {imageFile} must have images of {Side} x {Side}, as many as {labelFile} has labels; they have "
                + $"{string.Join(" x ", images.Dimensions)} values and {labels.Dimensions[0]} labels.");
        }

        if (labels.Values.Any(label => label >= Classes.Count))
        {
            throw new IOException(
                $"--data '{folder}': {labelFile} must have labels from 0 to {Classes.Count - 1}; it has {labels.Values.Max()}.");
        }

        return
        [
            .. images.Values.Chunk(Side * Side).Select((pixels, i) => new FashionImage
            {
                Features = Array.ConvertAll(pixels, pixel => pixel / 255f),
                Kind = Classes[labels.Values[i]],
            }),
        ];
    }
}

/// <summary>A row of the data set.</summary>
internal sealed class FashionImage
{
    /// <summary>Its pixels, row by row, from 0, black, to 1.</summary>
    [VectorType(FashionData.Side * FashionData.Side)]
    public float[] Features { get; set; } = [];

    public string Kind { get; set; } = "";
}
