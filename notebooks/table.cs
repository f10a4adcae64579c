// The code of table.ipynb, which a test wrote here: from this folder, dotnet run table.cs
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

// Read
var mlContext = new MLContext(seed: 1);
IDataView voters = mlContext.Data.LoadFromTextFile<Voter>(
    "../tests/data/tuning/election-vote.csv", separatorChar: ',', hasHeader: true);
Shown.Show(voters);

// Prepare
string[] numbers =
    ["Population", "News", "OwnPosition", "ClintonsPosition", "DolesPosition", "Age", "Education", "Income"];
var prepare = mlContext.Transforms.NormalizeMeanVariance(
        numbers.Select(name => new InputOutputColumnPair(name)).ToArray(), fixZero: false)
    .Append(mlContext.Transforms.Conversion.MapValueToKey("Party"))
    .Append(mlContext.Transforms.ConcatenateCategories("Features", [.. numbers, "Party"]));

Shown.Show(prepare.Fit(voters).Transform(voters));

// Compare
var trainers = new (string Name, IEstimator<ITransformer> Trainer)[]
{
    ("Network, L1", mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(
        hiddenUnits: [32], activityRegularizer: ActivityRegularizer.L1(3e-3f), epochs: 40, learningRate: 3e-3f)),
    ("Network", mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(
        hiddenUnits: [32], epochs: 40, learningRate: 3e-3f)),
    ("Logistic regression", mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression()),
};

string Over(IEnumerable<double> values)
{
    var deviation = Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Count() - 1));
    return $"{values.Average():F3} ± {deviation:F3}";
}

foreach (var (name, trainer) in trainers)
{
    var folds = mlContext.BinaryClassification.CrossValidate(voters, prepare.Append(trainer), numberOfFolds: 5, seed: 1);
    var (accuracy, auc) = (folds.Select(fold => fold.Metrics.Accuracy), folds.Select(fold => fold.Metrics.AreaUnderRocCurve));
    Console.WriteLine($"{name,-20} accuracy {Over(accuracy)}, AUC {Over(auc)}");
}

// Train and look into it
var model = prepare.Append(trainers[0].Trainer).Fit(voters);
Shown.Show(model.GetNetwork());

Shown.Show(model.GetNetwork().History);

Shown.Show(SparsityReport.Create(model, voters));

// Save, load, predict
var path = Path.GetTempFileName();    // yours: "voters.zip"
mlContext.Model.Save(model, voters.Schema, path);
var loaded = new MLContext().Model.Load(path, out _);
File.Delete(path);

var engine = mlContext.Model.CreatePredictionEngine<Voter, Prediction>(loaded);
var someone = new Voter
{
    Population = 40, News = 3, OwnPosition = 4, ClintonsPosition = 3, DolesPosition = 5, Age = 45, Education = 4, Income = 15,
};
foreach (var party in new[] { "0", "3", "6", "unheard of" })
{
    someone.Party = party;
    Console.WriteLine($"party {party}: votes for Dole with probability {engine.Predict(someone).Probability:F2}");
}


class Voter
{
    [LoadColumn(0)] public float Population { get; set; }
    [LoadColumn(1)] public float News { get; set; }
    [LoadColumn(2)] public float OwnPosition { get; set; }
    [LoadColumn(3)] public float ClintonsPosition { get; set; }
    [LoadColumn(4)] public float DolesPosition { get; set; }
    [LoadColumn(5)] public string Party { get; set; }
    [LoadColumn(6)] public float Age { get; set; }
    [LoadColumn(7)] public float Education { get; set; }
    [LoadColumn(8)] public float Income { get; set; }
    [LoadColumn(9), ColumnName("Label")] public bool VotesForDole { get; set; }
}

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
                var path = $"table-{++_figures}.png";
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
