using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>A column of a wrong type is refused with the transform that makes a right one of it; what the message says is done, and the trainer takes it.</summary>
[TestClass]
public sealed class ColumnRemedyTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    private IDataView Rows => _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Row
    {
        Features = [i % 3, i % 5],
        Doubles = [i % 3, i % 5],
        One = i % 3,
        Category = i % 2 == 0 ? "a" : "b",
        Text = i % 2 == 0 ? "yes" : "no",
        Flag = i % 2 == 0,
        Number = i % 2,
        Whole = i % 2,
        Name = $"{i % 3}",
    }).ToArray());

    [TestMethod]
    public void Binary_labels()
    {
        Check(
            "Text", "Schema mismatch for label column 'Text': expected Boolean, got String. mlContext.Transforms.Conversion.MapValue(\"Text\", "
            + "new Dictionary<string, bool> { [\"yes\"] = true, [\"no\"] = false }), with the texts that there are, makes it Boolean.",
            _mlContext.Transforms.Conversion.MapValue("Text", new Dictionary<string, bool> { ["yes"] = true, ["no"] = false }));
        Check(
            "Number", "Schema mismatch for label column 'Number': expected Boolean, got Single. "
            + "mlContext.Transforms.Conversion.ConvertType(\"Number\", outputKind: DataKind.Boolean) makes it Boolean.",
            _mlContext.Transforms.Conversion.ConvertType("Number", outputKind: DataKind.Boolean));
        Check("Whole", "", _mlContext.Transforms.Conversion.ConvertType("Whole", outputKind: DataKind.Boolean));

        void Check(string label, string message, IEstimator<ITransformer> remedy) => Remedies(
            message, _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(new ActivityRegularizedMlpOptions { Epochs = 1, Layers = [], LabelColumnName = label }), Rows, remedy);
    }

    [TestMethod]
    public void Labels_of_classes_and_numbers()
    {
        Remedies(
            "Schema mismatch for label column 'Name': expected Key<UInt32>, got String. mlContext.Transforms.Conversion.MapValueToKey(\"Name\") makes keys of values.",
            _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(new ActivityRegularizedMlpOptions { Epochs = 1, Layers = [], LabelColumnName = "Name" }), Rows,
            _mlContext.Transforms.Conversion.MapValueToKey("Name"));
        foreach (var label in new[] { "Name", "Flag", "Whole" })
        {
            Remedies(
                $"Schema mismatch for label column '{label}': expected Single, got {Rows.Schema[label].Type}. "
                + $"mlContext.Transforms.Conversion.ConvertType(\"{label}\", outputKind: DataKind.Single) makes it Single.",
                _mlContext.Regression.Trainers.ActivityRegularizedMlp(new ActivityRegularizedMlpOptions { Epochs = 1, Layers = [], LabelColumnName = label }), Rows,
                _mlContext.Transforms.Conversion.ConvertType(label, outputKind: DataKind.Single));
        }
    }

    [TestMethod]
    public void Features()
    {
        var transforms = _mlContext.Transforms;
        Check("Doubles", "got Vector<Double>. mlContext.Transforms.Conversion.ConvertType(\"Doubles\", outputKind: DataKind.Single)", transforms.Conversion.ConvertType("Doubles", outputKind: DataKind.Single));
        Check("One", "got Single. mlContext.Transforms.Concatenate(\"Features\", \"One\")", transforms.Concatenate("One", "One"));
        Check("Category", "got String. mlContext.Transforms.Categorical.OneHotEncoding(\"Category\")", transforms.Categorical.OneHotEncoding("Category"));

        void Check(string features, string message, IEstimator<ITransformer> remedy) => Remedies(
            message, _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(
                new ActivityRegularizedMlpOptions { Epochs = 1, Layers = [], LabelColumnName = "Flag", FeatureColumnName = features }), Rows, remedy);
    }

    [TestMethod]
    public void Weights() => Remedies(
        "Schema mismatch for weight column 'Whole': expected Single, got Int32. mlContext.Transforms.Conversion.ConvertType(\"Whole\", outputKind: DataKind.Single) makes it Single.",
        _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(
            new ActivityRegularizedMlpOptions { Epochs = 1, Layers = [], LabelColumnName = "Flag", ExampleWeightColumnName = "Whole" }), Rows,
        _mlContext.Transforms.Conversion.ConvertType("Whole", outputKind: DataKind.Single));

    private static void Remedies(string message, IEstimator<ITransformer> trainer, IDataView rows, IEstimator<ITransformer> remedy)
    {
        Assert.Contains(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.Fit(rows)).Message);
        Assert.Contains(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.GetOutputSchema(SchemaShapes.Of(rows.Schema))).Message);
        trainer.Fit(remedy.Fit(rows).Transform(rows));
    }

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        [VectorType(2)]
        public double[] Doubles { get; set; } = [];

        public float One { get; set; }

        public string Category { get; set; } = "";

        public string Text { get; set; } = "";

        public bool Flag { get; set; }

        public float Number { get; set; }

        public int Whole { get; set; }

        public string Name { get; set; } = "";
    }
}
