using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.OnnxTests;

/// <summary>The transforms, exported by ML.NET's own call.</summary>
[TestClass]
public sealed class TransformTests
{
    private static readonly MLContext Context = new(seed: 1);

    public static IEnumerable<object[]> Codes =>
    [
        [CodeSparsity.TopK(3)], [CodeSparsity.BatchTopK(3)], [CodeSparsity.JumpRelu(3)], [CodeSparsity.L1(0.01f)],
    ];

    [TestMethod]
    [DynamicData(nameof(Codes))]
    public void Autoencoder(CodeSparsity sparsity)
    {
        var options = new SparseAutoencoderOptions
        {
            OutputColumnName = "Code",
            InputColumnName = "Features",
            CodeSize = 12,
            Sparsity = sparsity,
            Epochs = 5,
            ReconstructionColumnName = "Reconstruction",
            ScoreColumnName = "Score",
        };
        var model = Context.Transforms.SparseAutoencoder(options).Fit(Samples.Train);
        ExportedColumns.AreThose(model, Samples.TestWithUnreadable, "Code", "Reconstruction", "Score", "PredictedLabel");
    }

    [TestMethod]
    public void HiddenActivationsOfAPipeline()
    {
        var model = Context.BinaryClassification.Trainers.ActivityRegularizedMlp(hiddenUnits: [8], epochs: 3).Fit(Samples.Train);
        ExportedColumns.AreThose(Context.Model.HiddenActivations("Hidden", model, "dense"), Samples.TestWithUnreadable, "Hidden");
    }

    [TestMethod]
    [DataRow(BagMode.Sum)]
    [DataRow(BagMode.Mean)]
    public void Categories(BagMode mode)
    {
        var rows = Context.Data.LoadFromEnumerable(Enumerable.Range(0, 30).Select(i => new Row
        {
            Age = i,
            Sizes = [i % 5, -i],
            City = i % 4 == 0 ? "" : $"city {i % 3}",
            Tags = [$"tag {i % 7}", i % 3 == 0 ? "" : "tag 2", $"tag {i % 2}"],
        }));
        var keys = Context.Transforms.Conversion.MapValueToKey("CityKey", "City").Append(Context.Transforms.Conversion.MapValueToKey("TagKeys", "Tags"));
        var model = keys.Append(Context.Transforms.ConcatenateCategories("Features", mode, "Age", "CityKey", "Sizes", "TagKeys")).Fit(rows);
        // Also categories that it has not seen.
        var others = Context.Data.LoadFromEnumerable([new Row { Age = 1, Sizes = [2, 3], City = "nowhere", Tags = ["none", "tag 1", "tag 1"] }, .. Context.Data.CreateEnumerable<Row>(rows, false)]);
        ExportedColumns.AreThose(model, others, "Features");
    }

    private sealed class Row
    {
        public float Age { get; set; }

        [VectorType(2)]
        public float[] Sizes { get; set; } = [];

        public string City { get; set; } = "";

        [VectorType(3)]
        public string[] Tags { get; set; } = [];
    }
}
