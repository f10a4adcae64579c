using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using BinaryModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    ActReg.MLNet.EnsembleModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace ActReg.MLNet;

/// <summary>Trains networks that tell two classes apart together, from a raw features column.</summary>
/// <remarks>
/// <para>Made by <c>mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp</c>.</para>
/// <para>Input columns: features, a known-size vector of <see cref="float"/>, on any scale, missing values (NaN) among them; the label, <see cref="bool"/>; optionally a weight,
/// <see cref="float"/>. Output columns: Score, the logit of the mean probability; Probability; PredictedLabel, whether Score is above 0.</para>
/// <para>Rows with an infinite feature, or a weight that is not finite and above 0, are skipped with a warning. An infinite feature scores NaN.</para>
/// </remarks>
public sealed class ActivityRegularizedTabularBinaryTrainer : TabularTrainerBase<BinaryPredictionTransformer<BinaryModel>, BinaryModel>
{
    private const string LoadName = "ActivityRegularizedTabularBinary";

    internal ActivityRegularizedTabularBinaryTrainer(IHostEnvironment env, ActivityRegularizedTabularMlpOptions options)
        : base(env, LoadName, new BinaryTrainerTask(NetworkTask.Binary), CheckedOptions.From(options, env.ContextSeed(), NetworkTask.Binary))
    {
    }

    /// <summary>Wraps a trained model for use in pipelines.</summary>
    protected override BinaryPredictionTransformer<BinaryModel> MakeTransformer(BinaryModel model, DataViewSchema trainSchema) =>
        new(Host, model, trainSchema, FeatureColumn.Name);

    private protected override BinaryModel CreateModel(IReadOnlyList<TrainedNetwork> networks, PriorShift? shift)
    {
        var logit = new EnsembleModelParameters(Host, [.. networks.Select(network => new NetworkModelParameters(Host, network, PredictionKind))]);
        // Platt's 1 / (1 + exp(slope x + offset)) is the sigmoid.
        return new ValueMapperCalibratedModelParameters<EnsembleModelParameters, PlattCalibrator>(
            Host, logit, new PlattCalibrator(Host, slope: -1, offset: shift?.LogOdds ?? 0));
    }
}
