// The code of images-and-sequences.ipynb, which a test wrote here: from this folder, dotnet run images-and-sequences.cs
#:package ActReg.MLNet@0.1.0
#:package ActReg.MLNet.Plotting@0.1.0
#:package libtorch-cpu-linux-x64@2.10.0
// Until the packages are on nuget.org: where 'dotnet pack -c Release' in the repository's folder puts them.
#:property RestoreAdditionalProjectSources=../artifacts/package/release
#:property PublishAot=false
#:property UseCurrentRuntimeIdentifier=true
#:property Nullable=disable

using ActReg.MLNet;
using ActReg.MLNet.Plotting;
using Microsoft.ML;
using Microsoft.ML.Data;

// Digits
var mlContext = new MLContext(seed: 1);
IDataView table = mlContext.Data.LoadFromTextFile("../tests/data/digits.csv",
    [new("Pixels", DataKind.Single, 0, 63), new("Digit", DataKind.Single, 64)], separatorChar: ',', hasHeader: true);
var digits = mlContext.Transforms.NormalizeMinMax("Features", "Pixels")
    .Append(mlContext.Transforms.Conversion.MapValueToKey("Label", "Digit")).Fit(table).Transform(table);
var split = mlContext.Data.TrainTestSplit(digits, testFraction: 0.2, seed: 1);
Shown.Show(split.TrainSet);

// A convolutional network
ActivityRegularizedNetworkOptions Convolutional(float strength) => new()
{
    InputShape = [1, 8, 8],
    Layers =
    [
        Layer.Conv2D(16, 3, padding: Padding.Same, activation: Activation.Relu,
            activityRegularizer: strength > 0 ? ActivityRegularizer.L1(strength) : null),
        Layer.MaxPooling2D(),
        Layer.Flatten(),
        Layer.Dense(64, Activation.Relu),
    ],
    Epochs = 15, BatchSize = 32, LearningRate = 3e-3f, Seed = 1, TorchThreads = 1,
};

var trainers = mlContext.MulticlassClassification.Trainers;
var penalized = trainers.ActivityRegularizedNetwork(Convolutional(1e-3f)).Fit(split.TrainSet);
var plain = trainers.ActivityRegularizedNetwork(Convolutional(0)).Fit(split.TrainSet);
Shown.Show(penalized.GetNetwork());

foreach (var (name, model) in new[] { ("L1", penalized), ("no penalty", plain) })
{
    var map = SparsityReport.Create(model, split.TestSet).Layers[0];
    var accuracy = mlContext.MulticlassClassification.Evaluate(model.Transform(split.TestSet)).MicroAccuracy;
    Console.WriteLine($"{name,-12} accuracy {accuracy:F3}, zeros in the feature maps {map.ZeroFraction:F2}");
}

var digit = split.TestSet.GetColumn<float[]>("Features").First();
float[,] Map(INetworkModel network, int channel)
{
    var values = network.GetActivations(digit)[0].Values;    // [height, width, channels]
    var image = new float[8, 8];
    for (int i = 0; i < 64; i++)
        image[i / 8, i % 8] = values[i * 16 + channel];
    return image;
}

float[][,] Maps(INetworkModel network) => [.. Enumerable.Range(0, 8).Select(channel => Map(network, channel))];
Shown.Show(Figures.Images(
    [Maps(plain.GetNetwork()), Maps(penalized.GetNetwork())], ["no penalty", "L1"], ["1", "2", "3", "4", "5", "6", "7", "8"]));

// A lamp
float Press(double chance) => chance switch { < 0.5 => 0, < 0.55 => 1, < 0.6 => 2, _ => 3 };
bool IsLit(bool before, float pressed) => pressed switch { 0 => before, 3 => !before, _ => pressed == 1 };

IDataView Lamps(int count, int seed)
{
    var random = new Random(seed);
    return mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(_ =>
    {
        var events = Enumerable.Range(0, 12).Select(_ => Press(random.NextDouble())).ToArray();
        return new Lamp { Events = events, Label = events.Aggregate(false, IsLit) };
    }).ToArray());
}

var (train, test) = (Lamps(3000, seed: 1), Lamps(2000, seed: 2));
Shown.Show(train);

// A recurrent network
ITransformer Fit(Layer[] layers)
{
    var options = new ActivityRegularizedNetworkOptions
    {
        FeatureColumnName = "Events", Layers = layers,
        Epochs = 30, BatchSize = 64, LearningRate = 1e-2f, Seed = 1, TorchThreads = 1,
    };
    return mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(options).Fit(train);
}

var gru = Fit([Layer.Embedding(4, 8), Layer.Gru(24, activityRegularizer: ActivityRegularizer.L2(1e-3f))]);
var dense = Fit([Layer.Embedding(4, 8), Layer.Flatten(), Layer.Dense(64, Activation.Relu)]);
Shown.Show(gru.GetNetwork().History);

foreach (var (name, model) in new[] { ("GRU", gru), ("dense", dense) })
{
    var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(test));
    Console.WriteLine($"{name,-6} accuracy {metrics.Accuracy:F3}");
}


class Lamp
{
    [VectorType(12)] public float[] Events { get; set; }
    public bool Label { get; set; }
}

/// <summary>Shows what a notebook shows by itself: text is written, figures are saved beside this file.</summary>
static class Shown
{
    private static int _figures;

    public static void Show(object value)
    {
        switch (value)
        {
            case Figure figure:
                var path = $"images-and-sequences-{++_figures}.png";
                figure.SavePng(path);
                Console.WriteLine($"{path}: {figure}");
                break;
            case IReadOnlyList<ActReg.MLNet.EpochMetrics> history:
                Show(Figures.LossCurve(history));
                break;
            case ActReg.MLNet.SparsityReport report:
                Show(Figures.Sparsity(report));
                Console.WriteLine(report);
                break;
            case ActReg.MLNet.StudyResult study:
                Console.WriteLine(study);
                foreach (var figure in Figures.Study(study).Take(1))
                    Show(figure.Figure);
                break;
            case IDataView data:
                Console.WriteLine(string.Join(", ", data.Schema.Where(column => !column.IsHidden)));
                break;
            case System.Collections.IEnumerable rows and not string:
                foreach (var row in rows)
                    Console.WriteLine(row);
                break;
            default:
                Console.WriteLine(value);
                break;
        }
    }
}
