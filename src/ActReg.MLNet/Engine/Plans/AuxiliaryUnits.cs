using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>The units of a code that have long been off, which an auxiliary loss gives something to learn (Gao et al., 2024).</summary>
/// <param name="rowsSinceActive">Counts, for each unit.</param>
/// <param name="loss">How much of it, and which units count as dead.</param>
/// <param name="most">How many of a row's are taken at most: half the values that are reconstructed.</param>
internal sealed unsafe class AuxiliaryUnits(WeightPlace rowsSinceActive, AuxiliaryLoss loss, int most)
{
    /// <summary>Where counts end.</summary>
    private const float MostRows = 1e9f;

    public WeightPlace RowsSinceActive => rowsSinceActive;

    public AuxiliaryLoss Loss => loss;

    /// <summary>How many of a row's dead units are taken at most.</summary>
    public int Most { get; } = Math.Min(most, (int)rowsSinceActive.Count);

    private int Units => (int)rowsSinceActive.Count;

    /// <summary>The floats that it needs room for.</summary>
    public int RoomLength => AlignedBuffer.Pad(checked(3 * Units + Most));

    /// <summary>Takes, of each row, the largest positive inputs of dead units.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="inputs">What the units would put out, if they were on.</param>
    /// <param name="parameters">The network's.</param>
    /// <param name="taken">Receives them.</param>
    /// <param name="room">As much as <see cref="RoomLength"/> says.</param>
    /// <returns>How many units are dead.</returns>
    [MethodImpl(Compilation.AtOnce)]
    public int Select(int rows, Matrix inputs, float* parameters, SparseRows taken, float* room)
    {
        var units = (int*)room;
        float* values = room + Units, kept = room + 2 * Units, heap = room + 3 * Units;
        var dead = 0;
        for (var unit = 0; unit < Units; unit++)
        {
            if (parameters[rowsSinceActive.Offset + unit] >= loss.DeadAfterRows)
                units[dead++] = unit;
        }

        var count = 0;
        for (var row = 0; row < rows; row++)
        {
            taken.Starts[row] = count;
            for (var i = 0; i < dead; i++)
                values[i] = inputs.Start[row * inputs.Row + units[i]];
            var source = values;
            if (dead > Most)
            {
                var threshold = LargestValues.Threshold(new Matrix(values, dead), rows: 1, dead, Most, heap);
                LargestValues.Keep(values, dead, Most, threshold, values, kept);
                source = kept;
            }

            for (var i = 0; i < dead; i++)
            {
                if (!(source[i] > 0))
                    continue;
                taken.Columns[count] = units[i];
                taken.Values[count++] = source[i];
            }
        }

        taken.Starts[rows] = count;
        taken.Index(rows);
        return dead;
    }

    /// <summary>Counts on from what a batch put out.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="outputs">What the units put out.</param>
    /// <param name="parameters">The network's.</param>
    /// <param name="room">As much as <see cref="RoomLength"/> says.</param>
    [MethodImpl(Compilation.AtOnce)]
    public void Observe(int rows, Matrix outputs, float* parameters, float* room)
    {
        new Span<float>(room, Units).Clear();
        for (var row = 0; row < rows; row++)
        {
            var output = outputs.Start + row * outputs.Row;
            for (var unit = 0; unit < Units; unit++)
                room[unit] = output[unit] != 0 ? 1 : room[unit];
        }

        var counts = parameters + rowsSinceActive.Offset;
        for (var unit = 0; unit < Units; unit++)
            counts[unit] = room[unit] != 0 ? 0 : Math.Min(counts[unit] + rows, MostRows);
    }
}
