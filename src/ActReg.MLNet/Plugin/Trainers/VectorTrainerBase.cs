using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>What the trainers share whose networks score several values per row.</summary>
public abstract class VectorTrainerBase : NetworkTrainerBase<MultiOutputPredictionTransformer, MultiOutputNetworkModelParameters>
{
    private protected VectorTrainerBase(IHostEnvironment env, string name, TrainerTask task, ActivityRegularizedOptionsBase options)
        : base(env, name, task, CheckedOptions.From(options, env.ContextSeed(), task.Task))
    {
    }

    /// <summary>Wraps a trained model for use in pipelines.</summary>
    protected sealed override MultiOutputPredictionTransformer MakeTransformer(MultiOutputNetworkModelParameters model, DataViewSchema trainSchema) =>
        new(Host, model, FeatureColumn.Name);

    private protected sealed override MultiOutputNetworkModelParameters CreateModel(IReadOnlyList<TrainedNetwork> networks, PriorShift? shift) => new(Host, networks[0], PredictionKind);
}
