using System.Runtime.InteropServices;
using ActReg.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(IPredictorProducing<VBuffer<float>>), typeof(MulticlassNetworkModelParameters), null, typeof(SignatureLoadModel),
    "Activity-regularized multiclass network", MulticlassNetworkModelParameters.LoaderSignature)]

namespace ActReg.MLNet;

/// <summary>A trained network with one output per class; a row's score is their softmax, the classes' probabilities.</summary>
public sealed class MulticlassNetworkModelParameters : NetworkModelParametersBase<VBuffer<float>>
{
    internal const string LoaderSignature = "ActRegMultiNetworkExec";

    internal MulticlassNetworkModelParameters(IHostEnvironment env, TrainedNetwork network)
        : base(env, network, PredictionKind.MulticlassClassification)
    {
    }

    private MulticlassNetworkModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, ctx)
    {
        Host.CheckDecode(
            PredictionKind == PredictionKind.MulticlassClassification, "The stored network is of an unknown kind of prediction.");
    }

    /// <summary>The number of classes.</summary>
    public int ClassCount => OutputCount;

    /// <summary>Scores a data set many rows at a time: lazily, and with what <c>Transform</c> puts into the column Score, bit for bit.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="featureColumnName">The features column, a vector of <see cref="NetworkModelParametersBase{TOutput}.InputSize"/> <see cref="float"/>, dense or sparse.</param>
    /// <returns>For each row the classes' probabilities, in the order of the keys, or NaN where a feature is not finite.</returns>
    /// <exception cref="ArgumentException">The column is missing or not such a vector.</exception>
    /// <exception cref="InvalidOperationException">A row has another number of values than the column's type says.</exception>
    public IEnumerable<float[]> Score(IDataView data, string featureColumnName = DefaultColumnNames.Features) =>
        ScoreBlocks(data, featureColumnName).SelectMany(scores => MemoryMarshal.ToEnumerable(scores).Chunk(ClassCount));

    internal override DataViewType LabelType => new KeyDataViewType(typeof(uint), ClassCount);

    internal override ScoreLoss RowLoss => ScoreLosses.OfProbabilities;

    private protected override Loss ScoredLoss => new SoftmaxCrossEntropy(ClassCount);

    private protected override DataViewType ScoreType => new VectorDataViewType(NumberDataViewType.Single, ClassCount);

    private protected override VersionInfo Version => FileVersion;

    private static VersionInfo FileVersion => new(
        modelSignature: "ACTREGMC",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(MulticlassNetworkModelParameters).Assembly.FullName,
        loaderSignature: LoaderSignature);

    private protected override ValueMapper<VBuffer<float>, VBuffer<float>> CreateMapper()
    {
        var scorer = Scorer.CreateRowScorer();
        return (in VBuffer<float> features, ref VBuffer<float> probabilities) =>
        {
            var editor = VBufferEditor.Create(ref probabilities, ClassCount);
            scorer.Softmax(features, editor.Values);
            if (float.IsNaN(editor.Values[0]))
                Unscored.Add();
            probabilities = editor.Commit();
        };
    }

    private protected override void WriteScores(int rows, ReadOnlySpan<float> features, Matrix outputs, Span<float> scores) => Scorer.WriteProbabilities(rows, outputs, scores);

    internal override string AddScores(IOnnxGraph graph, string features) => OnnxScores.Probabilities(graph, base.AddScores(graph, features));

    internal override void WriteScores(ContextGraph graph, string scores, string[] outputNames)
    {
        graph.Name(PredictedKeys.Add(graph, scores), outputNames[0]);
        base.WriteScores(graph, scores, outputNames);
    }

    /// <summary>Called by ML.NET when it loads a model.</summary>
    internal static IPredictorProducing<VBuffer<float>> Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        env.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel(FileVersion);
        return new MulticlassNetworkModelParameters(env, ctx);
    }
}
