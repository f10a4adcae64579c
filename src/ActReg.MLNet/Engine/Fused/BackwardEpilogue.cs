using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>
/// Turns the gradient by an activation's output into that by the output of the dense step before it, penalty included, and sums it
/// up for that step's bias, tile by tile.
/// </summary>
internal readonly unsafe ref struct BackwardEpilogue : ITileEpilogue
{
    private readonly ActivationStep _activation;
    private readonly StepRun _run;
    private readonly ElementwisePenalty _penalty;
    private readonly Matrix _outputGradient;
    private readonly float* _biasGradient;

    /// <param name="steps">The two steps.</param>
    /// <param name="run">What the activation computes with.</param>
    /// <param name="penalty">The penalty on either output, with its strength in it.</param>
    /// <param name="outputGradient">By the activation's output, then by the dense step's.</param>
    /// <param name="gradient">By all parameters; the bias's is added to.</param>
    public BackwardEpilogue(ActivatedDense steps, in StepRun run, ElementwisePenalty penalty, Matrix outputGradient, float* gradient)
    {
        _activation = steps.Activation;
        _run = run;
        _penalty = penalty;
        _outputGradient = outputGradient;
        _biasGradient = gradient + steps.Dense.Bias.Offset;
    }

    [MethodImpl(Compilation.AtOnce)]
    public void Apply(Tile tile) =>
        _activation.Activation.Backward(tile, _run.Input, _run.Output, _outputGradient, _penalty, _biasGradient);
}
