using System.Runtime.InteropServices;
using ActReg.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(IPredictorProducing<VBuffer<float>>), typeof(MulticlassEnsembleModelParameters), null, typeof(SignatureLoadModel),
    "Activity-regularized multiclass ensemble", MulticlassEnsembleModelParameters.LoaderSignature)]

namespace ActReg.MLNet;

/// <summary>Networks with one output per class; a row's score is the mean of the classes' probabilities.</summary>
public sealed class MulticlassEnsembleModelParameters : EnsembleModelParametersBase<VBuffer<float>, MulticlassNetworkModelParameters>
{
    internal const string LoaderSignature = "ActRegMultiEnsembleExec";

    internal MulticlassEnsembleModelParameters(IHostEnvironment env, IReadOnlyList<MulticlassNetworkModelParameters> members)
        : base(env, members)
    {
    }

    private MulticlassEnsembleModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, ctx)
    {
    }

    /// <summary>The number of classes.</summary>
    public int ClassCount => Members[0].ClassCount;

    /// <summary>Scores a data set many rows at a time: lazily, and with what <c>Transform</c> puts into the column Score, bit for bit.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="featureColumnName">The features column, a vector of <see cref="EnsembleModelParametersBase{TOutput, TMember}.InputSize"/> <see cref="float"/>, dense or sparse.</param>
    /// <returns>For each row the classes' probabilities, in the order of the keys, or NaN where a feature cannot be read.</returns>
    /// <exception cref="ArgumentException">The column is missing or not such a vector.</exception>
    /// <exception cref="InvalidOperationException">A row has another number of values than the column's type says.</exception>
    public IEnumerable<float[]> Score(IDataView data, string featureColumnName = DefaultColumnNames.Features) =>
        ScoreBlocks(data, featureColumnName).SelectMany(scores => MemoryMarshal.ToEnumerable(scores).Chunk(ClassCount));

    private protected override VersionInfo Version => FileVersion;

    private static VersionInfo FileVersion => new(
        modelSignature: "ACTREGME",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(MulticlassEnsembleModelParameters).Assembly.FullName,
        loaderSignature: LoaderSignature);

    private protected override MemberMean MeanOfScores => MemberMean.Values;

    private protected override float Combine(float[][] scores, int place)
    {
        double sum = 0;
        foreach (var member in scores)
            sum += member[place];
        return (float)(sum / scores.Length);
    }

    private protected override ValueMapper<VBuffer<float>, VBuffer<float>> CreateMapper()
    {
        var scorers = Members.Select(member => member.Scorer.CreateRowScorer()).ToArray();
        var scores = Members.Select(_ => new float[ClassCount]).ToArray();
        return (in VBuffer<float> features, ref VBuffer<float> probabilities) =>
        {
            for (var i = 0; i < scorers.Length; i++)
                scorers[i].Softmax(features, scores[i]);
            var editor = VBufferEditor.Create(ref probabilities, ClassCount);
            for (var i = 0; i < ClassCount; i++)
                editor.Values[i] = Combine(scores, i);
            if (float.IsNaN(editor.Values[0]))
                Unscored.Add();
            probabilities = editor.Commit();
        };
    }

    /// <summary>Called by ML.NET when it loads a model.</summary>
    internal static IPredictorProducing<VBuffer<float>> Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        env.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel(FileVersion);
        return StoredNetworkReader.Read(env, () => new MulticlassEnsembleModelParameters(env, ctx));
    }
}
