using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

    /// <summary>Appends the values that are not 0 to others, of which there are few: vectors of zeros are passed over.</summary>
    /// <param name="from">The values.</param>
    /// <param name="count">How many.</param>
    /// <param name="kept">How many there are already.</param>
    /// <param name="room">The most that there may be.</param>
    /// <param name="values">As much room.</param>
    /// <param name="places">As much room; counted from <paramref name="from"/>.</param>
    /// <returns>How many there are now; more than there is room for where they are too many.</returns>
    [MethodImpl(Compilation.AtOnce)]
    public static int Append(float* from, int count, int kept, int room, float* values, int* places)
    {
        for (var i = 0; i < count; i += Vector256<float>.Count)
        {
            var end = Math.Min(i + Vector256<float>.Count, count);
            if (end - i == Vector256<float>.Count && Vector256.EqualsAll(Vector256.Load(from + i), Vector256<float>.Zero))
                continue;
            for (var place = i; place < end; place++)
            {
                if (from[place] == 0)
                    continue;
                if (kept == room)
                    return room + 1;
                values[kept] = from[place];
                places[kept++] = place;
            }
        }

        return kept;
    }
}
