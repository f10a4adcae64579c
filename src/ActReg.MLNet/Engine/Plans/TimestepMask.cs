namespace ActReg.MLNet;

/// <summary>Which timesteps of a row are masked, as its features tell: those whose features all equal a value.</summary>
/// <param name="Value">The value.</param>
/// <param name="Features">The features of a timestep.</param>
internal sealed record TimestepMask(float Value, int Features)
{
    /// <param name="row">A row's features.</param>
    /// <param name="timestep">Which timestep.</param>
    public unsafe bool Hides(float* row, int timestep) =>
        new ReadOnlySpan<float>(row + (nint)timestep * Features, Features).IndexOfAnyExcept(Value) < 0;
}
