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
        if (batch.IsFirst && IsFlat(penalty, activations))
        {
            throw new InvalidOperationException(
                $"The custom activity regularizer \"{regularizer.Name}\" must have a gradient by the activations; the penalty that it returned "
                + "has none, like that of a step function or of detach(), and would change nothing.");
        }

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

    /// <summary>Whether there is a penalty that no change of the activations changes.</summary>
    private static bool IsFlat(Tensor penalty, Tensor activations)
    {
        // Features themselves, which nothing can change.
        if (!activations.requires_grad || !IsAnyNonzero(penalty))
            return false;
        if (!penalty.requires_grad)
            return true;
        var slope = autograd.grad([penalty.sum()], [activations], retain_graph: true, allow_unused: true)[0];
        // At 0 alone, where all units of a ReLU may be at first, good penalties are flat too.
        return slope is null || (!IsAnyNonzero(slope) && IsAnyNonzero(activations));
    }

    private static bool IsAnyNonzero(Tensor values) => values.count_nonzero().item<long>() > 0;

    private static bool AreFinite(Tensor values) => values.isfinite().all().item<bool>();

    private static InvalidOperationException Wrong(CustomActivityRegularizer regularizer, Tensor activations, string what) => new(
        $"The custom activity regularizer \"{regularizer.Name}\" must return a finite penalty for each row, "
        + $"of shape [{activations.shape[0]}], or a single one for the batch, of shape []; it returned {what}.");
}
