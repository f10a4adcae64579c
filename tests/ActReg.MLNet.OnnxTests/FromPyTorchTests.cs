using ActReg.MLNet.Tests;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.OnnxTests;

/// <summary>All the way: PyTorch trained a network; here it goes on training with an activity penalty; ONNX Runtime scores what came of it.</summary>
[TestClass]
public sealed class FromPyTorchTests
{
    [TestMethod]
    public void ImportedTrainedOnAndExported()
    {
        var mlContext = new MLContext(seed: 1);
        var rows = PyTorchNetworks.Rows("dense");
        var data = mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(i => new Row { Features = [.. rows[i % rows.Length].Select(x => x + i % 7 / 7f)], Label = i % 3 == 0 }).ToArray());
        var options = new ActivityRegularizedMlpOptions
        {
            Layers = [.. PyTorchNetworks.Layers["dense"].Layers[..^1].Select((layer, i) => i == 0 ? Layer.Dense(8, Activation.Relu, ActivityRegularizer.L1(0.05f)) : layer)],
            Epochs = 30,
        };
        var trainer = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options);
        var imported = trainer.ImportWeights(data, SafeTensors.Read(PyTorchNetworks.PathOf("dense.safetensors")), WeightFormat.PyTorch);
        var before = SparsityReport.Create(imported.Transformer, data);

        var tuned = trainer.Fit(data, imported.Transformer.Model);
        Assert.IsLessThan(before.Layers[0].MeanActivation / 2, SparsityReport.Create(tuned, data).Layers[0].MeanActivation);
        Assert.IsLessThan(tuned.GetNetwork().History[0].DataLoss, tuned.GetNetwork().History[^1].DataLoss);
        var features = mlContext.Data.LoadFromEnumerable(data.GetColumn<float[]>("Features").Select(row => new FeaturesOnly { Features = row }));
        ExportedColumns.AreThose(tuned, features, "Score", "Probability", "PredictedLabel");
    }

    private sealed class FeaturesOnly
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Row
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
