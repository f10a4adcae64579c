using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Whole pipelines of each task, trained, and saved with checksums.</summary>
internal sealed record VerifiedPipeline(MLContext MLContext, IDataView Data, ITransformer Model)
{
    public static VerifiedPipeline Of(string task)
    {
        var mlContext = new MLContext(seed: 1);
        var data = task switch
        {
            "binary" => SampleData.Binary(mlContext),
            "multiclass" => SampleData.Multiclass(mlContext),
            _ => SampleData.Regression(mlContext),
        };
        var trainer = Trainer(mlContext, task);
        return new(mlContext, data, mlContext.Transforms.NormalizeMeanVariance("Features").Append(trainer).Fit(data));
    }

    public byte[] Save()
    {
        using var stream = new MemoryStream();
        MLContext.Model.SaveVerified(Model, Data.Schema, stream);
        return stream.ToArray();
    }

    /// <summary>Loads it in a new context, as another program would.</summary>
    public static ITransformer Load(byte[] zip)
    {
        using var stream = new MemoryStream(zip);
        return new MLContext().Model.LoadVerified(stream, out _);
    }

    public void IsSame(ITransformer loaded, DataViewSchema? inputSchema, string what)
    {
        SchemaAssert.Same(Data.Schema, inputSchema!, what);
        DataViewAssert.Same(Model.Transform(Data), loaded.Transform(Data), what);
    }

    private static IEstimator<ITransformer> Trainer(MLContext mlContext, string task) => task switch
    {
        "binary" => mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(TinyTraining.Options()),
        "multiclass" => mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(TinyTraining.Options())
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")),
        _ => mlContext.Regression.Trainers.ActivityRegularizedMlp(TinyTraining.Options()),
    };
}
