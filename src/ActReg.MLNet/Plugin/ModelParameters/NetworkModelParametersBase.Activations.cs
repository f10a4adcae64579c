namespace ActReg.MLNet;

public abstract partial class NetworkModelParametersBase<TOutput>
{
    /// <summary>What every layer puts out for a row, the output layer last; flattening changes shapes only.</summary>
    /// <param name="features">One row of <see cref="InputSize"/> values, all finite.</param>
    /// <exception cref="ArgumentException"><paramref name="features"/> is no such row.</exception>
    public IReadOnlyList<LayerActivations> GetActivations(ReadOnlySpan<float> features)
    {
        if (features.Length != InputSize)
            throw new ArgumentException(Rule.Broken(nameof(features), $"must have {InputSize} values", features.Length));
        if (!FiniteValues.AreAll(features))
            throw new ArgumentException("features must all be finite; received one that is not.");
        var buffers = Scorer.CreateBuffers(1);
        features.CopyTo(buffers.Input.Span);
        Scorer.Run(1, buffers);
        var activations = new LayerActivations[Layers.Count];
        float[] values = [.. features];
        var shape = _network.Input;
        var step = 0;
        for (var layer = 0; layer < activations.Length; layer++)
        {
            for (; step < Scorer.Plan.Steps.Count && Scorer.Plan.Steps[step].LayerIndex == layer; step++)
            {
                shape = Scorer.Plan.Steps[step].Shape;
                values = buffers[step].Span[..shape.Size].ToArray();
            }

            if (Layers[layer] is FlattenLayer)
                shape = shape.Size;
            activations[layer] = new LayerActivations(layer, shape.ToArray(), values);
        }

        return activations;
    }
}
