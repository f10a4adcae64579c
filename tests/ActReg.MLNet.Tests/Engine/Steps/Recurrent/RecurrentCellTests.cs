using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Cells by themselves, from sums of gates far into saturation.</summary>
[TestClass]
public sealed class RecurrentCellTests
{
    private const int Rows = 3;

    /// <summary>Of values that are not large.</summary>
    private const double Tolerance = 1e-6;

    /// <summary>Of sums of gates up to 1 in size, which are rounded, and of a reset gate's error, which multiplies such a sum; a slope of at most 1 makes outputs of both.</summary>
    private const double RoundingOfGates = 2e-7;

    [TestMethod]
    [DataRow(RecurrentCell.SimpleRnn)]
    [DataRow(RecurrentCell.Gru)]
    [DataRow(RecurrentCell.Lstm)]
    public void Compute_what_double_precision_does_by_vectors_of_every_width(RecurrentCell cell) =>
        Gen.Select(Gen.Int[1, 5].Select(vectors => 16 * vectors), Gen.Float[0, 30], Gen.Int).Sample(
            (units, range, seed) =>
            {
                var random = new Random(seed);
                var tolerance = Tolerance + RoundingOfGates * range;
                var columns = RecurrentWeights.GateCount(cell) * units;
                GuardedMatrix gates = Fill(columns, range), recurrentGates = Fill(columns, range);
                GuardedMatrix outputs = Fill(units, 1), states = Fill(units, 4);
                GuardedMatrix otherOutputs = Copy(outputs), otherStates = Copy(states);
                double[][] before = [.. outputs.ToArray().Select(ToDoubles)], statesBefore = [.. states.ToArray().Select(ToDoubles)];

                Run<EightLanes>(cell, units, gates.View, recurrentGates.View, states.View, outputs.View);
                Run<SixteenLanes>(cell, units, gates.View, recurrentGates.View, otherStates.View, otherOutputs.View);

                for (var row = 0; row < Rows; row++)
                {
                    var reference = new ReferenceCell(cell, units);
                    before[row].CopyTo(reference.Outputs, 0);
                    statesBefore[row].CopyTo(reference.State, 0);
                    reference.Advance(ToDoubles(gates.Row(row).ToArray()), ToDoubles(recurrentGates.Row(row).ToArray()));
                    for (var unit = 0; unit < units; unit++)
                    {
                        Assert.AreEqual(reference.Outputs[unit], outputs[row, unit], tolerance, $"({row}, {unit})");
                        Assert.AreEqual(Bits(outputs[row, unit]), Bits(otherOutputs[row, unit]), $"({row}, {unit}), sixteen lanes");
                        if (cell == RecurrentCell.Lstm)
                            Assert.AreEqual(reference.State[unit], states[row, unit], 4 * tolerance, $"({row}, {unit}), state");
                    }
                }

                GuardedMatrix[] all = [gates, recurrentGates, states, outputs, otherStates, otherOutputs];
                foreach (var matrix in all)
                    matrix.AssertGuardsAreIntact();

                GuardedMatrix Fill(int width, float scale) => new GuardedMatrix(Rows, width, 3).Fill((_, _) => scale * Numbers.Next(random));
            },
            iter: 60, threads: 1, seed: "0000KOIPe036");

    private static void Run<T>(RecurrentCell cell, int units, Matrix gates, Matrix recurrentGates, Matrix states, Matrix outputs)
        where T : struct, ILanes<T>
    {
        for (var column = 0; column < units; column += T.Count)
        {
            var tile = new Tile(0, Rows, column, T.Count);
            if (cell == RecurrentCell.Gru)
                new GruCell(gates, recurrentGates, units, outputs).Run<T>(tile);
            else if (cell == RecurrentCell.Lstm)
                new LstmCell(gates, units, states, outputs).Run<T>(tile);
            else
                new SimpleRnnCell(gates, outputs).Run<T>(tile);
        }
    }

    private static GuardedMatrix Copy(GuardedMatrix matrix)
    {
        var values = matrix.ToArray();
        return new GuardedMatrix(values.Length, values[0].Length, 3).Fill((row, column) => values[row][column]);
    }

    private static double[] ToDoubles(float[] values) => Array.ConvertAll(values, value => (double)value);

    private static int Bits(float value) => BitConverter.SingleToInt32Bits(value);
}
