using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using BinaryModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    ActReg.MLNet.NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace ActReg.MLNet;

/// <summary>Trains a network with activity regularization to tell two classes apart, by binary cross-entropy.</summary>
/// <remarks>
/// <para>Made by <c>mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp</c> and <c>ActivityRegularizedNetwork</c>.</para>
/// <para>Input columns: features, a known-size vector of <see cref="float"/>, best on one scale (<c>NormalizeMeanVariance</c>); the
/// label, <see cref="bool"/>; optionally a weight, <see cref="float"/>. Output columns: Score, the logit; Probability, its sigmoid
/// (beside class weights, <see cref="ActivityRegularizedOptionsBase.CorrectPriors"/>); PredictedLabel, whether Score is
/// above 0, which beside class weights it can be at a low Probability.</para>
/// <para>Rows with a feature or weight that is missing or infinite, or a weight that is not above 0, are skipped with a
/// warning. A feature that is not finite scores NaN.</para>
/// </remarks>
public sealed class ActivityRegularizedBinaryTrainer : NetworkTrainerBase<BinaryPredictionTransformer<BinaryModel>, BinaryModel>
{
    private const string LoadName = "ActivityRegularizedBinary";

    internal ActivityRegularizedBinaryTrainer(IHostEnvironment env, ActivityRegularizedOptionsBase options)
        : this(env, CheckedOptions.From(options, env.ContextSeed(), NetworkTask.Binary))
    {
    }

    private ActivityRegularizedBinaryTrainer(IHostEnvironment env, CheckedOptions options)
        : base(env, LoadName, new BinaryTrainerTask(NetworkTask.Binary), options)
    {
    }

    /// <inheritdoc cref="NetworkTrainerBase{TTransformer, TModel}.Fit(IDataView, TModel)"/>
    public BinaryPredictionTransformer<BinaryModel> Fit(IDataView trainData, NetworkModelParameters modelParameters)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        ArgumentNullException.ThrowIfNull(modelParameters);
        return TrainTransformer(trainData, initPredictor: modelParameters);
    }

    /// <summary>Wraps a trained model for use in pipelines.</summary>
    protected override BinaryPredictionTransformer<BinaryModel> MakeTransformer(BinaryModel model, DataViewSchema trainSchema) =>
        new(Host, model, trainSchema, FeatureColumn.Name);

    private protected override BinaryModel CreateModel(IReadOnlyList<TrainedNetwork> networks, PriorShift? shift)
    {
        var logit = new NetworkModelParameters(Host, networks[0], PredictionKind);
        // Platt's 1 / (1 + exp(slope x + offset)) is the sigmoid.
        return new ValueMapperCalibratedModelParameters<NetworkModelParameters, PlattCalibrator>(
            Host, logit, new PlattCalibrator(Host, slope: -1, offset: shift?.LogOdds ?? 0));
    }
}
