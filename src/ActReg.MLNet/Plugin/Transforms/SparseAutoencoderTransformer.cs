using ActReg.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(SparseAutoencoderTransformer), null, typeof(SignatureLoadModel), "Sparse autoencoder",
    SparseAutoencoderTransformer.LoaderSignature)]

namespace ActReg.MLNet;

/// <summary>A trained autoencoder: makes a sparse code of features, and on request what the code tells of them and how far that is off.</summary>
/// <remarks>Computed in managed code, row by row. It never changes, so any number of threads may use it.</remarks>
public sealed partial class SparseAutoencoderTransformer : RowToRowTransformerBase, IWithholdsItsNetwork
{
    internal const string LoaderSignature = "ActRegSparseAutoencoder";

    private readonly AutoencoderColumns _columns;
    private readonly Lazy<NetworkScorer> _scorer;
    private readonly UnscoredRows _unscored;

    internal SparseAutoencoderTransformer(IHostEnvironment env, AutoencoderColumns columns, TrainedAutoencoder model)
        : base(env.Register(nameof(SparseAutoencoderTransformer)))
    {
        _columns = columns;
        Model = model;
        _scorer = new Lazy<NetworkScorer>(() => new NetworkScorer(model.Network));
        _unscored = new UnscoredRows(Host, columns.Code);
    }

    /// <summary>
    /// What each epoch measured, in order. Losses are mean squared errors in units of the data's variance. <see cref="EpochMetrics.ActivityPenalty"/> has the auxiliary loss of
    /// <see cref="CodeSparsity.TopK"/> in it, which may be many times the <see cref="EpochMetrics.DataLoss"/>.
    /// </summary>
    public IReadOnlyList<EpochMetrics> History => Model.Network.History;

    string IWithholdsItsNetwork.WhyWithheld => "an autoencoder, which centres and scales features before its layers read them, and whose code is a column already";

    /// <summary>The units of the code.</summary>
    public int CodeSize => Model.CodeSize;

    /// <summary>The error above which a row's predicted label is true.</summary>
    public float ScoreThreshold => Model.ScoreThreshold;

    internal TrainedAutoencoder Model { get; }

    internal NetworkScorer Scorer => _scorer.Value;

    internal AutoencoderColumns Columns => _columns;

    /// <summary>
    /// What each unit of the code adds to a row when it is 1, in the features' own units: the decoder's columns, one per unit, each of as many values as there are features.
    /// </summary>
    /// <exception cref="InvalidOperationException">The decoder has hidden layers, so that what a unit adds depends on the others.</exception>
    public IReadOnlyList<float[]> GetDictionary() => Dictionaries.Of(Model)
        ?? throw new InvalidOperationException("The decoder has hidden layers, so that what a unit of the code adds depends on the others; there is no dictionary.");

    /// <summary>The network's weights, in the order and shapes that <see cref="TrainingOptions.InitialWeights"/> takes.</summary>
    public IReadOnlyList<WeightTensor> GetWeights() => [.. Model.Network.Weights.Select(weight => weight.Copy())];

    /// <summary>Called by ML.NET when it loads a model.</summary>
    internal static SparseAutoencoderTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        env.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel(FileVersion);
        var columns = AutoencoderColumns.Load(ctx);
        var model = StoredNetworkReader.Read(env, () => AutoencoderFile.Read(ctx.Reader.BaseStream));
        return new SparseAutoencoderTransformer(env, columns, model);
    }

    /// <summary>Called by ML.NET when it saves a model.</summary>
    protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(FileVersion);
        _columns.Save(ctx);
        ctx.Writer.Flush();
        AutoencoderFile.Write(Model, ctx.Writer.BaseStream);
    }

    /// <summary>Called by ML.NET for each data view.</summary>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private static VersionInfo FileVersion => new(
        modelSignature: "ACTREGSA",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(SparseAutoencoderTransformer).Assembly.FullName,
        loaderSignature: LoaderSignature);
}
