using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>Calls the function of a custom activity regularizer, and checks what it returns.</summary>
internal static class TorchCustomPenalty
{
    /// <summary>The penalty on a batch, reduced. Whether it is finite is checked when it is read.</summary>
    /// <exception cref="InvalidOperationException">The function returned something else than penalties.</exception>
    public static TorchTerm Penalty(CustomActivityRegularizer regularizer, Tensor activations, TorchBatch batch)
    {
        var returned = regularizer.Apply(activations);
        if (returned is null || returned.IsInvalid)
            throw Wrong(regularizer, activations, returned is null ? "null" : "a tensor that was disposed of");
        if (returned.dim() != 0 && !returned.shape.AsSpan().SequenceEqual([activations.shape[0]]))
            throw Wrong(regularizer, activations, $"shape [{string.Join(", ", returned.shape)}]");
        var penalty = returned.to(ScalarType.Float32);
        return penalty.dim() == 0
            ? new TorchTerm(penalty, 1, Check)
            : new TorchTerm(
                batch.Sum(penalty.unsqueeze(1)), regularizer.Reduction.Scale(batch.Weight, (int)activations.shape[1]), Check);

        void Check()
        {
            // Where training has diverged, that is what is to be told.
            if (!AreFinite(penalty) && AreFinite(activations))
                throw Wrong(regularizer, activations, "a value that is infinite or not a number");
        }
    }

    private static bool AreFinite(Tensor values) => values.isfinite().all().item<bool>();

    private static InvalidOperationException Wrong(CustomActivityRegularizer regularizer, Tensor activations, string what) => new(
        $"The custom activity regularizer \"{regularizer.Name}\" must return a finite penalty for each row, "
        + $"of shape [{activations.shape[0]}], or a single one for the batch, of shape []; it returned {what}.");
}
