using System.Runtime.InteropServices;
using ActReg.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(IPredictorProducing<float>), typeof(EnsembleModelParameters), null, typeof(SignatureLoadModel),
    "Activity-regularized ensemble", EnsembleModelParameters.LoaderSignature)]

namespace ActReg.MLNet;

/// <summary>
/// Networks with one output per row. In binary classification a row's score is the logit of the mean of their probabilities; in regression the mean of their
/// predictions.
/// </summary>
public sealed partial class EnsembleModelParameters : EnsembleModelParametersBase<float, NetworkModelParameters>
{
    internal const string LoaderSignature = "ActRegEnsembleExec";

    private const int MostOnStack = 64;

    internal EnsembleModelParameters(IHostEnvironment env, IReadOnlyList<NetworkModelParameters> members)
        : base(env, members)
    {
    }

    private EnsembleModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, ctx)
    {
    }

    /// <summary>Scores a data set many rows at a time: lazily, and with what <c>Transform</c> puts into the column Score, bit for bit.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="featureColumnName">The features column, a vector of <see cref="EnsembleModelParametersBase{TOutput, TMember}.InputSize"/> <see cref="float"/>, dense or sparse.</param>
    /// <returns>For each row the logit in binary classification, the prediction in regression, or NaN where a feature cannot be read.</returns>
    /// <exception cref="ArgumentException">The column is missing or not such a vector.</exception>
    /// <exception cref="InvalidOperationException">A row has another number of values than the column's type says.</exception>
    public IEnumerable<float> Score(IDataView data, string featureColumnName = DefaultColumnNames.Features) => ScoreBlocks(data, featureColumnName).SelectMany(MemoryMarshal.ToEnumerable);

    private protected override VersionInfo Version => FileVersion;

    private static VersionInfo FileVersion => new(
        modelSignature: "ACTREGEN",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(EnsembleModelParameters).Assembly.FullName,
        loaderSignature: LoaderSignature);

    private protected override MemberMean MeanOfScores => PredictionKind == PredictionKind.BinaryClassification ? MemberMean.Probabilities : MemberMean.Values;

    private protected override float Combine(float[][] scores, int place)
    {
        Span<float> members = scores.Length <= MostOnStack ? stackalloc float[scores.Length] : new float[scores.Length], score = stackalloc float[1];
        for (var i = 0; i < scores.Length; i++)
            members[i] = scores[i][place];
        MeanOfScores.Write(members, score);
        return score[0];
    }

    private protected override ValueMapper<VBuffer<float>, float> CreateMapper()
    {
        var scorers = Members.Select(member => member.Scorer.CreateRowScorer()).ToArray();
        var scores = Members.Select(_ => new float[1]).ToArray();
        return (in VBuffer<float> features, ref float score) =>
        {
            for (var i = 0; i < scorers.Length; i++)
                scores[i][0] = scorers[i].Scalar(features);
            score = Combine(scores, 0);
            if (float.IsNaN(score))
                Unscored.Add();
        };
    }

    /// <summary>Called by ML.NET when it loads a model.</summary>
    internal static IPredictorProducing<float> Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        env.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel(FileVersion);
        return StoredNetworkReader.Read(env, () => new EnsembleModelParameters(env, ctx));
    }
}
