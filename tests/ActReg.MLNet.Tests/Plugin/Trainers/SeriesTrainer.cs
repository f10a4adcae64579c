using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>A trainer that takes a series' windows.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Window">Its window.</param>
/// <param name="Make">Makes it.</param>
internal sealed record SeriesTrainer(string Name, SeriesWindow Window, Func<MLContext, Action<ActivityRegularizedOptionsBase>, IEstimator<ITransformer>> Make)
{
    private const int Lags = 6;

    public static readonly SeriesTrainer Mlp = new(
        "mlp", SeriesWindow.Of(1, Lags), (mlContext, set) => mlContext.Regression.Trainers.ActivityRegularizedMlp(Plain(new ActivityRegularizedMlpOptions(), set)));

    public static readonly SeriesTrainer Tabular = new("tabular", SeriesWindow.Of(1, Lags), (mlContext, set) => mlContext.Regression.Trainers.ActivityRegularizedTabularMlp(Small(set)));

    /// <summary>Every kind: both engines, single numbers, vectors and quantiles, units and sequences.</summary>
    public static IReadOnlyList<SeriesTrainer> All { get; } =
    [
        Mlp,
        Tabular,
        new("torch", SeriesWindow.Of(1, Lags), (mlContext, set) => mlContext.Regression.Trainers.ActivityRegularizedNetwork(Plain(new ActivityRegularizedNetworkOptions { Engine = TrainingEngine.Torch }, set))),
        new("recurrent", SeriesWindow.All, (mlContext, set) => mlContext.Regression.Trainers.ActivityRegularizedNetwork(
            Plain(new ActivityRegularizedNetworkOptions { InputShape = [Lags, 1] }, set, Layer.Gru(3)))) { HasOthers = false },
        // The two other features stand where a second feature of the first and the last of four timesteps is.
        new("two features", SeriesWindow.Of(1, step: 2), (mlContext, set) => mlContext.Regression.Trainers.ActivityRegularizedNetwork(
            Plain(new ActivityRegularizedNetworkOptions { InputShape = [(Lags + 2) / 2, 2] }, set, Layer.Conv1D(3, 2, activation: Activation.Relu), Layer.Flatten()))),
        new("steps", SeriesWindow.Of(1, Lags), (mlContext, set) => mlContext.Regression.Trainers.ActivityRegularizedMultiOutputMlp(Plain(new ActivityRegularizedMlpOptions(), set)))
        {
            Steps = 3,
            HasVectorLabel = true,
        },
        new("quantiles", SeriesWindow.Of(1, Lags), (mlContext, set) => mlContext.Regression.Trainers.ActivityRegularizedQuantileMlp(Plain(new ActivityRegularizedMlpOptions { Quantiles = [0.1f, 0.5f, 0.9f] }, set)))
        {
            HasQuantiles = true,
        },
        new("absolute error, labels as they are", SeriesWindow.Of(1, Lags), (mlContext, set) => mlContext.Regression.Trainers.ActivityRegularizedMlp(
            Plain(new ActivityRegularizedMlpOptions { RegressionLoss = RegressionLoss.MeanAbsoluteError, StandardizeLabels = false }, set))),
    ];

    public int Steps { get; private init; } = 1;

    public bool HasOthers { get; private init; } = true;

    public bool HasVectorLabel { get; private init; }

    public bool HasQuantiles { get; private init; }

    public bool HasVectorScore => HasVectorLabel || HasQuantiles;

    /// <summary>The slots of the window, told apart from how the window tells them.</summary>
    public int[] Slots => Name switch
    {
        "recurrent" => [0, 1, 2, 3, 4, 5],
        "two features" => [1, 3, 5, 7],
        _ => [1, 2, 3, 4, 5, 6],
    };

    public (ITransformer Model, IReadOnlyList<TrainedNetwork> Networks) Fit(MLContext mlContext, Action<ActivityRegularizedOptionsBase> set, IDataView data)
    {
        var model = Make(mlContext, set).Fit(data);
        return (model, [.. model.GetNetworks().Select(network => network.Network)]);
    }

    /// <summary>Row by row.</summary>
    public float[] Scores(ITransformer model, IDataView data) => HasVectorScore
        ? [.. model.Transform(data).GetColumn<float[]>("Score").SelectMany(scores => scores)] : model.Scores(data);

    public static float[] ScoresInBulk(ITransformer model, float[] features)
    {
        var parameters = ((ISingleFeaturePredictionTransformer<object>)model).Model;
        switch (parameters)
        {
            case NetworkModelParameters network:
                var scores = new float[features.Length / network.InputSize];
                network.Score(features, scores, maxDegreeOfParallelism: 2);
                return scores;
            case EnsembleModelParameters ensemble:
                scores = new float[features.Length / ensemble.InputSize];
                ensemble.Score(features, scores, maxDegreeOfParallelism: 2);
                return scores;
            default:
                var several = (MultiOutputNetworkModelParameters)parameters;
                scores = new float[features.Length / several.InputSize * several.Count];
                several.Score(features, scores);
                return scores;
        }
    }

    /// <summary>Null where there is no such way.</summary>
    public static float[]? ScoresOfView(ITransformer model, IDataView data) => ((ISingleFeaturePredictionTransformer<object>)model).Model switch
    {
        NetworkModelParameters network => [.. network.Score(data)],
        MultiOutputNetworkModelParameters several => [.. several.Score(data).SelectMany(scores => scores)],
        _ => null,
    };

    private static T Plain<T>(T options, Action<ActivityRegularizedOptionsBase> set, params IReadOnlyList<Layer> layers)
        where T : ActivityRegularizedOptionsBase
    {
        options.Layers = layers.Count > 0 ? layers : [Layer.Dense(4, Activation.Tanh, ActivityRegularizer.L1(1e-3f))];
        (options.Epochs, options.BatchSize, options.LearningRate, options.Seed) = (3, 16, 0.02f, 5);
        set(options);
        return options;
    }

    private static ActivityRegularizedTabularMlpOptions Small(Action<ActivityRegularizedOptionsBase> set)
    {
        var options = new ActivityRegularizedTabularMlpOptions { Members = 2 };
        return Plain(options, set, Layer.Imputation(), Layer.RobustScaling(), Layer.PeriodicEmbedding(), Layer.Dense(8, Activation.Relu));
    }
}
