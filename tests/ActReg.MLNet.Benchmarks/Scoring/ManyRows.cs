using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;
using BinaryTransformer = Microsoft.ML.Data.BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    ActReg.MLNet.NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>;

namespace ActReg.MLNet.Benchmarks.Scoring;

/// <summary>Many rows through 28 -> 64 ReLU -> 1 on one thread, by <c>Transform</c> and by <c>Score</c>, beside ONNX Runtime.</summary>
internal sealed class ManyRows : IDisposable
{
    private const int Features = 28;

    // A row takes OnnxTransformer so long that it gets fewer.
    private const int OnnxTransformerShare = 10;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly BinaryTransformer _model;
    private readonly OnnxNetwork? _onnx;

    public ManyRows()
    {
        _model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(hiddenUnits: [64], epochs: 1).Fit(new GeneratedRows(Features, 4096));
        _onnx = OnnxNetwork.TryExport(_model.Model.SubModel);
        if (_onnx == null)
            Console.Error.WriteLine(OnnxNetwork.HowToInstall);
    }

    public Comparison CompareTransform(long rows, int repeats)
    {
        var data = new GeneratedRows(Features, rows);
        List<Work> works =
        [
            new("Transform, Score", rows, () => Read(_model.Transform(data), "Score")),
            new("Transform, Score and Probability", rows, () => Read(_model.Transform(data), "Score", "Probability")),
            new("Score(IDataView)", rows, () => Consume(_model.Model.SubModel.Score(data))),
            new("the data view alone", rows, () => ReadVectors(data, "Features")),
        ];
        if (_onnx != null)
        {
            var fewer = new GeneratedRows(Features, rows / OnnxTransformerShare);
            var transformer = _mlContext.Transforms.ApplyOnnxModel(new OnnxOptions
            {
                ModelFile = _onnx.Path,
                InputColumns = ["Features"],
                OutputColumns = ["Score"],
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
            }).Fit(fewer);
            works.Add(new("ML.NET OnnxTransformer", fewer.GetRowCount()!.Value, () => ReadVectors(transformer.Transform(fewer), "Score")));
        }

        return Comparison.Measure($"Transform of {rows:N0} rows, 28-64-1", repeats, works);
    }

    public Comparison CompareArrays(int repeats)
    {
        const string What = "Rows in arrays, 28-64-1";
        const int Rows = 65536;
        var values = new GeneratedRows(Features, 4096).Values;
        float[] features = [.. Enumerable.Repeat(values, Rows / 4096).SelectMany(block => block)];
        var scores = new float[Rows];
        List<Work> works = [new("Score", Rows, () => _model.Model.SubModel.Score(features, scores))];
        if (_onnx == null)
            return Comparison.Measure(What, 20 * repeats, works);
        using var small = new OnnxBatches(_onnx.Path, features, 256);
        using var large = new OnnxBatches(_onnx.Path, features, 4096);
        works.Add(new("ONNX Runtime, batches of 256", Rows, small.Run));
        works.Add(new("ONNX Runtime, batches of 4096", Rows, large.Run));
        return Comparison.Measure(What, 20 * repeats, works);
    }

    public void Dispose() => _onnx?.Dispose();

    private static void Consume(IEnumerable<float> scores)
    {
        foreach (var _ in scores)
        {
        }
    }

    private static void Read(IDataView data, params string[] columns) => Read<float>(data, columns);

    private static void ReadVectors(IDataView data, string column) => Read<VBuffer<float>>(data, column);

    private static void Read<T>(IDataView data, params string[] names)
    {
        var columns = names.Select(name => data.Schema[name]).ToArray();
        using var cursor = data.GetRowCursor(columns);
        var getters = columns.Select(column => cursor.GetGetter<T>(column)).ToArray();
        var value = default(T)!;
        while (cursor.MoveNext())
        {
            foreach (var getter in getters)
                getter(ref value);
        }
    }
}
