using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Leaves out values that are exactly 0.</summary>
internal static unsafe class NonzeroValues
{
    /// <summary>Copies the values that are not 0, and tells where they were, ascending.</summary>
    /// <param name="from">The values.</param>
    /// <param name="count">How many.</param>
    /// <param name="values">Room for as many.</param>
    /// <param name="places">Room for as many.</param>
    /// <returns>How many are not 0.</returns>
    [MethodImpl(Compilation.AtOnce)]
    public static int Copy(float* from, int count, float* values, int* places)
    {
        // Written whether or not it is kept: which values are 0 cannot be foreseen, and a branch that is guessed wrong costs more.
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var value = from[i];
            values[kept] = value;
            places[kept] = i;
            kept += BitConverter.SingleToInt32Bits(value) << 1 != 0 ? 1 : 0;
        }

        return kept;
    }
}
