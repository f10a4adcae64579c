using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of <see cref="AuxiliaryUnits"/> and <see cref="AuxiliaryReconstruction"/>, for one batch.</summary>
internal sealed class TorchAuxiliary
{
    private Tensor? _values;
    private double _strength;

    /// <summary>Takes the largest positive inputs of dead units, and asks to count on.</summary>
    /// <param name="units">Which are dead; or null.</param>
    /// <param name="inputs">What the units would put out, if they were on: of shape [rows, units].</param>
    /// <param name="outputs">What they put out.</param>
    /// <param name="weights">The network's.</param>
    /// <param name="batch">The rows.</param>
    public void Select(AuxiliaryUnits? units, Tensor inputs, Tensor outputs, TorchParameters weights, TorchBatch batch)
    {
        if (!batch.IsTraining || units == null || units.RowsSinceActive.IsFrozen)
            return;
        var counts = weights[units.RowsSinceActive];
        using Scalar deadAfter = units.Loss.DeadAfterRows, rows = inputs.shape[0], below = float.NegativeInfinity;
        var alive = counts.detach().clone().lt(deadAfter);
        var dead = (int)(alive.shape[0] - alive.sum().ToInt64());
        if (dead > 0)
        {
            _values = TorchSelection.KeepLargest(inputs.masked_fill(alive, below), Math.Min(units.Most, dead)).relu();
            _strength = units.Loss.Strength;
        }

        var isActive = outputs.detach().ne(TorchArithmetic.Zero).any(0);
        var longer = counts.detach().add(rows);
        batch.Statistics.Follow(counts, longer.masked_fill(isActive, TorchArithmetic.Zero), share: 1);
    }

    /// <summary>The loss; <see langword="null"/> where there is none.</summary>
    /// <param name="outputs">What the network reconstructs, of shape [rows, values].</param>
    /// <param name="targets">What it should.</param>
    /// <param name="dictionary">The last step's kernel.</param>
    /// <param name="batch">The rows.</param>
    public TorchTerm? Loss(Tensor outputs, Tensor targets, Tensor dictionary, TorchBatch batch)
    {
        if (_values is null)
            return null;
        var residual = targets.sub(outputs).detach();
        var spread = batch.Sum(residual.sub(batch.Mean(residual).Times(batch.Weight / batch.RowWeight)).square()).ToSingle();
        if (!(spread > AuxiliaryReconstruction.LeastShare * batch.Sum(residual.square()).ToSingle()))
            return null;
        var left = batch.Sum(_values.matmul(dictionary).sub(residual).square());
        return double.IsFinite(left.ToSingle() / spread) ? new TorchTerm(left, _strength / spread) : null;
    }
}
