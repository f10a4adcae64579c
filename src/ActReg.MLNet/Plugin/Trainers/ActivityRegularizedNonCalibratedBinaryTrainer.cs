using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Trains a network with activity regularization to tell two classes apart, by binary cross-entropy, and leaves probabilities to a calibrator of its own.</summary>
/// <remarks>
/// <para>Made by <c>mlContext.BinaryClassification.Trainers.ActivityRegularizedMlpNonCalibrated</c> and <c>ActivityRegularizedNetworkNonCalibrated</c>.</para>
/// <para>All is as of <see cref="ActivityRegularizedBinaryTrainer"/>, but that there is no column Probability: one of <c>mlContext.BinaryClassification.Calibrators</c> may be fitted
/// to Score, on rows that were not trained on, and adds the only one.</para>
/// </remarks>
public sealed class ActivityRegularizedNonCalibratedBinaryTrainer : NetworkTrainerBase<BinaryPredictionTransformer<NetworkModelParameters>, NetworkModelParameters>
{
    private const string LoadName = "ActivityRegularizedNonCalibratedBinary";

    internal ActivityRegularizedNonCalibratedBinaryTrainer(IHostEnvironment env, ActivityRegularizedOptionsBase options)
        : this(env, CheckedOptions.From(options, env.ContextSeed(), NetworkTask.NonCalibratedBinary))
    {
    }

    private ActivityRegularizedNonCalibratedBinaryTrainer(IHostEnvironment env, CheckedOptions options)
        : base(env, LoadName, new BinaryTrainerTask(NetworkTask.NonCalibratedBinary), options)
    {
    }

    /// <summary>Wraps a trained model for use in pipelines.</summary>
    protected override BinaryPredictionTransformer<NetworkModelParameters> MakeTransformer(NetworkModelParameters model, DataViewSchema trainSchema) =>
        new(Host, model, trainSchema, FeatureColumn.Name);

    private protected override NetworkModelParameters CreateModel(IReadOnlyList<TrainedNetwork> networks, PriorShift? shift) => new(Host, networks[0], PredictionKind);
}
