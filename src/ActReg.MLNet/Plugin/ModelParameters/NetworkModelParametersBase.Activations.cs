using Microsoft.ML.Data;

namespace ActReg.MLNet;

public abstract partial class NetworkModelParametersBase<TOutput>
{
    /// <summary>What every layer puts out for a row, the output layer last; flattening changes shapes only.</summary>
    /// <param name="features">One row of <see cref="InputSize"/> values, all finite, and for an embedding the numbers that it knows.</param>
    /// <exception cref="ArgumentException"><paramref name="features"/> is no such row.</exception>
    public IReadOnlyList<LayerActivations> GetActivations(ReadOnlySpan<float> features)
    {
        if (features.Length != InputSize)
            throw new ArgumentException(Rule.Broken(nameof(features), $"must have {InputSize} values", features.Length));
        if (Network.Plan.Features.Problem(new VBuffer<float>(InputSize, features.ToArray())) is { } problem)
            throw new ArgumentException(problem);
        var buffers = Scorer.CreateBuffers(1);
        features.CopyTo(buffers.Input.Span);
        Scorer.Run(1, buffers);
        var plan = Network.Plan;
        var activations = new LayerActivations[plan.Layers.Count];
        float[] values = [.. buffers.Input.Span[..InputSize]];
        var step = 0;
        for (var layer = 0; layer < activations.Length; layer++)
        {
            for (; step < plan.Steps.Count && plan.Steps[step].LayerIndex == layer; step++)
                values = buffers[step].Span[..plan.Steps[step].Size].ToArray();
            activations[layer] = new LayerActivations(layer, plan.LayerShapes[layer].ToArray(), values);
        }

        return activations;
    }
}
