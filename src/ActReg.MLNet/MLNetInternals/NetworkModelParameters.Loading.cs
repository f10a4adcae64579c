using ActReg.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

// By this a saved model finds its way back here, in a process that has never heard of this assembly: the file names it.
[assembly: LoadableClass(
    typeof(IPredictorProducing<float>), typeof(NetworkModelParameters), null, typeof(SignatureLoadModel),
    "Activity-regularized network", NetworkModelParameters.LoaderSignature)]

namespace ActReg.MLNet;

public sealed partial class NetworkModelParameters : IValueMapper
{
    internal const string LoaderSignature = "ActRegNetworkExec";
    private const string RegistrationName = "ActivityRegularizedNetwork";

    internal NetworkModelParameters(IHostEnvironment env, TrainedNetwork network, PredictionKind kind)
        : base(env, RegistrationName)
    {
        _network = network;
        _scorer = new Lazy<NetworkScorer>(() => new NetworkScorer(network));
        PredictionKind = kind;
    }

    private NetworkModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, RegistrationName, ctx)
    {
        PredictionKind = (PredictionKind)ctx.Reader.ReadInt32();
        Host.CheckDecode(PredictionKind is PredictionKind.BinaryClassification or PredictionKind.Regression, "Unknown kind of prediction.");
        var network = ReadNetwork(ctx.Reader.BaseStream);
        Host.CheckDecode(network.OutputCount == 1, "The stored network has more than one output per row.");
        _network = network;
        _scorer = new Lazy<NetworkScorer>(() => new NetworkScorer(network));
    }

    /// <summary>What the score means.</summary>
    protected override PredictionKind PredictionKind { get; }

    DataViewType IValueMapper.InputType => new VectorDataViewType(NumberDataViewType.Single, InputSize);

    DataViewType IValueMapper.OutputType => NumberDataViewType.Single;

    ValueMapper<TSource, TResult> IValueMapper.GetMapper<TSource, TResult>() =>
        (ValueMapper<TSource, TResult>)(Delegate)Scorer.CreateScalarMapper();

    /// <summary>Called by ML.NET when it loads a model.</summary>
    internal static IPredictorProducing<float> Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        env.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel(GetVersionInfo());
        return new NetworkModelParameters(env, ctx);
    }

    /// <summary>Called by ML.NET when it saves a model.</summary>
    protected override void SaveCore(ModelSaveContext ctx)
    {
        base.SaveCore(ctx);
        ctx.SetVersionInfo(GetVersionInfo());
        ctx.Writer.Write((int)PredictionKind);
        ctx.Writer.Flush();
        NetworkFile.Write(_network, ctx.Writer.BaseStream);
    }

    /// <summary>Reads a network so that ML.NET, which wraps what loaders throw, takes its errors for the deliberate ones they are.</summary>
    private TrainedNetwork ReadNetwork(Stream stream)
    {
        try
        {
            return NetworkFile.Read(stream);
        }
        catch (FormatException e)
        {
            throw Host.ExceptDecode(e, e.Message);
        }
    }

    private static VersionInfo GetVersionInfo() => new(
        modelSignature: "ACTREGNN",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(NetworkModelParameters).Assembly.FullName,
        loaderSignature: LoaderSignature);
}
