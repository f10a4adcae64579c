// The code of choosing.ipynb, which a test wrote here: from this folder, dotnet run choosing.cs
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
using static ActReg.MLNet.StudySpace;

// The data
var mlContext = new MLContext(seed: 1);
IDataView tumors = mlContext.Data.LoadFromTextFile("../tests/data/breast-cancer.csv",
    [new("Features", DataKind.Single, 0, 29), new("Label", DataKind.Boolean, 30)], separatorChar: ',', hasHeader: true);
var split = mlContext.Data.TrainTestSplit(tumors, testFraction: 0.2, seed: 1);
Shown.Show(split.TrainSet);

// The network
var network = new ActivityRegularizedMlpOptions
{
    Layers = [Layer.Dense(64, Activation.Relu)], Epochs = 60, BatchSize = 32, LearningRate = 3e-3f,
};
var options = new StudyOptions
{
    Evaluation = StudyEvaluation.CrossValidation(folds: 5, repeats: 1, nestedFolds: 0),
    Preprocessing = mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false),
};

// The study
var study = mlContext.BinaryClassification.ActivityRegularizationStudy(
    network,
    Grid(
        VaryNorm(ActivityNorm.L1, ActivityNorm.L2),
        VaryPlacement(ActivityPlacement.PreActivation, ActivityPlacement.PostActivation),
        VaryStrength(1e-4f, 1e-3f, 1e-2f)),
    options).Run(split.TrainSet);
Shown.Show(study);

// Sparsity and loss
Shown.Show(Figures.StudyFrontier(study));

// From the study to a model
var trainer = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(
    study.ChosenOptions<ActivityRegularizedMlpOptions>());
var model = mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(trainer).Fit(split.TrainSet);
var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(split.TestSet));
Shown.Show($"accuracy {metrics.Accuracy:F3}, log-loss {metrics.LogLoss / Math.Log2(Math.E):F3} nats");

Shown.Show(SparsityReport.Create(model, split.TrainSet));


/// <summary>Shows what a notebook shows by itself: text is written, figures are saved beside this file.</summary>
static class Shown
{
    private static int _figures;

    public static void Show(object value)
    {
        switch (value)
        {
            case Figure figure:
                var path = $"choosing-{++_figures}.png";
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
