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
        Host.CheckDecode(PredictionKind == PredictionKind.MulticlassClassification, "Unknown kind of prediction.");
    }

    /// <summary>The number of classes.</summary>
    public int ClassCount => OutputCount;

    private protected override DataViewType ScoreType => new VectorDataViewType(NumberDataViewType.Single, ClassCount);

    private protected override VersionInfo Version => FileVersion;

    private static VersionInfo FileVersion => new(
        modelSignature: "ACTREGMC",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(MulticlassNetworkModelParameters).Assembly.FullName,
        loaderSignature: LoaderSignature);

    private protected override ValueMapper<VBuffer<float>, VBuffer<float>> CreateMapper() => Scorer.CreateSoftmaxMapper();

    /// <summary>Called by ML.NET when it loads a model.</summary>
    internal static IPredictorProducing<VBuffer<float>> Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        env.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel(FileVersion);
        return new MulticlassNetworkModelParameters(env, ctx);
    }
}
