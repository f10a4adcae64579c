using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>What the trainers that <c>ActivityRegularizedTabularMlp</c> makes have in common: they train several networks, and calibrate them.</summary>
/// <typeparam name="TTransformer">What <c>Fit</c> returns.</typeparam>
/// <typeparam name="TModel">The model inside it.</typeparam>
public abstract class TabularTrainerBase<TTransformer, TModel> : NetworkTrainerBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private readonly TabularTraining _training;

    private protected TabularTrainerBase(IHostEnvironment env, string name, TrainerTask task, CheckedOptions options)
        : base(env, name, task, options) => _training = new TabularTraining((ActivityRegularizedTabularMlpOptions)options.Values, Runner);

    /// <summary>Rows are read once, and features scaled inside.</summary>
    public override TrainerInfo Info { get; } = new(normalization: false, calibration: false, caching: false, supportValid: true, supportIncrementalTrain: true);

    private protected override int MemberCount => ((ActivityRegularizedTabularMlpOptions)Options).Members;

    private protected override float MemberFraction => _training.MemberFraction;

    private protected override IReadOnlyList<TrainedNetwork> Train(IChannel channel, IReadOnlyList<TrainingRequest> requests, TrainingData data) =>
        _training.Run(channel, requests, data);
}
