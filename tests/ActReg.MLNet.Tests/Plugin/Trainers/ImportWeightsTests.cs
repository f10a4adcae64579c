using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Models of weights that PyTorch trained, made by the trainers.</summary>
[TestClass]
public sealed class ImportWeightsTests
{
    private static readonly MLContext Context = new(seed: 1);

    [TestMethod]
    public void BinaryClassificationScoresTheLogit()
    {
        var data = Data("words");
        var trainer = Context.BinaryClassification.Trainers.ActivityRegularizedNetwork(Options("words"));
        var model = trainer.ImportWeights(data, Tensors("words"), WeightFormat.PyTorch).Transformer;
        AreEqual(PyTorchNetworks.Expected("words"), [.. model.Transform(data).GetColumn<float>("Score").Select(score => new[] { score })]);
        foreach (var (score, probability) in model.Transform(data).GetColumn<float>("Score").Zip(model.Transform(data).GetColumn<float>("Probability")))
            Assert.AreEqual(1 / (1 + Math.Exp(-score)), probability, 1e-6);
        Assert.HasCount(0, model.GetNetwork().History);
    }

    [TestMethod]
    public void MulticlassClassificationScoresTheSoftmax()
    {
        var data = Data("images");
        var model = Context.MulticlassClassification.Trainers.ActivityRegularizedNetwork(Options("images", "Key")).ImportWeights(data, Tensors("images"), WeightFormat.PyTorch).Transformer;
        AreEqual([.. PyTorchNetworks.Expected("images").Select(Softmax)], [.. model.Transform(data).GetColumn<float[]>("Score")]);
    }

    [TestMethod]
    public void RegressionScoresWhatTheNetworkPutsOut()
    {
        var data = Data("gru");
        var model = Context.Regression.Trainers.ActivityRegularizedNetwork(Options("gru", "Number")).ImportWeights(data, Tensors("gru"), WeightFormat.PyTorch).Transformer;
        AreEqual(PyTorchNetworks.Expected("gru"), [.. model.Transform(data).GetColumn<float>("Score").Select(score => new[] { score })]);
    }

    /// <summary>Saved, loaded, and trained on: the first epoch starts from the weights.</summary>
    [TestMethod]
    public void AnImportedModelIsOneLikeOthers()
    {
        var data = Data("dense");
        var options = Options("dense", "Number");
        options.LearningRate = 1e-9f;
        options.Epochs = 1;
        var trainer = Context.Regression.Trainers.ActivityRegularizedNetwork(options);
        var imported = trainer.ImportWeights(data, Tensors("dense"), WeightFormat.PyTorch);
        using var stream = new MemoryStream();
        Context.Model.Save(imported.Transformer, data.Schema, stream);
        stream.Position = 0;
        var loaded = Context.Model.Load(stream, out _);
        AreEqual(PyTorchNetworks.Expected("dense"), [.. loaded.Transform(data).GetColumn<float>("Score").Select(score => new[] { score })]);

        var tuned = trainer.Fit(data, imported.Transformer.Model).GetNetwork().GetWeights();
        foreach (var (before, after) in imported.Transformer.GetNetwork().GetWeights().Zip(tuned))
        {
            if (!before.Name.Contains("moving", StringComparison.Ordinal))
                Assert.IsTrue(before.Values.Zip(after.Values).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6), before.Name);
        }
    }

    /// <summary>Where rate and batch size are left to the rows, which there are none of.</summary>
    [TestMethod]
    public void ItIsSavedWithoutALearningRate()
    {
        var data = Data("dense");
        var imported = Context.Regression.Trainers.ActivityRegularizedNetwork(Options("dense", "Number")).ImportWeights(data, Tensors("dense"), WeightFormat.PyTorch).Transformer;
        using var stream = new MemoryStream();
        Context.Model.Save(imported, data.Schema, stream);
        stream.Position = 0;
        Assert.IsTrue(float.IsFinite(Context.Model.Load(stream, out _).GetNetwork().TrainingSettings.LearningRate));
    }

    [TestMethod]
    public void BrokenTensorsAreNamed()
    {
        var trainer = Context.Regression.Trainers.ActivityRegularizedMlp("Number", hiddenUnits: [2]);
        WeightTensor[] broken = [null!, new(null!, [1], [1]), new("a", [2], [1]), new("b", [2], [1, float.NaN])];
        var exception = Assert.ThrowsExactly<ArgumentException>(() => trainer.ImportWeights(Data("dense"), broken, WeightFormat.PyTorch));
        Assert.AreEqual(
            string.Join(Environment.NewLine,
                "weights[0] must have a name, a shape and values.", "weights[1] must have a name, a shape and values.", "weights[2] (a) must have as many values as [2] says; received 1.",
                "weights[3] (b) must have finite values; received NaN."), exception.Message);
    }

    /// <summary>Keras's format is this library's own.</summary>
    [TestMethod]
    public void WeightsOfAModelMakeTheSameModel()
    {
        var data = Data("dense");
        var trainer = Context.Regression.Trainers.ActivityRegularizedNetwork(Options("dense", "Number"));
        var model = trainer.ImportWeights(data, Tensors("dense"), WeightFormat.PyTorch).Transformer;
        foreach (var format in Enum.GetValues<WeightFormat>())
        {
            var again = trainer.ImportWeights(data, model.GetNetwork().GetWeights(format), format).Transformer;
            CollectionAssert.AreEqual(model.Transform(data).GetColumn<float>("Score").ToArray(), again.Transform(data).GetColumn<float>("Score").ToArray());
        }
    }

    [TestMethod]
    public void AMissingColumnIsRefused() => Assert.ThrowsExactly<ArgumentOutOfRangeException>(
        () => Context.Regression.Trainers.ActivityRegularizedNetwork(Options("dense", "Nothing")).ImportWeights(Data("dense"), Tensors("dense"), WeightFormat.PyTorch));

    private static ActivityRegularizedNetworkOptions Options(string name, string label = "Label")
    {
        var (input, layers) = PyTorchNetworks.Layers[name];
        // The output layer is the trainer's.
        return new() { Layers = [.. layers[..^1]], InputShape = input.ToInputArray(), LabelColumnName = label };
    }

    private static IReadOnlyList<WeightTensor> Tensors(string name) => SafeTensors.Read(PyTorchNetworks.PathOf($"{name}.safetensors"));

    private static IDataView Data(string name)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, PyTorchNetworks.Layers[name].Input.Size);
        var rows = Context.Data.LoadFromEnumerable(PyTorchNetworks.Rows(name).Select((row, i) => new Row { Features = row, Label = i % 2 == 0, Number = i, Class = $"{i % 3}" }).ToArray(), schema);
        return Context.Transforms.Conversion.MapValueToKey("Key", "Class").Fit(rows).Transform(rows);
    }

    private static float[] Softmax(float[] logits)
    {
        var sum = logits.Sum(logit => Math.Exp(logit));
        return [.. logits.Select(logit => (float)(Math.Exp(logit) / sum))];
    }

    private static void AreEqual(float[][] expected, float[][] actual)
    {
        Assert.HasCount(expected.Length, actual);
        foreach (var (value, other) in expected.SelectMany(row => row).Zip(actual.SelectMany(row => row)))
            Assert.AreEqual(value, other, 1e-6 * Math.Max(1, Math.Abs(value)));
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }

        public float Number { get; set; }

        public string Class { get; set; } = "";
    }
}
