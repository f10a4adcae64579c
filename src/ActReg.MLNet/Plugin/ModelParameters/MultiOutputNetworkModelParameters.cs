using System.Runtime.InteropServices;
using ActReg.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(IPredictorProducing<VBuffer<float>>), typeof(MultiOutputNetworkModelParameters), null, typeof(SignatureLoadModel),
    "Activity-regularized network of several outputs", MultiOutputNetworkModelParameters.LoaderSignature)]

namespace ActReg.MLNet;

/// <summary>
/// A trained network with several outputs per row: the predictions of multi-output regression, ascending quantiles of one label, or the logits of multilabel classification.
/// </summary>
public sealed class MultiOutputNetworkModelParameters : NetworkModelParametersBase<VBuffer<float>>
{
    internal const string LoaderSignature = "ActRegVectorNetworkExec";

    internal MultiOutputNetworkModelParameters(IHostEnvironment env, TrainedNetwork network, PredictionKind kind)
        : base(env, network, kind)
    {
    }

    private MultiOutputNetworkModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, ctx) => Host.CheckDecode(
            PredictionKind is PredictionKind.MultiOutputRegression or PredictionKind.Custom, "The stored network is of an unknown kind of prediction.");

    /// <summary>The values per row: labels, or quantiles.</summary>
    public int Count => OutputCount;

    /// <summary>What the outputs are called: the slot names of the training's label, or the shares of the quantiles; <see langword="null"/> where labels had no names.</summary>
    public IReadOnlyList<string>? OutputNames => OutputText.Names(Network);

    /// <summary>Scores a data set many rows at a time: lazily, and with what <c>Transform</c> puts into the column Score, bit for bit.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="featureColumnName">The features column, a vector of <see cref="NetworkModelParametersBase{TOutput}.InputSize"/> <see cref="float"/>, dense or sparse.</param>
    /// <returns>For each row <see cref="Count"/> values, in the order of the labels, or ascending quantiles; NaN where a feature is not finite.</returns>
    /// <exception cref="ArgumentException">The column is missing or not such a vector.</exception>
    /// <exception cref="InvalidOperationException">A row has another number of values than the column's type says.</exception>
    public IEnumerable<float[]> Score(IDataView data, string featureColumnName = DefaultColumnNames.Features) =>
        ScoreBlocks(data, featureColumnName).SelectMany(scores => MemoryMarshal.ToEnumerable(scores).Chunk(Count));

    internal override DataViewType LabelType => Network.Settings.Quantiles != null
        ? NumberDataViewType.Single : new VectorDataViewType(NumberDataViewType.Single, Count);

    internal override ScoreLoss RowLoss => throw new ArgumentException("model must score one value per row, or classes; received one that scores several values.");

    private protected override DataViewType ScoreType => new VectorDataViewType(NumberDataViewType.Single, Count);

    private protected override VersionInfo Version => FileVersion;

    private static VersionInfo FileVersion => new(
        modelSignature: "ACTREGMO",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(MultiOutputNetworkModelParameters).Assembly.FullName,
        loaderSignature: LoaderSignature);

    private protected override ValueMapper<VBuffer<float>, VBuffer<float>> CreateMapper()
    {
        var scorer = Scorer.CreateRowScorer();
        return (in VBuffer<float> features, ref VBuffer<float> scores) =>
        {
            var editor = VBufferEditor.Create(ref scores, Count);
            scorer.Vector(features, editor.Values);
            scores = editor.Commit();
        };
    }

    private protected override void WriteScores(int rows, ReadOnlySpan<float> features, Matrix outputs, Span<float> scores) => Scorer.WriteVectors(rows, features, outputs, scores);

    /// <summary>Called by ML.NET when it loads a model.</summary>
    internal static IPredictorProducing<VBuffer<float>> Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        env.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel(FileVersion);
        return new MultiOutputNetworkModelParameters(env, ctx);
    }
}
