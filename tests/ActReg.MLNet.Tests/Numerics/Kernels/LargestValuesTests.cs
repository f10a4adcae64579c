using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>The largest of some values, against sorting.</summary>
[TestClass]
public unsafe class LargestValuesTests
{
    /// <summary>Few different values, so that many are equal; or all different.</summary>
    private static readonly Gen<float> Value = Gen.OneOf(Gen.Int[-2, 2].Select(value => (float)value), Gen.Float[-1, 1]);

    [TestMethod]
    public void Are_those_that_sorting_finds() => Gen.Select(Value.Array[1, 60], Gen.Int[1, 60]).Sample(
        (values, wanted) =>
        {
            var largest = Math.Min(wanted, values.Length);
            // A stable sort: of equal values the first comes first.
            int[] places = [.. Enumerable.Range(0, values.Length).OrderByDescending(i => values[i]).Take(largest)];
            float[] others = [.. Enumerable.Range(1, values.Length).Select(i => (float)i)];
            float[] expected = new float[values.Length], heap = new float[largest], kept = new float[values.Length];
            foreach (var place in places)
                expected[place] = others[place];
            fixed (float* v = values, h = heap, o = others, k = kept)
            {
                var threshold = LargestValues.Threshold(new Matrix(v, values.Length), 1, values.Length, largest, h);
                Assert.AreEqual(places.Min(place => values[place]), threshold);
                LargestValues.Keep(v, values.Length, largest, threshold, o, k);
                TinyTraining.AreEqual(expected, kept);
                LargestValues.Keep(v, values.Length, largest, threshold, o, o);
                TinyTraining.AreEqual(expected, others);
            }
        },
        seed: "0000KOIPe036", threads: 1);

    /// <summary>Of a matrix with padding between its rows, which is not looked at.</summary>
    [TestMethod]
    public void Of_a_matrix() => Gen.Select(Value.Array[60], Gen.Int[1, 6], Gen.Int[1, 10], Gen.Int[1, 60]).Sample(
        (values, rows, columns, wanted) =>
        {
            const int Stride = 10;
            var largest = Math.Min(wanted, rows * columns);
            var inside = Enumerable.Range(0, rows).SelectMany(row => values.Skip(row * Stride).Take(columns));
            var heap = new float[largest];
            fixed (float* v = values, h = heap)
            {
                Assert.AreEqual(
                    inside.OrderDescending().ElementAt(largest - 1), LargestValues.Threshold(new Matrix(v, Stride), rows, columns, largest, h));
            }
        },
        seed: "0000KOIPe036", threads: 1);
}
