using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Applies the activation that follows a dense step, and measures the penalty on either, tile by tile.</summary>
internal readonly unsafe ref struct ForwardEpilogue : ITileEpilogue
{
    private readonly ActivationStep _activation;
    private readonly StepRun _run;
    private readonly ElementwisePenalty _penalty;
    private readonly int _penalized;
    private readonly ActivityPenalties? _penalties;

    /// <param name="steps">The two steps.</param>
    /// <param name="run">What the activation computes with.</param>
    /// <param name="weights">The batch's weights, pinned; null where it has none.</param>
    /// <param name="penalties">Told what was measured; or null.</param>
    public ForwardEpilogue(ActivatedDense steps, in StepRun run, float* weights, ActivityPenalties? penalties)
    {
        _activation = steps.Activation;
        _run = run;
        if (penalties == null || steps.Penalized is not { } penalized)
            return;
        _penalty = steps.Penalty(run.Batch, weights);
        _penalized = penalized;
        _penalties = penalties;
    }

    [MethodImpl(Compilation.AtOnce)]
    public void Apply(Tile tile)
    {
        var sums = _activation.Forward(_run, tile, _penalty);
        _penalties?.Add(_penalized, sums);
    }
}
