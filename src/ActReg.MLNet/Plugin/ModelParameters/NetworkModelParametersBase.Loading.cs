using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

public abstract partial class NetworkModelParametersBase<TOutput> : IValueMapper
{
    private const string RegistrationName = "ActivityRegularizedNetwork";

    private protected NetworkModelParametersBase(IHostEnvironment env, TrainedNetwork network, PredictionKind kind)
        : base(env, RegistrationName)
    {
        Network = network;
        _scorer = new Lazy<NetworkScorer>(() => new NetworkScorer(network));
        _bulk = new Lazy<BulkScorer>(CreateBulkScorer);
        PredictionKind = kind;
        Unscored = new UnscoredRows(Host, DefaultColumnNames.Score);
    }

    private protected NetworkModelParametersBase(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, RegistrationName, ctx)
    {
        (PredictionKind, var network) = StoredNetworkReader.Read(Host, () => Read(ctx.Reader));
        Network = network;
        _scorer = new Lazy<NetworkScorer>(() => new NetworkScorer(network));
        _bulk = new Lazy<BulkScorer>(CreateBulkScorer);
        Unscored = new UnscoredRows(Host, DefaultColumnNames.Score);
    }

    /// <summary>What the score means.</summary>
    protected sealed override PredictionKind PredictionKind { get; }

    internal PredictionKind Kind => PredictionKind;

    DataViewType IValueMapper.InputType => new VectorDataViewType(NumberDataViewType.Single, InputSize);

    DataViewType IValueMapper.OutputType => ScoreType;

    private protected abstract DataViewType ScoreType { get; }

    /// <summary>The rows that mappers could not score.</summary>
    private protected UnscoredRows Unscored { get; }

    /// <summary>The loader's name and the format's version, as ML.NET writes them into the file.</summary>
    private protected abstract VersionInfo Version { get; }

    ValueMapper<TSource, TResult> IValueMapper.GetMapper<TSource, TResult>() =>
        (ValueMapper<TSource, TResult>)(Delegate)CreateMapper();

    /// <summary>A function from features to the score; for one thread at a time.</summary>
    private protected abstract ValueMapper<VBuffer<float>, TOutput> CreateMapper();

    /// <summary>Called by ML.NET when it saves a model.</summary>
    protected sealed override void SaveCore(ModelSaveContext ctx)
    {
        base.SaveCore(ctx);
        ctx.SetVersionInfo(Version);
        ctx.Writer.Write((int)PredictionKind);
        ctx.Writer.Flush();
        NetworkFile.Write(Network, ctx.Writer.BaseStream);
    }

    private static (PredictionKind Kind, TrainedNetwork Network) Read(BinaryReader reader)
    {
        var kind = (PredictionKind)reader.ReadInt32();
        var network = NetworkFile.Read(reader.BaseStream);
        return (kind is PredictionKind.Regression or PredictionKind.MultiOutputRegression) == network.Settings.IsRegression ? (kind, network)
            : throw new FormatException($"The stored network is not of the kind of prediction {kind}, as its settings say.");
    }
}
