using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Recurrent layers of all widths, with masked timesteps and without.</summary>
[TestClass]
public sealed class RecurrentStepTests
{
    private const float MaskValue = -0.5f;
    private const double Tolerance = 1e-5;

    private static readonly Gen<(RecurrentCell Cell, int Units, int Rows, bool IsMasked, int Seed)> Cases = Gen.Select(
        Gen.Int[0, 2].Select(cell => (RecurrentCell)cell), Gen.Int[1, 40], Gen.Int[1, 9], Gen.Bool, Gen.Int);

    [TestMethod]
    public void Put_out_what_double_precision_does_and_the_same_bits_for_a_row_alone() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            int features = random.Next(1, 12), timesteps = random.Next(1, 7);
            var layer = new RecurrentLayer(c.Cell, c.Units, returnSequences: true, isBidirectional: false, activityRegularizer: null);
            var network = Network(random, LayerShape.Sequence(timesteps, features), c.IsMasked ? [Layer.Masking(MaskValue), layer] : [layer]);
            float[][] rows = [.. Enumerable.Range(0, c.Rows).Select(_ => Row(random, timesteps, features, c.IsMasked))];

            var together = Score(network, rows);
            for (var row = 0; row < c.Rows; row++)
            {
                var expected = Reference(layer, network.Weights, rows[row], features);
                var alone = Score(network, [rows[row]])[0];
                for (var i = 0; i < expected.Length; i++)
                {
                    Assert.AreEqual(expected[i], together[row][i], Tolerance, $"row {row}, value {i}");
                    Assert.AreEqual(Bits(together[row][i]), Bits(alone[i]), $"row {row} alone, value {i}");
                }
            }
        },
        iter: 200, threads: 1, seed: "0000KOIPe036");

    /// <summary>More rows than are computed together.</summary>
    [TestMethod]
    [DataRow(RecurrentCell.SimpleRnn)]
    [DataRow(RecurrentCell.Gru)]
    [DataRow(RecurrentCell.Lstm)]
    public void Many_rows_give_the_bits_of_each_alone(RecurrentCell cell)
    {
        const int Rows = 260;
        var random = new Random(1);
        foreach (var (units, features, isMasked) in new[] { (140, 3, false), (32, 8, true), (13, 5, true) })
        {
            var layer = new RecurrentLayer(cell, units, returnSequences: true, isBidirectional: true, activityRegularizer: null);
            var network = Network(random, LayerShape.Sequence(4, features), isMasked ? [Layer.Masking(MaskValue), layer] : [layer]);
            float[][] rows = [.. Enumerable.Range(0, Rows).Select(_ => Row(random, 4, features, isMasked))];
            var together = Score(network, rows);
            for (var row = 0; row < Rows; row++)
                TinyTraining.AreEqual(Score(network, [rows[row]])[0].Select(Bits), together[row].Select(Bits), $"{units} units, row {row}");
        }
    }

    private static TrainedNetwork Network(Random random, LayerShape input, Layer[] layers)
    {
        var plan = NetworkPlanner.Plan(input, layers);
        return Networks.Of(input, layers, [.. plan.Weights.Select(place => Numbers.Array(random, (int)place.Count, 0.6f))]);
    }

    private static float[] Row(Random random, int timesteps, int features, bool isMasked) =>
    [
        .. Enumerable.Range(0, timesteps).SelectMany(_ =>
            isMasked && random.Next(3) == 0 ? Enumerable.Repeat(MaskValue, features) : Numbers.Array(random, features, 2)),
    ];

    private static float[][] Score(TrainedNetwork network, float[][] rows)
    {
        var scorer = new NetworkScorer(network);
        var buffers = scorer.CreateBuffers(rows.Length);
        for (var row = 0; row < rows.Length; row++)
            rows[row].CopyTo(buffers.Input.Span[(row * buffers.InputStride)..]);
        scorer.Run(rows.Length, buffers);
        var last = scorer.Plan.Steps[^1];
        var outputs = buffers[scorer.Plan.Steps.Count - 1];
        return [.. rows.Select((_, row) => outputs.Span.Slice(row * last.Stride, last.Size).ToArray())];
    }

    /// <summary>The outputs of all timesteps; one that is masked repeats the one before.</summary>
    private static double[] Reference(RecurrentLayer layer, IReadOnlyList<WeightTensor> weights, float[] row, int features)
    {
        var cell = new ReferenceCell(layer.Cell, layer.Units);
        var gates = weights[1].Shape[1];
        var isGru = layer.Cell == RecurrentCell.Gru;
        var outputs = new List<double>();
        foreach (var timestep in row.Chunk(features))
        {
            if (timestep.Any(feature => feature != MaskValue))
            {
                double[] own = [.. Enumerable.Range(0, gates).Select(gate => weights[2].Values[gate] + Product(timestep, weights[0], gate))];
                double[] recurrent =
                [
                    .. Enumerable.Range(0, gates).Select(gate =>
                        (isGru ? weights[2].Values[gates + gate] : 0) + Product(cell.Outputs, weights[1], gate)),
                ];
                cell.Advance(isGru ? own : [.. own.Zip(recurrent, (a, b) => a + b)], recurrent);
            }

            outputs.AddRange(cell.Outputs);
        }

        return [.. outputs];

        double Product<T>(T[] values, WeightTensor kernel, int column)
            where T : struct, IConvertible => values.Select((value, i) => value.ToDouble(null) * kernel.Values[i * gates + column]).Sum();
    }

    private static int Bits(float value) => BitConverter.SingleToInt32Bits(value);
}
