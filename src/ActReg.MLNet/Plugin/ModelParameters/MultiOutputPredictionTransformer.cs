using ActReg.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(MultiOutputPredictionTransformer), null, typeof(SignatureLoadModel), "Predictions of several values per row",
    MultiOutputPredictionTransformer.LoaderSignature)]

namespace ActReg.MLNet;

/// <summary>
/// Scores rows with a network of several outputs. Output columns: Score, a vector of <see cref="float"/>; in multilabel classification, where it has logits, also Probability, their
/// sigmoids, and PredictedLabel, a vector of <see cref="bool"/>: whether each is above 0. Slots have the names of the training's label, or the quantiles' shares.
/// </summary>
/// <remarks>Computed in managed code, row by row. It never changes, so any number of threads may use it.</remarks>
public sealed partial class MultiOutputPredictionTransformer : RowToRowTransformerBase, ISingleFeaturePredictionTransformer<MultiOutputNetworkModelParameters>
{
    internal const string LoaderSignature = "ActRegVectorPrediction";

    private const string ModelFolder = "Model";
    private const string Multilabel = "MultilabelClassification";

    internal MultiOutputPredictionTransformer(IHostEnvironment env, MultiOutputNetworkModelParameters model, string featureColumnName)
        : base(env.Register(nameof(MultiOutputPredictionTransformer)))
    {
        Model = model;
        FeatureColumnName = featureColumnName;
        Outputs = VectorOutput.Of(model.Network.Settings.IsRegression);
        Unscored = new UnscoredRows(Host, DefaultColumnNames.Score);
    }

    /// <summary>The network.</summary>
    public MultiOutputNetworkModelParameters Model { get; }

    /// <summary>The column of features.</summary>
    public string FeatureColumnName { get; }

    /// <summary>What it must be.</summary>
    public DataViewType FeatureColumnType => new VectorDataViewType(NumberDataViewType.Single, Model.InputSize);

    private IReadOnlyList<VectorOutput> Outputs { get; }

    private UnscoredRows Unscored { get; }

    /// <summary>ML.NET's name of the kind of prediction, but for several labels, which it has no name for.</summary>
    private string ScoreKind => Model.TrainingSettings switch
    {
        { Quantiles: not null } => AnnotationUtils.Const.ScoreColumnKind.QuantileRegression,
        { IsRegression: true } => AnnotationUtils.Const.ScoreColumnKind.MultiOutputRegression,
        _ => Multilabel,
    };

    /// <summary>Called by ML.NET when it loads a model.</summary>
    internal static MultiOutputPredictionTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        env.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel(FileVersion);
        var features = ctx.LoadNonEmptyString();
        ctx.LoadModel<IPredictorProducing<VBuffer<float>>, SignatureLoadModel>(env, out var model, ModelFolder);
        return new MultiOutputPredictionTransformer(
            env, model as MultiOutputNetworkModelParameters ?? throw env.ExceptDecode("The stored model has no network of several outputs."), features);
    }

    /// <summary>Called by ML.NET when it saves a model.</summary>
    protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(FileVersion);
        ctx.SaveNonEmptyString(FeatureColumnName);
        ctx.SaveModel(Model, ModelFolder);
    }

    /// <summary>Called by ML.NET for each data view.</summary>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private static VersionInfo FileVersion => new(
        modelSignature: "ACTREGVP",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(MultiOutputPredictionTransformer).Assembly.FullName,
        loaderSignature: LoaderSignature);
}
