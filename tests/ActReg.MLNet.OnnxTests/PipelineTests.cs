using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.OnnxTests;

/// <summary>Whole pipelines, from raw columns to words, exported by ML.NET's own call.</summary>
[TestClass]
public sealed class PipelineTests
{
    private static readonly MLContext Context = new(seed: 1);

    private static readonly IDataView Train = Context.Data.LoadFromEnumerable(Rows(300, seed: 1).ToArray());

    private static readonly IDataView Test = Context.Data.LoadFromEnumerable(Rows(30, seed: 2).ToArray());

    [TestMethod]
    public void NormalizedWithOneHotVectorsAndMissingValues()
    {
        var pipeline = Context.Transforms.ReplaceMissingValues("WeightFilled", "Weight", Microsoft.ML.Transforms.MissingValueReplacingEstimator.ReplacementMode.Mean)
            .Append(Context.Transforms.Categorical.OneHotEncoding("CarrierVector", "Carrier"))
            .Append(Context.Transforms.Concatenate("Features", "WeightFilled", "Distance", "CarrierVector"))
            .Append(Context.Transforms.NormalizeMeanVariance("Features", fixZero: false))
            .Append(Context.Transforms.Conversion.MapValueToKey("Key", "Kind"))
            .Append(Context.MulticlassClassification.Trainers.ActivityRegularizedMlp("Key", hiddenUnits: [16], epochs: 10))
            .Append(Context.Transforms.Conversion.MapKeyToValue("PredictedKind", "PredictedLabel"));
        ExportedColumns.AreThose(pipeline.Fit(Train), Test, "Score", "PredictedLabel", "PredictedKind");
    }

    /// <summary>ML.NET's own graph of it has a dimension more than it says.</summary>
    [TestMethod]
    public void OneHotVectorsAlone()
    {
        var pipeline = Context.Transforms.Categorical.OneHotEncoding("Features", "Carrier").Append(Context.BinaryClassification.Trainers.ActivityRegularizedMlp("Late", hiddenUnits: [4], epochs: 3));
        ExportedColumns.AreThose(pipeline.Fit(Train), Test, "Score", "Probability");
    }

    [TestMethod]
    public void Tabular()
    {
        var pipeline = Context.Transforms.Conversion.MapValueToKey("CarrierKey", "Carrier")
            .Append(Context.Transforms.ConcatenateCategories("Features", "Weight", "Distance", "CarrierKey"))
            .Append(Context.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(new ActivityRegularizedTabularMlpOptions { LabelColumnName = "Late", Epochs = 5 }));
        ExportedColumns.AreThose(pipeline.Fit(Train), Test, "Score", "Probability", "PredictedLabel");
    }

    [TestMethod]
    public void CodesOfAnAutoencoderInAPipeline()
    {
        var pipeline = Context.Transforms.ReplaceMissingValues("WeightFilled", "Weight").Append(Context.Transforms.Concatenate("Features", "WeightFilled", "Distance"))
            .Append(Context.Transforms.SparseAutoencoder("Code", "Features", codeSize: 8))
            .Append(Context.Regression.Trainers.LbfgsPoissonRegression("Weeks", "Code"));
        ExportedColumns.AreThose(pipeline.Fit(Train), Test, "Code", "Score");
    }

    /// <summary>Back into ML.NET, row by row; it calls the column what it was called before.</summary>
    [TestMethod]
    public void AppliedByMLNet()
    {
        var pipeline = Context.Transforms.Concatenate("Features", "Distance", "Weeks").Append(Context.Transforms.NormalizeMeanVariance("Features", fixZero: false))
            .Append(Context.BinaryClassification.Trainers.ActivityRegularizedMlp("Late", hiddenUnits: [16], epochs: 10));
        var model = pipeline.Fit(Train);
        var path = Path.GetTempFileName();
        try
        {
            var inputs = Context.Transforms.SelectColumns("Distance", "Weeks").Fit(Test).Transform(Test);
            File.WriteAllBytes(path, ExportedModel.Export(model, Context.Data.LoadFromEnumerable(Context.Data.CreateEnumerable<Numbers>(inputs, false).ToArray())));
            var applied = Context.Transforms.ApplyOnnxModel(["Probability.output"], ["Distance", "Weeks"], path).Fit(Test).Transform(Test);
            Scores.AreEqual([.. model.Transform(Test).GetColumn<float>("Probability")], [.. applied.GetColumn<float[]>("Probability").Select(row => row[0])], "Probability");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<Parcel> Rows(int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var (carrier, distance) = ("abc"[random.Next(3)], 100 * random.NextSingle());
            yield return new Parcel
            {
                Carrier = $"{carrier}",
                Distance = distance,
                Weight = i % 10 == 0 ? float.NaN : random.Next(30),
                Late = distance > (carrier == 'c' ? 60 : 80),
                Weeks = MathF.Floor(distance / 30),
                Kind = distance < 30 ? "near" : carrier == 'a' ? "far" : "farther",
            };
        }
    }

    private sealed class Numbers
    {
        public float Distance { get; set; }

        public float Weeks { get; set; }
    }

    private sealed class Parcel
    {
        public string Carrier { get; set; } = "";

        public float Weight { get; set; }

        public float Distance { get; set; }

        public bool Late { get; set; }

        public float Weeks { get; set; }

        public string Kind { get; set; } = "";
    }
}
