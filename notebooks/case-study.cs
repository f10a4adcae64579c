// The code of case-study.ipynb, which a test wrote here: from this folder, dotnet run case-study.cs
#:package ActReg.MLNet@0.1.0
#:package ActReg.MLNet.Plotting@0.1.0
// Until the packages are on nuget.org: where 'dotnet pack -c Release' in the repository's folder puts them.
#:property RestoreAdditionalProjectSources=../artifacts/package/release
#:property PublishAot=false
#:property UseCurrentRuntimeIdentifier=true
#:property Nullable=disable

using ActReg.MLNet;
using ActReg.MLNet.Plotting;
using Microsoft.ML;
using Microsoft.ML.Data;
using System.IO;

// Two circles
var mlContext = new MLContext(seed: 1);
IDataView circles = mlContext.Data.LoadCircles(sampleCount: 100, noise: 0.1, seed: 1);

Shown.Show(Figures.Points(circles, title: "Two circles").Resize(1000, 1000));

IDataView train = mlContext.Data.TakeRows(circles, 30);
IDataView test = mlContext.Data.SkipRows(circles, 30);

// A network that overfits
var plain = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(
    hiddenUnits: [500], epochs: 4000, batchSize: 32, learningRate: 1e-3f).Fit(train, test);

Shown.Show(Figures.LearningCurve(plain.Model.SubModel.History, "No penalty", "Test").Resize(1400, 800));

// A penalty before the activation
var penalty = ActivityRegularizer.L1(1e-4f, ActivityReduction.BatchSum);

var before = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(
    hiddenUnits: [500], activityRegularizer: penalty, placement: ActivityPlacement.PreActivation,
    epochs: 4000, batchSize: 32, learningRate: 1e-3f).Fit(train, test);

Shown.Show(Figures.LearningCurve(before.Model.SubModel.History, "L1 before the ReLU", "Test").Resize(1400, 800));

// A penalty after the activation
var options = new ActivityRegularizedMlpOptions
{
    Layers = [Layer.Dense(500, Activation.Relu, activityRegularizer: penalty)],
    Epochs = 4000,
    BatchSize = 32,
    LearningRate = 1e-3f,
};
var after = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(train, test);

Shown.Show(Figures.LearningCurve(after.Model.SubModel.History, "L1 after the ReLU", "Test").Resize(1400, 800));

// What the three networks have learned
Shown.Show(Figure.SideBySide(null,
    Figures.DecisionSurface(plain, train, test, title: "No penalty"),
    Figures.DecisionSurface(before, train, test, title: "L1 before the ReLU"),
    Figures.DecisionSurface(after, train, test, title: "L1 after the ReLU")));

double Accuracy(ITransformer model, IDataView data) =>
    mlContext.BinaryClassification.Evaluate(model.Transform(data)).Accuracy;

string TrainAndTest(ITransformer model) => $"{Accuracy(model, train):F3} / {Accuracy(model, test):F3}";

Shown.Show(new[]
{
    new { Model = "No penalty", Here = TrainAndTest(plain), Published = "1.000 / 0.786" },
    new { Model = "L1 before", Here = TrainAndTest(before), Published = "0.967 / 0.829" },
    new { Model = "L1 after", Here = TrainAndTest(after), Published = "1.000 / 0.743" },
});

// Report the activations
Shown.Show(new[] { ("No penalty", plain), ("L1 before", before), ("L1 after", after) }
    .Select(m => (Model: m.Item1, Relu: SparsityReport.Create(m.Item2.Model.SubModel, train).Layers.Last()))
    .Select(m => new
    {
        m.Model,
        Mean = $"{m.Relu.MeanActivation:F3}",
        Zeros = $"{m.Relu.ZeroFraction:F3}",
        DeadUnits = $"{m.Relu.DeadUnitFraction:F3}",
    }));

// Repeat it
ITransformer Train(
    int seed, IDataView rows, ActivityRegularizer regularizer, ActivityPlacement placement, int epochs = 4000)
{
    var trainer = new MLContext(seed).BinaryClassification.Trainers.ActivityRegularizedMlp(
        hiddenUnits: [500], activityRegularizer: regularizer, placement: placement, epochs: epochs, batchSize: 32,
        learningRate: 1e-3f);
    return trainer.Fit(rows);
}

T[] Repeat<T>(Func<int, T> run) => Enumerable.Range(1, 20).AsParallel().AsOrdered().Select(run).ToArray();

string Mean(double[] values)
{
    const double t = 2.093;    // Student's, for 20 values
    double mean = values.Average();
    double deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    return $"{mean:0.000;-0.000;0.000} ± {t * deviation / Math.Sqrt(values.Length):F3}";
}

var (pre, post) = (ActivityPlacement.PreActivation, ActivityPlacement.PostActivation);
var batchMean = ActivityRegularizer.L1(1e-4f, ActivityReduction.BatchMean);

var repeated = (string name, ActivityRegularizer regularizer, ActivityPlacement placement) =>
{
    var models = Repeat(seed => Train(seed, train, regularizer, placement));
    string On(IDataView rows) => Mean(models.Select(model => Accuracy(model, rows)).ToArray());
    return new { Penalty = name, Train = On(train), Test = On(test) };
};

Shown.Show(new[]
{
    repeated("No penalty", null, post),
    repeated("BatchSum, before", penalty, pre),
    repeated("BatchSum, after", penalty, post),
    repeated("BatchMean, before", batchMean, pre),
    repeated("BatchMean, after", batchMean, post),
});

// Try fresh circles
double[] OnFresh(ActivityRegularizer regularizer, ActivityPlacement placement, int epochs = 4000) => Repeat(seed =>
{
    IDataView points = mlContext.Data.LoadCircles(100, noise: 0.1, seed: 1000 + seed);
    IDataView unseen = mlContext.Data.LoadCircles(10_000, noise: 0.1, seed: 2000 + seed);
    return Accuracy(Train(seed, mlContext.Data.TakeRows(points, 30), regularizer, placement, epochs), unseen);
});

var baseline = OnFresh(null, post);
var compared = (string name, double[] accuracies) =>
{
    var lift = accuracies.Zip(baseline, (accuracy, without) => accuracy - without).ToArray();
    return new { Penalty = name, Test = Mean(accuracies), Lift = Mean(lift) };
};

Shown.Show(new[]
{
    compared("No penalty", baseline),
    compared("BatchSum, before", OnFresh(penalty, pre)),
    compared("BatchSum, after", OnFresh(penalty, post)),
    compared("No penalty, 800 epochs", OnFresh(null, post, epochs: 800)),
});

// Keep the model
string path = Path.GetTempFileName();    // yours: "circles.zip"
mlContext.Model.Save(before, train.Schema, path);
ITransformer loaded = new MLContext().Model.Load(path, out _);
File.Delete(path);

var engine = mlContext.Model.CreatePredictionEngine<Point, Prediction>(loaded);
var prediction = engine.Predict(new Point { Features = [0.5f, -0.6f] });
Shown.Show($"inner circle: {prediction.PredictedLabel}, with probability {prediction.Probability:F2}");


class Point { [VectorType(2)] public float[] Features { get; set; } }

class Prediction { public bool PredictedLabel { get; set; } public float Probability { get; set; } }

/// <summary>Shows what a notebook shows by itself: text is written, figures are saved beside this file.</summary>
static class Shown
{
    private static int _figures;

    public static void Show(object value)
    {
        switch (value)
        {
            case Figure figure:
                var path = $"case-study-{++_figures}.png";
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
