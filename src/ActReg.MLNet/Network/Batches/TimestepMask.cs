using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Which timesteps of a row are masked, as its features tell: those whose features all equal a value.</summary>
/// <param name="Value">The value.</param>
/// <param name="Features">The features of a timestep.</param>
internal sealed record TimestepMask(float Value, int Features)
{
    /// <param name="row">A row's features.</param>
    /// <param name="timestep">Which timestep.</param>
    [MethodImpl(Compilation.AtOnce)]
    public unsafe bool Hides(float* row, int timestep)
    {
        var features = row + (nint)timestep * Features;
        for (var i = 0; i < Features; i++)
        {
            if (features[i] != Value)
                return false;
        }

        return true;
    }
}
