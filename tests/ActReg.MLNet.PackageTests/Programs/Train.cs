using ActReg.MLNet;
using Microsoft.ML;

// Trains by the engine that the first argument names, saves model and scores beside customers.csv, and prints the area under the curve.
var mlContext = new MLContext(seed: 1);
IDataView customers = Customer.Load(mlContext);
var split = mlContext.Data.TrainTestSplit(customers, testFraction: 0.3);
var trainer = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(new ActivityRegularizedMlpOptions
{
    Layers = [Layer.Dense(16, Activation.Relu, ActivityRegularizer.L1(1e-3f))],
    Engine = Enum.Parse<TrainingEngine>(args[0]),
    Epochs = 30,
});
ITransformer model = mlContext.Transforms.Concatenate("Numbers", nameof(Customer.Age), nameof(Customer.Income))
    .Append(mlContext.Transforms.IndicateMissingValues("Missing", "Numbers"))
    .Append(mlContext.Transforms.ReplaceMissingValues("Numbers"))
    .Append(mlContext.Transforms.NormalizeMeanVariance("Numbers"))
    .Append(mlContext.Transforms.Conversion.ConvertType("Missing"))
    .Append(mlContext.Transforms.Categorical.OneHotEncoding("City"))
    .Append(mlContext.Transforms.Concatenate("Features", "Numbers", "Missing", "City"))
    .Append(trainer).Fit(split.TrainSet);

mlContext.Model.Save(model, customers.Schema, $"{args[0]}.zip");
File.WriteAllLines($"{args[0]}.txt", Customer.Scores(model, customers));
Console.WriteLine(FormattableString.Invariant($"AUC {mlContext.BinaryClassification.Evaluate(model.Transform(split.TestSet)).AreaUnderRocCurve}"));
