using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class NonzeroValuesTests
{
    private static readonly Gen<float> Value = Gen.OneOf(
        Gen.Const(0f), Gen.Const(-0f), Gen.Const(float.Epsilon), Gen.Const(-float.Epsilon), Gen.Const(float.NaN), Gen.Float[-1, 1]);

    [TestMethod]
    public void Equals_a_filter() => Value.Array[0, 50].Sample(
        from =>
        {
            var values = new float[from.Length];
            var places = new int[from.Length];
            int kept;
            fixed (float* source = from, to = values)
            {
                fixed (int* at = places)
                    kept = NonzeroValues.Copy(source, from.Length, to, at);
            }

            int[] expected = [.. Enumerable.Range(0, from.Length).Where(i => from[i] != 0)];
            TinyTraining.AreEqual(expected, places.Take(kept));
            TinyTraining.AreEqual(expected.Select(i => from[i]), values.Take(kept));
        }, threads: 1);
}
