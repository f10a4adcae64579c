using ActReg.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

// By this a saved model finds its way back here, in a process that has never heard of this assembly: the file names it.
[assembly: LoadableClass(
    typeof(IPredictorProducing<float>), typeof(NetworkModelParameters), null, typeof(SignatureLoadModel),
    "Activity-regularized network", NetworkModelParameters.LoaderSignature)]

namespace ActReg.MLNet;

/// <summary>A trained network with one output per row: the logit of binary classification, or the prediction of regression.</summary>
public sealed partial class NetworkModelParameters : NetworkModelParametersBase<float>
{
    internal const string LoaderSignature = "ActRegNetworkExec";

    internal NetworkModelParameters(IHostEnvironment env, TrainedNetwork network, PredictionKind kind)
        : base(env, network, kind)
    {
    }

    private NetworkModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, ctx)
    {
        Host.CheckDecode(
            PredictionKind is PredictionKind.BinaryClassification or PredictionKind.Regression,
            "The stored network is of an unknown kind of prediction.");
        Host.CheckDecode(OutputCount == 1, "The stored network has more than one output per row.");
    }

    /// <summary>Scores a data set many rows at a time: lazily, and with what <c>Transform</c> puts into the column Score, bit for bit.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="featureColumnName">The features column, a vector of <see cref="NetworkModelParametersBase{TOutput}.InputSize"/> <see cref="float"/>, dense or sparse.</param>
    /// <returns>For each row the logit in binary classification, the prediction in regression, or NaN where a feature is not finite.</returns>
    /// <exception cref="ArgumentException">The column is missing or not such a vector.</exception>
    /// <exception cref="InvalidOperationException">A row has another number of values than the column's type says.</exception>
    public IEnumerable<float> Score(IDataView data, string featureColumnName = DefaultColumnNames.Features) =>
        OneByOne(ScoreBlocks(data, featureColumnName));

    internal override DataViewType LabelType =>
        PredictionKind == PredictionKind.Regression ? NumberDataViewType.Single : BooleanDataViewType.Instance;

    internal override ScoreLoss RowLoss =>
        PredictionKind == PredictionKind.Regression ? ScoreLosses.OfPrediction : ScoreLosses.OfLogit;

    private protected override DataViewType ScoreType => NumberDataViewType.Single;

    private protected override VersionInfo Version => FileVersion;

    private static VersionInfo FileVersion => new(
        modelSignature: "ACTREGNN",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(NetworkModelParameters).Assembly.FullName,
        loaderSignature: LoaderSignature);

    private protected override ValueMapper<VBuffer<float>, float> CreateMapper()
    {
        var scorer = Scorer.CreateRowScorer();
        return (in VBuffer<float> features, ref float score) =>
        {
            score = scorer.Scalar(features);
            if (float.IsNaN(score))
                Unscored.Add();
        };
    }

    private protected override void WriteScores(int rows, ReadOnlySpan<float> features, Matrix outputs, Span<float> scores) => Scorer.WriteVectors(rows, features, outputs, scores);

    private static IEnumerable<float> OneByOne(IEnumerable<ReadOnlyMemory<float>> blocks)
    {
        foreach (var block in blocks)
        {
            for (var i = 0; i < block.Length; i++)
                yield return block.Span[i];
        }
    }

    /// <summary>Called by ML.NET when it loads a model.</summary>
    internal static IPredictorProducing<float> Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        env.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel(FileVersion);
        return new NetworkModelParameters(env, ctx);
    }
}
