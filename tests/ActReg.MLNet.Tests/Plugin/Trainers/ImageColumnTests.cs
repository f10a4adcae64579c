using System.Globalization;
using System.Text.RegularExpressions;
using ActReg.MLNet.Tests.Torch;

namespace ActReg.MLNet.Tests;

/// <summary>
/// ML.NET's images, by way of <c>ExtractPixels</c>. In a program of its own, because ML.NET's images and our figures ask for
/// different versions of SkiaSharp.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed partial class ImageColumnTests
{
    private const string SkiaSharpVersion = "2.88.9";

    private static string _output = null!;

    [ClassInitialize]
    public static void Run(TestContext context)
    {
        var packages = ConsumerPrograms.MLNet + ConsumerPrograms.LibTorch
            + ConsumerProject.Package("Microsoft.ML.ImageAnalytics", ConsumerPrograms.MLNetVersion)
            + ConsumerProject.Package("SkiaSharp", SkiaSharpVersion)
            + ConsumerProject.Package("SkiaSharp.NativeAssets.Linux.NoDependencies", SkiaSharpVersion);
        using var project = new ConsumerProject("Images", packages + ConsumerProject.Plugin, Program);
        project.Do("build", "-o", "out");
        var (exitCode, output) = project.Run(Path.Combine(project.Folder, "out", "Images.dll"));
        Assert.AreEqual(0, exitCode, output);
        _output = output;
    }

    /// <summary>Whether an image has vertical stripes, at any place and in any colour, or horizontal ones.</summary>
    [TestMethod]
    public void A_convolution_tells_stripes_apart()
    {
        var accuracy = double.Parse(Accuracy().Match(_output).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.IsGreaterThanOrEqualTo(0.95, accuracy, _output);
    }

    /// <summary>Of a kernel that is 1 for one colour and 0 for the others, a map is that colour's plane.</summary>
    [TestMethod]
    [DataRow("red")]
    [DataRow("green")]
    [DataRow("blue")]
    public void Channels_rows_and_columns_are_where_the_shape_says(string colour) =>
        Assert.Contains($"{colour} is in its place", _output);

    [GeneratedRegex("accuracy ([0-9.]+)")]
    private static partial Regex Accuracy();

    private const string Program = """
        using ActReg.MLNet;
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using Microsoft.ML.Transforms.Image;

        var mlContext = new MLContext(seed: 1);
        TellStripesApart();
        foreach (var (colour, channel) in new[] { ("red", 0), ("green", 1), ("blue", 2) })
            FindChannel(colour, channel);

        void TellStripesApart()
        {
            var pipeline = mlContext.Transforms.ExtractPixels("Features", "Image", scaleImage: 1 / 255f)
                .Append(mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(new ActivityRegularizedNetworkOptions
                {
                    InputShape = [3, Row.Height, Row.Width],
                    Layers =
                    [
                        Layer.Conv2D(8, 3, activation: Activation.Relu, activityRegularizer: ActivityRegularizer.L1(1e-4f)),
                        Layer.GlobalMaxPooling(),
                    ],
                    Epochs = 60,
                    LearningRate = 0.01f,
                }));
            var model = pipeline.Fit(Stripes(seed: 1, count: 120));
            var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(Stripes(seed: 2, count: 100)));
            Console.WriteLine(FormattableString.Invariant($"accuracy {metrics.Accuracy}"));
        }

        void FindChannel(string colour, int channel)
        {
            var data = Stripes(seed: 1, count: 4);
            var pixels = mlContext.Transforms.ExtractPixels("Features", "Image").Fit(data).Transform(data);
            var kernel = new float[3];
            kernel[channel] = 1;
            var flat = Row.Height * Row.Width;
            // Distinct for each place, so that the sum tells which is which.
            float[] places = [.. Enumerable.Range(0, flat).Select(place => place / 64f)];
            var model = mlContext.Regression.Trainers.ActivityRegularizedNetwork(new ActivityRegularizedNetworkOptions
            {
                InputShape = [3, Row.Height, Row.Width],
                Layers = [Layer.Conv2D(1, 1), Layer.Flatten()],
                InitialWeights = [new("k", [1, 1, 3, 1], kernel), new("b", [1], [0]), new("k", [flat, 1], places), new("b", [1], [0])],
                StandardizeLabels = false,
                LabelColumnName = "Number",
                Epochs = 1,
                LearningRate = 1e-30f,
            }).Fit(pixels);
            var scores = model.Transform(pixels).GetColumn<float>("Score").ToArray();
            var isInPlace = Row.Create(seed: 1, count: 4).Select((row, i) =>
            {
                var bytes = row.Image!.Pixels.ToArray();
                var expected = Enumerable.Range(0, flat).Sum(place => bytes[4 * place + channel] * (double)places[place]);
                return Math.Abs(expected - scores[i]) < 1e-6 * expected + 1e-3;
            }).ToArray();
            Console.WriteLine(isInPlace.All(isIn => isIn) ? $"{colour} is in its place" : $"{colour} is misplaced");
        }

        // Not an array: ML.NET disposes of an image when it has read it.
        IDataView Stripes(int seed, int count) => mlContext.Data.LoadFromEnumerable(Row.Create(seed, count));

        sealed class Row
        {
            public const int Height = 6;
            public const int Width = 8;

            [ImageType(Height, Width)]
            public MLImage? Image { get; set; }

            public bool Label { get; set; }

            public float Number { get; set; }

            public static IEnumerable<Row> Create(int seed, int count)
            {
                var random = new Random(seed);
                for (var i = 0; i < count; i++)
                    yield return Create(random, isVertical: i % 2 == 0);
            }

            private static Row Create(Random random, bool isVertical)
            {
                var pixels = new byte[4 * Height * Width];
                var phase = random.Next(4);
                byte[] colour = [(byte)random.Next(100, 256), (byte)random.Next(100, 256), (byte)random.Next(100, 256)];
                for (var y = 0; y < Height; y++)
                {
                    for (var x = 0; x < Width; x++)
                    {
                        var pixel = pixels.AsSpan(4 * (y * Width + x), 4);
                        pixel[3] = 255;
                        if (((isVertical ? x : y) + phase) % 4 < 2)
                            colour.CopyTo(pixel);
                    }
                }

                return new Row { Image = MLImage.CreateFromPixels(Width, Height, MLPixelFormat.Rgba32, pixels), Label = isVertical };
            }
        }
        """;
}
