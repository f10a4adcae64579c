using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Computes a trained network's outputs, in managed code on plain arrays.</summary>
internal sealed class NetworkScorer
{
    private readonly AlignedBuffer _parameters;

    public NetworkScorer(TrainedNetwork network)
    {
        Plan = NetworkPlan.Create(network.InputSize, network.Layers);
        _parameters = new AlignedBuffer(Plan.ParameterLength);
        Weights.Pack(Plan, network.Weights, _parameters.Span);
    }

    public NetworkPlan Plan { get; }

    /// <summary>Buffers for one thread to score with, of this many rows at a time.</summary>
    public StepOutputs CreateBuffers(int capacity) => new(Plan, capacity);

    /// <summary>Computes every step's output for the rows whose features stand in the buffers.</summary>
    public void Run(int rows, StepOutputs buffers) => ForwardPass.Run(Plan, _parameters, rows, buffers);

    /// <summary>A function from features to the network's one output; for one thread at a time.</summary>
    public ValueMapper<VBuffer<float>, float> CreateScalarMapper()
    {
        var buffers = CreateBuffers(1);
        return (in VBuffer<float> features, ref float score) => score = ScoreRow(features, buffers);
    }

    private unsafe float ScoreRow(in VBuffer<float> features, StepOutputs buffers)
    {
        if (features.Length != Plan.InputSize)
            throw new ArgumentException(Rule.Broken("features", $"must have {Plan.InputSize} values", features.Length));
        // A ReLU would turn minus infinity into an ordinary number.
        if (!FeatureColumn.IsFinite(features))
            return float.NaN;
        features.CopyTo(buffers.Input.Span);
        Run(1, buffers);
        return buffers.Result.Start[0];
    }
}
