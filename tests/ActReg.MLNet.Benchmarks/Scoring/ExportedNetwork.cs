using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Benchmarks.Scoring;

/// <summary>A network that ML.NET and PyTorch export with the same weights.</summary>
/// <param name="Name">As of export_torch.py.</param>
/// <param name="What">What the table calls it.</param>
/// <param name="Input">The features of a row.</param>
/// <param name="Layers">The output layer included.</param>
internal sealed record ExportedNetwork(string Name, string What, LayerShape Input, IReadOnlyList<Layer> Layers)
{
    private const int Rows = 2048;

    public static IReadOnlyList<ExportedNetwork> All { get; } =
    [
        new("dense", "28-256-256-1", 28, [Layer.Dense(256, Activation.Relu), Layer.Dense(256, Activation.Relu), Layer.Dense(1)]),
        new("images", "Fashion's convolutions, 28 x 28", LayerShape.Image(28, 28, 1),
        [
            Layer.Conv2D(16, 3, activation: Activation.Relu), Layer.MaxPooling2D(), Layer.Conv2D(32, 3, activation: Activation.Relu), Layer.MaxPooling2D(), Layer.Flatten(),
            Layer.Dense(64, Activation.Relu), Layer.Dense(1),
        ]),
        new("lstm", "LSTM of 32 units, 20 timesteps of 8 features", LayerShape.Sequence(20, 8), [Layer.Lstm(32), Layer.Dense(1)]),
        new("gru", "GRU of 32 units, 20 timesteps of 8 features", LayerShape.Sequence(20, 8), [Layer.Gru(32), Layer.Dense(1)]),
    ];

    /// <summary>ONNX Runtime's time of both graphs, in batches of so many rows.</summary>
    /// <returns>Null where Python or torch is missing.</returns>
    public Comparison? Compare(int batch, int repeats)
    {
        var model = Model();
        using var theirs = OnnxNetwork.TryExport(Name, model.Model.GetWeights(WeightFormat.PyTorch));
        if (theirs == null)
            return null;
        var ours = Path.Combine(Path.GetDirectoryName(theirs.Path)!, "ours.onnx");
        Export(model, ours);
        var random = new Random(1);
        float[] features = [.. Enumerable.Range(0, Rows * Input.Size).Select(_ => 2 * random.NextSingle() - 1)];
        using OnnxBatches first = new(ours, features, batch), second = new(theirs.Path, features, batch);
        first.Run();
        second.Run();
        if (first.Scores.Zip(second.Scores).Any(pair => Math.Abs(pair.First - pair.Second) > 1e-4))
            throw new InvalidOperationException($"{What}: the two graphs score differently.");
        return Comparison.Measure($"{What}, ONNX Runtime on one thread, batches of {batch}", 20 * repeats, [new("exported by ML.NET", Rows, first.Run), new("exported by PyTorch", Rows, second.Run)]);
    }

    /// <summary>A model of random weights.</summary>
    private RegressionPredictionTransformer<NetworkModelParameters> Model()
    {
        var plan = NetworkPlanner.Plan(Input, Layers);
        var options = new ActivityRegularizedNetworkOptions { Layers = [.. Layers.SkipLast(1)], InputShape = Input.ToInputArray() };
        return new MLContext().Regression.Trainers.ActivityRegularizedNetwork(options).ImportWeights(Columns<LabeledRow>(), Weights.Initialize(plan, new RandomState(1))).Transformer;
    }

    private void Export(ITransformer model, string path)
    {
        using var file = File.Create(path);
        new MLContext().Model.ConvertToOnnx(model, Columns<Row>(), file, "Score");
    }

    private IDataView Columns<T>()
        where T : Row
    {
        var schema = SchemaDefinition.Create(typeof(T));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Input.Size);
        return new MLContext().Data.LoadFromEnumerable<T>([], schema);
    }

    private class Row
    {
        public float[] Features { get; set; } = [];
    }

    private sealed class LabeledRow : Row
    {
        public float Label { get; set; }
    }
}
