namespace ActReg.MLNet;

/// <summary>An activation that is one <see cref="IElementwise"/>.</summary>
internal abstract record ElementwiseActivation<TFunction> : Activation
    where TFunction : struct, IElementwise
{
    private protected abstract TFunction Function { get; }

    internal override PenaltySums Forward(Tile tile, Matrix z, Matrix a, in ElementwisePenalty penalty) =>
        Elementwise.Forward(Function, tile, z, a, penalty);

    internal override unsafe void Backward(
        Tile tile, Matrix z, Matrix a, Matrix gradient, in ElementwisePenalty penalty, float* columnSums) =>
        Elementwise.Backward(Function, tile, z, a, gradient, penalty, columnSums);
}
